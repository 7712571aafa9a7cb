//! Constant values and defaults.

use proc_macro2::Span;
use syn::Member;
use thrift_idl::program::{Field as IdlField, Struct as IdlStruct, StructKind};
use thrift_idl::{Item, ItemId, Value as IdlValue};

use super::Lowering;
use super::item::Shape;
use super::names::{self, Scope};
use crate::case;
use crate::model::{FieldValue, Presence, Value};

impl Lowering<'_> {
    /// Checks the value of a constant, and the defaults of fields.
    pub(super) fn check_values(&self, scope: Scope, item: &Item) {
        match item {
            Item::Const(item) => self.check_value(scope, item.name.span, &item.value),
            Item::Struct(item) => self.check_defaults(scope, &item.fields),
            Item::Service(item) => {
                for function in &item.functions {
                    self.check_defaults(scope, &function.args);
                }
            }
            Item::Enum(_) | Item::Typedef(_) => {}
        }
    }

    fn check_defaults(&self, scope: Scope, fields: &[IdlField]) {
        for field in fields {
            if let Some(value) = &field.default {
                self.check_value(scope, field.name.span, value);
            }
        }
    }

    /// `{}` is a value of a union in Thrift, but in Rust a union is one of its members. The front
    /// end bounds how deeply values are nested.
    fn check_value(&self, scope: Scope, at: thrift_idl::Span, value: &IdlValue) {
        match value {
            IdlValue::List(items) | IdlValue::Set(items) => {
                for item in items {
                    self.check_value(scope, at, item);
                }
            }
            IdlValue::Map(pairs) => {
                for (key, item) in pairs {
                    self.check_value(scope, at, key);
                    self.check_value(scope, at, item);
                }
            }
            IdlValue::Struct { item, fields } => {
                self.check_union(scope, at, *item, fields);
                for (_, value) in fields {
                    self.check_value(scope, at, value);
                }
            }
            _ => {}
        }
    }

    fn check_union(
        &self,
        scope: Scope,
        at: thrift_idl::Span,
        id: ItemId,
        given: &[(usize, IdlValue)],
    ) {
        let Item::Struct(item) = self.program.item(id) else { return };
        if item.kind == StructKind::Union && given.is_empty() {
            let name = &item.name.text;
            let message = format_args!("this value of union `{name}` has no member; give it one");
            self.cx.error(self.span(scope, at), message);
        }
    }

    pub(super) fn value(&self, scope: Scope, value: &IdlValue) -> Value {
        let all = |items: &[IdlValue]| items.iter().map(|item| self.value(scope, item)).collect();
        match value {
            IdlValue::Bool(value) => Value::Bool(*value),
            IdlValue::I8(value) => Value::I8(*value),
            IdlValue::I16(value) => Value::I16(*value),
            IdlValue::I32(value) => Value::I32(*value),
            IdlValue::I64(value) => Value::I64(*value),
            IdlValue::Double(value) => Value::Double(*value),
            IdlValue::String(value) => Value::String(value.clone()),
            IdlValue::Binary(value) => Value::Binary(value.clone()),
            IdlValue::Uuid(value) => Value::Uuid(*value),
            IdlValue::Enum { item, number, .. } => {
                Value::Enum { ty: self.path(scope, *item, Span::call_site()), number: *number }
            }
            IdlValue::List(items) => Value::List(all(items)),
            IdlValue::Set(items) => Value::Set(all(items)),
            IdlValue::Map(pairs) => {
                let pairs = pairs.iter();
                let pairs =
                    pairs.map(|(key, item)| (self.value(scope, key), self.value(scope, item)));
                Value::Map(pairs.collect())
            }
            IdlValue::Struct { item, fields } => self.struct_value(scope, *item, fields),
        }
    }

    /// A value of a field of this shape, without its `Option`.
    pub(super) fn boxed_value(&self, scope: Scope, shape: Shape, value: &IdlValue) -> Value {
        let value = self.value(scope, value);
        if shape.boxed { Value::Boxed(Box::new(value)) } else { value }
    }

    fn struct_value(&self, scope: Scope, id: ItemId, given: &[(usize, IdlValue)]) -> Value {
        let ty = self.path(scope, id, Span::call_site());
        let Item::Struct(item) = self.program.item(id) else { return Value::Natural };
        if item.kind == StructKind::Union {
            return self.union_value(scope, id, item, given);
        }
        if self.facts.has_endless_default(id) {
            // Reported where the struct is declared; the value cannot be written down.
            return Value::Natural;
        }
        let rest = given.len() < item.fields.len() && self.facts.struct_has_default(id);
        let fields = item.fields.iter().enumerate().filter_map(|(index, field)| {
            let given = given.iter().find(|(of, _)| *of == index).map(|(_, value)| value);
            let value = if rest { given } else { given.or(field.default.as_ref()) };
            let is_written = value.is_some() || !rest;
            is_written.then(|| self.field_value(scope, self.shape(id, field), field, value))
        });
        Value::Struct { ty, fields: fields.collect(), rest }
    }

    fn field_value(
        &self,
        scope: Scope,
        shape: Shape,
        field: &IdlField,
        value: Option<&IdlValue>,
    ) -> FieldValue {
        let ident = names::name(case::snake, &field.name, &field.annotations, Span::call_site());
        let value = match value {
            Some(value) if shape.presence == Presence::Optional => {
                Value::Some(Box::new(self.boxed_value(scope, shape, value)))
            }
            Some(value) => self.boxed_value(scope, shape, value),
            None => Value::Natural,
        };
        FieldValue { member: Member::Named(ident), value }
    }

    fn union_value(
        &self,
        scope: Scope,
        id: ItemId,
        item: &IdlStruct,
        given: &[(usize, IdlValue)],
    ) -> Value {
        // One without a member is reported by `check_values`; any stands in for it.
        let index = given.first().map_or(0, |(index, _)| *index);
        let Some(field) = item.fields.get(index) else { return Value::Natural };
        let boxed = field.reference || self.facts.closes_cycle(id, &field.ty);
        let shape = Shape { presence: Presence::Required, boxed };
        Value::Union {
            ty: self.path(scope, id, Span::call_site()),
            variant: names::name(case::ty, &field.name, &field.annotations, Span::call_site()),
            value: Box::new(match given.first() {
                Some((_, value)) => self.boxed_value(scope, shape, value),
                None => Value::Natural,
            }),
        }
    }
}
