//! All that an IDL declares.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{allowances, docs};
#[cfg(feature = "service")]
use super::optional::guarded;
use super::paths::{self, Krate};
#[cfg(feature = "service")]
use super::service;
use super::{
    constant, enumeration, exception, item as declare, structure, traits, union, unplaced,
};
use crate::case;
use crate::join::{append, each};
use crate::model::{Item, Model, Module, Service, Struct, Union};

/// Everything that a block declares.
pub(crate) fn declared(krate: &Krate, model: Model) -> TokenStream {
    let mut declared = items(krate, model.items);
    for module in model.modules {
        append(&mut declared, self::module(krate, module));
    }
    declared
}

// For `include "shared.thrift"`:
//
//     pub mod shared { … }
fn module(krate: &Krate, module: Module) -> TokenStream {
    let Module { ident, docs, items, .. } = module;
    let docs = self::docs(&docs);
    let allow = allowances();
    let items = self::items(krate, items);
    quote! {
        #docs
        #allow
        pub mod #ident { #items }
    }
}

fn items(krate: &Krate, items: Vec<Item>) -> TokenStream {
    let mut declared = TokenStream::new();
    for item in items {
        append(&mut declared, self::item(krate, item));
    }
    declared
}

fn item(krate: &Krate, item: Item) -> TokenStream {
    match item {
        #[cfg(feature = "service")]
        Item::Service(service) => {
            let left_out = left_out(&service);
            if_service(krate, &made(krate, Item::Service(service)), &left_out)
        }
        item => made(krate, item),
    }
}

// pub struct User { … }
// const _: () = { impl Default, Encode, Decode for User … };
fn made(krate: &Krate, mut item: Item) -> TokenStream {
    let declared = declaration(krate, &item);
    unplaced::item(&mut item);
    let implementations = implementations(krate, &item);
    quote!(#declared #implementations)
}

// ::thrift::private::if_service! { { pub trait UserService { … } … } else { … } }
#[cfg(feature = "service")]
fn if_service(krate: &Krate, made: &TokenStream, left_out: &TokenStream) -> TokenStream {
    guarded(&krate.private(), "if_service", &quote!({ #made } else { #left_out }))
}

fn declaration(krate: &Krate, item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => declare::structure(krate, item),
        Item::Union(item) => declare::union(krate, item),
        Item::Enum(item) => declare::enumeration(krate, item),
        Item::Alias(item) => declare::alias(krate, item),
        Item::Const(item) => constant::item(krate, item),
        #[cfg(feature = "service")]
        Item::Service(item) => service::declared(krate, item),
        #[cfg(not(feature = "service"))]
        Item::Service(item) => left_out(item),
    }
}

// #[cfg(any())]
// pub struct UserServiceClient;
//
// Nothing is declared by it, but the compiler tells whoever names one of them that it was left out,
// and shows the service.
fn left_out(item: &Service) -> TokenStream {
    let Service { ident, module, .. } = item;
    let (client, server) = (case::client(ident), case::server(ident));
    let module = module.iter();
    quote! {
        #[cfg(any())]
        pub trait #ident {}
        #[cfg(any())]
        pub struct #client;
        #[cfg(any())]
        pub struct #server;
        #(
            #[cfg(any())]
            pub mod #module {}
        )*
    }
}

fn implementations(krate: &Krate, item: &Item) -> Option<TokenStream> {
    let made = match item {
        Item::Struct(item) => structure_implementations(item),
        Item::Union(item) => union_implementations(item),
        Item::Enum(item) => enumeration::codec(item),
        // What takes the place of a mistaken one is declared with its implementations.
        #[cfg(feature = "service")]
        Item::Service(item) if item.is_mistaken => return None,
        #[cfg(feature = "service")]
        Item::Service(item) => service::implementations(krate, item),
        #[cfg(not(feature = "service"))]
        Item::Service(_) => return None,
        Item::Alias(_) | Item::Const(_) => return None,
    };
    Some(krate.anonymous(&made))
}

fn structure_implementations(item: &Struct) -> TokenStream {
    let traits = traits::structure(item);
    let codec = structure::codec(item);
    let exception = item.exception.map(|text| exception::implementation(item, text));
    let assertions = each(&item.fields, &|field| paths::assertions(&field.ty));
    let adapted = each(&item.fields, &|field| {
        field.adapter.as_ref().and_then(paths::assert_adapter).unwrap_or_default()
    });
    quote!(#traits #codec #exception #assertions #adapted)
}

fn union_implementations(item: &Union) -> TokenStream {
    let traits = traits::union(item);
    let codec = union::codec(item);
    let assertions = each(&item.variants, &|variant| paths::assertions(&variant.ty));
    quote!(#traits #codec #assertions)
}
