//! The errors of a method to the model.

use proc_macro2::{Ident, Span};

use super::{
    krate, no_generics, only_one, payload, required_id, takes_all, variant, variants, wire_name,
};
use crate::attr::{Attrs, Place};
use crate::case::Rename;
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::model::{Docs, Id, MethodErrors};
use crate::syntax::{self, Item};

/// The errors of a method.
pub(crate) fn errors(cx: &Ctxt, input: &Item) -> (Krate, MethodErrors) {
    let before = cx.count();
    let attrs = Attrs::read(cx, Place::Errors, &input.attrs);
    no_generics(cx, input);
    let mut other = None;
    let mut exceptions = Vec::new();
    for declared in variants(cx, input, "the errors of a method are an enum") {
        let of_variant = Attrs::read(cx, Place::ErrorVariant, &declared.attrs);
        let is_other = of_variant.other.is_some();
        let expected = if is_other { "thrift::Error" } else { "Exception" };
        let Some(ty) = payload(cx, declared, expected) else { continue };
        if let Some(span) = of_variant.other {
            takes_all(cx, &of_variant, span);
            only_one(cx, &mut other, &declared.ident, span);
        } else if of_variant.mistaken && declares_error(declared) {
            // What is mistaken is how it says that it is the other.
            other.get_or_insert_with(|| declared.ident.clone());
        } else if let Some(id) = exception_id(cx, &of_variant, declared.ident.span()) {
            let name = of_variant.name;
            let name = name.unwrap_or_else(|| wire_name(Some(Rename::Camel), &declared.ident));
            exceptions.push(variant(id, declared, name, ty));
        }
    }
    let other = other.unwrap_or_else(|| {
        if cx.count() == before {
            let message = "a call can fail without a declared exception: add a variant \
                           `#[thrift(other)] Thrift(thrift::Error)`";
            cx.error(input.ident.span(), message);
        }
        Ident::new("Thrift", input.ident.span())
    });
    let ident = input.ident.clone();
    (krate(attrs.krate), MethodErrors { ident, docs: Docs::default(), exceptions, other })
}

/// Whether a variant has the value that the one for all other errors has: macros see names alone.
fn declares_error(variant: &syntax::Variant) -> bool {
    let last = variant.fields.all().first().and_then(|field| field.ty.last_segment());
    last.is_some_and(|last| last.ident == "Error")
}

/// A variant with a mistaken id is kept, since `?` uses its `From`.
fn exception_id(cx: &Ctxt, attrs: &Attrs, span: Span) -> Option<Id> {
    let mistaken = attrs.mistaken.then_some(Id { value: 0, span });
    required_id(cx, attrs, span).or(mistaken)
}
