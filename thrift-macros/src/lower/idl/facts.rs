//! What must be known of all types together: cycles, doubles and defaults.

use std::collections::HashMap;

use thrift_idl::program::{Field, Requiredness, Struct, StructKind};
use thrift_idl::{Item, ItemId, Program, Type, TypeKind, Value};

use super::graph::Graph;

/// Facts about the structs of a program.
pub(super) struct Facts {
    numbers: HashMap<ItemId, usize>,
    /// The targets of typedefs, resolved.
    aliases: HashMap<ItemId, Type>,
    /// The cycle that a struct is in; structs with the same number hold each other by value.
    cycle: Vec<usize>,
    has_double: Vec<bool>,
    has_no_default: Vec<bool>,
    has_endless_default: Vec<bool>,
}

impl Facts {
    pub(super) fn of(program: &Program) -> Self {
        let structs: Vec<_> = structs(program).collect();
        let numbers = structs.iter().enumerate().map(|(number, (id, _))| (*id, number)).collect();
        let mut facts = Self {
            numbers,
            aliases: aliases(program),
            cycle: Vec::new(),
            has_double: Vec::new(),
            has_no_default: Vec::new(),
            has_endless_default: Vec::new(),
        };
        facts.cycle = facts.by_value(&structs).components();
        facts.has_double = facts.doubles(&structs);
        facts.has_no_default = facts.missing_defaults(&structs);
        facts.has_endless_default = facts.endless_defaults(&structs);
        facts
    }

    /// Whether a field of this type in this struct must be boxed, because the type holds the
    /// struct in turn.
    pub(super) fn closes_cycle(&self, holder: ItemId, ty: &Type) -> bool {
        match (self.numbers.get(&holder), self.number(&self.resolve(ty).kind)) {
            (Some(holder), Some(held)) => self.cycle[*holder] == self.cycle[held],
            _ => false,
        }
    }

    /// Whether there is a `double` anywhere inside.
    pub(super) fn has_double(&self, ty: &Type) -> bool {
        match &self.resolve(ty).kind {
            TypeKind::Double => true,
            TypeKind::List(item) | TypeKind::Set(item) => self.has_double(item),
            TypeKind::Map(key, value) => self.has_double(key) || self.has_double(value),
            TypeKind::Struct(id) => self.struct_has_double(*id),
            _ => false,
        }
    }

    pub(super) fn struct_has_double(&self, id: ItemId) -> bool {
        self.numbers.get(&id).is_some_and(|number| self.has_double[*number])
    }

    /// Whether the type has a value that stands for an absent one.
    pub(super) fn has_default(&self, ty: &Type) -> bool {
        match self.resolve(ty).kind {
            TypeKind::Struct(id) => self.struct_has_default(id),
            _ => true,
        }
    }

    pub(super) fn struct_has_default(&self, id: ItemId) -> bool {
        self.numbers.get(&id).is_some_and(|number| !self.has_no_default[*number])
    }

    /// Whether a declared default of the struct holds the default of the struct again.
    pub(super) fn has_endless_default(&self, id: ItemId) -> bool {
        self.numbers.get(&id).is_some_and(|number| self.has_endless_default[*number])
    }

    /// The type behind typedefs.
    pub(super) fn resolve<'a>(&'a self, ty: &'a Type) -> &'a Type {
        match ty.kind {
            TypeKind::Typedef(id) => self.aliases.get(&id).unwrap_or(ty),
            _ => ty,
        }
    }

    /// Edges from structs to what they hold by value: what is in a container is not.
    fn by_value(&self, structs: &[(ItemId, &Struct)]) -> Graph {
        let mut graph = Graph::new(structs.len());
        for (number, field) in fields(structs) {
            if let Some(held) = self.number(&self.resolve(&field.ty).kind) {
                graph.edge(number, held);
            }
        }
        graph
    }

    fn doubles(&self, structs: &[(ItemId, &Struct)]) -> Vec<bool> {
        let mut graph = Graph::new(structs.len());
        let mut direct = Vec::new();
        for (number, field) in fields(structs) {
            self.mentions(&field.ty, &mut |kind| match self.number(kind) {
                Some(held) => graph.edge(number, held),
                None if *kind == TypeKind::Double => direct.push(number),
                None => {}
            });
        }
        graph.reaching(&direct)
    }

