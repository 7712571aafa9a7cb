//! Defaults.

use core::fmt::Write;

use super::{name, text};
use crate::error::{Error, Kind, Result};
use crate::schema::{Enum, Struct, Type};
use crate::value::{List, Map};
use crate::{Value, value};

/// Writes a value of the type. What is encoded goes no deeper than the limits, so neither does
/// this.
pub(super) fn value(ty: Type, value: &Value, out: &mut String) -> Result<()> {
    match (ty, value) {
        (Type::Bool, Value::Bool(value)) => display(value, out),
        (Type::I8, Value::I8(value)) => display(value, out),
        (Type::I16, Value::I16(value)) => display(value, out),
        (Type::I32, Value::I32(value)) => display(value, out),
        (Type::I64, Value::I64(value)) => display(value, out),
        (Type::Double, Value::Double(value)) => return double(*value, out),
        (Type::String | Type::Binary, Value::String(_)) => return string(value.as_str(), out),
        (Type::Uuid, Value::Uuid(value)) => uuid(value, out),
        (Type::Enum(item), Value::I32(number)) => return enumeration(item, *number, out),
        (Type::List(item), Value::List(items)) | (Type::Set(item), Value::Set(items)) => {
            return list(item(), items, out);
        }
        (Type::Map(key, value), Value::Map(pairs)) => return map(key(), value(), pairs, out),
        (Type::Struct(item), Value::Struct(fields)) => return structure(item, fields, out),
        (ty, value) => {
            let message = format!("the default is a `{}`, and the type `{ty}`", value.ttype());
            return Err(Error::new(Kind::Invalid, message));
        }
    }
    Ok(())
}

fn display(value: &impl core::fmt::Display, out: &mut String) {
    // Writing to a string does not fail.
    let _ = write!(out, "{value}");
}

/// Apache's compiler takes a NUL for the end of the string.
fn string(value: Option<&str>, out: &mut String) -> Result<()> {
    match value {
        None => return Err(unwritable("bytes that are not UTF-8")),
        Some(value) if value.contains('\0') => return Err(unwritable("a NUL in a string")),
        Some(value) => text::quoted(value, out),
    }
    Ok(())
}

/// With a dot or an exponent, and of as many digits as it takes.
fn double(value: f64, out: &mut String) -> Result<()> {
    if !value.is_finite() {
        return Err(unwritable(&value.to_string()));
    }
    display(&format_args!("{value:?}"), out);
    Ok(())
}

fn uuid(bytes: &[u8; 16], out: &mut String) {
    out.push('"');
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        display(&format_args!("{byte:02x}"), out);
    }
    out.push('"');
}

fn enumeration(item: &Enum, number: i32, out: &mut String) -> Result<()> {
    let Some(value) = item.value(number) else {
        let name = item.name;
        return Err(unwritable(&format!("{number}, which has no name in `{name}`")));
    };
    out.extend([item.name, ".", value.name]);
    Ok(())
}

fn list(item: Type, items: &List, out: &mut String) -> Result<()> {
    out.push('[');
    for (index, value) in items.iter().enumerate() {
        separate(index, out);
        self::value(item, value, out).map_err(|error| error.in_item(index))?;
    }
    out.push(']');
    Ok(())
}

fn map(key: Type, value: Type, pairs: &Map, out: &mut String) -> Result<()> {
    out.push('{');
    for (index, (found, under)) in pairs.iter().enumerate() {
        separate(index, out);
        self::value(key, found, out).map_err(|error| error.in_key(index))?;
        out.push_str(": ");
        self::value(value, under, out).map_err(|error| error.in_item(index))?;
    }
    out.push('}');
    Ok(())
}

fn structure(item: &Struct, fields: &value::Struct, out: &mut String) -> Result<()> {
    out.push('{');
    for (index, (id, value)) in fields.iter().enumerate() {
        let Some(field) = item.field(*id) else {
            let name = item.name;
            return Err(unwritable(&format!("field {id}, which `{name}` does not have")));
        };
        separate(index, out);
        name::field(field.name)?;
        out.extend(["\"", field.name, "\": "]);
        self::value(field.ty(), value, out).map_err(|error| error.in_field(field.name))?;
    }
    out.push('}');
    Ok(())
}

fn separate(index: usize, out: &mut String) {
    if index > 0 {
        out.push_str(", ");
    }
}

#[cold]
fn unwritable(what: &str) -> Error {
    Error::new(Kind::Invalid, format!("the IDL has no notation for the default: {what}"))
}
