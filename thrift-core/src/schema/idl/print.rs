//! Definitions.

use core::fmt::Write;

use super::collect::{Definition, Named};
use super::{name, text, value};
use crate::error::{Error, Kind, Result};
use crate::schema::{Annotations, Enum, Field, Method, Requiredness, Service, Struct, StructKind};

/// A file of these definitions.
pub(super) fn file(definitions: &[Definition]) -> String {
    let texts: Vec<_> = definitions.iter().map(|definition| definition.text.as_str()).collect();
    texts.join("\n")
}

/// One definition, with the line break after it.
pub(super) fn definition(named: Named) -> Result<String> {
    name::definition(named.name())?;
    let mut out = String::new();
    let annotations = match named {
        Named::Enum(item) => enumeration(item, &mut out)?,
        Named::Struct(item) => structure(item, &mut out)?,
        Named::Service(item) => service(item, &mut out)?,
    };
    out.push('}');
    self::annotations(annotations, &mut out)?;
    out.push('\n');
    Ok(out)
}

const INDENT: &str = "  ";

/// Between the braces there is nothing, or there are lines.
fn body(is_empty: bool, out: &mut String) {
    out.push_str(if is_empty { " {" } else { " {\n" });
}

fn enumeration(item: &Enum, out: &mut String) -> Result<Annotations> {
    text::docs(item.docs, "", out);
    out.extend(["enum ", item.name]);
    body(item.values.is_empty(), out);
    for value in item.values {
        name::definition(value.name)?;
        text::docs(value.docs, INDENT, out);
        put(out, format_args!("{INDENT}{} = {}", value.name, value.number));
        annotations(value.annotations, out).map_err(|error| error.in_field(value.name))?;
        out.push_str(",\n");
    }
    Ok(item.annotations)
}

fn structure(item: &Struct, out: &mut String) -> Result<Annotations> {
    text::docs(item.docs, "", out);
    out.push_str(match item.kind {
        StructKind::Struct => "struct ",
        StructKind::Union => "union ",
        StructKind::Exception => "exception ",
    });
    out.push_str(item.name);
    body(item.fields.is_empty(), out);
    let says_optional = item.kind != StructKind::Union;
    let mut numbers = Numbers::default();
    for field in item.fields {
        text::docs(field.docs, INDENT, out);
        out.push_str(INDENT);
        self::field(field, says_optional, &mut numbers, out)?;
        out.push_str(";\n");
    }
    Ok(item.annotations)
}

/// Checks the numbers that are not written: the compiler gives them from -1 downwards.
#[derive(Default)]
struct Numbers {
    /// Wider than an id, since there may be one field more than there are negative ids.
    given: i32,
}

impl Numbers {
    fn field(&mut self, field: &Field, out: &mut String) -> Result<()> {
        if field.id >= 0 {
            put(out, format_args!("{}: ", field.id));
            return Ok(());
        }
        self.given -= 1;
        if i32::from(field.id) == self.given {
            return Ok(());
        }
        let message = format!("the id is {}, which only `{}` could be", field.id, self.given);
        Err(Error::new(Kind::Invalid, message))
    }
}

// `1: optional string name = "nobody" (key = "value")`
fn field(
    field: &Field,
    says_optional: bool,
    numbers: &mut Numbers,
    out: &mut String,
) -> Result<()> {
    let mut write = || {
        name::field(field.name)?;
        numbers.field(field, out)?;
        match field.requiredness {
            Requiredness::Required => out.push_str("required "),
            Requiredness::Optional if says_optional => out.push_str("optional "),
            Requiredness::Optional | Requiredness::Default => {}
        }
        put(out, format_args!("{} {}", field.ty(), field.name));
        if let Some(default) = field.default_value()? {
            out.push_str(" = ");
            value::value(field.ty(), &default, out)?;
        }
        annotations(field.annotations, out)
    };
    write().map_err(|error| error.in_field(field.name))
}

fn service(item: &Service, out: &mut String) -> Result<Annotations> {
    text::docs(item.docs, "", out);
    out.extend(["service ", item.name]);
    if let Some(parent) = item.parent() {
        out.extend([" extends ", parent.name]);
    }
    body(item.methods.is_empty(), out);
    for method in item.methods {
        self::method(method, out).map_err(|error| error.in_field(method.name))?;
    }
    Ok(item.annotations)
}

// `User getUser(1: i32 id) throws (1: NotFound missing);`
fn method(method: &Method, out: &mut String) -> Result<()> {
    name::definition(method.name)?;
    text::docs(method.docs, INDENT, out);
    out.push_str(INDENT);
    if method.oneway {
        out.push_str("oneway ");
    }
    match method.returns() {
        Some(ty) => put(out, format_args!("{ty} ")),
        None => out.push_str("void "),
    }
    out.push_str(method.name);
    parameters(method.arguments, true, out)?;
    let exceptions = method.exceptions();
    if !exceptions.is_empty() {
        out.push_str(" throws ");
        parameters(exceptions, false, out)?;
    }
    annotations(method.annotations, out)?;
    out.push_str(";\n");
    Ok(())
}

/// On one line, unless there are docs.
fn parameters(fields: &[Field], says_optional: bool, out: &mut String) -> Result<()> {
    let has_docs = fields.iter().any(|field| !field.docs.trim().is_empty());
    let indent = INDENT.repeat(3);
    let mut numbers = Numbers::default();
    out.push_str(if has_docs { "(\n" } else { "(" });
    for (index, field) in fields.iter().enumerate() {
        if has_docs {
            text::docs(field.docs, &indent, out);
            out.push_str(&indent);
        } else if index > 0 {
            out.push_str(", ");
        }
        self::field(field, says_optional, &mut numbers, out)?;
        out.push_str(if has_docs { ",\n" } else { "" });
    }
    out.push_str(if has_docs { "  )" } else { ")" });
    Ok(())
}

// ` (key = "value", other = "value")`
fn annotations(annotations: Annotations, out: &mut String) -> Result<()> {
    for (index, (key, value)) in annotations.iter().enumerate() {
        name::annotation(key)?;
        if value.contains('\0') {
            return Err(unwritable(key));
        }
        out.extend([if index == 0 { " (" } else { ", " }, key, " = "]);
        text::quoted(value, out);
    }
    if !annotations.is_empty() {
        out.push(')');
    }
    Ok(())
}

/// Apache's compiler takes a NUL for the end of the value.
#[cold]
fn unwritable(key: &str) -> Error {
    let message = format!("the IDL has no notation for a NUL, which is in the annotation `{key}`");
    Error::new(Kind::Invalid, message)
}

fn put(out: &mut String, text: core::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = out.write_fmt(text);
}
