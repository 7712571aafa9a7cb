//! Rules over the model, whichever notation it came from.
//!
//! The front end has checked what only an IDL can get wrong; its mistakes are left out of the
//! model, so that nothing is reported twice. What is found here is left out too, so that the rest
//! of a block compiles.

#[cfg(feature = "idl")]
mod block;

use core::iter::repeat;
use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::ext::IdentExt;

#[cfg(feature = "idl")]
pub(crate) use self::block::block;
use crate::ctxt::Ctxt;
use crate::model::{
    Enum, EnumForm, EnumValue, Field, Id, Member, Method, MethodErrors, Number, Reserved, Service,
    Struct, Union, Variant,
};

/// Rules of structs, exceptions and arguments.
pub(crate) fn structure(cx: &Ctxt, item: &mut Struct) {
    let ids = |field: &Field| {
        core::iter::once(field.id).chain(field.deprecated_ids.clone()).collect::<Vec<_>>()
    };
    let ids = item.fields.iter().flat_map(|field| ids(field).into_iter().zip(repeat(&field.name)));
    ids_unique(cx, ids.clone());
    let numbers = ids.map(|(id, _)| (id.value.into(), id.span));
    numbers_not_reserved(cx, &item.reserved, "field id", numbers);
    let names = item.fields.iter().map(Spelt::field);
    names_not_reserved(cx, &item.reserved, names.clone());
    names_unique(cx, names);
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
    let unknown = item.unknown.as_ref();
    let numbers = item.variants.iter().map(|Variant { id, .. }| (id.value.into(), id.span));
    numbers_not_reserved(cx, &item.reserved, "field id", numbers);
    let names = item.variants.iter().map(|it| Spelt::ident(&it.name, &it.ident));
    names_not_reserved(cx, &item.reserved, names);
    variants(cx, &mut item.variants, unknown, "the variant that takes unknown fields");
}

/// Rules of the errors of a method.
pub(crate) fn errors(cx: &Ctxt, item: &mut MethodErrors) {
    let other = Some(&item.other);
    variants(cx, &mut item.exceptions, other, "the variant that takes all other errors");
}

fn variants(cx: &Ctxt, variants: &mut Vec<Variant>, special: Option<&Ident>, purpose: &str) {
    ids_unique(cx, variants.iter().map(|variant| (variant.id, &variant.name)));
    names_unique(cx, variants.iter().map(|it| Spelt::ident(&it.name, &it.ident)));
    let mut seen = Names::new(cx);
    if let Some(special) = special {
        seen.reserve(special, purpose);
    }
    variants.retain(|variant| seen.add(&variant.ident, &variant.name));
}

/// Rules of enums.
pub(crate) fn enumeration(cx: &Ctxt, item: &mut Enum) {
    let mut seen = Names::new(cx);
    item.values.retain(|value| seen.add(&value.ident, &value.name));
    let numbers = item.values.iter().filter_map(|EnumValue { ident, number, .. }| {
        let Number::Literal(number) = number else { return None };
        Some(((*number).into(), ident.span()))
    });
    numbers_not_reserved(cx, &item.reserved, "the value", numbers);
    let names = item.values.iter().map(|it| Spelt::ident(&it.name, &it.ident));
    names_not_reserved(cx, &item.reserved, names.clone());
    names_unique(cx, names);
    if matches!(item.form, EnumForm::Variants { .. }) {
        numbers_unique(cx, &item.values);
    }
}

/// Several names may have one number in an IDL; the variants of a Rust enum may not, since a
/// number must become one of them.
fn numbers_unique(cx: &Ctxt, values: &[EnumValue]) {
    let mut seen: HashMap<i32, String> = HashMap::new();
    for EnumValue { ident, number, .. } in values {
        let Number::Literal(number) = number else { continue };
        match seen.get(number) {
            Some(first) => {
                cx.error(ident.span(), format_args!("the value {number} is `{first}` already"));
            }
            None => {
                seen.insert(*number, ident.to_string());
            }
        }
    }
}

