//! Typedefs, rows T12 and T13.

use super::{Nodes, Resolver, graph};
use crate::ast::{self, Definition};
use crate::code::Code;
use crate::program::{Item, ItemId, TypeKind, Typedef};

impl Resolver<'_> {
    /// Lowers typedefs, each behind those it uses, so that a broken one breaks no other loudly.
    pub(super) fn lower_aliases(&mut self) {
        let nodes = self.nodes(&|id| self.typedef(id).is_some());
        let edges: Vec<Vec<usize>> = nodes.ids.iter().map(|id| self.used_by(*id, &nodes)).collect();
        let ids = nodes.ids;
        let order = graph::order(&edges);
        // Those in circles, and those that use them, are broken before any other is lowered.
        for node in &order.stuck {
            self.broken.insert(ids[*node], ());
        }
        for cycle in graph::cycles(&edges, &order.stuck) {
            self.alias_of_itself(&cycle.iter().map(|node| ids[*node]).collect::<Vec<_>>());
        }
        for node in order.ordered {
            self.lower_alias(ids[node]);
        }
    }

    fn typedef(&self, id: ItemId) -> Option<&ast::Typedef> {
        match self.written(id)? {
            Definition::Typedef(typedef) => Some(typedef),
            _ => None,
        }
    }

    fn lower_alias(&mut self, id: ItemId) {
        let Some(Definition::Typedef(written)) = self.take_written(id) else { return };
        let ast::Typedef { ty, name, annotations, docs, span, .. } = written;
        self.check_annotations(id.file, &annotations);
        match self.type_of(id.file, &ty) {
            Some(ty) => {
                if let TypeKind::Typedef(next) = ty.kind {
                    let last = self.last_alias.get(next).copied().unwrap_or(next);
                    self.last_alias.insert(id, last);
                }
                self.set_item(id, Item::Typedef(Typedef { name, ty, annotations, docs, span }));
            }
            None => {
                self.broken.insert(id, ());
            }
        }
    }

    /// The typedefs that a typedef's type names.
    fn used_by(&self, id: ItemId, nodes: &Nodes) -> Vec<usize> {
        let mut used = Vec::new();
        let mut types: Vec<&ast::Type> = self.typedef(id).map(|t| &t.ty).into_iter().collect();
        while let Some(ty) = types.pop() {
            match &ty.kind {
                ast::TypeKind::Base(_) => {}
                ast::TypeKind::List(element) | ast::TypeKind::Set(element) => types.push(element),
                ast::TypeKind::Map(key, value) => types.extend([&**key, &**value]),
                ast::TypeKind::Named(name) => {
                    let target = self.find_type(id.file, name);
                    used.extend(target.and_then(|target| nodes.number(target)));
                }
            }
        }
        used
    }

    fn alias_of_itself(&mut self, cycle: &[ItemId]) {
        let Some(first) = cycle.iter().min().copied() else { return };
        let name = &self.declared(first).name;
        let message = format!("typedef `{}` stands for itself", name.text);
        let help = if cycle.len() > 1 {
            "one of these must stand for a type that is no typedef"
        } else {
            "name the type that it is to stand for"
        };
        let error = self.error(first.file, Code::TypedefCycle, name.span, message);
        self.report(self.by_way_of(error, cycle).help(help));
    }
}
