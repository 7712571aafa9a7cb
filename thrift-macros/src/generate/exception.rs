//! What exceptions have besides a codec: they are errors.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::header::fmt_signature;
use super::paths;
use super::structure::plain_header;
use crate::model::{Presence, Struct, Text};

// impl Display for NotFound { … }      shows the field `message` if there is one
// impl Error for NotFound {}
pub(crate) fn implementation(item: &Struct, text: Text) -> TokenStream {
    let mut generics = item.generics.clone();
    if generics.has_types() {
        // Whether it has `Debug` depends on the parameters.
        generics.add_predicate(&quote!(Self: __thrift::Debug));
    }
    let header = plain_header(&item.ident, &generics);
    let display = header.implement_function(&quote!(Display), &fmt_signature(), &show(item, text));
    let error = header.implement(&quote!(StdError), &TokenStream::new());
    quote!(#display #error)
}

/// At the type of the message, so that one that cannot be shown is underlined.
fn show(item: &Struct, text: Text) -> TokenStream {
    let message = item.fields.iter().find(|field| field.name == "message");
    let Some(field) = message.filter(|_| text == Text::Message) else {
        return quote!(__thrift::Debug::fmt(self, __f));
    };
    let (member, span) = (&field.member, paths::at(field.ty.span));
    match field.presence {
        Presence::Optional => quote_spanned! {span=>
            match &self.#member {
                __thrift::Some(__message) => __thrift::Display::fmt(__message, __f),
                __thrift::None => __thrift::Debug::fmt(self, __f),
            }
        },
        Presence::Required | Presence::Unqualified => {
            quote_spanned!(span=> __thrift::Display::fmt(&self.#member, __f))
        }
    }
}
