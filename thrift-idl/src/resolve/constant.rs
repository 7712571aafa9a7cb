//! Constants in the order of their use, then default values (rows C1, C3, C15, S11).

use core::mem::take;

use super::index::{Index, Key};
use super::scope::Named;
use super::value::Evaluator;
use super::{Pending, Place, Resolver, graph, unknown};
use crate::ast::{self, ConstKind, ConstValue, Definition};
use crate::code::Code;
use crate::program::{Const, Field, Item, ItemId, Type, Value};

impl Resolver<'_> {
    /// Evaluates constants, whatever their order in the source, and default values.
    pub(super) fn evaluate(&mut self) {
        let mut types = self.constant_types();
        let order = self.constants_in_order();
        let defaults = take(&mut self.defaults);
        let mut evaluator = Evaluator::new(self);
        for number in &order {
            if let Some(ty) = &types[*number] {
                evaluator.constant(*number, ty);
            }
        }
        let mut values = Vec::with_capacity(defaults.len());
        for pending in &defaults {
            values.push(evaluator.default(pending));
        }
        let (mut constants, mut diagnostics) = evaluator.finish();
        self.diagnostics.append(&mut diagnostics);
        for (number, known) in constants.iter_mut().enumerate() {
            if let (Some(known), Some(ty)) = (known.take(), types[number].take()) {
                self.store_constant(self.declared.all[number].id, ty, known.value);
            }
        }
        for (pending, value) in defaults.iter().zip(&mut values) {
            if let Some(field) = self.field_mut(pending) {
                field.default = value.take();
            }
        }
    }

    /// The types of the constants, where these are right.
    fn constant_types(&mut self) -> Vec<Option<Type>> {
        let mut types = unknown(self.written.len());
        for declared in &self.declared.all {
            if let Some(written) = self.constant(declared.id) {
                let ty = written.ty.clone();
                types[self.number(declared.id)] = self.type_of(declared.id.file, &ty);
            }
        }
        types
    }

    /// The numbers of the constants, behind those they name, and of everything else.
    fn constants_in_order(&mut self) -> Vec<usize> {
        let edges = self.graph(&Self::named_by);
        let order = graph::order(&edges);
        for cycle in &graph::cycles(&edges, &order.stuck) {
            self.constant_of_itself(cycle);
        }
        order.ordered
    }

    /// What is written of a constant, until its value is known.
    pub(super) fn constant(&self, id: ItemId) -> Option<&ast::Const> {
        match self.written(id)? {
            Definition::Const(written) => Some(written),
            _ => None,
        }
    }

    fn constant_of_itself(&mut self, cycle: &[usize]) {
        let Some(first) = self.first_of(cycle) else { return };
        let message = format!("constant `{}` is defined by itself", first.name.text);
        let error = self.error(first.id.file, Code::ConstCycle, first.name.span, message);
        let error = self.by_way_of(error, first, cycle);
        self.report(error.help("write the value out where the circle is to end"));
    }

    /// The constants that a constant's value names.
    fn named_by(&self, id: ItemId) -> Vec<usize> {
        let mut named = Vec::new();
        let Some(written) = self.constant(id) else { return named };
        let mut seen = Index::default();
        let mut values = vec![&written.value];
        while let Some(value) = values.pop() {
            if let ConstKind::Ident(name) = &value.kind
                && let Some(Named::Const(target)) = self.find_value(id.file, name)
                && self.constant(target).is_some()
                && seen.first(Key::Item(target), named.len()) == named.len()
            {
                named.push(self.number(target));
            }
            parts_of(value, &mut values);
        }
        named
    }

    fn store_constant(&mut self, id: ItemId, ty: Type, value: Value) {
        if let Some(Definition::Const(written)) = self.take_written(id) {
            let ast::Const { name, docs, span, .. } = written;
            self.set_item(id, Item::Const(Const { name, ty, value, docs, span }));
        }
    }

    fn field_mut(&mut self, pending: &Pending) -> Option<&mut Field> {
        let fields = match (self.item_mut(pending.item)?, pending.place) {
            (Item::Struct(item), Place::Fields) => &mut item.fields,
            (Item::Service(item), Place::Args(function)) => {
                &mut item.functions.get_mut(function)?.args
            }
            (Item::Service(item), Place::Throws(function)) => {
                &mut item.functions.get_mut(function)?.throws
            }
            _ => return None,
        };
        fields.get_mut(pending.field)
    }

    /// The field that a default value is for.
    pub(super) fn field_of(&self, pending: &Pending) -> Option<&Field> {
        let fields = match (self.item(pending.item)?, pending.place) {
            (Item::Struct(item), Place::Fields) => &item.fields,
            (Item::Service(item), Place::Args(function)) => &item.functions.get(function)?.args,
            (Item::Service(item), Place::Throws(function)) => &item.functions.get(function)?.throws,
            _ => return None,
        };
        fields.get(pending.field)
    }
}

/// Adds the values that a value is written with.
pub(super) fn parts_of<'w>(value: &'w ConstValue, parts: &mut Vec<&'w ConstValue>) {
    match &value.kind {
        ConstKind::List(items) => {
            for item in items {
                parts.push(item);
            }
        }
        ConstKind::Map(entries) => {
            for (key, value) in entries {
                parts.push(key);
                parts.push(value);
            }
        }
        ConstKind::Struct(_, fields) => {
            for field in fields {
                parts.push(&field.value);
            }
        }
        ConstKind::Int(_)
        | ConstKind::Bool(_)
        | ConstKind::Double(_)
        | ConstKind::Literal(_)
        | ConstKind::Ident(_) => {}
    }
}
