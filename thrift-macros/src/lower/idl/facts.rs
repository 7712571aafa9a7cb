//! What must be known of all types together: how they compare, what they borrow, and defaults.

use thrift_idl::program::{Annotation, Field, Requiredness, StructKind};
use thrift_idl::{Item, ItemId, Program, Type, TypeKind, Value};

use super::graph::{Graph, mark};
use super::items::Items;
use super::rust::{self, Replacement};
use crate::model::Order;

/// Facts about the types of a program.
pub(super) struct Facts<'a> {
    pub(super) items: Items<'a>,
    // Of each item, by its number.
    /// What typedefs stand for in the end.
    aliases: Vec<Option<&'a Type>>,
    orders: Vec<Order>,
    borrows: Vec<bool>,
    has_no_default: Vec<bool>,
    has_endless_default: Vec<bool>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(program: &'a Program) -> Self {
        let items = Items::of(program);
        let mut facts = Self {
            aliases: aliases(&items),
            items,
            orders: Vec::new(),
            borrows: Vec::new(),
            has_no_default: Vec::new(),
            has_endless_default: Vec::new(),
        };
        facts.orders = facts.orders();
        facts.borrows = facts.borrowing();
        facts.has_no_default = facts.missing_defaults();
        facts.has_endless_default = facts.endless_defaults();
        facts
    }

    /// How the values of a type compare.
    pub(super) fn order(&self, ty: &Type, annotations: &[Annotation]) -> Order {
        let mut least = Order::Total;
        self.mentions(ty, annotations, &mut |mention| {
            let order = match mention {
                Mention::Replaced(by) => by.order(),
                Mention::Type(kind, _) => match self.number(kind) {
                    Some(number) => self.orders[number],
                    None if **kind == TypeKind::Double => Order::Partial,
                    None => Order::Total,
                },
            };
            // Doubles in keys are wrapped, so that there they have an order.
            let is_wrapped = order == Order::Partial && mention.is_key();
            least = least.min(if is_wrapped { Order::Total } else { order });
        });
        least
    }

    pub(super) fn struct_order(&self, id: ItemId) -> Order {
        self.orders[self.items.number(id)]
    }

    /// Whether a struct or typedef has a lifetime.
    pub(super) fn item_borrows(&self, id: ItemId) -> bool {
        self.borrows[self.items.number(id)]
    }

    /// Whether a type has a lifetime inside.
    pub(super) fn borrows(&self, ty: &Type, annotations: &[Annotation]) -> bool {
        let mut found = false;
        self.mentions(ty, annotations, &mut |mention| {
            found |= match mention {
                Mention::Replaced(by) => by.borrows,
                Mention::Type(kind, _) => {
                    self.number(kind).is_some_and(|number| self.borrows[number])
                }
            };
        });
        found
    }

    /// Whether the type has a value that stands for an absent one.
    ///
    /// One that an annotation gives is taken to have one.
    pub(super) fn has_default(&self, ty: &Type, annotations: &[Annotation]) -> bool {
        if rust::replacing(ty, annotations).is_some() {
            return true;
        }
        match self.resolve(ty).kind {
            TypeKind::Struct(id) => self.struct_has_default(id),
            _ => true,
        }
    }

    pub(super) fn struct_has_default(&self, id: ItemId) -> bool {
        !self.has_no_default[self.items.number(id)]
    }

    /// Whether a declared default of the struct holds the default of the struct again.
    pub(super) fn has_endless_default(&self, id: ItemId) -> bool {
        self.has_endless_default[self.items.number(id)]
    }

    /// The type behind typedefs.
    pub(super) fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        match ty.kind {
            TypeKind::Typedef(id) => self.aliases[self.items.number(id)].unwrap_or(ty),
            _ => ty,
        }
    }

    /// How values of structs and typedefs compare: what holds for what is inside holds for them.
    fn orders(&self) -> Vec<Order> {
        let mut all = self.graph();
        let mut outside_keys = self.graph();
        let (mut unknown, mut doubles) = (Vec::new(), Vec::new());
        self.each_type(&mut |number, mention| match mention {
            Mention::Replaced(by) if by.order() == Order::Unknown => unknown.push(number),
            Mention::Replaced(_) => {}
            Mention::Type(TypeKind::Double, false) => doubles.push(number),
            Mention::Type(kind, is_key) => {
                if let Some(held) = self.number(kind) {
                    all.edge(number, held);
                    if !is_key {
                        outside_keys.edge(number, held);
                    }
                }
            }
        });
        let mut orders = vec![Order::Total; self.items.all.len()];
        mark(&mut orders, &outside_keys.reaching(&doubles), Order::Partial);
        mark(&mut orders, &all.reaching(&unknown), Order::Unknown);
        orders
    }

    fn graph(&self) -> Graph {
        Graph::new(self.items.all.len())
    }

    fn borrowing(&self) -> Vec<bool> {
        let mut graph = self.graph();
        let mut direct = Vec::new();
        self.each_type(&mut |number, mention| match mention {
            Mention::Replaced(by) if by.borrows => direct.push(number),
            Mention::Replaced(_) => {}
            Mention::Type(kind, _) => {
                if let Some(held) = self.number(kind) {
                    graph.edge(number, held);
                }
            }
        });
        graph.reaching(&direct)
    }

    /// Visits what is mentioned by each struct and typedef.
    fn each_type(&self, visit: &mut dyn FnMut(usize, &Mention<'_>)) {
        for (number, item) in self.items.all.iter().enumerate() {
            let mut look = |ty: &Type, annotations: &[Annotation]| {
                self.mentions(ty, annotations, &mut |mention| visit(number, mention));
            };
            match item {
                Item::Struct(item) => {
                    for field in &item.fields {
                        look(&field.ty, &field.annotations);
                    }
                }
                Item::Typedef(item) => look(&item.ty, &item.annotations),
                Item::Enum(_) | Item::Const(_) | Item::Service(_) => {}
            }
        }
    }

    /// Calls `visit` with everything that is written in a type, itself included. The front end
    /// bounds how deeply types are nested.
    fn mentions(&self, ty: &Type, annotations: &[Annotation], visit: &mut dyn FnMut(&Mention<'_>)) {
        if rust::has(annotations, rust::WITH) {
            // What the type of an adapted field can do is not known, whatever it is on the wire.
            let borrows = rust::replaces(ty, annotations).is_some_and(|by| by.borrows);
            return visit(&Mention::Replaced(Replacement { borrows, ..Replacement::of_user() }));
        }
        self.mentions_inside(ty, annotations, false, visit);
    }

    fn mentions_inside(
        &self,
        ty: &Type,
        annotations: &[Annotation],
        is_key: bool,
        visit: &mut dyn FnMut(&Mention<'_>),
    ) {
        let mut container = ty;
        if let Some(by) = rust::replaces(ty, annotations) {
            let has_elements = by.takes_elements;
            visit(&Mention::Replaced(by));
            if !has_elements {
                return;
            }
            // It takes the elements from behind a typedef, which itself is not mentioned.
            container = self.resolve(ty);
        } else {
            visit(&Mention::Type(&ty.kind, is_key));
        }
        match &container.kind {
            TypeKind::List(item) => self.mentions_inside(item, &[], is_key, visit),
            TypeKind::Set(item) => self.mentions_inside(item, &[], true, visit),
            TypeKind::Map(key, value) => {
                self.mentions_inside(key, &[], true, visit);
                self.mentions_inside(value, &[], is_key, visit);
            }
            _ => {}
        }
    }

    /// A union has no default, and neither has a struct that requires something without one.
    fn missing_defaults(&self) -> Vec<bool> {
        let mut unions = Vec::new();
        for (number, item) in self.items.all.iter().enumerate() {
            if matches!(item, Item::Struct(item) if item.kind == StructKind::Union) {
                unions.push(number);
            }
        }
        let mut graph = self.graph();
        self.each_field(&mut |number, field| {
            if field.requiredness == Requiredness::Required
                && field.default.is_none()
                && rust::replacing(&field.ty, &field.annotations).is_none()
                && let Some(held) = self.number(&self.resolve(&field.ty).kind)
            {
                graph.edge(number, held);
            }
        });
        graph.reaching(&unions)
    }

    /// Edges from structs to those whose defaults their own defaults are made of. Cycles of fields
    /// without declared defaults end by themselves: such a field is an `Option`.
    fn endless_defaults(&self) -> Vec<bool> {
        let mut graph = self.graph();
        self.each_field(&mut |number, field| {
            let held = self.number(&self.resolve(&field.ty).kind);
            match (&field.default, held) {
                (Some(value), _) => self.defaults_in(value, &mut |held| graph.edge(number, held)),
                (None, Some(held))
                    if field.requiredness != Requiredness::Optional && !field.boxed =>
                {
                    graph.edge(number, held);
                }
                (None, _) => {}
            }
        });
        graph.on_cycles()
    }

    /// Calls `visit` with the structs in a value that leave fields to their defaults.
    fn defaults_in(&self, value: &Value, visit: &mut dyn FnMut(usize)) {
        match value {
            Value::List(items) | Value::Set(items) => {
                for item in items {
                    self.defaults_in(item, visit);
                }
            }
            Value::Map(pairs) => {
                for (key, item) in pairs {
                    self.defaults_in(key, visit);
                    self.defaults_in(item, visit);
                }
            }
            Value::Struct { item: id, fields: given } => {
                for (_, value) in given {
                    self.defaults_in(value, visit);
                }
                let number = self.items.number(*id);
                let Item::Struct(item) = self.items.all[number] else { return };
                if item.kind != StructKind::Union && given.len() < item.fields.len() {
                    visit(number);
                }
            }
            _ => {}
        }
    }

    /// Visits every field with the number of its struct.
    fn each_field(&self, visit: &mut dyn FnMut(usize, &Field)) {
        for (number, item) in self.items.all.iter().enumerate() {
            let Item::Struct(item) = item else { continue };
            for field in &item.fields {
                visit(number, field);
            }
        }
    }

    fn number(&self, kind: &TypeKind) -> Option<usize> {
        let (TypeKind::Struct(id) | TypeKind::Typedef(id)) = kind else { return None };
        Some(self.items.number(*id))
    }
}

/// Something that is written in a type.
enum Mention<'a> {
    /// A type of the IDL, and whether it is inside an element of a set or a key of a map.
    Type(&'a TypeKind, bool),
    /// A type that an annotation puts in the place of one of the IDL.
    Replaced(Replacement),
}

impl Mention<'_> {
    fn is_key(&self) -> bool {
        matches!(self, Self::Type(_, true))
    }
}

/// What each typedef stands for. Every step of a chain is taken once: a chain that meets what is
/// known ends there, and all that led to it are known then.
fn aliases<'a>(items: &Items<'a>) -> Vec<Option<&'a Type>> {
    let mut known: Vec<Option<&Type>> = vec![None; items.all.len()];
    for (number, item) in items.all.iter().enumerate() {
        let Item::Typedef(first) = item else { continue };
        let (mut chain, mut ty) = (vec![number], &first.ty);
        while let TypeKind::Typedef(next) = ty.kind {
            let next = items.number(next);
            match (known[next], items.all[next]) {
                (Some(end), _) => {
                    ty = end;
                    break;
                }
                (None, Item::Typedef(item)) => {
                    chain.push(next);
                    ty = &item.ty;
                }
                (None, _) => break,
            }
        }
        for number in chain {
            known[number] = Some(ty);
        }
    }
    known
}
