//! Rules over the model, whichever notation it came from.
//!
//! The front end has checked what only an IDL can get wrong; its mistakes are left out of the
//! model, so that nothing is reported twice.

use core::fmt::Display;
use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use syn::Member;
use syn::ext::IdentExt;

use crate::ctxt::Ctxt;
use crate::model::{Enum, Id, Item, MethodErrors, Model, Number, Service, Struct, Union, Variant};

/// Checks all that a block declares.
pub(crate) fn model(cx: &Ctxt, model: &Model) {
    items(cx, &model.items, model.modules.iter().map(|module| &module.ident));
    for module in &model.modules {
        items(cx, &module.items, core::iter::empty());
    }
}

fn items<'a>(cx: &Ctxt, items: &'a [Item], modules: impl Iterator<Item = &'a Ident>) {
    names_distinct(cx, items, modules);
    for item in items {
        match item {
            Item::Struct(item) => structure(cx, item),
            Item::Union(item) => union(cx, item),
            Item::Enum(item) => enumeration(cx, item),
            Item::Service(item) => service(cx, item),
            Item::Alias(_) | Item::Const(_) => {}
        }
    }
}

/// Rules of structs, exceptions and arguments.
pub(crate) fn structure(cx: &Ctxt, item: &Struct) {
    ids_positive(cx, item.fields.iter().map(|field| field.id));
    ids_unique(cx, item.fields.iter().map(|field| (field.id, &field.name)));
    fields_distinct(cx, item);
}

/// Rules of unions.
pub(crate) fn union(cx: &Ctxt, item: &Union) {
    variants(cx, &item.variants, item.unknown.as_ref(), "takes unknown fields");
}

/// Rules of the errors of a method.
pub(crate) fn errors(cx: &Ctxt, item: &MethodErrors) {
    variants(cx, &item.exceptions, Some(&item.other), "takes all other errors");
}

fn variants(cx: &Ctxt, variants: &[Variant], special: Option<&Ident>, purpose: &str) {
    ids_positive(cx, variants.iter().map(|variant| variant.id));
    ids_unique(cx, variants.iter().map(|variant| (variant.id, &variant.name)));
    let mut seen = Names::new(cx);
    if let Some(special) = special {
        seen.reserve(special, purpose);
    }
    for Variant { ident, name, .. } in variants {
        seen.add(ident, name);
    }
}

/// Rules of enums. Several names may have one number in an IDL; the variants of a Rust enum may
/// not, since a number must become one of them.
pub(crate) fn enumeration(cx: &Ctxt, item: &Enum) {
    let mut seen = Names::new(cx);
    let mut numbers = HashMap::new();
    for value in &item.values {
        seen.add(&value.ident, &value.name);
        let Number::Literal(number) = value.number else { continue };
        let first = *numbers.entry(number).or_insert(&value.name);
        if first != &value.name && matches!(item.form, crate::model::EnumForm::Variants { .. }) {
            let message = format!("the value {number} is `{first}` already");
            cx.error(value.ident.span(), message);
        }
    }
}

/// Rules of services.
pub(crate) fn service(cx: &Ctxt, item: &Service) {
    let mut seen = Names::new(cx);
    let mut wire = HashMap::new();
    for method in &item.methods {
        seen.add(&method.ident, &method.name);
        let first = *wire.entry(&method.name).or_insert(&method.ident);
        if first != &method.ident {
            let message = format!("`{first}` has the name `{}` on the wire already", method.name);
            cx.error(method.ident.span(), message);
        }
        structure(cx, &method.arguments);
        if let Some(errors) = &method.errors {
            self::errors(cx, errors);
        }
    }
}

/// Ids below 1 are left to implementations that number fields by themselves.
fn ids_positive(cx: &Ctxt, ids: impl Iterator<Item = Id>) {
    for id in ids.filter(|id| id.value < 1 && !id.automatic) {
        cx.error(id.span, format_args!("a field id is 1 or more, not {}", id.value));
    }
}

fn ids_unique<'a>(cx: &Ctxt, ids: impl Iterator<Item = (Id, &'a String)>) {
    let mut seen: HashMap<i16, &String> = HashMap::new();
    for (id, name) in ids {
        match seen.get(&id.value) {
            Some(first) => {
                cx.error(id.span, format_args!("field id {} is `{first}` already", id.value));
            }
            None => {
                seen.insert(id.value, name);
            }
        }
    }
}

fn fields_distinct(cx: &Ctxt, item: &Struct) {
    let mut seen = Names::new(cx);
    for field in &item.fields {
        if let Member::Named(ident) = &field.member {
            seen.add(ident, &field.name);
        }
    }
}

/// Types, constants and modules that would have one name in Rust.
fn names_distinct<'a>(cx: &Ctxt, items: &'a [Item], modules: impl Iterator<Item = &'a Ident>) {
    let (mut types, mut values, mut spaces) = (Names::new(cx), Names::new(cx), Names::new(cx));
    for module in modules {
        spaces.add(module, &module.unraw().to_string());
    }
    for item in items {
        match item {
            Item::Struct(item) => types.add(&item.ident, &item.ident.to_string()),
            Item::Union(item) => types.add(&item.ident, &item.ident.to_string()),
            Item::Enum(item) => types.add(&item.ident, &item.ident.to_string()),
            Item::Alias(item) => types.add(&item.ident, &item.ident.to_string()),
            Item::Const(item) => values.add(&item.ident, &item.ident.to_string()),
            Item::Service(item) => {
                let ident = &item.ident;
                for name in [format!("{ident}"), format!("{ident}Client"), format!("{ident}Server")]
                {
                    types.add(&Ident::new(&name, ident.span()), &ident.to_string());
                }
                if let Some(module) = &item.module {
                    spaces.add(module, &ident.to_string());
                }
            }
        }
    }
}

/// The names of one name space, with what they were in Thrift.
struct Names<'a> {
    cx: &'a Ctxt,
    seen: HashMap<String, String>,
}

impl<'a> Names<'a> {
    fn new(cx: &'a Ctxt) -> Self {
        Self { cx, seen: HashMap::new() }
    }

    fn add(&mut self, ident: &Ident, name: &str) {
        match self.seen.get(&ident.unraw().to_string()) {
            Some(first) => self.clash(ident.span(), name, ident, first),
            None => {
                self.seen.insert(ident.unraw().to_string(), format!("`{name}`"));
            }
        }
    }

    /// A name that the expansion itself declares.
    fn reserve(&mut self, ident: &Ident, purpose: &str) {
        self.seen.insert(ident.to_string(), format!("the variant that {purpose}"));
    }

    fn clash(&self, span: Span, name: &str, ident: &Ident, first: impl Display) {
        let hint = "rename one of them with the annotation `(rust.name = \"…\")`";
        self.cx
            .error(span, format_args!("`{name}` and {first} are both `{ident}` in Rust; {hint}"));
    }
}
