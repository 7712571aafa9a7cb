//! What stands between `impl` and the body of an implementation.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The generic parameters, the type, and what stands behind `where`.
pub(crate) struct Header {
    pub(crate) generics: TokenStream,
    pub(crate) ty: TokenStream,
    pub(crate) bounds: TokenStream,
}

impl Header {
    /// Of a type without parameters.
    pub(crate) fn of(ident: &Ident) -> Self {
        let (generics, bounds) = (TokenStream::new(), TokenStream::new());
        Self { generics, ty: quote!(#ident), bounds }
    }

    // #[automatically_derived]
    // impl<'a> __thrift::Encode for User<'a> { … }
    pub(crate) fn implement(&self, of: &TokenStream, items: &TokenStream) -> TokenStream {
        let Self { generics, ty, bounds } = self;
        quote! {
            #[automatically_derived]
            impl #generics __thrift::#of for #ty #bounds {
                #items
            }
        }
    }

    // #[automatically_derived]
    // impl<'a> __thrift::Clone for User<'a> {
    //     #[inline]
    //     fn clone(&self) -> Self { … }
    // }
    pub(crate) fn implement_function(
        &self,
        of: &TokenStream,
        signature: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let function = quote! {
            #[inline]
            #signature {
                #body
            }
        };
        self.implement(of, &function)
    }
}

// fn fmt(&self, __f: &mut Formatter<'_>) -> Result
//
// Of `Debug` and `Display`.
pub(crate) fn fmt_signature() -> TokenStream {
    quote!(fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result)
}
