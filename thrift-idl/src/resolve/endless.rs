//! Types without a finite value, row S10: a struct that requires itself, directly or not.

use super::{Resolver, graph};
use crate::code::Code;
use crate::diagnostic::short;
use crate::graph::reversed;
use crate::program::{Field, Item, ItemId, Requiredness, Struct, StructKind};
use crate::token::Span;

impl Resolver<'_> {
    /// Reports structs that need a value of themselves. A field that is not required, or a
    /// container, ends the recursion; so does a member of a union that leads elsewhere.
    pub(super) fn check_endless(&mut self) {
        if !self.holders.contains(&true) {
            return;
        }
        let mut edges = self.graph(&Self::needs);
        // Unions of nothing but unions require nothing: they have at least the unknown member.
        let mut among_unions = Vec::with_capacity(edges.len());
        for (number, needs) in edges.iter().enumerate() {
            among_unions.push(if self.is_union(number) { needs.clone() } else { Vec::new() });
        }
        for number in &self.without_value(&among_unions) {
            edges[*number].clear();
        }
        let stuck = self.without_value(&edges);
        for cycle in &graph::cycles(&edges, &stuck) {
            self.endless(cycle);
        }
        // Whoever makes types of these must come to an end: the fields become optional.
        for number in &stuck {
            self.break_recursion(*number);
        }
    }

    fn struct_numbered(&self, number: usize) -> Option<&Struct> {
        match &self.items[number] {
            Some(Item::Struct(item)) => Some(item),
            _ => None,
        }
    }

    fn is_union(&self, number: usize) -> bool {
        self.struct_numbered(number).is_some_and(|item| item.kind == StructKind::Union)
    }

    /// The struct that a value of the field always contains.
    fn contained(&self, item: &Struct, field: &Field) -> Option<ItemId> {
        let always = item.kind == StructKind::Union || field.requiredness == Requiredness::Required;
        if always { self.held_by_value(&field.ty) } else { None }
    }

    /// What a struct needs, once for each field; nothing for a union with an easy member.
    fn needs(&self, id: ItemId) -> Vec<usize> {
        let mut needed = Vec::new();
        let number = self.number(id);
        let (true, Some(item)) = (self.holders[number], self.struct_numbered(number)) else {
            return needed;
        };
        for field in &item.fields {
            match self.contained(item, field) {
                // What holds nothing by value always has one.
                Some(id) if self.holders[self.number(id)] => needed.push(self.number(id)),
                None if item.kind == StructKind::Union => return Vec::new(),
                _ => {}
            }
        }
        needed
    }

    /// The structs that have no finite value: a struct needs all, a union one of its needs.
    fn without_value(&self, edges: &[Vec<usize>]) -> Vec<usize> {
        let dependents = reversed(edges);
        let mut waiting = Vec::with_capacity(edges.len());
        let mut done = Vec::new();
        for (number, needs) in edges.iter().enumerate() {
            let needed = if self.is_union(number) { needs.len().min(1) } else { needs.len() };
            waiting.push(needed);
            if needed == 0 {
                done.push(number);
            }
        }
        while let Some(number) = done.pop() {
            for dependent in &dependents[number] {
                if waiting[*dependent] == 1 {
                    done.push(*dependent);
                }
                waiting[*dependent] = waiting[*dependent].saturating_sub(1);
            }
        }
        graph::left(&waiting)
    }

    fn endless(&mut self, cycle: &[usize]) {
        let Some((at, span, through)) = self.where_to_break(cycle) else { return };
        let declared = &self.declared.all[at];
        let (kind, name) = (declared.keyword(), short(&declared.name.text));
        let message =
            format!("{kind} `{name}` has no finite value: {through} contains another one");
        let error = self.error(declared.id.file, Code::EndlessType, span, message);
        self.report(error.help("make a field on the way `optional`, or put it into a list"));
    }

    /// A field of a circle that says `required`, if there is one: it may be of unions only.
    fn where_to_break(&self, cycle: &[usize]) -> Option<(usize, Span, String)> {
        let first = *cycle.first()?;
        for (at, number) in cycle.iter().enumerate() {
            if self.is_union(*number) {
                continue;
            }
            let item = self.struct_numbered(*number)?;
            let next = cycle.get(at + 1).copied().unwrap_or(first);
            for field in &item.fields {
                if self.contained(item, field) == Some(self.declared.all[next].id) {
                    let through = format!("required field `{}`", short(&field.name.text));
                    return Some((*number, field.span, through));
                }
            }
        }
        Some((first, self.declared.all[first].name.span, "every member".to_owned()))
    }

    fn break_recursion(&mut self, number: usize) {
        let Some(item) = self.struct_numbered(number) else { return };
        let mut nested = Vec::new();
        for (place, field) in item.fields.iter().enumerate() {
            if self.contained(item, field).is_some() {
                nested.push(place);
            }
        }
        let Some(Item::Struct(item)) = &mut self.items[number] else { return };
        for place in &nested {
            item.fields[*place].requiredness = Requiredness::Optional;
        }
    }
}
