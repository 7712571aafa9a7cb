//! Model to tokens. Nothing in here can fail.
//!
//! Types and values that users see are named by their full path, since an expansion must not add
//! names to the module it stands in; implementations stand in an anonymous constant that imports
//! the crate's private module as `__thrift`.

pub(crate) mod constant;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod enumeration;
pub(crate) mod exception;
mod heap;
pub(crate) mod item;
pub(crate) mod method_error;
pub(crate) mod newtype;
pub(crate) mod paths;
pub(crate) mod schema;
pub(crate) mod service;
pub(crate) mod structure;
pub(crate) mod traits;
pub(crate) mod union;
mod unplaced;

use proc_macro2::TokenStream;
use quote::quote;

use self::paths::Krate;
use crate::model::{Item, Model, Module, Struct, Union};

/// Everything that a block declares.
pub(crate) fn model(krate: &Krate, model: Model) -> TokenStream {
    let items = model.items.into_iter().map(|item| self::item(krate, item));
    let modules = model.modules.into_iter().map(|module| self::module(krate, module));
    quote!(#(#items)* #(#modules)*)
}

// For `include "shared.thrift"`:
//
//     pub mod shared { … }
fn module(krate: &Krate, module: Module) -> TokenStream {
    let Module { ident, docs, items } = module;
    let docs = item::docs(&docs);
    let allow = item::allowances();
    let items = items.into_iter().map(|item| self::item(krate, item));
    quote! {
        #docs
        #allow
        pub mod #ident { #(#items)* }
    }
}

// pub struct User { … }
// const _: () = { impl Default, Encode, Decode for User … };
fn item(krate: &Krate, mut item: Item) -> TokenStream {
    let declared = declared(krate, &item);
    unplaced::item(&mut item);
    let implementations = implementations(krate, &item).map(|made| krate.anonymous(&made));
    quote!(#declared #implementations)
}

fn declared(krate: &Krate, item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => item::structure(krate, item),
        Item::Union(item) => item::union(krate, item),
        Item::Enum(item) => item::enumeration(krate, item),
        Item::Alias(item) => item::alias(krate, item),
        Item::Const(item) => constant::item(krate, item),
        Item::Service(item) => service::declared(krate, item),
    }
}

fn implementations(krate: &Krate, item: &Item) -> Option<TokenStream> {
    match item {
        Item::Struct(item) => Some(structure(item)),
        Item::Union(item) => Some(union(item)),
        Item::Enum(item) => Some(enumeration::codec(item)),
        // What takes the place of a mistaken one is declared with its implementations.
        Item::Service(item) if item.is_mistaken => None,
        Item::Service(item) => Some(service::implementations(krate, item)),
        Item::Alias(_) | Item::Const(_) => None,
    }
}

fn structure(item: &Struct) -> TokenStream {
    let traits = traits::structure(item);
    let codec = structure::codec(item);
    let exception = item.exception.map(|text| exception::implementation(item, text));
    let assertions = traits::assertions(item.fields.iter().map(|field| &field.ty));
    let adapted = item.fields.iter().filter_map(|field| field.adapter.as_ref());
    let adapted = adapted.map(paths::assert_adapter);
    quote!(#traits #codec #exception #assertions #(#adapted)*)
}

fn union(item: &Union) -> TokenStream {
    let traits = traits::union(item);
    let codec = union::codec(item);
    let assertions = traits::assertions(item.variants.iter().map(|variant| &variant.ty));
    quote!(#traits #codec #assertions)
}
