//! What takes the place of a service that is mistaken: one mistake must not make every use of the
//! trait, its client and its server an error too.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use super::{blocking, client, mock, server};
use crate::case;
use crate::generate::docs::allowances;
use crate::generate::paths::Krate;
use crate::generate::{method_error, schema};
use crate::join::{each, list};
use crate::model::{Method, Mistaken, Service};
use crate::syntax::Generics;

// pub trait UserService { async fn get_user(&self, id: u32) -> … { loop {} } }
// pub struct UserServiceClient<C> { … }
// pub struct UserServiceServer<H> { … }
// pub struct UserServiceMock { … }
//
// The mock and the blocking client have what is understood of the methods.
pub(crate) fn declared(krate: &Krate, written: &Mistaken, understood: &Service) -> TokenStream {
    let Mistaken { service, generics, items, .. } = written;
    let Service { ident, attrs, visibility, supertraits, .. } = service;
    let allow = allowances();
    let declared = each(items, &|item| item_with_body(item).unwrap_or_else(|| item.clone()));
    let client = client::declared(krate, service);
    let server = server::declared(krate, service);
    let optional = generics.is_empty().then(|| {
        let blocking = blocking::declared(krate, understood);
        let mock = mock::declared(krate, understood);
        quote!(#blocking #mock)
    });
    let implementations = generics.is_empty().then(|| implementations(krate, written, understood));
    quote! {
        #attrs
        #allow
        #[allow(async_fn_in_trait, unused_variables)]
        #visibility trait #ident #generics #supertraits { #declared }
        #client
        #server
        #optional
        #implementations
    }
}

/// A service in an IDL whose methods cannot be.
pub(super) fn of_block(krate: &Krate, item: &Service) -> TokenStream {
    let items = list(&item.methods, &|method| {
        let Method { ident, output, .. } = method;
        let parameters = super::parameters(method);
        let output = &output.rust;
        quote!(async fn #ident(&self #parameters) -> #output;)
    });
    let service = Service {
        ident: item.ident.clone(),
        docs: item.docs.clone(),
        visibility: item.visibility.clone(),
        attrs: item.attrs.clone(),
        supertraits: item.supertraits.clone(),
        parent: None,
        methods: Vec::new(),
        module: None,
        is_mistaken: true,
    };
    let generics = Generics::default();
    let written = Mistaken { service, generics, items, has_client: item.parent.is_none() };
    let (declared, module) =
        (declared(krate, &written, item), super::module(krate, item, method_error::declared_stub));
    quote!(#declared #module)
}

fn implementations(krate: &Krate, written: &Mistaken, understood: &Service) -> TokenStream {
    let Mistaken { service, items, has_client, .. } = written;
    let (name, client) = (&service.ident, case::client(&service.ident));
    let inherent = client::inherent(krate, service);
    let server = server::implementations(krate, service);
    let description = schema::service(service);
    // Something else than a method has a body in the trait, or the client has none for it.
    let mut methods = has_client.then(Vec::new);
    for item in items {
        methods = methods.and_then(|mut methods| {
            methods.push(item_with_body(item)?);
            Some(methods)
        });
    }
    let waits = blocking::stub(krate, understood);
    let mocked = mock::stub(krate, understood, methods.as_deref());
    let calls = methods.map(
        |methods| quote!(impl<__C: __thrift::Channel> #name for #client<__C> { #(#methods)* }),
    );
    krate.anonymous(&quote!(#inherent #calls #server #waits #mocked #description))
}

/// A method with a body; `None` for another item.
fn item_with_body(item: &TokenStream) -> Option<TokenStream> {
    let mut trees: Vec<_> = item.clone().into_iter().collect();
    let is_method = trees.iter().any(|tree| matches!(tree, TokenTree::Ident(it) if it == "fn"));
    let end = trees.pop().filter(|_| is_method)?;
    Some(match end {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => item.clone(),
        _ => quote!(#(#trees)* { loop {} }),
    })
}
