//! The codec of enums, and their names.

#[cfg(feature = "idl")]
mod newtype;

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::codec::{impl_decode, impl_encode};
use super::debug::shown;
use super::header::Header;
use super::structure::plain_header;
use super::{paths, schema};
use crate::join::{each, separated};
use crate::model::{Enum, EnumForm, EnumValue, Number};
use crate::syntax::Generics;

/// `Encode` and `Decode` of an enum, and what gives it names and numbers.
pub(crate) fn codec(item: &Enum) -> TokenStream {
    let wire = wire(item, blank(item).as_ref());
    let of_form = match &item.form {
        #[cfg(feature = "idl")]
        EnumForm::Newtype => newtype::named(item),
        EnumForm::Variants { unknown } => variants(item, unknown.as_ref()),
    };
    quote!(#wire #of_form)
}

// fn encode(&self, …) { __out.i32(__thrift::ThriftEnum::number(self)) }
// fn decode(…) { __thrift::ThriftEnum::from_number(__input.i32()?) }
pub(crate) fn wire(item: &Enum, blank: Option<&TokenStream>) -> TokenStream {
    let write = quote!(__out.i32(__thrift::ThriftEnum::number(self)););
    let read = quote!(__thrift::ThriftEnum::from_number(__input.i32()?));
    let schema = schema::enumeration(item);
    let (header, ttype) = (Header::of(&item.ident), quote!(I32));
    let encode = impl_encode(&header, &ttype, &write, schema.as_ref());
    let header = Header { generics: quote!(<'__de>), ..header };
    let decode = impl_decode(&header, &ttype, &read, blank);
    quote!(#encode #decode)
}

/// Any value at all.
fn blank(item: &Enum) -> Option<TokenStream> {
    match (&item.form, item.values.first()) {
        #[cfg(feature = "idl")]
        (EnumForm::Newtype, _) => Some(quote!(Self(0))),
        (EnumForm::Variants { .. }, Some(EnumValue { ident, .. })) => Some(quote!(Self::#ident)),
        (EnumForm::Variants { .. }, None) => None,
    }
}

// impl ThriftEnum for Color {
//     const VALUES: &'static [Self] = &[Self::RED, …];
//     fn number(&self) -> i32 { … }
//     fn from_number(number: i32) -> Result<Self> { … }
//     fn name(&self) -> Option<&'static str> { … }
// }
fn thrift_enum(
    header: &Header,
    values: &TokenStream,
    number: &TokenStream,
    from_number: &TokenStream,
    name: &TokenStream,
) -> TokenStream {
    let items = quote! {
        const VALUES: &'static [Self] = &[#values];

        #[inline]
        fn number(&self) -> __thrift::i32 {
            #number
        }

        #[inline]
        fn from_number(__number: __thrift::i32) -> __thrift::ThriftResult<Self> {
            #from_number
        }

        #[inline]
        fn name(&self) -> __thrift::Option<&'static __thrift::str> {
            #name
        }
    };
    header.implement(&quote!(ThriftEnum), &items)
}

/// An implementation that takes the place of one that cannot be made.
pub(crate) fn stub(ident: &Ident, generics: &Generics) -> TokenStream {
    thrift_enum(
        &plain_header(ident, generics),
        &TokenStream::new(),
        &quote!(0),
        &quote!(__thrift::chosen(__thrift::None)),
        &quote!(__thrift::None),
    )
}

// The user's own enum: closed, unless one variant takes the unknown numbers.
//
//     match *self { Self::Red => 1i32, …, Self::Other(__n) => __n }
//
// Of `*self`, since a reference to an enum without variants would need an arm.
fn variants(item: &Enum, unknown: Option<&Ident>) -> TokenStream {
    let shown = shown(&item.ident);
    let numbers = each(&item.values, &|value| {
        let (ident, number) = (&value.ident, number(value));
        quote!(Self::#ident => #number,)
    });
    let declared = each(&item.values, &|value| {
        let (ident, number) = (&value.ident, number(value));
        quote!(if __number == #number { return __thrift::Ok(Self::#ident); })
    });
    let names = each(
        &item.values,
        &|EnumValue { ident, name, .. }| quote!(Self::#ident => __thrift::Some(#name),),
    );
    let unknown_number = unknown.map(|unknown| {
        let number = quote_spanned!(paths::at(unknown.span())=> __n);
        quote!(Self::#unknown(__n) => #number,)
    });
    let unknown_name = unknown.map(|unknown| quote!(Self::#unknown(_) => __thrift::None,));
    let otherwise = match unknown {
        Some(unknown) => {
            quote_spanned!(paths::at(unknown.span())=> __thrift::Ok(Self::#unknown(__number)))
        }
        None => quote!(__thrift::Err(__thrift::unknown_value(#shown, __number))),
    };
    let traits = thrift_enum(
        &Header::of(&item.ident),
        &values(item),
        &quote!(match *self { #numbers #unknown_number }),
        &quote!(#declared #otherwise),
        &quote!(match *self { #names #unknown_name }),
    );
    let fit = each(&item.values, &|value| fits(item, value));
    let free = free(item);
    quote!(#fit #free #traits)
}

// Self::RED, Self::GREEN
fn values(item: &Enum) -> TokenStream {
    separated(&item.values, &quote!(,), &|EnumValue { ident, .. }| quote!(Self::#ident))
}

// const _: () = ::core::assert!(Color::Red as i128 == Color::Red as i32 as i128, "…");
//
// The compiler says which variant it is.
fn fits(item: &Enum, value: &EnumValue) -> TokenStream {
    let Number::Discriminant = value.number else { return TokenStream::new() };
    let (ty, ident) = (&item.ident, &value.ident);
    let message = format!("the number of `{ident}` does not fit in an `i32`");
    quote_spanned! {paths::at(ident.span())=>
        const _: () = ::core::assert!(
            #ty::#ident as ::core::primitive::i128
                == #ty::#ident as __thrift::i32 as ::core::primitive::i128,
            #message
        );
    }
}

// const _: () = ::core::assert!(!::core::matches!(Color::Red as i64, 3i64..=5i64), "…");
//
// Numbers that are written in attributes are checked before.
fn free(item: &Enum) -> TokenStream {
    if item.reserved.numbers.is_empty() {
        return TokenStream::new();
    }
    let reserved = separated(&item.reserved.numbers, &quote!(|), &|range| {
        let (start, end) = (range.start(), range.end());
        quote!(#start..=#end)
    });
    each(&item.values, &|value| is_free(item, value, &reserved))
}

fn is_free(item: &Enum, value: &EnumValue, reserved: &TokenStream) -> TokenStream {
    let Number::Discriminant = value.number else { return TokenStream::new() };
    let (ty, ident) = (&item.ident, &value.ident);
    let message = format!("the value of `{ident}` is reserved");
    quote_spanned! {paths::at(ident.span())=>
        const _: () = ::core::assert!(
            !::core::matches!(#ty::#ident as ::core::primitive::i64, #reserved),
            #message
        );
    }
}

/// A discriminant is whatever the compiler makes of it.
fn number(EnumValue { ident, number, .. }: &EnumValue) -> TokenStream {
    match number {
        Number::Literal(number) => quote!(#number),
        Number::Discriminant => quote!(Self::#ident as __thrift::i32),
    }
}
