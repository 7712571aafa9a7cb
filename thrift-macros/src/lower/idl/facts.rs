//! What must be known of all types together: doubles and defaults.

use std::collections::HashMap;

use thrift_idl::program::{Field, Requiredness, Struct, StructKind};
use thrift_idl::{Item, ItemId, Program, Type, TypeKind, Value};

use super::graph::Graph;

/// Facts about the types of a program.
pub(super) struct Facts<'a> {
    program: &'a Program,
    /// The numbers of structs and typedefs.
    numbers: HashMap<ItemId, usize>,
    /// What typedefs stand for in the end.
    aliases: HashMap<ItemId, &'a Type>,
    has_double: Vec<bool>,
    has_no_default: Vec<bool>,
    has_endless_default: Vec<bool>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(program: &'a Program) -> Self {
        let named =
            program.items().filter(|(_, it)| matches!(it, Item::Struct(_) | Item::Typedef(_)));
        let mut facts = Self {
            program,
            numbers: named.enumerate().map(|(number, (id, _))| (id, number)).collect(),
            aliases: aliases(program),
            has_double: Vec::new(),
            has_no_default: Vec::new(),
            has_endless_default: Vec::new(),
        };
        facts.has_double = facts.doubles();
        facts.has_no_default = facts.missing_defaults();
        facts.has_endless_default = facts.endless_defaults();
        facts
    }

    /// Whether there is a `double` anywhere inside.
    pub(super) fn has_double(&self, ty: &Type) -> bool {
        let mut found = false;
        mentions(ty, &mut |kind| {
            let inside = self.number(kind).is_some_and(|number| self.has_double[number]);
            found |= inside || *kind == TypeKind::Double;
        });
        found
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
    pub(super) fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        match ty.kind {
            TypeKind::Typedef(id) => self.aliases.get(&id).copied().unwrap_or(ty),
            _ => ty,
        }
    }

    /// Structs and typedefs, and the doubles and other items that they mention.
    fn doubles(&self) -> Vec<bool> {
        let mut graph = Graph::new(self.numbers.len());
        let mut direct = Vec::new();
        let mut look = |number: usize, ty: &Type| {
            mentions(ty, &mut |kind| match self.number(kind) {
                Some(held) => graph.edge(number, held),
                None if *kind == TypeKind::Double => direct.push(number),
                None => {}
            });
        };
        for (id, item) in self.program.items() {
            let Some(number) = self.numbers.get(&id).copied() else { continue };
            match item {
                Item::Struct(item) => item.fields.iter().for_each(|field| look(number, &field.ty)),
                Item::Typedef(item) => look(number, &item.ty),
                Item::Enum(_) | Item::Const(_) | Item::Service(_) => {}
            }
        }
        graph.reaching(&direct)
    }

    /// A union has no default, and neither has a struct that requires something without one.
    fn missing_defaults(&self) -> Vec<bool> {
        let is_union = |item: &Struct| item.kind == StructKind::Union;
        let unions: Vec<_> =
            self.structs().filter(|(_, item)| is_union(item)).map(|(number, _)| number).collect();
        let mut graph = Graph::new(self.numbers.len());
        for (number, field) in self.fields() {
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
    fn endless_defaults(&self) -> Vec<bool> {
        let mut graph = Graph::new(self.numbers.len());
        for (number, field) in self.fields() {
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
        }
        graph.on_cycles()
    }

    /// Calls `visit` with the structs in a value that leave fields to their defaults.
    fn defaults_in(&self, value: &Value, visit: &mut impl FnMut(usize)) {
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
                let (Some(number), Item::Struct(item)) =
                    (self.numbers.get(id), self.program.item(*id))
                else {
                    return;
                };
                if item.kind != StructKind::Union && given.len() < item.fields.len() {
                    visit(*number);
                }
            }
            _ => {}
        }
    }

    /// The structs with their numbers.
    fn structs(&self) -> impl Iterator<Item = (usize, &'a Struct)> {
        self.program.items().filter_map(|(id, item)| match item {
            Item::Struct(item) => Some((self.numbers.get(&id).copied()?, item)),
            _ => None,
        })
    }

    /// Every field with the number of its struct.
    fn fields(&self) -> impl Iterator<Item = (usize, &'a Field)> {
        self.structs().flat_map(|(number, item)| item.fields.iter().map(move |it| (number, it)))
    }

    fn number(&self, kind: &TypeKind) -> Option<usize> {
        let (TypeKind::Struct(id) | TypeKind::Typedef(id)) = kind else { return None };
        self.numbers.get(id).copied()
    }
}

/// Calls `visit` with every type that is written in a type, itself included. The front end bounds
/// how deeply types are nested.
fn mentions(ty: &Type, visit: &mut impl FnMut(&TypeKind)) {
    visit(&ty.kind);
    match &ty.kind {
        TypeKind::List(item) | TypeKind::Set(item) => mentions(item, visit),
        TypeKind::Map(key, value) => {
            mentions(key, visit);
            mentions(value, visit);
        }
        _ => {}
    }
}

/// What each typedef stands for. Every step of a chain is taken once: a chain that meets what is
/// known ends there, and all that led to it are known then.
fn aliases(program: &Program) -> HashMap<ItemId, &Type> {
    let mut known: HashMap<ItemId, &Type> = HashMap::new();
    for (id, item) in program.items() {
        let Item::Typedef(first) = item else { continue };
        let (mut chain, mut ty) = (vec![id], &first.ty);
        while let TypeKind::Typedef(next) = ty.kind {
            match (known.get(&next).copied(), program.item(next)) {
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
        known.extend(chain.into_iter().map(|id| (id, ty)));
    }
    known
}
