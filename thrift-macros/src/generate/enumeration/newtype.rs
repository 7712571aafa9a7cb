//! The open enum of an IDL: every number is a value, and the declared ones have names.

use proc_macro2::TokenStream;
use quote::quote;

use super::{thrift_enum, values};
use crate::generate::debug::{debug_impl, shown};
use crate::generate::header::{Header, fmt_signature};
use crate::join::{append, each};
use crate::model::{Enum, EnumValue, Number};
use crate::taken::Taken;

/// What gives it names and numbers.
pub(super) fn named(item: &Enum) -> TokenStream {
    let ident = &item.ident;
    let shown = shown(ident);
    let header = Header::of(ident);
    let names = names_by_number(item);
    let traits = thrift_enum(
        &header,
        &values(item),
        &quote!(self.0),
        &quote!(__thrift::Ok(Self(__number))),
        &quote!(match self.0 { #names _ => __thrift::None, }),
    );
    let show = quote! {
        __thrift::show_enum(__f, #shown, __thrift::ThriftEnum::name(self), self.0)
    };
    let debug = debug_impl(&header, &show);
    let display = header.implement_function(&quote!(Display), &fmt_signature(), &show);
    let from_str = from_str(item, &header);
    let number = quote!(__thrift::i32);
    let from_number = conversion(&header, &number, &quote!(__number), &quote!(Self(__number)));
    let header = Header { ty: number, ..header };
    let to_number = conversion(&header, &quote!(#ident), &quote!(__value), &quote!(__value.0));
    quote!(#traits #debug #display #from_str #from_number #to_number)
}

fn conversion(
    header: &Header,
    from: &TokenStream,
    argument: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let signature = quote!(fn from(#argument: #from) -> Self);
    header.implement_function(&quote!(From<#from>), &signature, body)
}

fn from_str(item: &Enum, header: &Header) -> TokenStream {
    let shown = shown(&item.ident);
    let arms = each(
        &item.values,
        &|EnumValue { ident, name, .. }| quote!(#name => __thrift::Ok(Self::#ident),),
    );
    let items = quote! {
        type Err = __thrift::Error;

        #[inline]
        fn from_str(__name: &__thrift::str) -> __thrift::ThriftResult<Self> {
            match __name {
                #arms
                _ => __thrift::Err(__thrift::unknown_name(#shown, __name)),
            }
        }
    };
    header.implement(&quote!(FromStr), &items)
}

/// Several names may have one number; the first one declared is shown.
fn names_by_number(item: &Enum) -> TokenStream {
    let mut seen = Taken::default();
    let mut arms = TokenStream::new();
    for EnumValue { name, number, .. } in &item.values {
        if let Number::Literal(number) = number
            && seen.claim(number.to_string())
        {
            append(&mut arms, quote!(#number => __thrift::Some(#name),));
        }
    }
    arms
}
