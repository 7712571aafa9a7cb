//! The mock of a service: an implementation of its trait that is made of closures.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::signature;
use crate::case;
use crate::generate::debug;
use crate::generate::docs::allowances;
use crate::generate::optional::{self, Mock};
use crate::generate::paths::{self, Krate};
use crate::model::{Context, Method, Service};
use crate::taken::Taken;

// ::thrift::private::if_mock! {
//     pub struct UserServiceMock {
//         on_get_user: Option<Arc<dyn Fn(i32) -> Result<User, GetUserError> + Send + Sync>>,
//     }
// }
pub(super) fn declared(krate: &Krate, item: &Service) -> Option<TokenStream> {
    optional::part::<Mock>(&krate.private(), || {
        let Service { ident: service, visibility, .. } = item;
        let ident = case::mock(service);
        // Whether the name of the service is one for a type was said where it was declared.
        let allow = allowances();
        let docs = format!(" A [`{service}`] whose methods are closures, for tests.");
        let [clone, default, option, arc] =
            ["Clone", "Default", "Option", "Arc"].map(|it| krate.builtin(it, Span::call_site()));
        let fields = mocked(item).into_iter().flat_map(|(_, methods)| methods);
        let fields = fields.map(|Mocked { on, method }| {
            let (cfgs, closure) = (&method.cfgs, closure(krate, method));
            quote!(#cfgs #on: #option<#arc<dyn #closure>>)
        });
        quote! {
            #[doc = #docs]
            #allow
            #[allow(non_camel_case_types)]
            #[derive(#clone, #default)]
            #visibility struct #ident {
                #(#fields,)*
            }
        }
    })
}

/// What the mock has of its own, its service, and every service that it inherits from.
pub(super) fn implementations(krate: &Krate, item: &Service) -> Option<TokenStream> {
    optional::part::<Mock>(&quote!(__thrift), || {
        let ident = case::mock(&item.ident);
        let inherent = setters(krate, item);
        let services = mocked(item).into_iter().map(|(service, methods)| {
            let methods = methods.iter().map(|it| answered(krate, it));
            quote! {
                #[automatically_derived]
                impl #service for #ident {
                    #(#methods)*
                }
            }
        });
        quote!(#inherent #(#services)*)
    })
}

/// The mock of a service that is mistaken, whose trait has these items.
pub(super) fn stub(
    krate: &Krate,
    item: &Service,
    items: Option<&[TokenStream]>,
) -> Option<TokenStream> {
    optional::part::<Mock>(&quote!(__thrift), || {
        let (service, ident) = (&item.ident, case::mock(&item.ident));
        let inherent = setters(krate, item);
        let implementation = items.map(|items| quote!(impl #service for #ident { #(#items)* }));
        quote!(#inherent #implementation)
    })
}

/// A method with the name of what gives it a closure.
struct Mocked<'a> {
    on: Ident,
    method: &'a Method,
}

/// All services that the mock implements, each with its methods.
fn mocked(item: &Service) -> Vec<(TokenStream, Vec<Mocked<'_>>)> {
    let own = &item.ident;
    let ancestors = item.parent.iter().flat_map(|parent| &parent.ancestors);
    let ancestors = ancestors.map(|it| (it.service.clone(), &it.methods));
    let services = core::iter::once((quote!(#own), &item.methods)).chain(ancestors);
    let mut taken = Taken::default();
    let mut named = |method| Mocked { on: on(method, &mut taken), method };
    services.map(|(service, methods)| (service, methods.iter().map(&mut named).collect())).collect()
}

/// `get_user` → `on_get_user`. What is `getIt` in a service and `get_it` in one that it extends is
/// one name in Rust, of methods of two traits.
fn on(method: &Method, taken: &mut Taken) -> Ident {
    taken.lengthened(case::on(&method.ident))
}

// impl UserServiceMock {
//     pub fn new() -> Self { … }
//     pub fn on_get_user(…) -> Self { … }
// }
fn setters(krate: &Krate, item: &Service) -> TokenStream {
    let ident = case::mock(&item.ident);
    let debug = debug::opaque(&ident, &TokenStream::new());
    let methods = mocked(item).into_iter().flat_map(|(_, methods)| methods);
    let setters = methods.map(|it| setter(krate, &it));
    quote! {
        impl #ident {
            /// A mock whose methods all fail, as long as they have no closures.
            #[must_use]
            pub fn new() -> Self {
                __thrift::Default::default()
            }

            #(#setters)*
        }

        #debug
    }
}

// pub fn on_get_user(
//     mut self,
//     answer: impl Fn(i32) -> Result<User, GetUserError> + Send + Sync + 'static,
// ) -> Self {
//     self.on_get_user = Some(Arc::new(answer));
//     self
// }
fn setter(krate: &Krate, Mocked { on, method }: &Mocked<'_>) -> TokenStream {
    let docs = format!(" Answers `{}` with what a closure returns.", method.name);
    let (cfgs, closure) = (&method.cfgs, closure(krate, method));
    quote! {
        #cfgs
        #[doc = #docs]
        #[must_use]
        pub fn #on(mut self, answer: impl #closure + 'static) -> Self {
            self.#on = __thrift::Some(__thrift::Arc::new(answer));
            self
        }
    }
}

// Fn(i32) -> Result<User, GetUserError> + Send + Sync
fn closure(krate: &Krate, method: &Method) -> TokenStream {
    let context = method.context.iter().map(|context| &context.rust);
    let types = context.chain(method.arguments.fields.iter().map(|field| &field.ty.rust));
    let output = &method.output.rust;
    let [function, send, sync] =
        ["Fn", "Send", "Sync"].map(|it| krate.builtin(it, Span::call_site()));
    quote!(#function(#(#types),*) -> #output + #send + #sync)
}

// fn get_user(&self, id: i32) -> impl Future<…> + Send {
//     async move {
//         __thrift::mocked("getUser", self.on_get_user.as_deref().map(|__answer| __answer(id)))
//     }
// }
fn answered(krate: &Krate, Mocked { on, method }: &Mocked<'_>) -> TokenStream {
    let signature = signature(krate, method);
    let Method { name, arguments, cfgs, .. } = method;
    let context = method.context.iter().map(|Context { ident, .. }| quote!(#ident));
    let members = arguments.fields.iter().map(|field| &field.member);
    let given = context.chain(members.map(|member| quote!(#member)));
    // An argument may have any name.
    let answer = Ident::new("__answer", Span::mixed_site());
    let answered = quote!(self.#on.as_deref().map(|#answer| #answer(#(#given),*)));
    // At the result type, so that one that cannot be a result is underlined.
    let answered = quote_spanned! {paths::at(method.output.span)=>
        __thrift::mocked(#name, #answered)
    };
    quote! {
        #cfgs
        #signature {
            async move { #answered }
        }
    }
}
