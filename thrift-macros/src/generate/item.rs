//! The types that an IDL declares.

use proc_macro2::TokenStream;
use quote::quote;

use super::constant;
use super::paths::Krate;
use crate::model::{Alias, Docs, Enum, EnumValue, Field, Number, Presence, Struct};
use crate::model::{Traits, Union, Variant};

// #[doc = " A person who signed up."]
// #[deprecated(note = "…")]
pub(crate) fn docs(docs: &Docs) -> TokenStream {
    let lines = docs.lines.iter().map(|line| {
        let line = format!(" {line}");
        quote!(#[doc = #line])
    });
    let deprecated = docs.deprecated.as_deref().map(|reason| match reason {
        "" => quote!(#[deprecated]),
        reason => quote!(#[deprecated(note = #reason)]),
    });
    quote!(#(#lines)* #deprecated)
}

/// What an IDL declares without use, and how, is no mistake of the Rust that includes it.
pub(crate) fn allowances() -> TokenStream {
    quote! {
        #[allow(
            dead_code,
            deprecated,
            missing_docs,
            unreachable_pub,
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            clippy::restriction
        )]
    }
}

// #[derive(…)]
// pub struct User { pub id: i32, pub name: String, pub email: Option<String> }
pub(crate) fn structure(krate: &Krate, item: &Struct) -> TokenStream {
    let Struct { ident, fields, traits, .. } = item;
    let docs = docs(&item.docs);
    let allow = allowances();
    let derive = derive(krate, *traits);
    let declared = fields.iter().map(field);
    quote! {
        #docs
        #allow
        #derive
        pub struct #ident { #(#declared)* }
    }
}

fn field(field: &Field) -> TokenStream {
    let Field { member, ty, .. } = field;
    let docs = docs(&field.docs);
    let ty = &ty.rust;
    quote!(#docs pub #member: #ty,)
}

fn derive(krate: &Krate, traits: Traits) -> TokenStream {
    let mut names = vec![quote!(Clone), quote!(Debug), quote!(PartialEq)];
    if traits.total {
        names.extend([quote!(Eq), quote!(Hash), quote!(PartialOrd), quote!(Ord)]);
    } else {
        names.push(quote!(PartialOrd));
    }
    let names = names.iter().map(|name| krate.private(name));
    quote!(#[derive(#(#names),*)])
}

// impl Default for User {
//     fn default() -> Self { Self { id: Default::default(), retries: 3i32, email: None } }
// }
pub(crate) fn default(item: &Struct) -> TokenStream {
    let ident = &item.ident;
    let members = item.fields.iter().map(|field| &field.member);
    let values = item.fields.iter().map(default_value);
    quote! {
        #[automatically_derived]
        impl __thrift::Default for #ident {
            fn default() -> Self {
                Self { #(#members: #values,)* }
            }
        }
    }
}

fn default_value(field: &Field) -> TokenStream {
    match (&field.default, field.presence) {
        (Some(default), Presence::Optional) => {
            let value = constant::default(default);
            quote!(__thrift::Some(#value))
        }
        (Some(default), _) => constant::default(default),
        (None, _) => quote!(__thrift::Default::default()),
    }
}

// #[derive(…)]
// pub enum Choice { Number(i32), Text(String), Unknown(UnknownField) }
pub(crate) fn union(krate: &Krate, item: &Union) -> TokenStream {
    let Union { ident, variants, unknown, traits, .. } = item;
    let docs = docs(&item.docs);
    let allow = allowances();
    let derive = derive(krate, *traits);
    let variants = variants.iter().map(variant);
    let field = krate.private(&quote!(UnknownField));
    let unknown = unknown.iter();
    quote! {
        #docs
        #allow
        #derive
        pub enum #ident {
            #(#variants)*
            #(
                #[doc = " A field that this program does not know, kept as it came."]
                #unknown(#field),
            )*
        }
    }
}

/// A variant of a union, or of the errors of a method.
pub(crate) fn variant(variant: &Variant) -> TokenStream {
    let Variant { ident, ty, .. } = variant;
    let docs = docs(&variant.docs);
    let ty = &ty.rust;
    quote!(#docs #ident(#ty),)
}

// #[derive(…)]
// pub struct Color(pub i32);
// impl Color { pub const RED: Self = Self(1); … }
//
// Equality is derived and not implemented, because patterns may only name constants of types that
// derive it.
pub(crate) fn enumeration(krate: &Krate, item: &Enum) -> TokenStream {
    let Enum { ident, values, .. } = item;
    let docs = docs(&item.docs);
    let allow = allowances();
    let names = [quote!(Clone), quote!(Copy), quote!(PartialEq), quote!(Eq), quote!(Hash)];
    let ordered = [quote!(PartialOrd), quote!(Ord), quote!(Default)];
    let names = names.iter().chain(&ordered).map(|name| krate.private(name));
    let number = krate.private(&quote!(i32));
    let values = values.iter().map(enum_value);
    quote! {
        #docs
        #allow
        #[derive(#(#names),*)]
        pub struct #ident(
            #[doc = " The number on the wire."]
            pub #number,
        );

        #allow
        #[allow(non_upper_case_globals)]
        impl #ident {
            #(#values)*
        }
    }
}

fn enum_value(value: &EnumValue) -> TokenStream {
    let docs = docs(&value.docs);
    let ident = &value.ident;
    match value.number {
        Number::Literal(number) => quote!(#docs pub const #ident: Self = Self(#number);),
        Number::Discriminant => TokenStream::new(),
    }
}

// pub type UserId = i64;
pub(crate) fn alias(item: &Alias) -> TokenStream {
    let Alias { ident, ty, .. } = item;
    let docs = docs(&item.docs);
    let allow = allowances();
    let ty = &ty.rust;
    quote!(#docs #allow pub type #ident = #ty;)
}
