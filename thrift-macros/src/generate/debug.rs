//! What `Debug` shows.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::header::{Header, fmt_signature};

// Self::Missing(__value) => __f.debug_tuple("Missing").field(__value).finish(),
pub(super) fn variant_arm(ident: &Ident) -> TokenStream {
    let name = shown(ident);
    quote!(Self::#ident(__value) => __f.debug_tuple(#name).field(__value).finish(),)
}

// impl<C> Debug for UserServiceClient<C> { … }
//
/// Of something whose fields say nothing.
pub(super) fn opaque(ident: &Ident, generics: &TokenStream) -> TokenStream {
    let (name, signature) = (shown(ident), fmt_signature());
    quote! {
        impl #generics __thrift::Debug for #ident #generics {
            #signature {
                __f.debug_struct(#name).finish_non_exhaustive()
            }
        }
    }
}

pub(super) fn debug_impl(header: &Header, body: &TokenStream) -> TokenStream {
    header.implement_function(&quote!(Debug), &fmt_signature(), body)
}

/// A name as a derived `Debug` shows it.
pub(super) fn shown(ident: &Ident) -> String {
    ident.unraw().to_string()
}
