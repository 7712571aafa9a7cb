//! Typedefs, rows T12 and T13.

use super::{Resolver, graph};
use crate::ast::{self, Definition};
use crate::code::Code;
use crate::program::{Item, ItemId, TypeKind, Typedef};

impl Resolver<'_> {
    /// Lowers typedefs, each behind those it uses, so that a broken one breaks no other loudly.
    pub(super) fn lower_aliases(&mut self) {
        let edges = self.graph(&Self::used_by);
        let order = graph::order(&edges);
        // Those in circles, and those that use them, are broken before any other is lowered.
        for number in &order.stuck {
            self.broken[*number] = true;
        }
        for cycle in &graph::cycles(&edges, &order.stuck) {
            self.alias_of_itself(cycle);
        }
        for number in &order.ordered {
            self.lower_alias(self.declared.all[*number].id);
        }
    }

    fn typedef(&self, id: ItemId) -> Option<&ast::Typedef> {
        match self.written(id)? {
            Definition::Typedef(typedef) => Some(typedef),
            _ => None,
        }
    }

    fn lower_alias(&mut self, id: ItemId) {
        if self.typedef(id).is_none() {
            return;
        }
        let Some(Definition::Typedef(written)) = self.take_written(id) else { return };
        let ast::Typedef { ty, name, annotations, docs, span, .. } = written;
        self.check_annotations(id.file, &annotations);
        let number = self.number(id);
        let Some(ty) = self.type_of(id.file, &ty) else {
            self.broken[number] = true;
            return;
        };
        if let TypeKind::Typedef(next) = ty.kind {
            self.last_alias[number] = self.last_alias[self.number(next)].or(Some(next));
        }
        self.set_item(id, Item::Typedef(Typedef { name, ty, annotations, docs, span }));
    }

    /// The typedefs that a typedef's type names.
    fn used_by(&self, id: ItemId) -> Vec<usize> {
        let mut used = Vec::new();
        let Some(typedef) = self.typedef(id) else { return used };
        let mut types = vec![&typedef.ty];
        while let Some(ty) = types.pop() {
            match &ty.kind {
                ast::TypeKind::Base(_) => {}
                ast::TypeKind::List(element) | ast::TypeKind::Set(element) => types.push(element),
                ast::TypeKind::Map(key, value) => {
                    types.push(key);
                    types.push(value);
                }
                ast::TypeKind::Named(name) => {
                    if let Some(target) = self.find_type(id.file, name)
                        && self.typedef(target).is_some()
                    {
                        used.push(self.number(target));
                    }
                }
            }
        }
        used
    }

    fn alias_of_itself(&mut self, cycle: &[usize]) {
        let Some(first) = self.first_of(cycle) else { return };
        let message = format!("typedef `{}` stands for itself", first.name.text);
        let help = if cycle.len() > 1 {
            "one of these must stand for a type that is no typedef"
        } else {
            "name the type that it is to stand for"
        };
        let error = self.error(first.id.file, Code::TypedefCycle, first.name.span, message);
        self.report(self.by_way_of(error, first, cycle).help(help));
    }
}
