//! What stands before a declaration.

use proc_macro2::TokenStream;
use quote::quote;

use crate::join::each;
use crate::model::Docs;

// #[doc = " A person who signed up."]
// #[deprecated(note = "…")]
pub(crate) fn docs(docs: &Docs) -> TokenStream {
    let lines = each(&docs.lines, &|line| {
        let line = format!(" {line}");
        quote!(#[doc = #line])
    });
    let deprecated = docs.deprecated.as_deref().map(|reason| match reason {
        "" => quote!(#[deprecated]),
        reason => quote!(#[deprecated(note = #reason)]),
    });
    quote!(#lines #deprecated)
}

/// What an IDL declares without use, and how, is no mistake of the Rust that includes it.
pub(crate) fn allowances() -> TokenStream {
    quote! {
        #[allow(
            dead_code,
            deprecated,
            missing_docs,
            unreachable_pub,
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            clippy::restriction
        )]
    }
}
