//! Types without a finite value, row S10: a struct that requires itself, directly or not.

use super::{Nodes, Resolver, graph};
use crate::code::Code;
use crate::diagnostic::short;
use crate::graph::reversed;
use crate::program::{Field, Item, ItemId, Requiredness, Struct, StructKind};

impl Resolver<'_> {
    /// Reports structs that need a value of themselves. A field that is not required, or a
    /// container, ends the recursion; so does a member of a union that leads elsewhere.
    pub(super) fn check_endless(&mut self) {
        if self.holders.is_empty() {
            return;
        }
        let nodes = self.holder_nodes();
        let mut edges: Vec<Vec<usize>> =
            nodes.ids.iter().map(|id| self.needs(*id, &nodes)).collect();
        let ids = nodes.ids;
        // Unions of nothing but unions require nothing: they have at least the unknown member.
        let among_unions = ids.iter().zip(&edges).map(|(id, needs)| match self.struct_item(*id) {
            Some(item) if item.kind == StructKind::Union => needs.clone(),
            _ => Vec::new(),
        });
        for node in self.without_value(&ids, &among_unions.collect::<Vec<_>>()) {
            edges[node].clear();
        }
        let stuck = self.without_value(&ids, &edges);
        for cycle in graph::cycles(&edges, &stuck) {
            self.endless(&cycle.iter().map(|node| ids[*node]).collect::<Vec<_>>());
        }
        // Whoever makes types of these must come to an end: the fields become optional.
        for node in &stuck {
            self.break_recursion(ids[*node]);
        }
    }

    fn struct_item(&self, id: ItemId) -> Option<&Struct> {
        match self.item(id) {
            Some(Item::Struct(item)) => Some(item),
            _ => None,
        }
    }

    /// The struct that a value of the field always contains.
    fn contained(&self, item: &Struct, field: &Field) -> Option<ItemId> {
        let always = item.kind == StructKind::Union || field.requiredness == Requiredness::Required;
        if always { self.held_by_value(&field.ty) } else { None }
    }

    /// What a struct needs, once for each field; nothing for a union with an easy member.
    fn needs(&self, id: ItemId, nodes: &Nodes) -> Vec<usize> {
        let Some(item) = self.struct_item(id) else { return Vec::new() };
        let needed: Vec<ItemId> =
            item.fields.iter().filter_map(|field| self.contained(item, field)).collect();
        if item.kind == StructKind::Union && needed.len() < item.fields.len() {
            return Vec::new();
        }
        // What holds nothing by value always has one.
        needed.into_iter().filter_map(|id| nodes.number(id)).collect()
    }

    /// The nodes that have no finite value: a struct needs all, a union one of its needs.
    fn without_value(&self, ids: &[ItemId], edges: &[Vec<usize>]) -> Vec<usize> {
        let is_union = |node: usize| {
            self.struct_item(ids[node]).is_some_and(|item| item.kind == StructKind::Union)
        };
        let dependents = reversed(edges);
        let waits_for = |(node, needs): (usize, &Vec<usize>)| {
            if is_union(node) { needs.len().min(1) } else { needs.len() }
        };
        let mut waiting: Vec<usize> = edges.iter().enumerate().map(waits_for).collect();
        let mut done: Vec<usize> = (0..edges.len()).filter(|node| waiting[*node] == 0).collect();
        while let Some(node) = done.pop() {
            for dependent in &dependents[node] {
                if waiting[*dependent] == 1 {
                    done.push(*dependent);
                }
                waiting[*dependent] = waiting[*dependent].saturating_sub(1);
            }
        }
        (0..edges.len()).filter(|node| waiting[*node] > 0).collect()
    }

    fn endless(&mut self, cycle: &[ItemId]) {
        // At a field that says `required`, if there is one: a circle may be of unions only.
        let at = cycle.iter().copied().zip(cycle.iter().copied().cycle().skip(1));
        let mut places = at.filter_map(|(id, next)| {
            let item = self.struct_item(id).filter(|item| item.kind != StructKind::Union)?;
            let field = item.fields.iter().find(|f| self.contained(item, f) == Some(next))?;
            Some((id, field.span, format!("required field `{}`", short(&field.name.text))))
        });
        let Some(first) = cycle.first().copied() else { return };
        let name = &self.declared(first).name;
        let (id, span, through) =
            places.next().unwrap_or_else(|| (first, name.span, "every member".to_owned()));
        let kind = self.declared(id).keyword();
        let message = format!(
            "{kind} `{}` has no finite value: {through} contains another one",
            short(&self.declared(id).name.text)
        );
        let error = self.error(id.file, Code::EndlessType, span, message);
        self.report(error.help("make a field on the way `optional`, or put it into a list"));
    }

    fn break_recursion(&mut self, id: ItemId) {
        let Some(item) = self.struct_item(id) else { return };
        let nested: Vec<bool> =
            item.fields.iter().map(|field| self.contained(item, field).is_some()).collect();
        let Some(Item::Struct(item)) = self.item_mut(id) else { return };
        for (field, nested) in item.fields.iter_mut().zip(nested) {
            if nested {
                field.requiredness = Requiredness::Optional;
            }
        }
    }
}
