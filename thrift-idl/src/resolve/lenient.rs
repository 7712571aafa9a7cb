//! Values that do not fit their type, and that Apache's compiler reads all the same.
//!
//! It does not compare what is written with what a typedef stands for, looks for elements and
//! entries where there may be none, and takes any scalar for the number of an enum's value. Its
//! generators then find nothing, so they write zero, or something empty (rows C9, C10, C12, C16).
//! So does this one, with a warning.

use super::constant::parts_of;
use super::index::{Index, Key};
use super::value::{Evaluator, kind_of};
use crate::ast::{ConstKind, ConstValue};
use crate::code::Code;
use crate::program::{Type, TypeKind, Value};
use crate::token::Span;

impl Evaluator<'_, '_> {
    /// What is no container where one is expected, or one with the other brackets.
    pub(super) fn empty(&mut self, written: &ConstValue, ty: &Type) -> Option<Value> {
        let (value, help) = match &ty.kind {
            TypeKind::List(_) => (Value::List(Vec::new()), ELEMENTS),
            TypeKind::Set(_) => (Value::Set(Vec::new()), ELEMENTS),
            _ => (Value::Map(Vec::new()), ENTRIES),
        };
        let empty_brackets = match &written.kind {
            ConstKind::Map(entries) => entries.is_empty(),
            ConstKind::List(items) => items.is_empty(),
            _ => false,
        };
        if empty_brackets {
            return Some(value);
        }
        let (expected, found) = (self.describe(ty), kind_of(&written.kind));
        let message = format!("expected {expected}, found {found}, which makes an empty one");
        let warning = self.resolver.warning(self.file, Code::WrongBrackets, written.span, message);
        self.diagnostics.push(warning.help(help));
        self.names_exist(written).then_some(value)
    }

    /// A list or a map where neither is expected.
    pub(super) fn unfit(&mut self, written: &ConstValue, ty: &Type) -> Option<Value> {
        let value = self.mismatch(ty, kind_of(&written.kind), written.span)?;
        let is_enum = matches!(ty.kind, TypeKind::Enum(_));
        (is_enum || self.names_exist(written)).then_some(value)
    }

    /// Something else than what is expected: an error, except behind a typedef and for an enum.
    pub(super) fn mismatch(&mut self, ty: &Type, found: &str, span: Span) -> Option<Value> {
        let is_enum = matches!(ty.kind, TypeKind::Enum(_));
        let read = if self.behind_typedef || is_enum { self.nothing(ty) } else { None };
        let Some((value, read)) = read else { return self.refuse(ty, found, span) };
        let message =
            format!("expected {}, found {found}, which is read as {read}", self.describe(ty));
        let warning = self.resolver.warning(self.file, Code::TypeMismatch, span, message);
        self.diagnostics.push(warning.help(if is_enum {
            "write the name of a value of the enum"
        } else {
            "a typedef hides this from other compilers; write a value of the type behind it"
        }));
        Some(value)
    }

    /// What there is when nothing that fits is written, and how to name it.
    fn nothing(&mut self, ty: &Type) -> Option<(Value, &'static str)> {
        Some(match &ty.kind {
            TypeKind::Bool => (Value::Bool(false), "`false`"),
            TypeKind::I8 => (Value::I8(0), "0"),
            TypeKind::I16 => (Value::I16(0), "0"),
            TypeKind::I32 => (Value::I32(0), "0"),
            TypeKind::I64 => (Value::I64(0), "0"),
            TypeKind::Double => (Value::Double(0.0), "0"),
            TypeKind::String => (Value::String(String::new()), "an empty string"),
            TypeKind::Binary => (Value::Binary(Vec::new()), "an empty string"),
            TypeKind::Struct(id) => {
                (Value::Struct { item: *id, fields: Vec::new() }, "a value without fields")
            }
            TypeKind::Enum(id) => (self.numbered(*id, 0)?, "0"),
            TypeKind::Uuid
            | TypeKind::List(_)
            | TypeKind::Set(_)
            | TypeKind::Map(..)
            | TypeKind::Typedef(_) => return None,
        })
    }

    /// The names in a value that is not evaluated must be those of something.
    fn names_exist(&mut self, written: &ConstValue) -> bool {
        let before = self.diagnostics.len();
        let mut values = vec![written];
        while let Some(value) = values.pop() {
            match &value.kind {
                ConstKind::Ident(name) if self.resolver.find_value(self.file, name).is_none() => {
                    self.unknown_value(name, None, value.span);
                }
                ConstKind::Map(entries) => {
                    for place in &last_of_each(entries) {
                        let (key, value) = &entries[*place];
                        values.push(key);
                        values.push(value);
                    }
                }
                _ => parts_of(value, &mut values),
            }
        }
        self.diagnostics.len() == before
    }
}

const ELEMENTS: &str = "write the elements in brackets, as in `[1, 2]`";
const ENTRIES: &str = "write the entries in braces, as in `{1: 2}`";

/// Which entries no later one replaces, since its key is written in the same way.
pub(super) fn last_of_each(entries: &[(ConstValue, ConstValue)]) -> Vec<usize> {
    let mut last = Index::default();
    for (place, (key, _)) in entries.iter().enumerate() {
        if let Some(key) = key_of(key) {
            last.last(key, place);
        }
    }
    let mut kept = Vec::with_capacity(entries.len());
    for (place, (key, _)) in entries.iter().enumerate() {
        if key_of(key).is_none_or(|key| last.get(&key) == Some(place)) {
            kept.push(place);
        }
    }
    kept
}

/// The key as it is written, as far as two of them are easily compared.
fn key_of(value: &ConstValue) -> Option<Key<'_>> {
    Some(match &value.kind {
        ConstKind::Int(number) => Key::Number(*number),
        ConstKind::Bool(value) => Key::Number(i64::from(*value)),
        ConstKind::Literal(text) => Key::Text(text),
        ConstKind::Ident(name) => Key::name(name),
        ConstKind::Double(_) | ConstKind::List(_) | ConstKind::Map(_) | ConstKind::Struct(..) => {
            return None;
        }
    })
}
