//! Scalars to their declared type, and constants to the type of the place that names them.

use super::value::Evaluator;
use crate::code::Code;
use crate::program::{Type, TypeKind, Value};
use crate::token::Span;
use crate::uuid;

impl Evaluator<'_, '_> {
    /// An integer where any number, a boolean or an enum is expected (rows C4 to C6, C12).
    pub(super) fn int(&mut self, number: i64, ty: &Type, span: Span) -> Option<Value> {
        let value = match &ty.kind {
            TypeKind::Bool => return Some(Value::Bool(number != 0)),
            TypeKind::I8 => i8::try_from(number).ok().map(Value::I8),
            TypeKind::I16 => i16::try_from(number).ok().map(Value::I16),
            TypeKind::I32 => i32::try_from(number).ok().map(Value::I32),
            TypeKind::I64 => return Some(Value::I64(number)),
            TypeKind::Double => return Some(Value::Double(to_double(number))),
            TypeKind::Enum(id) => return self.enum_numbered(*id, number, span),
            _ => return self.mismatch(ty, "an integer", span),
        };
        if value.is_none() {
            let name = self.describe(ty);
            let message = format!("{number} does not fit in {name}");
            let error = self.begin(Code::ValueRange, span, message);
            self.diagnostics.push(match limits(&ty.kind) {
                Some((least, most)) => error.help(format!("{name} holds {least} to {most}")),
                None => error,
            });
        }
        value
    }

    /// A string where a string, bytes or a UUID is expected (rows C7, C8).
    pub(super) fn text(&mut self, text: &str, ty: &Type, span: Span) -> Option<Value> {
        match &ty.kind {
            TypeKind::String => Some(Value::String(text.to_owned())),
            TypeKind::Binary => Some(Value::Binary(text.as_bytes().to_vec())),
            TypeKind::Uuid => match uuid::parse(text) {
                Some(uuid) => Some(Value::Uuid(uuid)),
                None => {
                    let message = format!("`{}` is not a UUID", text.escape_debug());
                    let help = "write 32 hexadecimal digits with hyphens, as in \
                        `\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\"`";
                    let error = self.begin(Code::BadUuid, span, message).help(help);
                    self.diagnostics.push(error);
                    None
                }
            },
            _ => self.mismatch(ty, "a string", span),
        }
    }

    /// The value of a constant where another type may be expected, as if it were written there.
    pub(super) fn convert(&mut self, value: &Value, ty: &Type, span: Span) -> Option<Value> {
        let ty = self.alias(ty);
        match (value, &ty.kind) {
            (Value::Struct { item, .. }, TypeKind::Struct(id)) if item == id => Some(value.clone()),
            // What is written out may be read as nothing, but not what a name stands for.
            (_, TypeKind::Struct(_)) => self.refuse(ty, kind_of(value), span),
            (Value::Bool(value), _) => self.int(i64::from(*value), ty, span),
            (Value::I8(number), _) => self.int(i64::from(*number), ty, span),
            (Value::I16(number), _) => self.int(i64::from(*number), ty, span),
            (Value::I64(number), _) => self.int(*number, ty, span),
            (Value::Enum { item, .. }, TypeKind::Enum(id)) if item == id => Some(value.clone()),
            (Value::I32(number) | Value::Enum { number, .. }, _) => {
                self.int(i64::from(*number), ty, span)
            }
            (Value::String(text), TypeKind::String | TypeKind::Binary | TypeKind::Uuid) => {
                self.text(text, ty, span)
            }
            (Value::Double(_), TypeKind::Double)
            | (Value::Binary(_), TypeKind::Binary)
            | (Value::Uuid(_), TypeKind::Uuid) => Some(value.clone()),
            (Value::Binary(bytes), TypeKind::String | TypeKind::Uuid) => {
                // Bytes are written as a string, so they are one.
                self.text(&String::from_utf8_lossy(bytes), ty, span)
            }
            (Value::Uuid(uuid), TypeKind::String | TypeKind::Binary) => {
                self.text(&uuid::text(*uuid), ty, span)
            }
            (Value::List(items), TypeKind::List(element)) => {
                self.convert_all(items, element, span).map(Value::List)
            }
            (Value::Set(items), TypeKind::Set(element)) => {
                self.convert_all(items, element, span).map(Value::Set)
            }
            (Value::Map(entries), TypeKind::Map(key, value)) => {
                let mut converted = Vec::with_capacity(entries.len());
                for (k, v) in entries {
                    converted.push((self.convert(k, key, span)?, self.convert(v, value, span)?));
                }
                Some(Value::Map(converted))
            }
            (_, TypeKind::Enum(_)) => self.refuse(ty, kind_of(value), span),
            _ => self.mismatch(ty, kind_of(value), span),
        }
    }

    fn convert_all(&mut self, items: &[Value], ty: &Type, span: Span) -> Option<Vec<Value>> {
        let mut converted = Vec::with_capacity(items.len());
        for item in items {
            converted.push(self.convert(item, ty, span)?);
        }
        Some(converted)
    }
}

#[expect(clippy::cast_precision_loss, reason = "an integer for a double is rounded to the nearest")]
fn to_double(number: i64) -> f64 {
    number as f64
}

/// The least and the greatest number of a type of integers that is not the widest.
fn limits(kind: &TypeKind) -> Option<(i64, i64)> {
    Some(match kind {
        TypeKind::I8 => (i8::MIN.into(), i8::MAX.into()),
        TypeKind::I16 => (i16::MIN.into(), i16::MAX.into()),
        TypeKind::I32 => (i32::MIN.into(), i32::MAX.into()),
        _ => return None,
    })
}

/// What a constant is, as diagnostics name it.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Double(_) => "a floating-point number",
        Value::String(_) => "a string",
        Value::Binary(_) => "bytes",
        Value::Uuid(_) => "a UUID",
        Value::List(_) => "a list",
        Value::Set(_) => "a set",
        Value::Map(_) => "a map",
        Value::Struct { .. } => "a value of another type",
        Value::Enum { .. } => "a value of an enum",
        Value::Bool(_) | Value::I8(_) | Value::I16(_) | Value::I32(_) | Value::I64(_) => {
            "an integer"
        }
    }
}
