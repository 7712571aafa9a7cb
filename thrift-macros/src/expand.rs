//! What each macro does: read, lower, check, generate.

#[cfg(feature = "idl")]
mod idl;
#[cfg(feature = "service")]
mod service;

use proc_macro2::TokenStream;
use quote::quote;

#[cfg(feature = "idl")]
pub(crate) use self::idl::{block, include};
#[cfg(feature = "service")]
pub(crate) use self::service::{errors, service};
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::lower::derive::{self, Structure};
use crate::model::Text;
use crate::syntax::Item;
use crate::{check, generate};

/// `#[derive(ThriftStruct)]`
pub(crate) fn structure(input: &Item) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, item) = derive::structure(&cx, input);
    let codec = match item {
        Structure::Fields(mut item) => {
            check::structure(&cx, &mut item);
            generate::structure::codec(&item)
        }
        Structure::Newtype(item) => generate::newtype::codec(&item),
    };
    derived(cx, &krate, &codec, &no_codec(input))
}

/// `#[derive(ThriftException)]`
pub(crate) fn exception(input: &Item) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::exception(&cx, input);
    check::structure(&cx, &mut item);
    item.exception = Some(Text::Message);
    let codec = generate::structure::codec(&item);
    let error = generate::exception::implementation(&item, Text::Message);
    let (no_codec, plain) =
        (no_codec(input), generate::exception::implementation(&item, Text::Fields));
    derived(cx, &krate, &quote!(#codec #error), &quote!(#no_codec #plain))
}

/// `#[derive(ThriftUnion)]`
pub(crate) fn union(input: &Item) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::union(&cx, input);
    check::union(&cx, &mut item);
    let codec = generate::union::codec(&item);
    derived(cx, &krate, &codec, &no_codec(input))
}

/// `#[derive(ThriftEnum)]`
pub(crate) fn enumeration(input: &Item) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::enumeration(&cx, input);
    check::enumeration(&cx, &mut item);
    let codec = generate::enumeration::codec(&item);
    let no_codec = no_codec(input);
    // Its trait is for types that are `'static`.
    let no_names = input
        .generics
        .is_empty()
        .then(|| generate::enumeration::stub(&input.ident, &input.generics));
    derived(cx, &krate, &codec, &quote!(#no_codec #no_names))
}

fn no_codec(input: &Item) -> TokenStream {
    generate::structure::stub(&input.ident, &input.generics)
}

/// One mistake in an attribute must not make every use of the type an error too: then there is a
/// stub, an implementation that does nothing.
fn derived(cx: Ctxt, krate: &Krate, made: &TokenStream, stub: &TokenStream) -> TokenStream {
    let implementations = krate.anonymous(if cx.count() == 0 { made } else { stub });
    let errors = cx.finish();
    quote!(#implementations #errors)
}
