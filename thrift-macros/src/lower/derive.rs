//! Annotated Rust types to the model.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Member, Type as RustType};

use super::docs::docs;
use crate::attr::{Attrs, Place};
use crate::case::Rename;
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::model::{
    DefaultValue, Docs, Enum, EnumForm, EnumValue, Field, Id, MethodErrors, Number, Presence,
    Struct, Traits, Type, Union, Variant,
};

/// A struct or an exception.
pub(crate) fn structure(cx: &Ctxt, input: &DeriveInput) -> (Krate, Struct) {
    let attrs = Attrs::read(cx, Place::Struct, &input.attrs);
    let fields = match &input.data {
        Data::Struct(data) => fields(cx, attrs.rename_all, &data.fields),
        Data::Enum(data) => {
            let instead = "derive `ThriftUnion` or `ThriftEnum` for it";
            cx.error(data.enum_token.span, format_args!("an enum is no Thrift struct; {instead}"));
            Vec::new()
        }
        Data::Union(data) => {
            cx.error(data.union_token.span, "Rust unions have no Thrift encoding");
            Vec::new()
        }
    };
    let mut item = Struct::undeclared(input.ident.clone(), input.generics.clone(), fields);
    item.docs = docs(&input.attrs);
    (krate(attrs), item)
}

fn krate(attrs: Attrs) -> Krate {
    attrs.krate.map_or_else(Krate::default, Krate::new)
}

fn fields(cx: &Ctxt, rename: Option<Rename>, fields: &Fields) -> Vec<Field> {
    let numbered = fields.iter().enumerate();
    numbered.filter_map(|(index, declared)| field(cx, rename, index, declared)).collect()
}

fn field(cx: &Ctxt, rename: Option<Rename>, index: usize, field: &syn::Field) -> Option<Field> {
    let attrs = Attrs::read(cx, Place::Field, &field.attrs);
    let span = field.ident.as_ref().map_or_else(|| field.ty.span(), Ident::span);
    let id = required_id(cx, &attrs, span)?;
    let member = match &field.ident {
        Some(ident) => Member::Named(ident.clone()),
        None => Member::Unnamed(index.into()),
    };
    let name = attrs.name.clone().unwrap_or_else(|| match &field.ident {
        Some(ident) => wire_name(rename, ident),
        None => index.to_string(),
    });
    let presence = presence(cx, &attrs, &field.ty);
    let default = default(cx, &attrs, presence);
    let docs = docs(&field.attrs);
    Some(Field { id, member, name, docs, ty: ty(&field.ty), presence, default })
}

/// Without an id there is no codec for a field. A wrong id is reported where it is read.
fn required_id(cx: &Ctxt, attrs: &Attrs, span: Span) -> Option<Id> {
    if attrs.id.is_none() && !attrs.mistaken {
        cx.error(span, "missing `#[thrift(id = …)]` with a number that no other field has");
    }
    attrs.id
}

pub(super) fn wire_name(rename: Option<Rename>, ident: &Ident) -> String {
    let name = ident.unraw().to_string();
    match rename {
        Some(rename) => rename.apply(&name),
        None => name,
    }
}

pub(super) fn presence(cx: &Ctxt, attrs: &Attrs, ty: &RustType) -> Presence {
    match (attrs.required, is_option(ty)) {
        (Some(span), true) => {
            cx.error(span, "an `Option` is not required; use the type inside it");
            Presence::Optional
        }
        (Some(_), false) => Presence::Required,
        (None, true) => Presence::Optional,
        (None, false) => Presence::Unqualified,
    }
}

pub(super) fn default(cx: &Ctxt, attrs: &Attrs, presence: Presence) -> Option<DefaultValue> {
    let expression = attrs.default.as_ref()?;
    if let (Presence::Required, Some(span)) = (presence, attrs.required) {
        cx.error(span, "a required field has no use for a default: its absence is an error");
    }
    Some(DefaultValue::Expr(expression.clone()))
}

/// Macros see names and not types: the type must be spelled `Option`.
fn is_option(ty: &RustType) -> bool {
    match ty {
        RustType::Path(ty) => ty.path.segments.last().is_some_and(|it| it.ident == "Option"),
        // A `$ty:ty` of a `macro_rules!` macro stands in a group that nobody wrote.
        RustType::Group(group) => is_option(&group.elem),
        RustType::Paren(paren) => is_option(&paren.elem),
        _ => false,
    }
}

