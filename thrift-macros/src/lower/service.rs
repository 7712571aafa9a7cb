//! A trait with `#[thrift::service]` to the model.
//!
//! syn reads traits only with its feature `full`, which costs every user seconds of build time;
//! a service is a small part of what a trait can be, so it is read here.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{
    Attribute, GenericArgument, Generics, Member, Path, PathArguments, Token, Type as RustType,
    Visibility,
};

use super::derive::{default, plain, presence, ty, wire_name};
use super::docs::docs;
use crate::attr::{Attrs, Place};
use crate::case::{self, Rename};
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::model::{Field, Id, Method, Service, Struct};

/// A trait, as far as a service can be one.
pub(crate) struct WrittenTrait {
    attrs: Vec<Attribute>,
    visibility: Visibility,
    ident: Ident,
    supertraits: TokenStream,
    methods: Vec<WrittenMethod>,
}

struct WrittenMethod {
    attrs: Vec<Attribute>,
    ident: Ident,
    arguments: Vec<WrittenArgument>,
    output: RustType,
}

struct WrittenArgument {
    attrs: Vec<Attribute>,
    ident: Ident,
    ty: RustType,
}

impl Parse for WrittenTrait {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![trait]>()?;
        let ident = input.parse()?;
        let generics: Generics = input.parse()?;
        if let Some(param) = generics.params.first() {
            return Err(syn::Error::new(param.span(), "a service has no generic parameters"));
        }
        let supertraits = supertraits(input)?;
        let body;
        syn::braced!(body in input);
        let mut methods = Vec::new();
        while !body.is_empty() {
            methods.push(body.parse()?);
        }
        Ok(Self { attrs, visibility, ident, supertraits, methods })
    }
}

/// All between the name and the body. What a client cannot promise is refused: it implements the
/// trait too.
fn supertraits(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.peek(syn::token::Brace) {
        let tree = input.parse::<TokenTree>()?;
        if let TokenTree::Ident(ident) = &tree
            && !["Send", "Sync", "core", "std", "marker"].contains(&ident.to_string().as_str())
        {
            let message = "a service trait may have the supertraits `Send` and `Sync`; for a \
                           service that extends another, write both in a `thrift!` block";
            return Err(syn::Error::new(ident.span(), message));
        }
        tokens.extend([tree]);
    }
    Ok(tokens)
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
        if let Some(param) = generics.params.first() {
            return Err(syn::Error::new(param.span(), "a method has no generic parameters"));
        }
        let list;
        syn::parenthesized!(list in input);
        let arguments = arguments(&list)?;
        let output = output(input, &ident)?;
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
        return Err(syn::Error::new(receiver, "the first argument of a method is `&self`"));
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
        let ident = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Self { attrs, ident, ty: input.parse()? })
    }
}

fn output(input: ParseStream<'_>, method: &Ident) -> syn::Result<RustType> {
    if !input.peek(Token![->]) {
        let message = "a call can fail: return `thrift::Result<…>`, or a `Result` with an error \
                       enum that derives `ThriftError`";
        return Err(syn::Error::new(method.span(), message));
    }
    input.parse::<Token![->]>()?;
    input.parse()
}

/// A service.
pub(crate) fn service(
    cx: &Ctxt,
    arguments: TokenStream,
    written: WrittenTrait,
) -> (Krate, Service) {
    let mut attrs = Attrs::read(cx, Place::Service, &written.attrs);
    let parse = |input: ParseStream<'_>| attrs.read_list(cx, Place::Service, input);
    if let Err(error) = parse.parse2(arguments) {
        cx.syn_error(error);
    }
    let rename = attrs.rename_all;
    let methods = written.methods.into_iter().map(|method| self::method(cx, rename, method));
    let item = Service {
        ident: written.ident,
        docs: docs(&written.attrs),
        attrs: foreign(&written.attrs),
        visibility: written.visibility,
        supertraits: written.supertraits,
        parent: None,
        methods: methods.collect(),
        module: None,
    };
    (attrs.krate.map_or_else(Krate::default, Krate::new), item)
}

