//! Rules over the model, whichever notation it came from.
//!
//! The front end has checked what only an IDL can get wrong; its mistakes are left out of the
//! model, so that nothing is reported twice. What is found here is left out too, so that the rest
//! of a block compiles.

#[cfg(feature = "idl")]
mod block;
#[cfg(feature = "service")]
mod service;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

#[cfg(feature = "idl")]
pub(crate) use self::block::block;
#[cfg(feature = "service")]
pub(crate) use self::service::{errors, service};
use crate::ctxt::Ctxt;
use crate::model::{
    Enum, EnumForm, EnumValue, Field, Id, Member, Number, Reserved, Struct, Union, Variant,
};
use crate::taken::Taken;

/// Rules of structs, exceptions and arguments.
pub(crate) fn structure(cx: &Ctxt, item: &mut Struct) {
    let (mut ids, mut names) = (Vec::new(), Vec::new());
    for field in &item.fields {
        ids.push((field.id, &field.name));
        for old in &field.deprecated_ids {
            ids.push((*old, &field.name));
        }
        names.push(Spelt::field(field));
    }
    ids_unique(cx, &ids);
    ids_not_reserved(cx, &item.reserved, &ids);
    names_not_reserved(cx, &item.reserved, &names);
    names_unique(cx, &names);
    let mut seen = Names::new(cx);
    if let Some(Member::Named(keeper)) = &item.keeper {
        seen.reserve(keeper, "the field that keeps unknown fields");
    }
    item.fields.retain(|field| match &field.member {
        Member::Named(ident) => seen.add(ident, &field.name),
        Member::Unnamed(_) => true,
    });
}

/// Rules of unions.
pub(crate) fn union(cx: &Ctxt, item: &mut Union) {
    let (unknown, purpose) = (item.unknown.as_ref(), "the variant that takes unknown fields");
    variants(cx, &mut item.variants, &item.reserved, unknown.map(|ident| (ident, purpose)));
}

/// With the variant that is special, if there is one, and its purpose.
fn variants(
    cx: &Ctxt,
    variants: &mut Vec<Variant>,
    reserved: &Reserved,
    special: Option<(&Ident, &str)>,
) {
    let (mut ids, mut names) = (Vec::new(), Vec::new());
    for variant in variants.iter() {
        ids.push((variant.id, &variant.name));
        names.push(Spelt::ident(&variant.name, &variant.ident));
    }
    ids_not_reserved(cx, reserved, &ids);
    names_not_reserved(cx, reserved, &names);
    ids_unique(cx, &ids);
    names_unique(cx, &names);
    let mut seen = Names::new(cx);
    if let Some((special, purpose)) = special {
        seen.reserve(special, purpose);
    }
    variants.retain(|variant| seen.add(&variant.ident, &variant.name));
}

/// Rules of enums.
pub(crate) fn enumeration(cx: &Ctxt, item: &mut Enum) {
    let mut seen = Names::new(cx);
    item.values.retain(|value| seen.add(&value.ident, &value.name));
    let mut names = Vec::new();
    for EnumValue { ident, name, number, .. } in &item.values {
        if let Number::Literal(number) = number {
            not_reserved(cx, &item.reserved, ("the value", (*number).into()), ident.span());
        }
        names.push(Spelt::ident(name, ident));
    }
    names_not_reserved(cx, &item.reserved, &names);
    names_unique(cx, &names);
    if matches!(item.form, EnumForm::Variants { .. }) {
        numbers_unique(cx, &item.values);
    }
}

/// Several names may have one number in an IDL; the variants of a Rust enum may not, since a
/// number must become one of them.
fn numbers_unique(cx: &Ctxt, values: &[EnumValue]) {
    let mut seen = Taken::default();
    for EnumValue { ident, number, .. } in values {
        let Number::Literal(number) = number else { continue };
        if let Some(first) = seen.take(number.to_string(), &ident.to_string()) {
            cx.error(ident.span(), format_args!("the value {number} is `{first}` already"));
        }
    }
}

/// A name on the wire, of what has another in Rust.
struct Spelt<'a> {
    name: &'a String,
    rust: String,
    span: Span,
}

impl<'a> Spelt<'a> {
    fn ident(name: &'a String, ident: &Ident) -> Self {
        Self { name, rust: ident.to_string(), span: ident.span() }
    }

    fn field(field: &'a Field) -> Self {
        match &field.member {
            Member::Named(ident) => Self::ident(&field.name, ident),
            Member::Unnamed(index) => {
                Self { name: &field.name, rust: index.to_string(), span: field.ty.span }
            }
        }
    }
}

/// A name on the wire must mean one thing.
fn names_unique(cx: &Ctxt, names: &[Spelt<'_>]) {
    let mut seen = Taken::default();
    for Spelt { name, rust, span } in names {
        if let Some(first) = seen.take((*name).clone(), rust) {
            cx.error(*span, format_args!("`{first}` has the name `{name}` on the wire already"));
        }
    }
}

/// What was removed must not come back as something else: old peers would take it for the old.
fn not_reserved(cx: &Ctxt, reserved: &Reserved, (what, number): (&str, i64), span: Span) {
    if reserved.numbers.iter().any(|range| range.contains(&number)) {
        cx.error(span, format_args!("{what} {number} is reserved"));
    }
}

fn ids_not_reserved(cx: &Ctxt, reserved: &Reserved, ids: &[(Id, &String)]) {
    for (id, _) in ids {
        not_reserved(cx, reserved, ("field id", id.value.into()), id.span);
    }
}

/// The same, of names.
fn names_not_reserved(cx: &Ctxt, reserved: &Reserved, names: &[Spelt<'_>]) {
    for Spelt { name, span, .. } in names {
        if reserved.names.contains(name) {
            cx.error(*span, format_args!("the name `{name}` is reserved"));
        }
    }
}

fn ids_unique(cx: &Ctxt, ids: &[(Id, &String)]) {
    let mut seen = Taken::default();
    for (Id { value, span }, name) in ids {
        // One that is mistaken is 0.
        if *value == 0 {
            continue;
        }
        if let Some(first) = seen.take(value.to_string(), name) {
            cx.error(*span, format_args!("field id {value} is `{first}` already"));
        }
    }
}

/// The names of one name space, with what they are in Thrift.
struct Names<'a> {
    cx: &'a Ctxt,
    seen: Taken,
    /// What the user can do when two are the same.
    remedy: &'static str,
}

const ANNOTATION: &str = "rename one of them with the annotation `(rust.name = \"…\")`";

impl<'a> Names<'a> {
    fn new(cx: &'a Ctxt) -> Self {
        Self { cx, seen: Taken::default(), remedy: ANNOTATION }
    }

    /// Adds a name; one that is there already is reported, and is to be left out.
    fn add(&mut self, ident: &Ident, name: &str) -> bool {
        let key = ident.unraw().to_string();
        match self.seen.take(key.clone(), &format!("`{name}`")) {
            Some(first) => {
                self.clash(ident.span(), name, &key, &first);
                false
            }
            None => true,
        }
    }

    /// A name that the expansion itself declares.
    fn reserve(&mut self, ident: &Ident, purpose: &str) {
        self.seen.take(ident.unraw().to_string(), purpose);
    }

    fn clash(&self, span: Span, name: &str, ident: &str, first: &str) {
        let remedy = self.remedy;
        let message = if *first == format!("`{name}`") {
            format!("`{ident}` is the name of two items in Rust; {remedy}")
        } else {
            format!("`{name}` and {first} are both `{ident}` in Rust; {remedy}")
        };
        self.cx.error(span, message);
    }
}