    /// A union has no default, and neither has a struct that requires something without one.
    fn missing_defaults(&self, structs: &[(ItemId, &Struct)]) -> Vec<bool> {
        let is_union = |number: &usize| structs[*number].1.kind == StructKind::Union;
        let unions: Vec<_> = (0..structs.len()).filter(is_union).collect();
        let mut graph = Graph::new(structs.len());
        for (number, field) in fields(structs) {
            if field.requiredness == Requiredness::Required
                && field.default.is_none()
                && let Some(held) = self.number(&self.resolve(&field.ty).kind)
            {
                graph.edge(number, held);
            }
        }
        graph.reaching(&unions)
    }

    /// Edges from structs to those whose defaults their own defaults are made of. Cycles of fields
    /// without declared defaults end by themselves: such a field is an `Option`.
    fn endless_defaults(&self, structs: &[(ItemId, &Struct)]) -> Vec<bool> {
        let mut graph = Graph::new(structs.len());
        for (number, field) in fields(structs) {
            let held = self.number(&self.resolve(&field.ty).kind);
            match (&field.default, held) {
                (Some(value), _) => self.defaults_in(structs, value, &mut |held| {
                    graph.edge(number, held);
                }),
                (None, Some(held))
                    if field.requiredness != Requiredness::Optional
                        && self.cycle[number] != self.cycle[held] =>
                {
                    graph.edge(number, held);
                }
                (None, _) => {}
            }
        }
        graph.on_cycles()
    }

    /// Calls `visit` with the structs in a value that leave fields to their defaults.
    fn defaults_in(
        &self,
        structs: &[(ItemId, &Struct)],
        value: &Value,
        visit: &mut impl FnMut(usize),
    ) {
        match value {
            Value::List(items) | Value::Set(items) => {
                for item in items {
                    self.defaults_in(structs, item, visit);
                }
            }
            Value::Map(pairs) => {
                for (key, item) in pairs {
                    self.defaults_in(structs, key, visit);
                    self.defaults_in(structs, item, visit);
                }
            }
            Value::Struct { item, fields: given } => {
                for (_, value) in given {
                    self.defaults_in(structs, value, visit);
                }
                let Some(number) = self.numbers.get(item) else { return };
                let item = structs[*number].1;
                if item.kind != StructKind::Union && given.len() < item.fields.len() {
                    visit(*number);
                }
            }
            _ => {}
        }
    }

    fn number(&self, kind: &TypeKind) -> Option<usize> {
        let TypeKind::Struct(id) = kind else { return None };
        self.numbers.get(id).copied()
    }

    /// Calls `visit` with every type inside a type, itself included and typedefs resolved.
    fn mentions(&self, ty: &Type, visit: &mut impl FnMut(&TypeKind)) {
        let kind = &self.resolve(ty).kind;
        visit(kind);
        match kind {
            TypeKind::List(item) | TypeKind::Set(item) => self.mentions(item, visit),
            TypeKind::Map(key, value) => {
                self.mentions(key, visit);
                self.mentions(value, visit);
            }
            _ => {}
        }
    }
}

fn structs(program: &Program) -> impl Iterator<Item = (ItemId, &Struct)> {
    program.items().filter_map(|(id, item)| match item {
        Item::Struct(item) => Some((id, item)),
        _ => None,
    })
}

/// Every field with the number of its struct.
fn fields<'a>(structs: &[(ItemId, &'a Struct)]) -> impl Iterator<Item = (usize, &'a Field)> {
    let numbered = structs.iter().enumerate();
    numbered.flat_map(|(number, (_, item))| item.fields.iter().map(move |field| (number, field)))
}

fn aliases(program: &Program) -> HashMap<ItemId, Type> {
    let typedefs = program.items().filter_map(|(id, item)| match item {
        Item::Typedef(item) => Some((id, program.resolve_alias(&item.ty).clone())),
        _ => None,
    });
    typedefs.collect()
}
