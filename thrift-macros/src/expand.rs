//! What each macro does: read, lower, check, generate.

#[cfg(feature = "idl")]
mod idl;

use proc_macro2::TokenStream;
use quote::quote;

#[cfg(feature = "idl")]
pub(crate) use self::idl::{block, include};
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::lower::derive::Structure;
use crate::lower::{derive, service as lower_service};
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

/// `#[derive(ThriftError)]`
pub(crate) fn errors(input: &Item) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::errors(&cx, input);
    check::errors(&cx, &mut item);
    let implementation = generate::method_error::implementation(&item);
    let stub = input.generics.is_empty().then(|| generate::method_error::stub(&item));
    derived(cx, &krate, &implementation, &quote!(#stub))
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

/// `#[thrift::service]`
pub(crate) fn service(arguments: TokenStream, input: TokenStream) -> TokenStream {
    let cx = Ctxt::new();
    let Some(written) = lower_service::read(&cx, input.clone()) else {
        let (kept, errors) = (lower_service::without_keys(input), cx.finish());
        return quote!(#kept #errors);
    };
    let (krate, mut item) = lower_service::service(&cx, arguments, &written);
    check::service(&cx, &mut item);
    let declared = if cx.count() == 0 {
        let declared = generate::service::declared(&krate, &item);
        let implementations = generate::service::implementations(&krate, &item);
        let implementations = krate.anonymous(&implementations);
        quote!(#declared #implementations)
    } else {
        generate::service::stub::declared(&krate, &lower_service::stub(&written), &item)
    };
    let errors = cx.finish();
    quote!(#declared #errors)
}
