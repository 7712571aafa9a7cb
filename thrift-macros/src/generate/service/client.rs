//! The client of a service, which implements its trait.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::arguments;
use crate::case;
use crate::generate::debug;
use crate::generate::docs::allowances;
use crate::generate::paths::{self, Krate};
use crate::join::{each, separated};
use crate::model::{Ancestor, Context, Method, Service};

// pub struct UserServiceClient<C = Client> { channel: C }
pub(super) fn declared(krate: &Krate, item: &Service) -> TokenStream {
    let Service { ident: service, visibility, .. } = item;
    let ident = case::client(service);
    // Whether the name of the service is one for a type was said where it was declared.
    let allow = allowances();
    let docs = format!(" Calls a [`{service}`] through a channel.");
    let default = default_channel(krate);
    let clone = krate.builtin("Clone", Span::call_site());
    quote! {
        #[doc = #docs]
        #allow
        #[allow(non_camel_case_types)]
        #[derive(#clone)]
        #visibility struct #ident<C #default> {
            channel: C,
        }
    }
}

/// What the client has of its own, its service, and every service that it inherits from.
pub(super) fn implementations(krate: &Krate, item: &Service) -> TokenStream {
    let inherent = inherent(krate, item);
    let service = &item.ident;
    let own = implementation(krate, item, &quote!(#service), &item.methods);
    let ancestors = item
        .parent
        .as_ref()
        .map(|parent| each(&parent.ancestors, &|ancestor| inherited(krate, item, ancestor)));
    quote!(#inherent #own #ancestors)
}

fn default_channel(krate: &Krate) -> Option<TokenStream> {
    if !cfg!(feature = "net") {
        return None;
    }
    let client = krate.builtin("Client", Span::call_site());
    Some(quote!(= #client))
}

// impl<C> UserServiceClient<C> { pub fn new(channel: C) -> Self { … } }
// impl UserServiceClient { pub async fn connect(…) -> Result<Self> { … } }
pub(super) fn inherent(krate: &Krate, item: &Service) -> TokenStream {
    let ident = case::client(&item.ident);
    let debug = debug::opaque(&ident, &quote!(<C>));
    let connect = if cfg!(feature = "net") { Some(connect(krate, item)) } else { None };
    quote! {
        impl<C> #ident<C> {
            /// A client that calls through `channel`.
            pub fn new(channel: C) -> Self {
                Self { channel }
            }
        }

        #connect

        #debug
    }
}

// One build of the macros may serve two of the core crate, as with descriptions: whether the one at
// hand has connections is for itself to say.
fn connect(krate: &Krate, item: &Service) -> TokenStream {
    let ident = case::client(&item.ident);
    let endpoint = krate.builtin("IntoEndpoint", Span::call_site());
    let result = krate.builtin("Result", Span::call_site());
    let error = krate.builtin("Error", Span::call_site());
    quote! {
        __thrift::if_net! {
            impl #ident {
                /// Connects to a server, framed and in Binary.
                ///
                /// # Errors
                ///
                /// Fails when the connection does.
                pub async fn connect(endpoint: impl #endpoint) -> #result<Self, #error> {
                    __thrift::Ok(Self::new(__thrift::Client::connect(endpoint).await?))
                }
            }
        }
    }
}

/// The arguments of inherited methods are not in scope: they are in the constant of the ancestor.
fn inherited(krate: &Krate, item: &Service, ancestor: &Ancestor) -> TokenStream {
    let Ancestor { service, methods } = ancestor;
    let arguments = each(methods, &arguments);
    let implementation = implementation(krate, item, service, methods);
    quote! {
        const _: () = {
            #arguments
            #implementation
        };
    }
}

fn implementation(
    krate: &Krate,
    item: &Service,
    service: &TokenStream,
    methods: &[Method],
) -> TokenStream {
    let ident = case::client(&item.ident);
    let name = super::name(item);
    let methods = each(methods, &|method| self::method(krate, &name, method));
    let channel = krate.builtin("Channel", Span::call_site());
    quote! {
        #[automatically_derived]
        impl<__C: #channel> #service for #ident<__C> {
            #methods
        }
    }
}

// fn get_user(&self, id: i32) -> impl Future<…> + Send {
//     __thrift::call(&self.channel, ("UserService", "getUser"), GetUserArguments { id })
// }
//
// With a context: __thrift::call_with_context(&self.channel, __thrift::CallContext::given(cx), …)
fn method(krate: &Krate, service: &str, method: &Method) -> TokenStream {
    let signature = super::signature(krate, method);
    let Method { arguments, context, cfgs, .. } = method;
    let struct_name = &arguments.ident;
    let members = separated(&arguments.fields, &quote!(,), &|field| field.member.to_token_stream());
    let described = described(service, method);
    let call = if context.is_some() { quote!(call_with_context) } else { quote!(call) };
    // At its type, so that another type is underlined.
    let context = context.iter().map(|Context { ident, span, .. }| {
        let mut ident = ident.clone();
        ident.set_span(ident.span().located_at(*span));
        quote_spanned!(paths::at(*span)=> __thrift::CallContext::given(#ident))
    });
    // At the result type, so that one that cannot be a result is underlined.
    let call = quote_spanned! {paths::at(method.output.span)=>
        __thrift::#call(
            &self.channel, #(#context,)* #described, #struct_name { #members }
        )
    };
    quote!(#cfgs #signature { #call })
}

// ("UserService", "getUser")
// __thrift::Method::new("touch").oneway().of("UserService")
fn described(service: &str, method: &Method) -> TokenStream {
    if method.oneway || method.idempotent {
        let described = super::described(method);
        return quote!(#described.of(#service));
    }
    let name = &method.name;
    quote!((#service, #name))
}
