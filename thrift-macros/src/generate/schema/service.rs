//! What a service and the errors of its methods say of themselves.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{field, if_described, name, variant, with};
use crate::case;
use crate::generate::paths;
use crate::model::{Method, MethodErrors, Service};

// fn exceptions() -> &'static [__thrift::schema::Field] { const { &[…] } }
pub(crate) fn exceptions(item: &MethodErrors) -> Option<TokenStream> {
    if_described(|| {
        let fields = item.exceptions.iter().map(variant);
        quote! {
            fn exceptions() -> &'static [__thrift::schema::Field] {
                const { &[#(#fields,)*] }
            }
        }
    })
}

// impl<C> __thrift::schema::Described for UserServiceClient<C> { … }
// impl<H> __thrift::schema::Described for UserServiceServer<H> { … }
pub(crate) fn service(item: &Service) -> Option<TokenStream> {
    if_described(|| {
        let (client, server) = (case::client(&item.ident), case::server(&item.ident));
        let name = name(&item.ident, &item.docs);
        let methods = item.methods.iter().map(method);
        let parent = item.parent.as_ref().map(|parent| {
            let server = &parent.server;
            quote!(.with_parent(<#server<()> as __thrift::schema::Described>::service))
        });
        let with = with(&item.docs.description);
        quote! {
            #[automatically_derived]
            impl<__C> __thrift::schema::Described for #client<__C> {
                fn service() -> &'static __thrift::schema::Service {
                    const {
                        &__thrift::schema::Service::new(#name, const { &[#(#methods,)*] })
                            #parent #with
                    }
                }
            }

            #[automatically_derived]
            impl<__H> __thrift::schema::Described for #server<__H> {
                fn service() -> &'static __thrift::schema::Service {
                    <#client<()> as __thrift::schema::Described>::service()
                }
            }
        }
    })
}

fn method(method: &Method) -> TokenStream {
    let Method { name, cfgs, oneway, arguments, output, docs, .. } = method;
    let fields = arguments.fields.iter().map(field);
    let oneway = oneway.then(|| quote!(.with_oneway()));
    let with = with(&docs.description);
    let result = &output.rust;
    let of_result = quote_spanned!(paths::at(output.span)=> <#result as __thrift::Returns>);
    let returns = match &docs.description.ty {
        Some(ty) => quote!(|| __thrift::Some((#ty)())),
        None => quote!(#of_result::returns),
    };
    quote! {
        #cfgs
        __thrift::schema::Method::new(
            #name, const { &[#(#fields,)*] }, #returns, #of_result::exceptions
        )
            #oneway #with
    }
}
