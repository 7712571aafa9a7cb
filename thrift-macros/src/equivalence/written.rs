//! A model as the annotated Rust that means the same, and what that is lowered to.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ctxt::Ctxt;
use crate::generate::default;
use crate::lower::{derive, service};
use crate::model::{
    Adapter, Field, Method, MethodErrors, Presence, Service, Struct, Union, Variant,
};
use crate::syntax::Item;

/// The same struct, by way of a derive.
pub(super) fn structure(item: &Struct) -> Struct {
    let Struct { ident, generics, .. } = item;
    let fields = item.fields.iter().map(field);
    let keeper = item.keeper.iter();
    lowered(
        derive::exception,
        &quote! {
            struct #ident #generics {
                #(#fields,)*
                #(#[thrift(unknown)] #keeper: Vec<UnknownField>,)*
            }
        },
    )
}

/// The same union.
pub(super) fn union(item: &Union) -> Union {
    let Union { ident, generics, unknown, .. } = item;
    let variants = item.variants.iter().map(variant);
    let unknown = unknown.iter();
    lowered(
        derive::union,
        &quote! {
            enum #ident #generics {
                #(#variants,)*
                #(#[thrift(unknown)] #unknown(UnknownField),)*
            }
        },
    )
}

/// The same errors of a method.
pub(super) fn errors(item: &MethodErrors) -> MethodErrors {
    let MethodErrors { ident, exceptions, other, .. } = item;
    let exceptions = exceptions.iter().map(variant);
    lowered(
        derive::errors,
        &quote! {
            enum #ident {
                #(#exceptions,)*
                #[thrift(other)]
                #other(thrift::Error),
            }
        },
    )
}

/// The same service, as far as it is one of its own: without its parent.
pub(super) fn service(item: &Service) -> Service {
    let ident = &item.ident;
    let methods = item.methods.iter().map(method);
    let cx = Ctxt::new();
    let written = quote!(pub trait #ident { #(#methods)* });
    let written = service::read(&cx, written).expect("a service");
    let (_, service) = service::service(&cx, TokenStream::new(), &written);
    assert_eq!(cx.finish().to_string(), "");
    service
}

fn lowered<T, K>(lower: fn(&Ctxt, &Item) -> (K, T), declared: &TokenStream) -> T {
    let input: Item = syn::parse2(declared.clone()).expect("the item is Rust");
    let cx = Ctxt::new();
    let (_, item) = lower(&cx, &input);
    assert_eq!(cx.finish().to_string(), "", "{declared}");
    item
}

fn field(field: &Field) -> TokenStream {
    let (keys, member, ty) = (keys(field), &field.member, &field.ty.rust);
    quote!(#keys #member: #ty)
}

fn keys(field: &Field) -> TokenStream {
    let (id, name) = (Literal::i16_unsuffixed(field.id.value), &field.name);
    let required = (field.presence == Presence::Required).then(|| quote!(, required));
    // Of a required field it has no part in the codec, and an attribute has no use for it.
    let default = field.default.as_ref().filter(|_| field.presence != Presence::Required);
    let default = default.map(|default| {
        let value = default::value(default);
        quote!(, default = #value)
    });
    let with = field.adapter.as_ref().map(|Adapter { path, .. }| quote!(, with = #path));
    quote!(#[thrift(id = #id, name = #name #required #default #with)])
}

fn variant(Variant { id, ident, name, ty, .. }: &Variant) -> TokenStream {
    let (id, ty) = (Literal::i16_unsuffixed(id.value), &ty.rust);
    quote!(#[thrift(id = #id, name = #name)] #ident(#ty))
}

fn method(method: &Method) -> TokenStream {
    let Method { ident, name, arguments, .. } = method;
    let output = &method.output.rust;
    let arguments = arguments.fields.iter().map(field);
    let oneway = method.oneway.then(|| quote!(, oneway));
    quote! {
        #[thrift(name = #name #oneway)]
        async fn #ident(&self #(, #arguments)*) -> #output;
    }
}
