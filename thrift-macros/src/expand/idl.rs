//! The macros that read IDL.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ctxt::Ctxt;
use crate::source::Source;
use crate::{check, generate, lower, source, words};

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
    let mut model = lower::idl::program(cx, &source.settings, &source.program, source);
    check::block(cx, &mut model, source);
    let declared = generate::block::declared(&source.settings.krate, model);
    let mentioned = words::mentioned(&source.settings.krate, &source.words);
    let tracked = source::tracked(source);
    quote!(#mentioned #declared #tracked)
}
