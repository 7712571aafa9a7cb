//! The errors of methods: an enum of the declared exceptions and `thrift::Error`.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::docs::{allowances, docs};
use super::paths::{self, Krate};
use super::{debug, schema, unplaced};
use crate::model::{MethodErrors, Variant};

// pub enum GetUserError { Missing(super::NotFound), Thrift(thrift::Error) }
pub(crate) fn declared(krate: &Krate, item: &MethodErrors) -> TokenStream {
    declared_with(krate, item, &implementation(&unplaced::errors(item)))
}

/// The same, with a stub.
pub(crate) fn declared_stub(krate: &Krate, item: &MethodErrors) -> TokenStream {
    declared_with(krate, item, &stub(item))
}

fn declared_with(krate: &Krate, item: &MethodErrors, implementation: &TokenStream) -> TokenStream {
    let MethodErrors { ident, exceptions, other, .. } = item;
    let allow = allowances();
    let docs = docs(&item.docs);
    let error = krate.builtin("Error", Span::call_site());
    let variants = exceptions.iter().map(variant);
    let debug = debug::errors(&unplaced::errors(item));
    let implementation = krate.anonymous(&quote!(#debug #implementation));
    quote! {
        #docs
        #allow
        pub enum #ident {
            #(#variants)*
            #[doc = " Anything else that made the call fail."]
            #other(#error),
        }
        #implementation
    }
}

/// A variant of a union, or of the errors of a method.
pub(crate) fn variant(variant: &Variant) -> TokenStream {
    let Variant { ident, attrs, ty, .. } = variant;
    let docs = docs(&variant.docs);
    let ty = &ty.rust;
    quote!(#docs #attrs #ident(#ty),)
}

/// All that makes an enum the error of a method.
pub(crate) fn implementation(item: &MethodErrors) -> TokenStream {
    let method_error = method_error(item);
    let conversions = conversions(item);
    let standard = standard(item);
    quote!(#method_error #conversions #standard)
}

// impl MethodError for GetUserError {
//     fn undeclared(&self) -> Option<&Error> { match self { Self::Thrift(e) => Some(e), _ => None } }
//     fn encode_exception(…) { match self { Self::Missing(e) => encode_field(e, …, 1), … } }
//     fn decode_exception(…) { match id { 1 => …, _ => Ok(None) } }
// }
fn method_error(item: &MethodErrors) -> TokenStream {
    let MethodErrors { ident, exceptions, other, .. } = item;
    let write = exceptions.iter().map(|Variant { ident, id, ty, .. }| {
        let value = quote_spanned!(paths::at(ty.span)=> __value);
        let write = paths::encode_field(ty.span, &value, id.value);
        quote!(Self::#ident(__value) => { #write })
    });
    let read = exceptions.iter().map(|Variant { ident, id, name, ty, .. }| {
        let id = id.value;
        let read = paths::decode_exception(ty.span, name);
        quote!(#id => #read.map(|__found| __found.map(Self::#ident)),)
    });
    let described = schema::exceptions(item);
    let quiet = exceptions.iter().map(|Variant { ident, .. }| quote!(Self::#ident(_)));
    quote! {
        #[automatically_derived]
        impl __thrift::MethodError for #ident {
            fn undeclared(&self) -> __thrift::Option<&__thrift::Error> {
                match self {
                    Self::#other(__error) => __thrift::Some(__error),
                    #(#quiet => __thrift::None,)*
                }
            }

            #described

            fn encode_exception<__W: __thrift::Writer>(
                &self,
                __out: &mut __W,
                mut __fields: &mut __W::Fields,
            ) {
                match self {
                    Self::#other(_) => {}
                    #(#write)*
                }
            }

            fn decode_exception<'__de, __R: __thrift::Reader<'__de>>(
                __input: &mut __R,
                __fields: &mut __R::Fields,
                __header: (__thrift::TType, __thrift::i16),
            ) -> __thrift::ThriftResult<__thrift::Option<Self>> {
                match __header.1 {
                    #(#read)*
                    _ => __thrift::Ok(__thrift::None),
                }
            }
        }
    }
}

/// An implementation that takes the place of one that cannot be made.
pub(crate) fn stub(item: &MethodErrors) -> TokenStream {
    let ident = &item.ident;
    let conversions = exception_conversions(item);
    quote! {
        #conversions

        impl __thrift::MethodError for #ident {
            fn undeclared(&self) -> __thrift::Option<&__thrift::Error> {
                __thrift::None
            }

            fn encode_exception<__W: __thrift::Writer>(&self, _: &mut __W, _: &mut __W::Fields) {}

            fn decode_exception<'__de, __R: __thrift::Reader<'__de>>(
                _: &mut __R,
                _: &mut __R::Fields,
                _: (__thrift::TType, __thrift::i16),
            ) -> __thrift::ThriftResult<__thrift::Option<Self>> {
                __thrift::Ok(__thrift::None)
            }
        }

        impl __thrift::From<__thrift::Error> for #ident {
            fn from(_: __thrift::Error) -> Self {
                loop {}
            }
        }

        impl __thrift::Display for #ident {
            fn fmt(&self, _: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
                __thrift::Ok(())
            }
        }

        impl __thrift::StdError for #ident {}
    }
}

// impl From<NotFound> for GetUserError { … }
// impl From<thrift::Error> for GetUserError { … }
//
// Two fields may throw the same exception; then the first of them is meant.
fn conversions(item: &MethodErrors) -> TokenStream {
    let other = conversion(&item.ident, &quote!(__thrift::Error), &item.other);
    let exceptions = exception_conversions(item);
    quote!(#other #exceptions)
}

fn exception_conversions(item: &MethodErrors) -> TokenStream {
    let mut seen = HashSet::new();
    let first = item.exceptions.iter().filter(|variant| seen.insert(variant.ty.rust.to_string()));
    let first = first.map(|variant| conversion(&item.ident, &variant.ty.rust, &variant.ident));
    quote!(#(#first)*)
}

fn conversion(ident: &Ident, ty: &TokenStream, variant: &Ident) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __thrift::From<#ty> for #ident {
            fn from(__error: #ty) -> Self {
                Self::#variant(__error)
            }
        }
    }
}

// impl Display for GetUserError { … }       shows the exception or the error
// impl Error for GetUserError { … }         whose source is the exception or the error
fn standard(item: &MethodErrors) -> TokenStream {
    let MethodErrors { ident, exceptions, other, .. } = item;
    // At the types of the exceptions, so that one that is no error is underlined.
    let exceptions = exceptions.iter().map(|Variant { ident, ty, .. }| (ident, ty.span));
    let variants: Vec<_> = exceptions.chain([(other, other.span())]).collect();
    let shown = variants.iter().map(|(variant, span)| {
        let show = quote_spanned!(paths::at(*span)=> __thrift::Display::fmt(__error, __f));
        quote!(Self::#variant(__error) => #show,)
    });
    let sources = variants.iter().map(|(variant, span)| {
        let source = quote_spanned!(paths::at(*span)=> __thrift::Some(__error));
        quote!(Self::#variant(__error) => #source,)
    });
    quote! {
        #[automatically_derived]
        impl __thrift::Display for #ident {
            fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
                match self {
                    #(#shown)*
                }
            }
        }

        #[automatically_derived]
        impl __thrift::StdError for #ident {
            fn source(&self) -> __thrift::Option<&(dyn __thrift::StdError + 'static)> {
                match self {
                    #(#sources)*
                }
            }
        }
    }
}
