//! What takes the place of a service that is mistaken: one mistake must not make every use of the
//! trait, its client and its server an error too.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use syn::Generics;

use super::{client, server};
use crate::case;
use crate::generate::item::allowances;
use crate::generate::paths::Krate;
use crate::generate::schema;
use crate::model::Service;

/// A trait of which not all is understood.
pub(crate) struct Trait {
    /// What is understood, without methods.
    pub(crate) service: Service,
    pub(crate) generics: Generics,
    /// Each item as it is written, without the attributes of ours.
    pub(crate) items: Vec<TokenStream>,
    /// Whether the client can implement it.
    pub(crate) has_client: bool,
}

// pub trait UserService { async fn get_user(&self, id: u32) -> … { loop {} } }
// pub struct UserServiceClient<C> { … }
// pub struct UserServiceServer<H> { … }
pub(crate) fn declared(krate: &Krate, written: &Trait) -> TokenStream {
    let Trait { service, generics, items, .. } = written;
    let Service { ident, attrs, visibility, supertraits, .. } = service;
    let allow = allowances();
    let declared = items.iter().map(|item| item_with_body(item).unwrap_or_else(|| item.clone()));
    let client = client::declared(krate, service);
    let server = server::declared(krate, service);
    let implementations = generics.params.is_empty().then(|| implementations(krate, written));
    quote! {
        #attrs
        #allow
        #[allow(async_fn_in_trait, unused_variables)]
        #visibility trait #ident #generics #supertraits { #(#declared)* }
        #client
        #server
        #implementations
    }
}

fn implementations(krate: &Krate, written: &Trait) -> TokenStream {
    let Trait { service, items, has_client, .. } = written;
    let (name, client) = (&service.ident, case::client(&service.ident));
    let inherent = client::inherent(service);
    let server = server::implementations(service);
    let description = schema::service(service);
    // Something else than a method has a body in the trait, or the client has none for it.
    let methods: Option<Vec<_>> = items.iter().map(item_with_body).collect();
    let calls = methods.filter(|_| *has_client).map(
        |methods| quote!(impl<__C: __thrift::Channel> #name for #client<__C> { #(#methods)* }),
    );
    krate.anonymous(&quote!(#inherent #calls #server #description))
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
