//! A trait as it is written, as far as a service can be one.
//!
//! syn reads traits only with its feature `full`, which costs every user seconds of build time;
//! a service is a small part of what a trait can be, so it is read here.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::TokenStreamExt;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;

use crate::ctxt::Ctxt;
use crate::syntax::{self, Attribute, Generics, Shape, Type as RustType};

/// A trait.
pub(crate) struct WrittenTrait {
    pub(super) attrs: Vec<Attribute>,
    pub(super) visibility: TokenStream,
    pub(super) ident: Ident,
    pub(super) supertraits: TokenStream,
    pub(super) methods: Vec<WrittenMethod>,
    /// Its items as they stand there, for what takes the place of a service that is mistaken.
    pub(super) items: Vec<TokenStream>,
    /// Parameters, which no service has.
    pub(super) generics: Generics,
    /// Whether it extends what no client can.
    pub(super) is_refused: bool,
}

pub(super) struct WrittenMethod {
    pub(super) attrs: Vec<Attribute>,
    pub(super) ident: Ident,
    pub(super) arguments: Vec<WrittenArgument>,
    pub(super) output: RustType,
}

pub(super) struct WrittenArgument {
    pub(super) attrs: Vec<Attribute>,
    pub(super) ident: Ident,
    pub(super) ty: RustType,
}

/// Reads a trait; methods that cannot be read are reported, and left out.
pub(super) fn read(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<WrittenTrait> {
    let attrs = input.call(Attribute::parse_outer)?;
    let visibility = syntax::visibility(input)?;
    if !input.peek(Token![trait]) {
        return Err(input.error("a service is a trait: `#[thrift::service] trait Name { … }`"));
    }
    input.parse::<Token![trait]>()?;
    let ident = input.parse()?;
    let generics: Generics = input.parse()?;
    if let Some(param) = generics.first() {
        let message = "a service has no generic parameters: its methods are those of one server";
        cx.error(param.span(), message);
    }
    let before = cx.count();
    let supertraits = supertraits(cx, input)?;
    let is_refused = cx.count() > before;
    let body;
    syn::braced!(body in input);
    let items = items(body.parse()?);
    let mut methods = Vec::new();
    for item in &items {
        let read = syntax::parse_all(item.clone(), &mut |input| {
            methods.push(input.parse()?);
            Ok(())
        });
        if let Err(error) = read {
            cx.syn_error(error);
        }
    }
    Ok(WrittenTrait { attrs, visibility, ident, supertraits, methods, items, generics, is_refused })
}

/// All between the name and the body. What a client cannot promise is refused: it implements the
/// trait too.
fn supertraits(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    let mut is_refused = false;
    while !input.peek(syn::token::Brace) {
        let tree = input.parse::<TokenTree>()?;
        if let TokenTree::Ident(ident) = &tree
            && !["Send", "Sync", "core", "std", "marker"].contains(&ident.to_string().as_str())
            && !core::mem::replace(&mut is_refused, true)
        {
            let message = "a service trait may have the supertraits `Send` and `Sync`; for a \
                           service that extends another, write both in a `thrift!` block";
            cx.error(ident.span(), message);
        }
        tokens.append(tree);
    }
    Ok(tokens)
}

/// The items of a trait: each ends with a semicolon or with a body.
fn items(body: TokenStream) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let mut item = TokenStream::new();
    for tree in body {
        let ends = match &tree {
            TokenTree::Punct(mark) => mark.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        item.append(tree);
        if ends {
            items.push(core::mem::take(&mut item));
        }
    }
    if !item.is_empty() {
        items.push(item);
    }
    items
}

impl Parse for WrittenMethod {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        if !input.peek(Token![async]) {
            return Err(input.error("a service has methods of the form `async fn name(&self, …)`"));
        }
        input.parse::<Token![async]>()?;
        input.parse::<Token![fn]>()?;
        let ident = input.call(Ident::parse_any)?;
        let generics: Generics = input.parse()?;
        if let Some(param) = generics.first() {
            let message =
                "a method has no generic parameters: what it takes is read from a message";
            return Err(syn::Error::new(param.span(), message));
        }
        let list;
        syn::parenthesized!(list in input);
        let arguments = arguments(&list)?;
        let output = output(input, &ident)?;
        if input.peek(Token![where]) {
            return Err(input.error("a method has no generic parameters, and no bounds for them"));
        }
        if input.peek(syn::token::Brace) {
            return Err(input.error("a method has no body: every handler must answer it"));
        }
        input.parse::<Token![;]>()?;
        Ok(Self { attrs, ident, arguments, output })
    }
}

