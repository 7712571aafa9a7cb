//! The types that an IDL declares.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::docs::{allowances, docs};
use super::paths::{self, Krate};
use super::unplaced;
use super::variant::variant;
use crate::join::{each, separated};
use crate::model::{Alias, Declaration, Enum, EnumValue, Field, Number, Struct, Union};

// pub struct User { pub id: i32, pub name: String, pub email: Option<String> }
pub(crate) fn structure(krate: &Krate, item: &Struct) -> TokenStream {
    let Struct { ident, generics, fields, .. } = item;
    let Declaration { visibility, attrs } = &item.declared.declaration;
    let docs = docs(&item.docs);
    let allow = allowances();
    let declared = each(fields, &field);
    let keeper = item.keeper.as_ref().map(|keeper| {
        let kept = krate.builtin("UnknownField", Span::call_site());
        let list = krate.builtin("Vec", Span::call_site());
        quote! {
            #[doc = " The fields that this program does not know, in the order they came in."]
            pub #keeper: #list<#kept>,
        }
    });
    quote! {
        #docs
        #attrs
        #allow
        #visibility struct #ident #generics {
            #declared
            #keeper
        }
    }
}

fn field(field: &Field) -> TokenStream {
    let Field { member, ty, .. } = field;
    let Declaration { visibility, attrs } = &field.declaration;
    let docs = docs(&field.docs);
    let ty = &ty.rust;
    quote!(#docs #attrs #visibility #member: #ty,)
}

// pub enum Choice { Number(i32), Text(String), Unknown(UnknownField) }
pub(crate) fn union(krate: &Krate, item: &Union) -> TokenStream {
    let Union { ident, generics, variants, unknown, .. } = item;
    let Declaration { visibility, attrs } = &item.declared.declaration;
    let docs = docs(&item.docs);
    let allow = allowances();
    let variants = each(variants, &variant);
    let unknown = unknown.as_ref().map(|unknown| {
        let field = krate.builtin("UnknownField", Span::call_site());
        quote! {
            #[doc = " A field that this program does not know, kept as it came."]
            #unknown(#field),
        }
    });
    quote! {
        #docs
        #attrs
        #allow
        #visibility enum #ident #generics {
            #variants
            #unknown
        }
    }
}

// #[derive(…)]
// pub struct Color(pub i32);
// impl Color { pub const RED: Self = Self(1); … }
//
// Equality is derived and not implemented, because patterns may only name constants of types that
// derive it.
pub(crate) fn enumeration(krate: &Krate, item: &Enum) -> TokenStream {
    let Enum { ident, values, .. } = item;
    let Declaration { visibility, attrs } = &item.declaration;
    let docs = docs(&item.docs);
    let allow = allowances();
    let names = ["Clone", "Copy", "PartialEq", "Eq", "Hash", "PartialOrd", "Ord", "Default"];
    let names = separated(&names, &quote!(,), &|name| krate.builtin(name, Span::call_site()));
    let number = krate.builtin("i32", Span::call_site());
    let values = each(values, &enum_value);
    let implementing = unplaced::ident(ident);
    quote! {
        #docs
        #attrs
        #allow
        #[derive(#names)]
        #visibility struct #ident(
            #[doc = " The number on the wire."]
            pub #number,
        );

        #allow
        #[allow(non_upper_case_globals)]
        impl #implementing {
            #values
        }
    }
}

fn enum_value(value: &EnumValue) -> TokenStream {
    let docs = docs(&value.docs);
    let EnumValue { ident, attrs, .. } = value;
    match value.number {
        Number::Literal(number) => quote!(#docs #attrs pub const #ident: Self = Self(#number);),
        Number::Discriminant => TokenStream::new(),
    }
}

// pub type UserId = i64;
pub(crate) fn alias(krate: &Krate, item: &Alias) -> TokenStream {
    let Alias { ident, generics, ty, .. } = item;
    let Declaration { visibility, attrs } = &item.declaration;
    let docs = docs(&item.docs);
    let allow = allowances();
    let rust = &ty.rust;
    let assertions = paths::assertions(ty);
    let assertions = (!assertions.is_empty()).then(|| krate.anonymous(&assertions));
    quote!(#docs #attrs #allow #visibility type #ident #generics = #rust; #assertions)
}
