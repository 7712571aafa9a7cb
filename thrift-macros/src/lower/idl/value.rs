//! Constant values and defaults.

use proc_macro2::Span;
use thrift_idl::program::{Annotation, Field as IdlField, Struct as IdlStruct, StructKind};
use thrift_idl::{Item, ItemId, Type as IdlType, TypeKind, Value as IdlValue};

use super::Lowering;
use super::item::{Shape, member_shape};
use super::names::{self, Scope};
use super::rust::{self, Replacement};
use crate::case;
use crate::join::list;
use crate::model::{FieldValue, Member, Order, Presence, Value};

impl Lowering<'_> {
    /// A value of this type, as annotations have it in Rust.
    pub(super) fn value(
        &self,
        scope: Scope,
        ty: &IdlType,
        annotations: &[Annotation],
        value: &IdlValue,
    ) -> Value {
        let plain = self.plain_value(scope, self.facts.resolve(ty), value);
        if !self.is_replaced(ty, annotations) {
            return plain;
        }
        match plain {
            Value::List(items) | Value::Set(items) => Value::Collected(items),
            Value::Map(pairs) => Value::CollectedPairs(pairs),
            scalar => Value::Converted(Box::new(scalar)),
        }
    }

    /// Whether an annotation gives another type, on the way through typedefs.
    pub(super) fn is_replaced(&self, ty: &IdlType, annotations: &[Annotation]) -> bool {
        self.replaced_by(ty, annotations).is_some()
    }

    /// What an annotation gives for a type, the first one on the way through typedefs.
    pub(super) fn replaced_by(
        &self,
        ty: &IdlType,
        annotations: &[Annotation],
    ) -> Option<Replacement> {
        let (mut ty, mut annotations) = (ty, annotations);
        loop {
            if let Some(by) = rust::replaces(ty, annotations) {
                return Some(by);
            }
            let TypeKind::Typedef(id) = ty.kind else { return None };
            let Item::Typedef(item) = self.program.item(id) else { return None };
            (ty, annotations) = (&item.ty, &item.annotations);
        }
    }

    /// The value as the IDL has it; its elements may be of other types.
    fn plain_value(&self, scope: Scope, ty: &IdlType, value: &IdlValue) -> Value {
        match (value, &ty.kind) {
            (IdlValue::Bool(value), _) => Value::Bool(*value),
            (IdlValue::I8(value), _) => Value::I8(*value),
            (IdlValue::I16(value), _) => Value::I16(*value),
            (IdlValue::I32(value), _) => Value::I32(*value),
            (IdlValue::I64(value), _) => Value::I64(*value),
            (IdlValue::Double(value), _) => Value::Double(*value),
            (IdlValue::String(value), _) => Value::String(value.clone()),
            (IdlValue::Binary(value), _) => Value::Binary(value.clone()),
            (IdlValue::Uuid(value), _) => Value::Uuid(*value),
            (IdlValue::Enum { item, number, .. }, _) => {
                Value::Enum { ty: self.path(scope, *item, Span::call_site()), number: *number }
            }
            (IdlValue::List(items), TypeKind::List(of)) => {
                Value::List(list(items, &|item| self.value(scope, of, &[], item)))
            }
            (IdlValue::Set(items), TypeKind::Set(of)) => {
                Value::Set(list(items, &|item| self.key(scope, of, item)))
            }
            (IdlValue::Map(pairs), TypeKind::Map(of_keys, of)) => {
                Value::Map(list(pairs, &|(key, item)| {
                    (self.key(scope, of_keys, key), self.value(scope, of, &[], item))
                }))
            }
            (IdlValue::Struct { item, fields }, _) => self.struct_value(scope, *item, fields),
            // The front end has seen to it that values are of their types.
            (IdlValue::List(_) | IdlValue::Set(_) | IdlValue::Map(_), _) => Value::Natural,
        }
    }

    /// An element of a set or a key of a map.
    fn key(&self, scope: Scope, ty: &IdlType, value: &IdlValue) -> Value {
        let value = self.value(scope, ty, &[], value);
        match self.facts.order(ty, &[]) {
            Order::Partial => Value::Total(Box::new(value)),
            Order::Unknown | Order::Total => value,
        }
    }

    /// A value of a field of this shape, without its `Option`.
    pub(super) fn boxed_value(
        &self,
        scope: Scope,
        shape: Shape,
        field: &IdlField,
        value: &IdlValue,
    ) -> Value {
        let value = self.value(scope, &field.ty, &field.annotations, value);
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
        if self.hidden_field(scope, id, item).is_some() {
            // Reported where the value is.
            return Value::Natural;
        }
        let is_partial =
            given.len() < item.fields.len() || rust::has(&item.annotations, rust::UNKNOWN_FIELDS);
        let rest = is_partial && self.facts.struct_has_default(id);
        let mut fields = Vec::new();
        for (index, field) in item.fields.iter().enumerate() {
            let given = given.iter().find(|(of, _)| *of == index).map(|(_, value)| value);
            let value = if rest { given } else { given.or(field.default.as_ref()) };
            if value.is_some() || !rest {
                fields.push(self.field_value(scope, self.shape(field), field, value));
            }
        }
        if !rest && rust::has(&item.annotations, rust::UNKNOWN_FIELDS) {
            let ident = case::verbatim(rust::KEEPER, Span::call_site());
            fields.push(FieldValue { member: Member::Named(ident), value: Value::Natural });
        }
        Value::Struct { ty, fields, rest }
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
                Value::Some(Box::new(self.boxed_value(scope, shape, field, value)))
            }
            Some(value) => self.boxed_value(scope, shape, field, value),
            None => self.absent_value(scope, shape, field),
        };
        FieldValue { member: Member::Named(ident), value }
    }

    /// What a field is that is not given and has no declared default.
    fn absent_value(&self, scope: Scope, shape: Shape, field: &IdlField) -> Value {
        let needs_value = shape.presence != Presence::Optional;
        let is_plain = !shape.boxed
            && !self.is_replaced(&field.ty, &field.annotations)
            && !rust::has(&field.annotations, rust::WITH);
        match self.facts.resolve(&field.ty).kind {
            TypeKind::Struct(id) if needs_value && is_plain => {
                Value::Absent(self.path(scope, id, Span::call_site()))
            }
            _ => Value::Natural,
        }
    }

    fn union_value(
        &self,
        scope: Scope,
        id: ItemId,
        item: &IdlStruct,
        given: &[(usize, IdlValue)],
    ) -> Value {
        // One without a member was reported; any stands in for it.
        let index = given.first().map_or(0, |(index, _)| *index);
        let Some(field) = item.fields.get(index) else { return Value::Natural };
        Value::Union {
            ty: self.path(scope, id, Span::call_site()),
            variant: names::name(case::ty, &field.name, &field.annotations, Span::call_site()),
            value: Box::new(match given.first() {
                Some((_, value)) => self.boxed_value(scope, member_shape(field), field, value),
                None => Value::Natural,
            }),
        }
    }
}