fn arguments(list: ParseStream<'_>) -> syn::Result<Vec<WrittenArgument>> {
    let receiver = list.span();
    let is_shared = list.parse::<Option<Token![&]>>()?.is_some()
        && list.parse::<Option<Token![self]>>()?.is_some();
    if !is_shared {
        let message = "the first argument of a method is `&self`: a server answers many calls at \
                       the same time";
        return Err(syn::Error::new(receiver, message));
    }
    let mut arguments = Vec::new();
    while !list.is_empty() {
        list.parse::<Token![,]>()?;
        if !list.is_empty() {
            arguments.push(list.parse()?);
        }
    }
    Ok(arguments)
}

impl Parse for WrittenArgument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        if !(input.peek(syn::Ident) && input.peek2(Token![:])) {
            return Err(input.error("an argument has a name, which it has on the wire too"));
        }
        let ident = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Self { attrs, ident, ty: input.parse()? })
    }
}

fn output(input: ParseStream<'_>, method: &Ident) -> syn::Result<RustType> {
    let message = "a call can fail: return `thrift::Result<…>`, or a `Result` with an error enum \
                   that derives `ThriftError`";
    if !input.peek(Token![->]) {
        return Err(syn::Error::new(method.span(), message));
    }
    input.parse::<Token![->]>()?;
    let output: RustType = input.parse()?;
    if is_plain(&output) {
        return Err(syn::Error::new_spanned(output, message));
    }
    Ok(output)
}

/// Whether a type is no `Result`, as far as its name tells.
fn is_plain(ty: &RustType) -> bool {
    match ty.shape() {
        Shape::Path(last) => PLAIN.contains(&last.ident.to_string().as_str()),
        Shape::Tuple(_) | Shape::Reference | Shape::Array | Shape::Never => true,
        Shape::Other => false,
    }
}

const PLAIN: &[&str] =
    &["bool", "i8", "i16", "i32", "i64", "f64", "String", "Bytes", "Vec", "Option"];

/// Leaves out `#[thrift(…)]`, which means something to our macros alone.
pub(super) fn without_keys(tokens: TokenStream) -> TokenStream {
    let trees: Vec<_> = tokens.into_iter().collect();
    let mut kept = TokenStream::new();
    let mut rest = &trees[..];
    while let [first, behind @ ..] = rest {
        rest = behind;
        match (first, behind) {
            (TokenTree::Punct(hash), [TokenTree::Group(group), behind @ ..])
                if hash.as_char() == '#' && is_ours(group) =>
            {
                rest = behind;
            }
            (TokenTree::Group(group), _) => {
                let mut inside = Group::new(group.delimiter(), without_keys(group.stream()));
                inside.set_span(group.span());
                kept.append(TokenTree::Group(inside));
            }
            (other, _) => kept.append(other.clone()),
        }
    }
    kept
}

fn is_ours(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(name)) if name == "thrift")
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn only_our_attributes_are_left_out() {
        let written = quote! {
            #[doc = "x"]
            #[thrift(oneway)]
            async fn f(&self, #[thrift(id = 3)] #[allow(unused)] it: i32);
        };
        let expected = quote! {
            #[doc = "x"]
            async fn f(&self, #[allow(unused)] it: i32);
        };
        assert_eq!(without_keys(written).to_string(), expected.to_string());
    }

    #[test]
    fn an_item_ends_with_a_semicolon_or_a_body() {
        let body = quote! {
            async fn f(&self, it: [i32; 3]) -> R;
            fn g() { h(); }
            const N: i32 = 3;
        };
        let items = items(body);
        let last = |item: &TokenStream| item.clone().into_iter().last().map(|it| it.to_string());
        let ends: Vec<_> = items.iter().filter_map(last).collect();
        assert_eq!(ends, [";", "{ h () ; }", ";"]);
    }

    #[test]
    fn every_mistaken_method_is_reported_and_the_others_are_read() {
        let cx = Ctxt::new();
        let input = quote! {
            trait T<A>: Parent + Other {
                fn blocking(&self) -> Result<()>;
                async fn right(&self, it: i32) -> Result<()>;
                async fn plain(&self) -> i32;
            }
        };
        let read = |input: ParseStream<'_>| read(&cx, input);
        let written = syn::parse::Parser::parse2(read, input).unwrap();
        assert_eq!(cx.count(), 4);
        assert!(!cx.finish().is_empty() && written.is_refused);
        assert_eq!((written.items.len(), written.methods.len()), (3, 1));
    }
}
