//! Descriptions: what a type or a service says of itself.
//!
//! They are constants inside functions, so that the types in them may describe each other, and
//! that nothing is left of those nobody calls.

#[cfg(feature = "service")]
mod service;

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

#[cfg(feature = "service")]
pub(crate) use self::service::{exceptions, service};
use super::optional::{self, Schema};
use super::{default, paths};
use crate::model::{
    Adapter, DefaultValue, Description, Docs, Enum, EnumForm, EnumValue, Field, Newtype, Number,
    Presence, Struct, Type, Union, Variant,
};

// __thrift::if_schema! { … }
fn if_described(describe: impl FnOnce() -> TokenStream) -> Option<TokenStream> {
    optional::part::<Schema>(&quote!(__thrift), describe)
}

// fn schema() -> __thrift::schema::Type {
//     __thrift::schema::Type::Struct(const {
//         &__thrift::schema::Struct::new("User", __thrift::schema::StructKind::Struct, const { &[
//             __thrift::schema::Field::new(1i16, "id", …, <i32 as __thrift::Encode>::schema),
//         ] })
//     })
// }
pub(crate) fn structure(item: &Struct) -> Option<TokenStream> {
    if_described(|| {
        let kind = if item.exception.is_some() { quote!(Exception) } else { quote!(Struct) };
        let fields = item.fields.iter().map(field);
        described_struct(&item.ident, &item.docs, &kind, fields)
    })
}

pub(crate) fn union(item: &Union) -> Option<TokenStream> {
    if_described(|| {
        let fields = item.variants.iter().map(variant);
        described_struct(&item.ident, &item.docs, &quote!(Union), fields)
    })
}

fn described_struct(
    ident: &Ident,
    docs: &Docs,
    kind: &TokenStream,
    fields: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let name = name(ident, docs);
    let with = with(&docs.description);
    function(&quote! {
        __thrift::schema::Type::Struct(const {
            &__thrift::schema::Struct::new(
                #name,
                __thrift::schema::StructKind::#kind,
                const { &[#(#fields,)*] },
            ) #with
        })
    })
}

/// A newtype is described as what it is on the wire.
pub(crate) fn newtype(item: &Newtype) -> Option<TokenStream> {
    if_described(|| {
        let described = described_type(&item.ty, &quote!(Encode));
        function(&quote!(#described()))
    })
}

pub(crate) fn enumeration(item: &Enum) -> Option<TokenStream> {
    if_described(|| {
        let name = name(&item.ident, &item.docs);
        let values = item.values.iter().map(|value| enum_value(item, value));
        let is_open = !matches!(item.form, EnumForm::Variants { unknown: None });
        let open = is_open.then(|| quote!(.with_open()));
        let with = with(&item.docs.description);
        function(&quote! {
            __thrift::schema::Type::Enum(const {
                &__thrift::schema::Enum::new(#name, const { &[#(#values,)*] }) #open #with
            })
        })
    })
}

fn enum_value(item: &Enum, EnumValue { ident, name, docs, number, .. }: &EnumValue) -> TokenStream {
    let ty = &item.ident;
    let number = match number {
        Number::Literal(number) => quote!(#number),
        Number::Discriminant => quote!(#ty::#ident as __thrift::i32),
    };
    let with = with(&docs.description);
    quote!(__thrift::schema::EnumValue::new(#name, #number) #with)
}

fn function(body: &TokenStream) -> TokenStream {
    quote! {
        fn schema() -> __thrift::schema::Type {
            #body
        }
    }
}

// __thrift::schema::Field::new(
//     4i16,
//     "count",
//     __thrift::schema::Requiredness::Default,
//     <i64 as __thrift::Encode>::schema,
// )
// .with_default(|| __thrift::default_value::<i64>(3i64))
fn field(field: &Field) -> TokenStream {
    let Field { id, name, docs, ty, presence, default, .. } = field;
    let requiredness = match presence {
        Presence::Required => quote!(Required),
        Presence::Optional => quote!(Optional),
        Presence::Unqualified => quote!(Default),
    };
    let of = match presence {
        Presence::Optional => quote!(Inside),
        Presence::Required | Presence::Unqualified => quote!(Encode),
    };
    let (described, default) = match &field.adapter {
        Some(adapter) => (
            paths::wire_schema(adapter),
            default.as_ref().map(|value| default_on_wire(adapter, value)),
        ),
        None => (
            described_type(ty, &of),
            default.as_ref().map(|value| default_value(ty, *presence, value)),
        ),
    };
    let described = docs.description.ty.clone().unwrap_or(described);
    let (id, with) = (id.value, with(&docs.description));
    quote! {
        __thrift::schema::Field::new(
            #id,
            #name,
            __thrift::schema::Requiredness::#requiredness,
            #described,
        ) #default #with
    }
}

fn default_value(ty: &Type, presence: Presence, default: &DefaultValue) -> TokenStream {
    let value = default::value(default);
    let rust = &ty.rust;
    match presence {
        Presence::Optional => quote! {
            .with_default(|| __thrift::default_inside::<#rust>(__thrift::Some(#value)))
        },
        Presence::Required | Presence::Unqualified => quote! {
            .with_default(|| __thrift::default_value::<#rust>(#value))
        },
    }
}

// .with_default(|| __thrift::default_on_wire(|| 3, millis::to_wire))
fn default_on_wire(adapter: &Adapter, default: &DefaultValue) -> TokenStream {
    let value = default::value(default);
    let rust = &adapter.rust;
    let wire = paths::to_wire(adapter, &quote!(&__value));
    quote! {
        .with_default(|| {
            let __value: #rust = #value;
            __thrift::default_value(#wire)
        })
    }
}

/// At the type, which is underlined where it has no description since it has no encoding.
fn described_type(ty: &Type, of: &TokenStream) -> TokenStream {
    let rust = &ty.rust;
    quote_spanned!(paths::at(ty.span)=> <#rust as __thrift::#of>::schema)
}

/// A member of a union, or an exception that is thrown.
fn variant(Variant { id, name, docs, ty, .. }: &Variant) -> TokenStream {
    let described = docs.description.ty.clone();
    let described = described.unwrap_or_else(|| described_type(ty, &quote!(Encode)));
    let (id, with) = (id.value, with(&docs.description));
    quote! {
        __thrift::schema::Field::new(
            #id,
            #name,
            __thrift::schema::Requiredness::Optional,
            #described,
        ) #with
    }
}

/// The name in the IDL, or the one in Rust.
pub(super) fn name(ident: &Ident, docs: &Docs) -> String {
    docs.description.name.clone().unwrap_or_else(|| ident.unraw().to_string())
}

// .with_docs("…").with_annotations(&[("key", "value")])
fn with(Description { docs, annotations, .. }: &Description) -> TokenStream {
    let docs = (!docs.is_empty()).then(|| quote!(.with_docs(#docs)));
    let annotations = (!annotations.is_empty()).then(|| {
        let pairs = annotations.iter().map(|(key, value)| quote!((#key, #value)));
        quote!(.with_annotations(&[#(#pairs),*]))
    });
    quote!(#docs #annotations)
}
