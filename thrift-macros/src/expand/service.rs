//! The macros that make services, and the errors of their methods.

use proc_macro2::TokenStream;
use quote::quote;

use super::derived;
use crate::ctxt::Ctxt;
use crate::lower::{derive, service as lower};
use crate::syntax::Item;
use crate::{check, generate};

/// `#[derive(ThriftError)]`
pub(crate) fn errors(input: &Item) -> TokenStream {
    let cx = Ctxt::new();
    let (krate, mut item) = derive::errors(&cx, input);
    check::errors(&cx, &mut item);
    let implementation = generate::method_error::implementation(&item);
    let stub = input.generics.is_empty().then(|| generate::method_error::stub(&item));
    derived(cx, &krate, &implementation, &quote!(#stub))
}

/// `#[thrift::service]`
pub(crate) fn service(arguments: TokenStream, input: TokenStream) -> TokenStream {
    let cx = Ctxt::new();
    let Some(written) = lower::read(&cx, input.clone()) else {
        let (kept, errors) = (lower::without_keys(input), cx.finish());
        return quote!(#kept #errors);
    };
    let (krate, mut item) = lower::service(&cx, arguments, &written);
    check::service(&cx, &mut item);
    let declared = if cx.count() == 0 {
        let declared = generate::service::declared(&krate, &item);
        let implementations = generate::service::implementations(&krate, &item);
        let implementations = krate.anonymous(&implementations);
        quote!(#declared #implementations)
    } else {
        generate::service::stub::declared(&krate, &lower::stub(&written), &item)
    };
    let errors = cx.finish();
    quote!(#declared #errors)
}
