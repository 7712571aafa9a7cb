//! The server of a service: calls to methods of a handler.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::case;
use crate::generate::debug;
use crate::generate::docs::allowances;
use crate::generate::paths::{self, Krate};
use crate::join::{each, separated};
use crate::model::{Context, Method, Service};

// pub struct UserServiceServer<H> { handler: Arc<H> }
pub(super) fn declared(krate: &Krate, item: &Service) -> TokenStream {
    let Service { ident: service, visibility, .. } = item;
    let ident = case::server(service);
    // Whether the name of the service is one for a type was said where it was declared.
    let allow = allowances();
    let docs = format!(" Answers calls with a handler that implements [`{service}`].");
    let arc = krate.builtin("Arc", Span::call_site());
    quote! {
        #[doc = #docs]
        #allow
        #[allow(non_camel_case_types)]
        #visibility struct #ident<H> {
            handler: #arc<H>,
        }
    }
}

pub(super) fn implementations(krate: &Krate, item: &Service) -> TokenStream {
    let inherent = inherent(krate, item);
    let dispatch = dispatch(item);
    quote!(#inherent #dispatch)
}

// impl<H> UserServiceServer<H> { pub fn new(handler: H) -> Self { … } … }
fn inherent(krate: &Krate, item: &Service) -> TokenStream {
    let ident = case::server(&item.ident);
    let arc = krate.builtin("Arc", Span::call_site());
    let debug = debug::opaque(&ident, &quote!(<H>));
    quote! {
        impl<H> #ident<H> {
            /// A server that answers with `handler`.
            pub fn new(handler: H) -> Self {
                Self::from_arc(__thrift::Arc::new(handler))
            }

            /// A server that answers with a handler that others have too.
            pub fn from_arc(handler: #arc<H>) -> Self {
                Self { handler }
            }
        }

        impl<H> __thrift::Clone for #ident<H> {
            fn clone(&self) -> Self {
                Self::from_arc(__thrift::Clone::clone(&self.handler))
            }
        }

        #debug
    }
}

// match __request.method() {
//     "getUser" => __thrift::answer(__request, |__a: GetUserArguments| __handler.get_user(__a.id)).await,
//     with a context: __handler.get_user(__thrift::CallContext::got(__request.context()), __a.id)
//     _ => __thrift::answer_unknown(__request),      or the parent's methods
// }
//
// The public implementation is a shell around a function without receiver, which the servers of
// services that extend this one call with their own handler.
fn dispatch(item: &Service) -> TokenStream {
    let ident = case::server(&item.ident);
    let service = &item.ident;
    let arms = each(&item.methods, &|method| arm(item, method));
    let otherwise = match &item.parent {
        Some(parent) => {
            let server = &parent.server;
            quote!(#server::<__H>::__dispatch(__handler, __request).await)
        }
        None => quote!(__thrift::answer_unknown(__request)),
    };
    let bounds = quote!(#service + __thrift::Send + __thrift::Sync + 'static);
    let find = find(item);
    let name = super::name(item);
    quote! {
        impl<__H: #bounds> #ident<__H> {
            #find

            #[doc(hidden)]
            pub async fn __dispatch(
                __handler: &__H,
                __request: &__thrift::Request,
            ) -> __thrift::Option<__thrift::Response> {
                match __request.method() {
                    #arms
                    _ => #otherwise,
                }
            }
        }

        #[automatically_derived]
        impl<__H: #bounds> __thrift::Dispatch for #ident<__H> {
            fn dispatch(
                &self,
                __request: __thrift::Request,
            ) -> impl __thrift::Future<Output = __thrift::Option<__thrift::Response>> + __thrift::Send {
                async move { Self::__dispatch(&self.handler, &__request).await }
            }

            fn describe(&self, __name: &__thrift::str) -> __thrift::Option<__thrift::Method> {
                __thrift::Some(Self::__find(__name)?.of(#name))
            }
        }
    }
}

// pub fn __find(__name: &str) -> Option<Method> {
//     __thrift::find(const { &[__thrift::Method::new("getUser"), …] }, __name)
// }
//
// Then the parent's methods.
fn find(item: &Service) -> TokenStream {
    let methods = separated(&item.methods, &quote!(,), &|method| {
        let cfgs = &method.cfgs;
        let described = super::described(method);
        quote!(#cfgs #described)
    });
    let otherwise = item.parent.as_ref().map(|parent| {
        let server = &parent.server;
        quote!(.or_else(|| #server::<__H>::__find(__name)))
    });
    quote! {
        #[doc(hidden)]
        pub fn __find(__name: &__thrift::str) -> __thrift::Option<__thrift::Method> {
            __thrift::find(const { &[#methods] }, __name) #otherwise
        }
    }
}

fn arm(item: &Service, method: &Method) -> TokenStream {
    let Method { ident, name, arguments, oneway, cfgs, .. } = method;
    let struct_name = &arguments.ident;
    let members = arguments.fields.iter().map(|field| &field.member);
    let context = method.context.as_ref().map(|Context { span, .. }| {
        quote_spanned!(paths::at(*span)=> , __thrift::CallContext::got(__request.context()))
    });
    // All of the call at the result type, so that one that cannot be a result is underlined.
    let here = |ident: &Ident| {
        let mut ident = ident.clone();
        ident.set_span(ident.span().located_at(method.output.span));
        ident
    };
    let (service, ident) = (here(&item.ident), here(ident));
    let answer = if *oneway { quote!(answer_oneway) } else { quote!(answer) };
    quote_spanned! {paths::at(method.output.span)=>
        #cfgs
        #name => __thrift::#answer(__request, |__arguments: #struct_name| {
            <__H as #service>::#ident(__handler #context #(, __arguments.#members)*)
        }).await,
    }
}