pub(super) fn ty(ty: &RustType) -> Type {
    Type { rust: ty.to_token_stream(), span: ty.span() }
}

/// A union.
pub(crate) fn union(cx: &Ctxt, input: &DeriveInput) -> (Krate, Union) {
    let attrs = Attrs::read(cx, Place::Union, &input.attrs);
    let mut item = Union {
        ident: input.ident.clone(),
        generics: input.generics.clone(),
        docs: docs(&input.attrs),
        variants: Vec::new(),
        unknown: None,
        traits: Traits::UNDECLARED,
    };
    for declared in variants(cx, input, "a Thrift union is a Rust enum") {
        let of_variant = Attrs::read(cx, Place::UnionVariant, &declared.attrs);
        let Some(ty) = payload(cx, declared) else { continue };
        if let Some(span) = of_variant.unknown {
            no_number(cx, of_variant.id.is_some(), span);
            only_one(cx, &mut item.unknown, &declared.ident, span);
        } else if let Some(id) = required_id(cx, &of_variant, declared.ident.span()) {
            let name = of_variant.name;
            let name = name.unwrap_or_else(|| wire_name(attrs.rename_all, &declared.ident));
            item.variants.push(variant(id, declared, name, ty));
        }
    }
    (krate(attrs), item)
}

fn variant(id: Id, declared: &syn::Variant, name: String, ty: Type) -> Variant {
    Variant { id, ident: declared.ident.clone(), name, docs: docs(&declared.attrs), ty }
}

fn variants<'a>(
    cx: &Ctxt,
    input: &'a DeriveInput,
    expected: &str,
) -> impl Iterator<Item = &'a syn::Variant> + use<'a> {
    let data = if let Data::Enum(data) = &input.data {
        Some(data)
    } else {
        cx.error(input.ident.span(), expected);
        None
    };
    data.into_iter().flat_map(|data| &data.variants)
}

/// The one value of a variant.
fn payload(cx: &Ctxt, variant: &syn::Variant) -> Option<Type> {
    if let Fields::Unnamed(fields) = &variant.fields
        && let (Some(field), 1) = (fields.unnamed.first(), fields.unnamed.len())
    {
        return Some(ty(&field.ty));
    }
    let ident = &variant.ident;
    cx.error(ident.span(), format_args!("`{ident}` must have one value: `{ident}(Type)`"));
    None
}

fn no_number(cx: &Ctxt, has_number: bool, span: Span) {
    if has_number {
        cx.error(span, "a variant that takes all others has no number itself");
    }
}

fn only_one(cx: &Ctxt, place: &mut Option<Ident>, ident: &Ident, span: Span) {
    match place {
        Some(first) => cx.error(span, format_args!("`{first}` takes what is unknown already")),
        None => *place = Some(ident.clone()),
    }
}

/// An enum.
pub(crate) fn enumeration(cx: &Ctxt, input: &DeriveInput) -> (Krate, Enum) {
    let attrs = Attrs::read(cx, Place::Enum, &input.attrs);
    no_generics(cx, input);
    let mut unknown = None;
    let mut values = Vec::new();
    let before = cx.count();
    for declared in variants(cx, input, "a Thrift enum is a Rust enum") {
        let of_variant = Attrs::read(cx, Place::EnumVariant, &declared.attrs);
        if let Some(span) = of_variant.unknown {
            no_number(cx, of_variant.value.is_some(), span);
            if payload(cx, declared).is_some() {
                only_one(cx, &mut unknown, &declared.ident, span);
            }
        } else if !matches!(declared.fields, Fields::Unit) {
            let message = "the value of an enum is a number; mark the variant that takes the \
                           others with `#[thrift(unknown)]`";
            cx.error(declared.ident.span(), message);
        } else {
            values.push(enum_value(declared, of_variant.value));
        }
    }
    if cx.count() == before {
        all_numbered(cx, unknown.as_ref(), &values);
    }
    let item = Enum {
        ident: input.ident.clone(),
        docs: docs(&input.attrs),
        values,
        form: EnumForm::Variants { unknown },
    };
    (krate(attrs), item)
}

