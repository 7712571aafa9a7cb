//! Services: the trait, its clients, its server and its mock.

mod blocking;
mod client;
mod mock;
mod server;
pub(crate) mod stub;

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::docs::{allowances, docs};
use super::paths::{self, Krate};
use super::{method_error, schema, structure};
use crate::join::each;
use crate::model::{Context, Field, Method, MethodErrors, Service};

// pub trait UserService { … }
// pub mod user_service { … }
// pub struct UserServiceClient<C> { … }
// pub struct UserServiceServer<H> { … }
// pub struct UserServiceBlockingClient<C> { … }
// pub struct UserServiceMock { … }
pub(crate) fn declared(krate: &Krate, item: &Service) -> TokenStream {
    if item.is_mistaken {
        return stub::of_block(krate, item);
    }
    let service = service_trait(krate, item);
    let module = module(krate, item, method_error::declared);
    let client = client::declared(krate, item);
    let server = server::declared(krate, item);
    let blocking = blocking::declared(krate, item);
    let mock = mock::declared(krate, item);
    quote!(#service #module #client #server #blocking #mock)
}

/// What the clients, the server and the mock implement, and the arguments of the methods.
pub(crate) fn implementations(krate: &Krate, item: &Service) -> TokenStream {
    let arguments = each(&item.methods, &arguments);
    let calls = client::implementations(krate, item);
    let answers = server::implementations(krate, item);
    let waits = blocking::implementations(krate, item);
    let mocked = mock::implementations(krate, item);
    let description = schema::service(item);
    let assertions = each(&item.methods, &assertions);
    quote!(#arguments #calls #answers #waits #mocked #description #assertions)
}

/// What annotations give in a signature has the wire types that the IDL declares.
fn assertions(method: &Method) -> TokenStream {
    let arguments = each(&method.arguments.fields, &|field| paths::assertions(&field.ty));
    let output = paths::assertions(&method.output);
    quote!(#arguments #output)
}

// pub trait UserService: Send + Sync {
//     fn get_user(&self, id: i32) -> impl Future<Output = Result<User, GetUserError>> + Send;
// }
fn service_trait(krate: &Krate, item: &Service) -> TokenStream {
    let Service { ident, attrs, visibility, supertraits, .. } = item;
    let docs = docs(&item.docs);
    let allow = allowances();
    let methods = each(&item.methods, &|method| {
        let docs = self::docs(&method.docs);
        let attrs = &method.attrs;
        let signature = signature(krate, method);
        quote!(#docs #attrs #signature;)
    });
    quote! {
        #docs
        #attrs
        #allow
        #visibility trait #ident #supertraits {
            #methods
        }
    }
}

// fn get_user(&self, id: i32) -> impl Future<Output = Result<User, GetUserError>> + Send
pub(super) fn signature(krate: &Krate, method: &Method) -> TokenStream {
    let Method { ident, output, .. } = method;
    let parameters = parameters(method);
    let output = &output.rust;
    let future = krate.builtin("Future", Span::call_site());
    let send = krate.builtin("Send", Span::call_site());
    quote!(fn #ident(&self #parameters) -> impl #future<Output = #output> + #send)
}

/// The name of the service in the IDL, or the one in Rust.
pub(super) fn name(item: &Service) -> String {
    schema::name(&item.ident, &item.docs)
}

// __thrift::Method::new("touch").oneway()
pub(super) fn described(Method { name, oneway, idempotent, .. }: &Method) -> TokenStream {
    let oneway = oneway.then(|| quote!(.oneway()));
    let idempotent = idempotent.then(|| quote!(.idempotent()));
    quote!(__thrift::Method::new(#name) #oneway #idempotent)
}

// , cx: &::thrift::Context, id: i32
//
// What stands behind `&self`.
pub(super) fn parameters(method: &Method) -> TokenStream {
    let context = method.context.as_ref();
    let context = context.map(|Context { ident, rust, .. }| quote!(, #ident: #rust));
    let arguments = each(&method.arguments.fields, &|Field { member, ty, .. }| {
        let ty = &ty.rust;
        quote!(, #member: #ty)
    });
    quote!(#context #arguments)
}

// pub mod user_service {
//     pub enum GetUserError { … }
// }
fn module(
    krate: &Krate,
    item: &Service,
    declared: fn(&Krate, &MethodErrors) -> TokenStream,
) -> Option<TokenStream> {
    let module = item.module.as_ref()?;
    let visibility = &item.visibility;
    let allow = allowances();
    let docs = format!(" What belongs to [`{}`].", item.ident);
    let errors = each(&item.methods, &|method| match &method.errors {
        Some(errors) => declared(krate, errors),
        None => TokenStream::new(),
    });
    Some(quote! {
        #[doc = #docs]
        #allow
        #visibility mod #module { #errors }
    })
}

// struct GetUserArguments { id: i32 }
// const _: () = { impl Encode, Decode for GetUserArguments … };
//
// Inside the anonymous constant: no name of it is public.
fn arguments(method: &Method) -> TokenStream {
    let ident = &method.arguments.ident;
    let members = each(&method.arguments.fields, &|Field { member, ty, .. }| {
        let ty = &ty.rust;
        quote!(#member: #ty,)
    });
    let codec = structure::private_codec(&method.arguments);
    let cfgs = &method.cfgs;
    quote! {
        #cfgs
        #[allow(dead_code)]
        struct #ident { #members }
        #cfgs
        const _: () = { #codec };
    }
}
