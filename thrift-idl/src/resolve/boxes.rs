//! Which fields close a cycle of values, and so need an indirection in memory.

use super::Resolver;
use crate::graph;
use crate::program::{Item, ItemId};

impl Resolver<'_> {
    /// Sets [`Field::boxed`](crate::program::Field::boxed) where a struct holds, by value, one that
    /// holds it in turn: both are in one strongly connected component.
    pub(super) fn mark_boxes(&mut self) {
        if !self.holders.contains(&true) {
            return;
        }
        let component = graph::components(&self.graph(&Self::held));
        for number in 0..component.len() {
            let mut boxed = Vec::new();
            let Some(Item::Struct(item)) = &self.items[number] else { continue };
            for (place, field) in item.fields.iter().enumerate() {
                if let Some(held) = self.held_by_value(&field.ty)
                    && component[self.number(held)] == component[number]
                {
                    boxed.push(place);
                }
            }
            let Some(Item::Struct(item)) = &mut self.items[number] else { continue };
            for place in &boxed {
                item.fields[*place].boxed = true;
            }
        }
    }

    /// What a struct holds by value, of those that hold something in turn.
    fn held(&self, id: ItemId) -> Vec<usize> {
        let mut held = Vec::new();
        if self.holders[self.number(id)]
            && let Some(Item::Struct(item)) = self.item(id)
        {
            for field in &item.fields {
                if let Some(id) = self.held_by_value(&field.ty)
                    && self.holders[self.number(id)]
                {
                    held.push(self.number(id));
                }
            }
        }
        held
    }
}

#[cfg(test)]
mod tests {
    use crate::program::Item;
    use crate::{Parsed, parse_text};

    /// The boxed fields, as `Struct.field`.
    fn boxed(text: &str) -> Vec<String> {
        let Parsed { program, diagnostics, .. } = parse_text(text);
        let errors: Vec<_> = diagnostics.iter().filter(|it| it.is_error()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let structs = program.items().filter_map(|(_, item)| match item {
            Item::Struct(item) => Some(item),
            _ => None,
        });
        let fields = structs.flat_map(|item| item.fields.iter().map(move |field| (item, field)));
        let boxed = fields.filter(|(_, field)| field.boxed);
        boxed.map(|(item, field)| format!("{}.{}", item.name.text, field.name.text)).collect()
    }

    #[test]
    fn only_what_closes_a_cycle_is_boxed() {
        let text = "struct A { 1: optional B b, 2: Leaf leaf, 3: optional A a, 4: i32 x }
                    struct B { 1: optional A a }
                    struct Leaf { 1: i32 x }
                    struct Outside { 1: A a }";
        assert_eq!(boxed(text), ["A.b", "A.a", "B.a"]);
    }

    #[test]
    fn containers_hold_by_allocation() {
        assert_eq!(boxed("struct A { 1: list<A> l, 2: set<A> s, 3: map<A, A> m }"), [""; 0]);
        assert_eq!(boxed("typedef list<A> L struct A { 1: L l }"), [""; 0]);
        assert_eq!(boxed("struct A { 1: optional B b } struct B { 1: list<A> a }"), [""; 0]);
    }

    #[test]
    fn typedefs_are_looked_through() {
        let text = "typedef U T struct A { 1: optional T t } typedef A U typedef T Apart";
        assert_eq!(boxed(text), ["A.t"]);
    }

    #[test]
    fn unions_exceptions_and_references_are_as_structs() {
        let text = "union Tree { 1: i32 leaf, 2: Node node } struct Node { 1: optional Tree tree }
                    exception Failed { 1: optional Failed cause }
                    struct Linked { 1: Linked &next, 2: Other &other }
                    struct Other { 1: i32 x }";
        assert_eq!(boxed(text), ["Tree.node", "Node.tree", "Failed.cause", "Linked.next"]);
    }

    #[test]
    fn arguments_belong_to_no_struct() {
        let text = "service S { A f(1: A a) throws (1: E e) }
                    struct A { 1: optional A a } exception E {}";
        let Parsed { program, .. } = parse_text(text);
        let Some((_, Item::Service(service))) = program.items().next() else { panic!() };
        let function = &service.functions[0];
        assert!(function.args.iter().chain(&function.throws).all(|field| !field.boxed));
        assert_eq!(boxed(text), ["A.a"]);
    }

    #[test]
    fn long_chains_are_linear() {
        let chain = |n: usize| format!("typedef T{} T{n}", n + 1);
        let chain = (0..20_000).map(chain).collect::<Vec<_>>().join(" ");
        let text = format!("{chain} typedef A T20000 struct A {{ 1: optional T0 t }}");
        assert_eq!(boxed(&text), ["A.t"]);
        let chain = |n: usize| format!("struct S{n} {{ 1: optional S{} s }} ", (n + 1) % 20_000);
        assert_eq!(boxed(&(0..20_000).map(chain).collect::<String>()).len(), 20_000);
    }
}