/// Discriminants count from the variant before, so they do not go together with other numbers.
fn all_numbered(cx: &Ctxt, unknown: Option<&Ident>, values: &[EnumValue]) {
    let is_numbered = |value: &&EnumValue| matches!(value.number, Number::Literal(_));
    let beside = match (unknown, values.iter().find(is_numbered)) {
        (Some(_), _) => "a variant that takes unknown numbers",
        (None, Some(_)) => "a variant with a `value`",
        (None, None) => return,
    };
    if let Some(value) = values.iter().find(|value| !is_numbered(value)) {
        let message =
            format!("beside {beside}, each variant needs its own number: `#[thrift(value = …)]`");
        cx.error(value.ident.span(), message);
    }
}

fn enum_value(declared: &syn::Variant, value: Option<i32>) -> EnumValue {
    EnumValue {
        ident: declared.ident.clone(),
        name: wire_name(None, &declared.ident),
        docs: docs(&declared.attrs),
        number: value.map_or(Number::Discriminant, Number::Literal),
    }
}

/// The errors of a method.
pub(crate) fn errors(cx: &Ctxt, input: &DeriveInput) -> (Krate, MethodErrors) {
    let attrs = Attrs::read(cx, Place::Errors, &input.attrs);
    no_generics(cx, input);
    let mut other = None;
    let mut exceptions = Vec::new();
    for declared in variants(cx, input, "the errors of a method are an enum") {
        let of_variant = Attrs::read(cx, Place::ErrorVariant, &declared.attrs);
        let Some(ty) = payload(cx, declared) else { continue };
        if let Some(span) = of_variant.other {
            no_number(cx, of_variant.id.is_some(), span);
            only_one(cx, &mut other, &declared.ident, span);
        } else if let Some(id) = exception_id(cx, &of_variant, declared.ident.span()) {
            let name = of_variant.name;
            let name = name.unwrap_or_else(|| wire_name(Some(Rename::Camel), &declared.ident));
            exceptions.push(variant(id, declared, name, ty));
        }
    }
    let other = other.unwrap_or_else(|| {
        let message = "a call can fail without a declared exception: add a variant \
                       `#[thrift(other)] Thrift(thrift::Error)`";
        cx.error(input.ident.span(), message);
        Ident::new("Thrift", input.ident.span())
    });
    let ident = input.ident.clone();
    (krate(attrs), MethodErrors { ident, docs: Docs::default(), exceptions, other })
}

/// A variant with a mistaken id is kept, since `?` uses its `From`.
fn exception_id(cx: &Ctxt, attrs: &Attrs, span: Span) -> Option<Id> {
    let mistaken = attrs.mistaken.then_some(Id { value: 0, span, automatic: true });
    required_id(cx, attrs, span).or(mistaken)
}

fn no_generics(cx: &Ctxt, input: &DeriveInput) {
    if let Some(param) = input.generics.params.first() {
        cx.error(param.span(), "generic parameters have no use here");
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn requiredness_follows_from_type_and_attribute() {
        let cx = Ctxt::new();
        let input = parse_quote! {
            struct S {
                #[thrift(id = 1)] plain: i32,
                #[thrift(id = 2, required)] required: i32,
                #[thrift(id = 3)] optional: Option<i32>,
                #[thrift(id = 4)] qualified: ::core::option::Option<i32>,
            }
        };
        let (_, item) = structure(&cx, &input);
        assert!(cx.finish().is_empty());
        let found: Vec<_> = item.fields.iter().map(|field| field.presence).collect();
        assert_eq!(
            found,
            [Presence::Unqualified, Presence::Required, Presence::Optional, Presence::Optional,]
        );
    }

    #[test]
    fn all_mistakes_are_found_at_once() {
        let cx = Ctxt::new();
        let input = parse_quote! {
            struct S {
                a: i32,
                #[thrift(idd = 3)] b: i32,
                #[thrift(id = 99999)] c: i32,
                #[thrift(id = 4, id = 5)] d: i32,
            }
        };
        let (_, item) = structure(&cx, &input);
        assert_eq!(item.fields.len(), 1);
        let errors = cx.finish().to_string();
        for text in [
            "missing `#[thrift(id = …)]`",
            "did you mean `id`?",
            "1 to 32767",
            "`id` is set already",
        ] {
            assert!(errors.contains(text), "{text} not in {errors}");
        }
    }
}
