//! The errors of methods: an enum of the declared exceptions and `thrift::Error`.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::docs::{allowances, docs};
use super::header::{Header, fmt_signature};
use super::paths::{self, Krate};
use super::variant::variant;
use super::{debug, schema, unplaced};
use crate::join::{append, each};
use crate::model::{MethodErrors, Variant};
use crate::taken::Taken;

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
    let variants = each(exceptions, &variant);
    let debug = debug(&unplaced::errors(item));
    let implementation = krate.anonymous(&quote!(#debug #implementation));
    quote! {
        #docs
        #allow
        pub enum #ident {
            #variants
            #[doc = " Anything else that made the call fail."]
            #other(#error),
        }
        #implementation
    }
}

/// What the errors of a method show.
fn debug(item: &MethodErrors) -> TokenStream {
    let exceptions = each(&item.exceptions, &|variant| debug::variant_arm(&variant.ident));
    let other = debug::variant_arm(&item.other);
    debug::debug_impl(&Header::of(&item.ident), &quote!(match self { #exceptions #other }))
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
    let undeclared =
        each(exceptions, &|Variant { ident, .. }| quote!(Self::#ident(_) => __thrift::None,));
    let write = each(exceptions, &|Variant { ident, id, ty, .. }| {
        let value = quote_spanned!(paths::at(ty.span)=> __value);
        let write = paths::encode_field(ty.span, &value, id.value);
        quote!(Self::#ident(__value) => { #write })
    });
    let read = each(exceptions, &|Variant { ident, id, name, ty, .. }| {
        let id = id.value;
        let read = paths::decode_exception(ty.span, name);
        quote!(#id => #read.map(|__found| __found.map(Self::#ident)),)
    });
    method_error_with(
        &Header::of(ident),
        &quote! {
            match self {
                Self::#other(__error) => __thrift::Some(__error),
                #undeclared
            }
        },
        schema::exceptions(item).as_ref(),
        &quote! {
            match self {
                Self::#other(_) => {}
                #write
            }
        },
        &quote! {
            match __header.1 {
                #read
                _ => __thrift::Ok(__thrift::None),
            }
        },
    )
}

fn method_error_with(
    header: &Header,
    undeclared: &TokenStream,
    described: Option<&TokenStream>,
    encode: &TokenStream,
    decode: &TokenStream,
) -> TokenStream {
    let items = quote! {
        fn undeclared(&self) -> __thrift::Option<&__thrift::Error> {
            #undeclared
        }

        #described

        fn encode_exception<__W: __thrift::Writer>(
            &self,
            __out: &mut __W,
            mut __fields: &mut __W::Fields,
        ) {
            #encode
        }

        fn decode_exception<'__de, __R: __thrift::Reader<'__de>>(
            __input: &mut __R,
            __fields: &mut __R::Fields,
            __header: (__thrift::TType, __thrift::i16),
        ) -> __thrift::ThriftResult<__thrift::Option<Self>> {
            #decode
        }
    };
    header.implement(&quote!(MethodError), &items)
}

/// An implementation that takes the place of one that cannot be made.
pub(crate) fn stub(item: &MethodErrors) -> TokenStream {
    let header = Header::of(&item.ident);
    let exceptions = exception_conversions(item, &header);
    let nothing = TokenStream::new();
    let none = quote!(__thrift::Ok(__thrift::None));
    let method_error = method_error_with(&header, &quote!(__thrift::None), None, &nothing, &none);
    let other = conversion(&header, &quote!(__thrift::Error), &quote!(loop {}));
    let display = display(&header, &quote!(__thrift::Ok(())));
    let error = header.implement(&quote!(StdError), &nothing);
    quote!(#exceptions #method_error #other #display #error)
}

// impl From<NotFound> for GetUserError { … }
// impl From<thrift::Error> for GetUserError { … }
//
// Two fields may throw the same exception; then the first of them is meant.
fn conversions(item: &MethodErrors) -> TokenStream {
    let (header, variant) = (Header::of(&item.ident), &item.other);
    let other = conversion(&header, &quote!(__thrift::Error), &quote!(Self::#variant(__error)));
    let exceptions = exception_conversions(item, &header);
    quote!(#other #exceptions)
}

fn exception_conversions(item: &MethodErrors, header: &Header) -> TokenStream {
    let mut seen = Taken::default();
    let mut conversions = TokenStream::new();
    for Variant { ident, ty, .. } in &item.exceptions {
        if seen.claim(ty.rust.to_string()) {
            let variant = quote!(Self::#ident(__error));
            append(&mut conversions, conversion(header, &ty.rust, &variant));
        }
    }
    conversions
}

fn conversion(header: &Header, from: &TokenStream, body: &TokenStream) -> TokenStream {
    let function = quote! {
        fn from(__error: #from) -> Self {
            #body
        }
    };
    header.implement(&quote!(From<#from>), &function)
}

// impl Display for GetUserError { … }       shows the exception or the error
// impl Error for GetUserError { … }         whose source is the exception or the error
fn standard(item: &MethodErrors) -> TokenStream {
    let header = Header::of(&item.ident);
    let show = |span| quote_spanned!(span=> __thrift::Display::fmt(__error, __f));
    let display = display(&header, &match_variants(item, &show));
    let sources = match_variants(item, &|span| quote_spanned!(span=> __thrift::Some(__error)));
    let source = quote! {
        fn source(&self) -> __thrift::Option<&(dyn __thrift::StdError + 'static)> {
            #sources
        }
    };
    let error = header.implement(&quote!(StdError), &source);
    quote!(#display #error)
}

fn display(header: &Header, body: &TokenStream) -> TokenStream {
    let signature = fmt_signature();
    header.implement(&quote!(Display), &quote!(#signature { #body }))
}

// match self {
//     Self::Missing(__error) => …,
//     Self::Thrift(__error) => …,
// }
//
/// At the types of the exceptions, so that one that is no error is underlined.
fn match_variants(item: &MethodErrors, make: &dyn Fn(Span) -> TokenStream) -> TokenStream {
    let exceptions = each(&item.exceptions, &|Variant { ident, ty, .. }| {
        let value = make(paths::at(ty.span));
        quote!(Self::#ident(__error) => #value,)
    });
    let (other, value) = (&item.other, make(paths::at(item.other.span())));
    quote! {
        match self {
            #exceptions
            Self::#other(__error) => #value,
        }
    }
}
