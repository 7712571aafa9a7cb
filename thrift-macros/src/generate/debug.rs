//! What `Debug` shows.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::paths::Header;
use super::structure::plain_header;
use crate::model::MethodErrors;
use crate::syntax::Generics;

/// What the errors of a method show.
pub(crate) fn errors(item: &MethodErrors) -> TokenStream {
    let header = plain_header(&item.ident, &Generics::default());
    let exceptions = item.exceptions.iter().map(|variant| &variant.ident);
    let all: Vec<_> = exceptions.chain([&item.other]).collect();
    let names = all.iter().map(|ident| shown(ident));
    debug_impl(
        &header,
        &quote! {
            match self {
                #(Self::#all(__value) => __f.debug_tuple(#names).field(__value).finish(),)*
            }
        },
    )
}

pub(super) fn debug_impl(header: &Header, body: &TokenStream) -> TokenStream {
    let Header { generics, ty, bounds } = header;
    quote! {
        #[automatically_derived]
        impl #generics __thrift::Debug for #ty #bounds {
            #[inline]
            fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
                #body
            }
        }
    }
}

/// A name as a derived `Debug` shows it.
pub(super) fn shown(ident: &Ident) -> String {
    ident.unraw().to_string()
}
