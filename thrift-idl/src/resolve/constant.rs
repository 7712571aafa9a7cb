//! Constants in the order of their use, then default values (rows C1, C3, C15, S11).

use std::collections::HashSet;

use super::table::Table;
use super::value::Evaluator;
use super::{Nodes, Pending, Place, Resolver, graph};
use crate::ast::{self, ConstKind, ConstValue, Definition};
use crate::code::Code;
use crate::program::{Const, Field, Item, ItemId, Type, Value};
use crate::resolve::scope::Named;

impl Resolver<'_> {
    /// Evaluates constants, whatever their order in the source, and default values.
    pub(super) fn evaluate(&mut self) {
        let (order, types) = self.constants();
        let defaults = core::mem::take(&mut self.defaults);
        let mut evaluator = Evaluator::new(self);
        for id in &order {
            if let Some(ty) = types.get(*id) {
                evaluator.constant(*id, ty);
            }
        }
        let values: Vec<Option<Value>> =
            defaults.iter().map(|pending| evaluator.default(pending)).collect();
        let (constants, mut diagnostics) = evaluator.finish();
        self.diagnostics.append(&mut diagnostics);
        self.store_constants(constants, types);
        for (pending, value) in defaults.iter().zip(values) {
            if let Some(field) = self.field_mut(pending) {
                field.default = value;
            }
        }
    }

    /// The constants behind those they name, and their types, where these are right.
    fn constants(&mut self) -> (Vec<ItemId>, Table<Type>) {
        let nodes = self.nodes(&|id| self.constant(id).is_some());
        let mut types = Table::default();
        for id in &nodes.ids {
            let Some(written) = self.constant(*id).map(|written| written.ty.clone()) else {
                continue;
            };
            *types.place(*id) = self.type_of(id.file, &written);
        }
        let edges: Vec<Vec<usize>> =
            nodes.ids.iter().map(|id| self.named_by(*id, &nodes)).collect();
        let ids = nodes.ids;
        let order = graph::order(&edges);
        for cycle in graph::cycles(&edges, &order.stuck) {
            self.constant_of_itself(&cycle.iter().map(|node| ids[*node]).collect::<Vec<_>>());
        }
        (order.ordered.into_iter().map(|node| ids[node]).collect(), types)
    }

    /// What is written of a constant, until its value is known.
    pub(super) fn constant(&self, id: ItemId) -> Option<&ast::Const> {
        match self.written(id)? {
            Definition::Const(written) => Some(written),
            _ => None,
        }
    }

    fn constant_of_itself(&mut self, cycle: &[ItemId]) {
        let Some(first) = cycle.iter().min().copied() else { return };
        let name = &self.declared(first).name;
        let message = format!("constant `{}` is defined by itself", name.text);
        let error = self.error(first.file, Code::ConstCycle, name.span, message);
        let error = self.by_way_of(error, cycle);
        self.report(error.help("write the value out where the circle is to end"));
    }

    /// The constants that a constant's value names.
    fn named_by(&self, id: ItemId, nodes: &Nodes) -> Vec<usize> {
        let Some(written) = self.constant(id) else { return Vec::new() };
        if matches!(written.value.kind, ConstKind::Int(_) | ConstKind::Literal(_)) {
            return Vec::new();
        }
        let mut named = HashSet::new();
        let mut values: Vec<&ConstValue> = vec![&written.value];
        while let Some(value) = values.pop() {
            match &value.kind {
                ConstKind::Ident(name) => {
                    if let Some(Named::Const(target)) = self.find_value(id.file, name) {
                        named.extend(nodes.number(target));
                    }
                }
                ConstKind::List(items) => values.extend(items),
                ConstKind::Map(entries) => {
                    for (key, value) in entries {
                        values.extend([key, value]);
                    }
                }
                ConstKind::Struct(_, fields) => values.extend(fields.iter().map(|f| &f.value)),
                ConstKind::Int(_)
                | ConstKind::Bool(_)
                | ConstKind::Double(_)
                | ConstKind::Literal(_) => {}
            }
        }
        named.into_iter().collect()
    }

    fn store_constants(&mut self, values: Vec<(ItemId, Value)>, mut types: Table<Type>) {
        for (id, value) in values {
            let Some(Definition::Const(written)) = self.take_written(id) else { continue };
            let Some(ty) = types.remove(id) else { continue };
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
