//! Values of structs, row C11.

use core::fmt::Write;

use super::index::{Index, Key};
use super::value::{Evaluator, FEW};
use crate::ast::{ConstKind, ConstValue, FieldValue, Name};
use crate::code::Code;
use crate::diagnostic::short;
use crate::program::{Item, ItemId, Struct, StructKind, Value};
use crate::token::Span;

/// A field and its value in the braces of a struct's value.
pub(super) struct GivenField<'a> {
    /// The name; `None` when something else than a string stands for it.
    name: Option<&'a str>,
    at: Span,
    value: &'a ConstValue,
}

impl<'a> GivenField<'a> {
    pub(super) fn of_entry(key: &'a ConstValue, value: &'a ConstValue) -> Self {
        let name = match &key.kind {
            ConstKind::Literal(name) => Some(name.as_str()),
            _ => None,
        };
        Self { name, at: key.span, value }
    }

    pub(super) fn of_field(FieldValue { name, value }: &'a FieldValue) -> Self {
        Self { name: Some(&name.text), at: name.span, value }
    }
}

impl Evaluator<'_, '_> {
    /// The type that a value names must be the one that is expected.
    pub(super) fn struct_named(&mut self, name: &Name, expected: ItemId) -> Option<()> {
        let found = self.resolver.find_type(self.file, &name.text);
        let found = found.and_then(|id| match self.resolver.item(id) {
            Some(Item::Typedef(typedef)) => self.resolver.held_by_value(&typedef.ty),
            _ => Some(id),
        });
        if found == Some(expected) {
            return Some(());
        }
        let expected = self.resolver.declared(expected);
        let message = format!(
            "expected {} `{}`, found a value of `{}`",
            expected.keyword(),
            short(&expected.name.text),
            name.text
        );
        let help = format!("write `{}{{…}}`, or the fields alone", short(&expected.name.text));
        let error = self.begin(Code::TypeMismatch, name.span, message).help(help);
        self.diagnostics.push(error);
        None
    }

    /// `{"field": value, …}` (row C11)
    pub(super) fn structure(
        &mut self,
        given: &[GivenField<'_>],
        id: ItemId,
        span: Span,
    ) -> Option<Value> {
        let resolver = self.resolver;
        let Some(Item::Struct(item)) = resolver.item(id) else { return None };
        let mut fields = Vec::with_capacity(given.len());
        let mut good = true;
        for place in &self.last_given(given) {
            let GivenField { name, at, value } = &given[*place];
            let field = self.field_key(id, item, *name, *at);
            let value = field.and_then(|at| Some((at, self.value(value, &item.fields[at].ty)?)));
            good &= value.is_some();
            if let Some(value) = value {
                fields.push(value);
            }
        }
        if item.kind == StructKind::Union && good && fields.len() != 1 {
            let (name, count) = (short(&item.name.text), fields.len());
            let message = format!("union `{name}` has one member at a time, found {count}");
            let warning = self.resolver.warning(self.file, Code::UnionValue, span, message);
            self.diagnostics
                .push(warning.help("give one member a value; of several the last counts"));
            fields = match fields.pop() {
                Some(last) => vec![last],
                None => Vec::new(),
            };
        }
        good.then_some(Value::Struct { item: id, fields })
    }

    /// Which values no other one follows for the same field.
    fn last_given(&mut self, given: &[GivenField<'_>]) -> Vec<usize> {
        let mut last = Index::default();
        for (place, field) in given.iter().enumerate() {
            if let Some(name) = field.name {
                last.last(Key::name(name), place);
            }
        }
        let mut kept = Vec::with_capacity(given.len());
        for (place, field) in given.iter().enumerate() {
            if let Some(name) = field.name
                && let Some(later) = last.named(name)
                && later != place
            {
                self.replaced(name, field, &given[later]);
            } else {
                kept.push(place);
            }
        }
        kept
    }

    fn replaced(&mut self, name: &str, field: &GivenField<'_>, later: &GivenField<'_>) {
        let message = format!("this value of field `{name}` is replaced by another one");
        let warning = self.resolver.warning(self.file, Code::DuplicateField, field.at, message);
        self.diagnostics.push(warning.label(later.at, "given here again"));
    }

    /// The index of the field that a key names.
    fn field_key(
        &mut self,
        id: ItemId,
        item: &Struct,
        name: Option<&str>,
        span: Span,
    ) -> Option<usize> {
        let Some(name) = name else {
            let message = "expected a field's name in quotes";
            let help = "write `{\"name\": value}`, with the names that the fields have";
            let error = self.begin(Code::UnknownField, span, message).help(help);
            self.diagnostics.push(error);
            return None;
        };
        match self.resolver.member(id, name) {
            Some(at) => Some(at),
            None => {
                self.unknown_field(id, item, name, span);
                None
            }
        }
    }

    fn unknown_field(&mut self, id: ItemId, item: &Struct, name: &str, span: Span) {
        // A field that was left out for a mistake of its own is not reported again.
        let key = Key::Member(self.resolver.number(id), name.into());
        if self.resolver.lost_fields.get(&key).is_some() {
            return;
        }
        let kind = item.kind.keyword();
        let message = format!("{kind} `{}` has no field `{name}`", short(&item.name.text));
        let error = self.begin(Code::UnknownField, span, message);
        let near = self.near_field(item, name);
        self.diagnostics.push(match (near, some_fields(item)) {
            (None, Some(fields)) => error.help(fields),
            (near, _) => error.did_you_mean(near),
        });
    }

    fn near_field<'i>(&self, item: &'i Struct, name: &str) -> Option<&'i str> {
        let mut search = self.resolver.hints.search(name)?;
        for field in &item.fields {
            search.look_at(&field.name.text)?;
        }
        search.nearest()
    }
}

/// Lists the fields of a struct, if they are few.
fn some_fields(item: &Struct) -> Option<String> {
    if item.fields.is_empty() || item.fields.len() > FEW {
        return None;
    }
    let mut list = String::new();
    for field in &item.fields {
        let and = if list.is_empty() { "the fields are" } else { "," };
        // Writing to a string cannot fail.
        let _ = write!(list, "{and} `{}`", short(&field.name.text));
    }
    Some(list)
}
