//! The codec of enums, and their names.

#[cfg(feature = "idl")]
mod newtype;

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::debug::shown;
use super::paths::{self, Header};
use super::schema;
use super::structure::plain_header;
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
    let header = |generics: TokenStream| {
        let ident = &item.ident;
        Header { generics, ty: quote!(#ident), bounds: TokenStream::new() }
    };
    let write = quote!(__out.i32(__thrift::ThriftEnum::number(self)););
    let read = quote!(__thrift::ThriftEnum::from_number(__input.i32()?));
    let schema = schema::enumeration(item);
    let encode =
        paths::impl_encode(&header(TokenStream::new()), &quote!(I32), &write, schema.as_ref());
    let decode = paths::impl_decode(&header(quote!(<'__de>)), &quote!(I32), &read, blank);
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
    let Header { generics, ty, bounds } = header;
    quote! {
        #[automatically_derived]
        impl #generics __thrift::ThriftEnum for #ty #bounds {
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
        }
    }
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
    let values = item.values.iter().map(|EnumValue { ident, .. }| quote!(Self::#ident));
    let numbers = item.values.iter().map(number);
    let declared = item.values.iter().map(|value| {
        let (ident, number) = (&value.ident, number(value));
        quote!(if __number == #number { return __thrift::Ok(Self::#ident); })
    });
    let names = item.values.iter().map(|EnumValue { name, .. }| quote!(__thrift::Some(#name)));
    let patterns: Vec<_> =
        item.values.iter().map(|EnumValue { ident, .. }| quote!(Self::#ident)).collect();
    let unknown_number = unknown.iter().map(|unknown| {
        let number = quote_spanned!(paths::at(unknown.span())=> __n);
        quote!(Self::#unknown(__n) => #number,)
    });
    let unknown_name = unknown.iter().map(|unknown| quote!(Self::#unknown(_) => __thrift::None,));
    let otherwise = match unknown {
        Some(unknown) => {
            quote_spanned!(paths::at(unknown.span())=> __thrift::Ok(Self::#unknown(__number)))
        }
        None => quote!(__thrift::Err(__thrift::unknown_value(#shown, __number))),
    };
    let fit = item.values.iter().filter_map(|value| fits(item, value));
    let traits = thrift_enum(
        &plain_header(&item.ident, &Generics::default()),
        &quote!(#(#values),*),
        &quote!(match *self { #(#patterns => #numbers,)* #(#unknown_number)* }),
        &quote!(#(#declared)* #otherwise),
        &quote!(match *self { #(#patterns => #names,)* #(#unknown_name)* }),
    );
    let free = item.values.iter().filter_map(|value| is_free(item, value));
    quote!(#(#fit)* #(#free)* #traits)
}

// const _: () = ::core::assert!(Color::Red as i128 == Color::Red as i32 as i128, "…");
//
// The compiler says which variant it is.
fn fits(item: &Enum, value: &EnumValue) -> Option<TokenStream> {
    let Number::Discriminant = value.number else { return None };
    let (ty, ident) = (&item.ident, &value.ident);
    let message = format!("the number of `{ident}` does not fit in an `i32`");
    Some(quote_spanned! {paths::at(ident.span())=>
        const _: () = ::core::assert!(
            #ty::#ident as ::core::primitive::i128
                == #ty::#ident as __thrift::i32 as ::core::primitive::i128,
            #message
        );
    })
}

// const _: () = ::core::assert!(!::core::matches!(Color::Red as i64, 3i64..=5i64), "…");
//
// Numbers that are written in attributes are checked before.
fn is_free(item: &Enum, value: &EnumValue) -> Option<TokenStream> {
    let Number::Discriminant = value.number else { return None };
    let ranges = item.reserved.numbers.iter().map(|range| {
        let (start, end) = (range.start(), range.end());
        quote!(#start..=#end)
    });
    let ranges: Vec<_> = ranges.collect();
    if ranges.is_empty() {
        return None;
    }
    let (ty, ident) = (&item.ident, &value.ident);
    let message = format!("the value of `{ident}` is reserved");
    Some(quote_spanned! {paths::at(ident.span())=>
        const _: () = ::core::assert!(
            !::core::matches!(#ty::#ident as ::core::primitive::i64, #(#ranges)|*),
            #message
        );
    })
}

/// A discriminant is whatever the compiler makes of it.
fn number(EnumValue { ident, number, .. }: &EnumValue) -> TokenStream {
    match number {
        Number::Literal(number) => quote!(#number),
        Number::Discriminant => quote!(Self::#ident as __thrift::i32),
    }
}
