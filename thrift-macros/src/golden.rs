//! Expansions as files, to be read in the difference of a change.
//!
//! `UPDATE=1 cargo test -p thrift-macros` writes them anew.

use std::path::Path;
use std::{env, fs};

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::parse_quote;

use crate::expand;
use crate::generate::optional::{Blocking, Mock, Schema, forced};

#[track_caller]
fn check(name: &str, expansion: TokenStream) {
    let file = syn::parse2(expansion).expect("the expansion is Rust");
    let found = prettyplease::unparse(&file);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(name).with_extension("rs");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &found).expect("the file can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == found,
        "the expansion of `{name}` is not that of {}; UPDATE=1 writes it anew:\n{found}",
        path.display()
    );
}

/// A block whose services stand where they are, and not in the macro that may leave them out.
fn block(input: TokenStream) -> TokenStream {
    let items = items(expand::block(input)).into_iter().flat_map(with_services);
    quote!(#(#items)*)
}

fn items(tokens: TokenStream) -> Vec<syn::Item> {
    let file: syn::File = syn::parse2(tokens).expect("the expansion is Rust");
    file.items
}

fn with_services(item: syn::Item) -> Vec<syn::Item> {
    match item {
        syn::Item::Macro(item) if is_call_of("if_service", &item.mac) => {
            items(branches(item.mac).0)
        }
        syn::Item::Mod(mut module) => {
            if let Some((_, items)) = &mut module.content {
                *items = items.drain(..).flat_map(with_services).collect();
            }
            vec![syn::Item::Mod(module)]
        }
        item => vec![item],
    }
}

/// What a service becomes in a core that has services, and in one that has none.
fn branches(call: syn::Macro) -> (TokenStream, TokenStream) {
    let mut trees = call.tokens.into_iter();
    let [served, left_out] = [trees.next(), trees.last()].map(|tree| match tree {
        Some(TokenTree::Group(branch)) => branch.stream(),
        _ => panic!("a branch has braces"),
    });
    (served, left_out)
}

#[test]
fn block_struct() {
    check(
        "block_struct",
        block(quote! {
            /** A person who signed up. */
            struct User {
                1: required i32 id,
                2: string name = "nobody",
                3: optional string email,
                7: optional User friend,
            }
        }),
    );
}

#[test]
fn block_union() {
    check("block_union", block(quote!(union Choice { 1: i32 number, 2: list<string> words })));
}

#[test]
fn block_enum() {
    check(
        "block_enum",
        block(quote!(
            enum Color {
                RED = 1,
                GREEN,
                CRIMSON = 1,
            }
        )),
    );
}

#[test]
fn block_constants() {
    check(
        "block_constants",
        block(quote! {
            struct Point { 1: i32 x, 2: optional double y }
            const i32 LIMIT = 10
            const string NAME = "x"
            const double TENTH = 0.1
            const map<string, list<i64>> TABLE = {"a": [1, 2], "b": []}
            const Point ORIGIN = {"x": -1}
        }),
    );
}

#[test]
fn block_service() {
    check(
        "block_service",
        block(quote! {
            exception NotFound { 1: i32 id }
            service Base { void ping() }
            service Users extends Base {
                string get(1: i32 id) throws (1: NotFound missing)
                oneway void touch(1: i32 id)
                binary draw(1: set<double> sizes)
            }
        }),
    );
}

#[test]
fn block_service_left_out() {
    let block = expand::block(quote! {
        exception NotFound { 1: i32 id }
        service Users { string get(1: i32 id) throws (1: NotFound missing) }
        service Plain { void ping() }
    });
    let left_out = items(block).into_iter().filter_map(|item| match item {
        syn::Item::Macro(item) => Some(branches(item.mac).1),
        _ => None,
    });
    check("block_service_left_out", quote!(#(#left_out)*));
}

/// The folder of a block without a place is `src`; that the files are tracked, by their paths, is
/// left out.
#[test]
fn include_extern() {
    let expansion = block(quote! {
        #![include_dir = "../tests/files/extern", extern { shared = super::shared }]
        include "shared.thrift"
        include "common.thrift"
        include "notes.thrift"

        struct Page { 1: common.Id id, 2: list<notes.Note> notes }
        const shared.User NOBODY = {"id": {"value": -1}}
        service Users extends shared.Base { shared.User first() throws (1: shared.Denied denied) }
    });
    let is_tracked = |item: &syn::Item| quote!(#item).to_string().contains("include_bytes");
    let mut file: syn::File = syn::parse2(expansion).expect("the expansion is Rust");
    let items = file.items.len();
    file.items.retain(|item| !is_tracked(item));
    assert_eq!(items - file.items.len(), 3, "the mapped files too");
    check("include_extern", quote!(#file));
}

#[test]
fn derive_struct() {
    check(
        "derive_struct",
        expand::structure(&parse_quote! {
            struct Page<'a, T> {
                #[thrift(id = 1, required)]
                items: Vec<T>,
                #[thrift(id = 2)]
                next: Option<&'a str>,
                #[thrift(id = 3, default = 10)]
                size: i32,
            }
        }),
    );
}

#[test]
fn derive_enum() {
    check(
        "derive_enum",
        expand::enumeration(&parse_quote! {
            enum Level { #[thrift(value = 1)] Low, #[thrift(unknown)] Other(i32) }
        }),
    );
}

#[test]
fn derive_error() {
    check(
        "derive_error",
        expand::errors(&parse_quote! {
            enum GetError {
                #[thrift(id = 1)] Missing(NotFound),
                #[thrift(other)] Thrift(thrift::Error),
            }
        }),
    );
}

#[test]
fn schema() {
    let expansion = forced::with::<Schema, _>(|| {
        block(quote! {
            /** Who does it. */
            enum Role { OWNER = 1 (since = "2"), GUEST = 2 }
            exception Denied { 1: string message }
            struct User {
                /** Never 0. */
                1: required i64 id,
                2: optional Role role = Role.GUEST (redact),
                3: list<User> friends,
            }
            union Key { 1: i64 id, 2: string name }
            service Base {}
            service Users extends Base {
                /** Looks up. */
                User get(1: Key key, 2: bool cached = true) throws (1: Denied denied)
                oneway void touch(1: i64 id)
            }
        })
    });
    check("schema", only_descriptions(expansion));
}

#[test]
fn schema_derive() {
    let expansion = forced::with::<Schema, _>(|| {
        let page = expand::structure(&parse_quote! {
            /// A part of a list.
            struct Page<'a, T> {
                /// As many as fit.
                #[thrift(id = 1, required)]
                items: Vec<T>,
                #[thrift(id = 2)]
                next: Option<&'a str>,
                #[thrift(id = 3, default = 10)]
                size: i32,
            }
        });
        let level = expand::enumeration(&parse_quote! {
            enum Level { Low, High = 7 }
        });
        quote!(#page #level)
    });
    check("schema_derive", only_descriptions(expansion));
}

#[test]
fn mock() {
    let expansion = forced::with::<Mock, _>(|| {
        block(quote! {
            exception NotFound { 1: i32 id }
            service Base { void ping() (rust.context) }
            service Users extends Base {
                string get(1: i32 id, 2: bool cached) throws (1: NotFound missing)
                oneway void touch(1: i32 id)
                void Ping()
            }
        })
    });
    check("mock", only_wrapped("if_mock", expansion));
}

/// What a macro of this name wraps, outside of anonymous constants and inside.
fn only_wrapped(name: &str, expansion: TokenStream) -> TokenStream {
    let file: syn::File = syn::parse2(expansion).expect("the expansion is Rust");
    let inside = |statement| match statement {
        syn::Stmt::Macro(item) => wrapped(name, item.mac),
        syn::Stmt::Item(syn::Item::Macro(item)) => wrapped(name, item.mac),
        _ => TokenStream::new(),
    };
    let parts = file.items.into_iter().map(|item| match item {
        syn::Item::Macro(item) => wrapped(name, item.mac),
        item => statements(item).map(inside).collect(),
    });
    parts.collect()
}

#[test]
fn blocking() {
    let expansion = forced::with::<Blocking, _>(|| {
        let block = block(quote! {
            exception NotFound { 1: i32 id }
            service Base { void ping() (rust.context) }
            service Users extends Base {
                /** Looks up. */
                string get(1: i32 id, 2: bool cached) throws (1: NotFound missing)
                oneway void touch(1: i32 id)
                i32 new(1: i32 ping)
                void Ping()
            }
        });
        let written = quote! {
            /// Looks up.
            #[cfg(all())]
            #[allow(unused)]
            async fn get(&self, cx: &Context, id: i32) -> Result<String>;
            #[thrift(oneway)]
            #[deprecated]
            async fn touch(&self) -> Result<()>;
        };
        let written = quote!(pub(crate) trait Written { #written });
        let written = expand::service(TokenStream::new(), written);
        quote!(#block #written)
    });
    check("blocking", only_wrapped("if_blocking", expansion));
}

#[test]
fn service_context() {
    let block = block(quote! {
        service Users {
            string get(1: i32 id, 2: string cx) (rust.context, rust.idempotent)
            oneway void touch(1: i32 id)
        }
    });
    let written = quote! {
        #[thrift(idempotent)]
        async fn get(&self, context: &Context, id: i32) -> Result<String>;
        async fn name(&self) -> Result<String>;
        #[thrift(oneway)]
        async fn touch(&self, cx: &thrift::Context) -> Result<()>;
    };
    let written = expand::service(TokenStream::new(), quote!(trait Written { #written }));
    check("service_context", only_calls(quote!(#block #written)));
}

/// The trait, what the client does and how the server finds its methods.
fn only_calls(expansion: TokenStream) -> TokenStream {
    let file: syn::File = syn::parse2(expansion).expect("the expansion is Rust");
    let calls = file.items.into_iter().flat_map(|item| match item {
        syn::Item::Trait(_) => vec![quote!(#item)],
        item => statements(item).filter_map(only_called).collect(),
    });
    calls.collect()
}

fn only_called(statement: syn::Stmt) -> Option<TokenStream> {
    let syn::Stmt::Item(syn::Item::Impl(mut item)) = statement else { return None };
    let calls = ["__thrift :: call", "match __request"];
    item.items.retain(|item| {
        let text = quote!(#item).to_string();
        calls.iter().any(|call| text.contains(call))
    });
    (!item.items.is_empty()).then(|| quote!(#item))
}

/// The rest is in the other files.
fn only_descriptions(expansion: TokenStream) -> TokenStream {
    let file: syn::File = syn::parse2(expansion).expect("the expansion is Rust");
    file.items.into_iter().flat_map(statements).map(only_described).collect()
}

/// What stands in an anonymous constant.
fn statements(item: syn::Item) -> impl Iterator<Item = syn::Stmt> {
    let statements = match item {
        syn::Item::Const(item) => match *item.expr {
            syn::Expr::Block(block) => block.block.stmts,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    statements.into_iter()
}

/// An implementation with its descriptions, or one that is a description itself.
fn only_described(statement: syn::Stmt) -> TokenStream {
    match statement {
        syn::Stmt::Item(syn::Item::Impl(mut item)) => {
            item.items.retain(|item| matches!(item, syn::ImplItem::Macro(_)));
            let functions = item.items.drain(..).map(|item| match item {
                syn::ImplItem::Macro(item) => item.mac.tokens,
                _ => unreachable!("only macros were retained"),
            });
            let functions: Vec<syn::ImplItem> =
                functions.map(|tokens| parse_quote!(#tokens)).collect();
            if functions.is_empty() {
                return TokenStream::new();
            }
            item.items = functions;
            quote!(#item)
        }
        syn::Stmt::Macro(item) => wrapped("if_schema", item.mac),
        syn::Stmt::Item(syn::Item::Macro(item)) => wrapped("if_schema", item.mac),
        _ => TokenStream::new(),
    }
}

/// What a macro of this name wraps; `if_net!` wraps what is neither a description nor a mock.
fn wrapped(name: &str, by: syn::Macro) -> TokenStream {
    if is_call_of(name, &by) { by.tokens } else { TokenStream::new() }
}

fn is_call_of(name: &str, call: &syn::Macro) -> bool {
    call.path.segments.last().is_some_and(|it| it.ident == name)
}
