//! The blocking client of a service: its client with plain methods, which wait for their answers.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::parameters;
use crate::case;
use crate::generate::debug;
use crate::generate::docs::{allowances, docs};
use crate::generate::optional::{self, Blocking};
use crate::generate::paths::Krate;
use crate::model::{Context, Method, Service};
use crate::taken::Taken;

// ::thrift::private::if_blocking! {
//     pub struct UserServiceBlockingClient<C = blocking::Client> { client: UserServiceClient<C> }
// }
pub(super) fn declared(krate: &Krate, item: &Service) -> Option<TokenStream> {
    optional::part::<Blocking>(&krate.private(), || {
        let Service { ident: service, visibility, .. } = item;
        let (ident, client) = (case::blocking_client(service), case::client(service));
        // Whether the name of the service is one for a type was said where it was declared.
        let allow = allowances();
        let docs = format!(" Calls a [`{service}`] through a channel, and waits for the answers.");
        let default = krate.blocking_client();
        let clone = krate.builtin("Clone", Span::call_site());
        quote! {
            #[doc = #docs]
            #allow
            #[allow(non_camel_case_types)]
            #[derive(#clone)]
            #visibility struct #ident<C = #default> {
                client: #client<C>,
            }
        }
    })
}

/// What the client has of its own, the methods of its service, and all that it inherits.
pub(super) fn implementations(krate: &Krate, item: &Service) -> Option<TokenStream> {
    implemented(krate, item, |called, given| {
        let Called { service, method, .. } = called;
        let (client, ident) = (case::client(&item.ident), &method.ident);
        quote! {
            __thrift::block_on(<#client<__C> as #service>::#ident(&self.client #(, #given)*))
        }
    })
}

/// The client of a service that is mistaken, with what is understood of its methods.
pub(super) fn stub(krate: &Krate, item: &Service) -> Option<TokenStream> {
    implemented(krate, item, |_, _| quote!(loop {}))
}

/// A method with its name among all that the client has.
struct Called<'a> {
    name: Ident,
    service: TokenStream,
    method: &'a Method,
}

/// The methods of a service, and of those that it inherits from.
fn called(item: &Service) -> Vec<Called<'_>> {
    let own = &item.ident;
    let ancestors = item.parent.iter().flat_map(|parent| &parent.ancestors);
    let ancestors = ancestors.map(|it| (it.service.clone(), &it.methods));
    let services = core::iter::once((quote!(#own), &item.methods)).chain(ancestors);
    let mut taken = Taken::default();
    taken.take("new".to_owned(), "");
    let methods = services
        .flat_map(|(service, methods)| methods.iter().map(move |method| (service.clone(), method)));
    let named =
        methods.map(|(service, method)| Called { name: name(method, &mut taken), service, method });
    named.collect()
}

/// What is `getIt` in a service and `get_it` in one that it extends is one name in Rust, of methods of
/// two traits; and `new` makes the client.
fn name(method: &Method, taken: &mut Taken) -> Ident {
    taken.lengthened(method.ident.clone())
}

// impl<C> UserServiceBlockingClient<C> { pub fn new(channel: C) -> Self { … } }
// impl UserServiceClient<blocking::Client> { pub fn connect_blocking(…) -> Result<…> { … } }
// impl<C: Channel> UserServiceBlockingClient<C> {
//     pub fn get_user(&self, id: i32) -> Result<User, GetUserError> {
//         __thrift::block_on(<UserServiceClient<C> as UserService>::get_user(&self.client, id))
//     }
// }
fn implemented(
    krate: &Krate,
    item: &Service,
    body: impl Fn(&Called<'_>, &[TokenStream]) -> TokenStream,
) -> Option<TokenStream> {
    optional::part::<Blocking>(&quote!(__thrift), || {
        let (ident, channel) =
            (case::blocking_client(&item.ident), krate.builtin("Channel", Span::call_site()));
        let inherent = inherent(krate, item);
        let methods = called(item);
        let methods = methods.iter().map(|called| method(called, &body));
        quote! {
            #inherent

            #[allow(dead_code, missing_docs, unreachable_pub)]
            impl<__C: #channel> #ident<__C> {
                #(#methods)*
            }
        }
    })
}

fn inherent(krate: &Krate, item: &Service) -> TokenStream {
    let (ident, client) = (case::blocking_client(&item.ident), case::client(&item.ident));
    let debug = debug::opaque(&ident, &quote!(<C>));
    let channel = krate.blocking_client();
    let [endpoint, result, error] =
        ["IntoEndpoint", "Result", "Error"].map(|it| krate.builtin(it, Span::call_site()));
    quote! {
        impl<C> #ident<C> {
            /// A client that calls through `channel`.
            pub fn new(channel: C) -> Self {
                Self { client: #client { channel } }
            }
        }

        impl #client<#channel> {
            /// Connects to a server, framed and in Binary, for calls that wait for their answers.
            ///
            /// # Errors
            ///
            /// Fails when the connection does.
            pub fn connect_blocking(endpoint: impl #endpoint) -> #result<#ident, #error> {
                __thrift::BlockingClient::connect(endpoint).map(#ident::new)
            }
        }

        #debug
    }
}

fn method(
    called: &Called<'_>,
    body: impl Fn(&Called<'_>, &[TokenStream]) -> TokenStream,
) -> TokenStream {
    let Called { name, method, .. } = called;
    let Method { docs, attrs, context, arguments, output, .. } = method;
    let (docs, attrs) = (self::docs(docs), kept(attrs));
    let context = context.iter().map(|Context { ident, .. }| quote!(#ident));
    let members = arguments.fields.iter().map(|field| &field.member);
    let given: Vec<_> = context.chain(members.map(|member| quote!(#member))).collect();
    let (parameters, output, body) = (parameters(method), &output.rust, body(called, &given));
    quote! {
        #docs
        #attrs
        pub fn #name(&self #parameters) -> #output {
            #body
        }
    }
}

/// Of the attributes that a user wrote on a method, those that say something of this one as well.
fn kept(attrs: &TokenStream) -> TokenStream {
    let trees: Vec<_> = attrs.clone().into_iter().collect();
    let attributes = trees.chunks_exact(2).filter(|attribute| {
        let TokenTree::Group(inside) = &attribute[1] else { return false };
        let Some(TokenTree::Ident(path)) = inside.stream().into_iter().next() else { return false };
        ["cfg", "deprecated", "doc", "must_use"].iter().any(|kept| path == kept)
    });
    attributes.flatten().cloned().collect()
}
