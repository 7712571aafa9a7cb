//! The open enum of an IDL: every number is a value, and the declared ones have names.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::thrift_enum;
use crate::generate::debug::shown;
use crate::generate::structure::plain_header;
use crate::model::{Enum, EnumValue, Number};
use crate::syntax::Generics;

/// What gives it names and numbers.
pub(super) fn named(item: &Enum) -> TokenStream {
    let ident = &item.ident;
    let shown = shown(ident);
    let values = item.values.iter().map(|EnumValue { ident, .. }| quote!(Self::#ident));
    let names = names_by_number(item);
    let traits = thrift_enum(
        &plain_header(ident, &Generics::default()),
        &quote!(#(#values),*),
        &quote!(self.0),
        &quote!(__thrift::Ok(Self(__number))),
        &quote!(match self.0 { #(#names)* _ => __thrift::None, }),
    );
    let show = quote! {
        __thrift::show_enum(__f, #shown, __thrift::ThriftEnum::name(self), self.0)
    };
    let debug = show_impl(ident, &quote!(Debug), &show);
    let display = show_impl(ident, &quote!(Display), &show);
    let from_str = from_str(item);
    quote! {
        #traits
        #debug
        #display
        #from_str

        #[automatically_derived]
        impl __thrift::From<__thrift::i32> for #ident {
            #[inline]
            fn from(__number: __thrift::i32) -> Self {
                Self(__number)
            }
        }

        #[automatically_derived]
        impl __thrift::From<#ident> for __thrift::i32 {
            #[inline]
            fn from(__value: #ident) -> Self {
                __value.0
            }
        }
    }
}

fn show_impl(ident: &Ident, which: &TokenStream, show: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __thrift::#which for #ident {
            #[inline]
            fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
                #show
            }
        }
    }
}

fn from_str(item: &Enum) -> TokenStream {
    let ident = &item.ident;
    let shown = shown(ident);
    let arms = item
        .values
        .iter()
        .map(|EnumValue { ident, name, .. }| quote!(#name => __thrift::Ok(Self::#ident),));
    quote! {
        #[automatically_derived]
        impl __thrift::FromStr for #ident {
            type Err = __thrift::Error;

            #[inline]
            fn from_str(__name: &__thrift::str) -> __thrift::ThriftResult<Self> {
                match __name {
                    #(#arms)*
                    _ => __thrift::Err(__thrift::unknown_name(#shown, __name)),
                }
            }
        }
    }
}

/// Several names may have one number; the first one declared is shown.
fn names_by_number(item: &Enum) -> Vec<TokenStream> {
    let mut seen = HashSet::new();
    let mut arms = Vec::new();
    for EnumValue { name, number, .. } in &item.values {
        if let Number::Literal(number) = number
            && seen.insert(*number)
        {
            arms.push(quote!(#number => __thrift::Some(#name),));
        }
    }
    arms
}
