//! The codec of enums, and their names.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::paths::{self, Header};
use crate::model::{Enum, EnumForm, EnumValue, Number};

/// `Encode` and `Decode` of an enum, with `From` and `TryFrom` of its numbers, and its names.
pub(crate) fn codec(item: &Enum) -> TokenStream {
    let numbers = match &item.form {
        EnumForm::Newtype => newtype(item),
        EnumForm::Variants { unknown } => variants(item, unknown.as_ref()),
    };
    let codec = wire(item);
    quote!(#codec #numbers)
}

// fn encode(&self, …) { __out.i32(__thrift::i32::from(*self)) }
// fn decode(…) { __thrift::number(__input.i32()?) }
pub(crate) fn wire(item: &Enum) -> TokenStream {
    let ident = &item.ident;
    let header =
        || Header { generics: TokenStream::new(), ty: quote!(#ident), bounds: TokenStream::new() };
    let decode_header = Header { generics: quote!(<'__de>), ..header() };
    let number = quote!(<Self as __Number>::__number(self));
    let encode = paths::impl_encode(&header(), &quote!(I32), &quote!(__out.i32(#number);));
    let decode = paths::impl_decode(
        &decode_header,
        &quote!(I32),
        &quote!(<Self as __Number>::__of(__input.i32()?)),
    );
    // The trait keeps the two conversions out of the public interface of the user's type.
    quote! {
        trait __Number: __thrift::Sized {
            fn __number(&self) -> __thrift::i32;
            fn __of(__number: __thrift::i32) -> __thrift::ThriftResult<Self>;
        }
        #encode
        #decode
    }
}

// The open enum of an IDL: every number is a value, and the declared ones have names.
fn newtype(item: &Enum) -> TokenStream {
    let ident = &item.ident;
    let numbers = newtype_numbers(ident);
    let names = newtype_names(item);
    quote!(#numbers #names)
}

fn newtype_numbers(ident: &Ident) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __Number for #ident {
            fn __number(&self) -> __thrift::i32 {
                self.0
            }
            fn __of(__number: __thrift::i32) -> __thrift::ThriftResult<Self> {
                __thrift::Ok(Self(__number))
            }
        }

        #[automatically_derived]
        impl __thrift::From<__thrift::i32> for #ident {
            fn from(__number: __thrift::i32) -> Self {
                Self(__number)
            }
        }

        #[automatically_derived]
        impl __thrift::From<#ident> for __thrift::i32 {
            fn from(__value: #ident) -> Self {
                __value.0
            }
        }
    }
}

// impl Color {
//     pub const VALUES: &'static [Self] = &[Self::RED, …];
//     pub const fn name(self) -> Option<&'static str> { … }
// }
// impl Debug, Display, FromStr for Color
fn newtype_names(item: &Enum) -> TokenStream {
    let ident = &item.ident;
    let shown = ident.to_string();
    let declared = item.values.iter().map(|EnumValue { ident, .. }| quote!(Self::#ident));
    let by_number = names_by_number(item);
    let by_name = item
        .values
        .iter()
        .map(|EnumValue { ident, name, .. }| quote!(#name => __thrift::Ok(Self::#ident),));
    let show = quote!(__thrift::show_enum(__f, #shown, self.name(), self.0));
    let debug = show_impl(ident, &quote!(Debug), &show);
    let display = show_impl(ident, &quote!(Display), &show);
    quote! {
        #[allow(deprecated)]
        impl #ident {
            /// Every declared value, in the order of declaration.
            pub const VALUES: &'static [Self] = &[#(#declared),*];

            /// The declared name; `None` for a value that this program does not know.
            #[must_use]
            pub const fn name(self) -> __thrift::Option<&'static __thrift::str> {
                match self.0 {
                    #(#by_number)*
                    _ => __thrift::None,
                }
            }
        }

        #debug
        #display

        #[automatically_derived]
        #[allow(deprecated)]
        impl __thrift::FromStr for #ident {
            type Err = __thrift::Error;

            fn from_str(__name: &__thrift::str) -> __thrift::Result<Self, __thrift::Error> {
                match __name {
                    #(#by_name)*
                    _ => __thrift::Err(__thrift::unknown_name(#shown, __name)),
                }
            }
        }
    }
}

fn show_impl(ident: &Ident, which: &TokenStream, show: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __thrift::#which for #ident {
            fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
                #show
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

// The user's own enum: closed, unless one variant takes the unknown numbers.
//
//     match self { Self::Red => Self::RED_NUMBER, …, Self::Other(__number) => *__number }
fn variants(item: &Enum, unknown: Option<&Ident>) -> TokenStream {
    let ident = &item.ident;
    let shown = ident.to_string();
    let to_number = item.values.iter().map(|EnumValue { ident, number, .. }| {
        let number = self::number(ident, number);
        quote!(Self::#ident => #number,)
    });
    let from_number = item.values.iter().map(|EnumValue { ident, number, .. }| {
        let number = self::number(ident, number);
        quote!(if __number == #number { return __thrift::Ok(Self::#ident); })
    });
    let unknown_to = unknown.iter().map(|unknown| quote!(Self::#unknown(__number) => *__number,));
    let otherwise = match unknown {
        Some(unknown) => quote!(__thrift::Ok(Self::#unknown(__number))),
        None => quote!(__thrift::Err(__thrift::unknown_value(#shown, __number))),
    };
    quote! {
        #[automatically_derived]
        impl __Number for #ident {
            fn __number(&self) -> __thrift::i32 {
                match self {
                    #(#to_number)*
                    #(#unknown_to)*
                }
            }
            fn __of(__number: __thrift::i32) -> __thrift::ThriftResult<Self> {
                #(#from_number)*
                #otherwise
            }
        }
    }
}

/// A discriminant is whatever the compiler makes of it.
fn number(ident: &Ident, number: &Number) -> TokenStream {
    match number {
        Number::Literal(number) => quote!(#number),
        Number::Discriminant => quote!(Self::#ident as __thrift::i32),
    }
}
