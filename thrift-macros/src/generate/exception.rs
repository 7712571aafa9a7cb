//! What exceptions have besides a codec: they are errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::Header;
use super::structure::plain_header;
use crate::model::{Presence, Struct};

// impl Display for NotFound { … }      shows the field `message` if there is one
// impl Error for NotFound {}
pub(crate) fn implementation(item: &Struct) -> TokenStream {
    let Header { generics, ty, bounds } = plain_header(&item.ident, &item.generics);
    let show = show(item);
    quote! {
        #[automatically_derived]
        impl #generics __thrift::Display for #ty #bounds {
            fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
                #show
            }
        }

        #[automatically_derived]
        impl #generics __thrift::StdError for #ty #bounds {}
    }
}

/// The text of an exception is its field `message`; one without such a field shows all it has.
fn show(item: &Struct) -> TokenStream {
    let message = item.fields.iter().find(|field| field.name == "message");
    match message.map(|field| (&field.member, field.presence)) {
        Some((member, Presence::Optional)) => quote! {
            match &self.#member {
                __thrift::Some(__message) => __thrift::Display::fmt(__message, __f),
                __thrift::None => __thrift::Debug::fmt(self, __f),
            }
        },
        Some((member, _)) => quote!(__thrift::Display::fmt(&self.#member, __f)),
        None => quote!(__thrift::Debug::fmt(self, __f)),
    }
}