/// A name on the wire, of what has another in Rust.
#[derive(Clone)]
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
fn names_unique<'a>(cx: &Ctxt, names: impl Iterator<Item = Spelt<'a>>) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for Spelt { name, rust, span } in names {
        match seen.get(name) {
            Some(first) => {
                cx.error(span, format_args!("`{first}` has the name `{name}` on the wire already"));
            }
            None => {
                seen.insert(name.clone(), rust);
            }
        }
    }
}

/// What was removed must not come back as something else: old peers would take it for the old.
fn numbers_not_reserved(
    cx: &Ctxt,
    reserved: &Reserved,
    what: &str,
    all: impl Iterator<Item = (i64, Span)>,
) {
    for (number, span) in all {
        if reserved.numbers.iter().any(|range| range.contains(&number)) {
            cx.error(span, format_args!("{what} {number} is reserved"));
        }
    }
}

/// The same, of names.
fn names_not_reserved<'a>(cx: &Ctxt, reserved: &Reserved, all: impl Iterator<Item = Spelt<'a>>) {
    for Spelt { name, span, .. } in all.filter(|it| reserved.names.contains(it.name)) {
        cx.error(span, format_args!("the name `{name}` is reserved"));
    }
}

/// Rules of services.
pub(crate) fn service(cx: &Ctxt, item: &mut Service) {
    methods(cx, &mut item.methods);
    // What is wrong with inherited methods is reported where they are declared, and left out here.
    let reported = Ctxt::new();
    for ancestor in item.parent.iter_mut().flat_map(|parent| &mut parent.ancestors) {
        methods(&reported, &mut ancestor.methods);
    }
    reported.finish();
}

fn methods(cx: &Ctxt, methods: &mut Vec<Method>) {
    let mut seen = Names::new(cx);
    methods.retain(|method| seen.add(&method.ident, &method.name));
    names_unique(cx, methods.iter().map(|it| Spelt::ident(&it.name, &it.ident)));
    let mut structs = HashSet::new();
    for method in methods.iter_mut() {
        // `get_it` and `getIt` may be two methods; nobody sees the names of their arguments.
        while !structs.insert(method.arguments.ident.clone()) {
            method.arguments.ident = format_ident!("{}_", method.arguments.ident);
        }
    }
    for method in methods {
        structure(cx, &mut method.arguments);
        if let Some(errors) = &mut method.errors {
            self::errors(cx, errors);
        }
    }
}

fn ids_unique<'a>(cx: &Ctxt, ids: impl Iterator<Item = (Id, &'a String)>) {
    let mut seen: HashMap<i32, String> = HashMap::new();
    // One that is mistaken is 0.
    for (id, name) in ids.filter(|(id, _)| id.value != 0) {
        let number = i32::from(id.value);
        match seen.get(&number) {
            Some(first) => {
                cx.error(id.span, format_args!("field id {number} is `{first}` already"));
            }
            None => {
                seen.insert(number, name.clone());
            }
        }
    }
}

/// The names of one name space, with what they are in Thrift.
struct Names<'a> {
    cx: &'a Ctxt,
    seen: HashMap<String, String>,
    /// What the user can do when two are the same.
    remedy: &'static str,
}

const ANNOTATION: &str = "rename one of them with the annotation `(rust.name = \"…\")`";

impl<'a> Names<'a> {
    fn new(cx: &'a Ctxt) -> Self {
        Self { cx, seen: HashMap::new(), remedy: ANNOTATION }
    }

    /// Adds a name; one that is there already is reported, and is to be left out.
    fn add(&mut self, ident: &Ident, name: &str) -> bool {
        let key = ident.unraw().to_string();
        if let Some(first) = self.seen.get(&key) {
            self.clash(ident.span(), name, &key, first);
            return false;
        }
        self.seen.insert(key, format!("`{name}`"));
        true
    }

    /// A name that the expansion itself declares.
    fn reserve(&mut self, ident: &Ident, purpose: &str) {
        self.seen.insert(ident.unraw().to_string(), purpose.to_owned());
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
