//! What each macro does: read, lower, check, generate.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::lower::service::WrittenTrait;
use crate::lower::{derive, service as lower_service};
use crate::source::Source;
use crate::{check, generate, lower, source};

/// `thrift!`
pub(crate) fn block(input: TokenStream) -> TokenStream {
    let cx = Ctxt::new();
    let source = source::block(&cx, input);
    let declared = declare(&cx, &source);
    let errors = cx.finish();
    quote!(#declared #errors)
}

/// `include_thrift!`
pub(crate) fn include(input: TokenStream) -> TokenStream {
    let cx = Ctxt::new();
    let declared = source::file(&cx, input).map(|source| declare(&cx, &source));
    let errors = cx.finish();
    quote!(#declared #errors)
}

fn declare(cx: &Ctxt, source: &Source) -> TokenStream {
    let mut model = lower::idl::program(cx, &source.krate, &source.program, source);
    check::model(cx, &mut model);
    let declared = generate::model(&source.krate, &model);
    let tracked = source::tracked(source);
    quote!(#declared #tracked)
}

/// `#[derive(ThriftStruct)]`
pub(crate) fn structure(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::structure(&cx, input, false);
    check::structure(&cx, &mut item);
    let codec = generate::structure::codec(&item);
    derived(cx, &krate, input, &codec)
}

/// `#[derive(ThriftException)]`
pub(crate) fn exception(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::structure(&cx, input, true);
    check::structure(&cx, &mut item);
    let codec = generate::structure::codec(&item);
    let implementation = generate::exception::implementation(&item);
    derived(cx, &krate, input, &quote!(#codec #implementation))
}

/// `#[derive(ThriftUnion)]`
pub(crate) fn union(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::union(&cx, input);
    check::union(&cx, &mut item);
    let codec = generate::union::codec(&item);
    derived(cx, &krate, input, &codec)
}

/// `#[derive(ThriftEnum)]`
pub(crate) fn enumeration(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::enumeration(&cx, input);
    check::enumeration(&cx, &mut item);
    let codec = generate::enumeration::codec(&item);
    derived(cx, &krate, input, &codec)
}

/// One mistake in an attribute must not make every use of the type an error too: then there is an
/// implementation that does nothing.
fn derived(cx: Ctxt, krate: &Krate, input: &DeriveInput, codec: &TokenStream) -> TokenStream {
    if cx.count() == 0 {
        return finish(cx, krate, codec);
    }
    finish(cx, krate, &generate::structure::stub(&input.ident, &input.generics))
}

/// `#[derive(ThriftError)]`
pub(crate) fn errors(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::errors(&cx, input);
    check::errors(&cx, &mut item);
    let implementation = generate::method_error::implementation(&item);
    if cx.count() == 0 {
        return finish(cx, &krate, &implementation);
    }
    finish(cx, &krate, &generate::method_error::stub(&item.ident))
}

/// `#[thrift::service]`
pub(crate) fn service(arguments: TokenStream, written: WrittenTrait) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = lower_service::service(&cx, arguments, written);
    check::service(&cx, &mut item);
    let declared = generate::service::declared(&krate, &item);
    let errors = cx.finish();
    quote!(#declared #errors)
}

fn finish(cx: Ctxt, krate: &Krate, implementations: &TokenStream) -> TokenStream {
    let implementations = krate.anonymous(implementations);
    let errors = cx.finish();
    quote!(#implementations #errors)
}