/// The attributes that are not ours stay where they are.
fn foreign(attrs: &[Attribute]) -> TokenStream {
    written(attrs, |path| !path.is_ident("thrift"))
}

fn written(attrs: &[Attribute], wanted: fn(&Path) -> bool) -> TokenStream {
    attrs.iter().filter(|it| wanted(it.path())).map(ToTokens::to_token_stream).collect()
}

fn method(cx: &Ctxt, rename: Option<Rename>, method: WrittenMethod) -> Method {
    let attrs = Attrs::read(cx, Place::Method, &method.attrs);
    let name = attrs.name.unwrap_or_else(|| wire_name(rename, &method.ident));
    let fields = method.arguments.iter().enumerate();
    let fields = fields.filter_map(|(index, argument)| self::argument(cx, rename, index, argument));
    let arguments_ident = case::arguments(&method.ident);
    let arguments = Struct::undeclared(arguments_ident, Generics::default(), fields.collect());
    Method {
        name,
        docs: docs(&method.attrs),
        cfgs: written(&method.attrs, |path| path.is_ident("cfg")),
        attrs: foreign(&method.attrs),
        oneway: attrs.oneway.is_some() && has_no_result(cx, &method.output),
        arguments,
        output: ty(&method.output),
        errors: None,
        ident: method.ident,
    }
}

/// Nobody sends the result of a oneway method. An alias of `Result` may hide one from the macro,
/// but not from the compiler.
fn has_no_result(cx: &Ctxt, output: &RustType) -> bool {
    let RustType::Path(path) = output else { return true };
    let arguments = path.path.segments.last().map(|segment| &segment.arguments);
    let Some(PathArguments::AngleBracketed(list)) = arguments else { return true };
    let is_result = match list.args.first() {
        Some(GenericArgument::Type(RustType::Tuple(unit))) => !unit.elems.is_empty(),
        Some(GenericArgument::Type(_)) => true,
        _ => false,
    };
    if is_result {
        let message = "a oneway method is not answered: it returns `thrift::Result<()>`";
        cx.error(list.args.span(), message);
    }
    !is_result
}

/// Arguments are numbered in their order unless they say otherwise.
fn argument(
    cx: &Ctxt,
    rename: Option<Rename>,
    index: usize,
    argument: &WrittenArgument,
) -> Option<Field> {
    let attrs = Attrs::read(cx, Place::Argument, &argument.attrs);
    for attribute in argument.attrs.iter().filter(|it| is_conditional(it.path())) {
        cx.error(attribute.span(), "`cfg` belongs on the method: its arguments are always there");
    }
    if let RustType::Reference(reference) = &argument.ty {
        let message = "arguments are owned: the handler reads them from a message that is gone \
                       when the method returns";
        cx.error(reference.span(), message);
        return None;
    }
    let id = attrs.id.or_else(|| ordinal(cx, index, argument.ident.span()))?;
    let presence = presence(cx, &attrs, &argument.ty);
    let default = default(cx, &attrs, presence);
    let member = Member::Named(argument.ident.clone());
    let name = attrs.name.unwrap_or_else(|| wire_name(rename, &argument.ident));
    let docs = docs(&argument.attrs);
    Some(Field { docs, presence, default, ..plain(id, member, name, &argument.ty) })
}

fn is_conditional(path: &Path) -> bool {
    path.is_ident("cfg") || path.is_ident("cfg_attr")
}

fn ordinal(cx: &Ctxt, index: usize, span: Span) -> Option<Id> {
    let value = i16::try_from(index + 1).ok();
    if value.is_none() {
        cx.error(span, "a method has at most 32767 arguments");
    }
    value.map(|value| Id { value, span, automatic: false })
}
