//! A trait with `#[thrift::service]` to the model.

mod context;
mod written;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

use self::written::{WrittenArgument, WrittenMethod, WrittenTrait};
use super::annotation;
use super::derive::{default, presence, ty, wire_name};
use super::docs::docs;
use crate::attr::{Attrs, Place};
use crate::case::{self, Rename};
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::join::{each, list};
use crate::model::{Docs, Field, Id, Member, Method, Mistaken, Service, Struct};
use crate::syntax::{Attribute, Generics, Shape, Type as RustType, parse_all};

/// Reads a trait; what is none is reported.
pub(crate) fn read(cx: &Ctxt, input: TokenStream) -> Option<WrittenTrait> {
    let mut written = None;
    let read = parse_all(input, &mut |input| {
        written = Some(written::read(cx, input)?);
        Ok(())
    });
    match read {
        Ok(()) => written,
        Err(error) => {
            cx.syn_error(error);
            None
        }
    }
}

/// What is written, without that which only our macros understand.
pub(crate) fn without_keys(input: TokenStream) -> TokenStream {
    written::without_keys(input)
}

/// The trait as it is written, to stand where a mistaken service cannot.
pub(crate) fn stub(written: &WrittenTrait) -> Mistaken {
    let items = list(&written.items, &|item| without_keys(item.clone()));
    let (service, generics) = (declaration(written), written.generics.clone());
    Mistaken { service, generics, items, has_client: !written.is_refused }
}

fn declaration(written: &WrittenTrait) -> Service {
    Service {
        ident: written.ident.clone(),
        docs: docs(&written.attrs),
        attrs: foreign(&written.attrs),
        visibility: written.visibility.clone(),
        supertraits: written.supertraits.clone(),
        parent: None,
        methods: Vec::new(),
        module: None,
        is_mistaken: false,
    }
}

/// A service.
pub(crate) fn service(
    cx: &Ctxt,
    arguments: TokenStream,
    written: &WrittenTrait,
) -> (Krate, Service) {
    let mut attrs = Attrs::read(cx, Place::Service, &written.attrs);
    let read = parse_all(arguments, &mut |input| attrs.read_list(cx, Place::Service, input));
    if let Err(error) = read {
        cx.syn_error(error);
    }
    let methods = list(&written.methods, &|method| self::method(cx, &attrs, method));
    let mut item = Service { methods, ..declaration(written) };
    describe(&mut item.docs, &attrs);
    (attrs.krate.map_or_else(Krate::default, Krate::new), item)
}

/// The attributes that are not ours stay where they are.
fn foreign(attrs: &[Attribute]) -> TokenStream {
    chosen(attrs, |it| !it.is("thrift"))
}

fn chosen(attrs: &[Attribute], wanted: fn(&Attribute) -> bool) -> TokenStream {
    each(attrs, &|it| if wanted(it) { it.to_token_stream() } else { TokenStream::new() })
}

/// Descriptions say what an IDL would say by an annotation.
fn describe(docs: &mut Docs, attrs: &Attrs) {
    // An annotation without a value has the value 1.
    if attrs.idempotent.is_some() {
        let annotation = (annotation::IDEMPOTENT.to_owned(), "1".to_owned());
        docs.description.annotations.push(annotation);
    }
}

fn method(cx: &Ctxt, service: &Attrs, method: &WrittenMethod) -> Method {
    let attrs = Attrs::read(cx, Place::Method, &method.attrs);
    let mut docs = docs(&method.attrs);
    describe(&mut docs, &attrs);
    let rename = service.rename_all;
    let (context, arguments) = context::split(cx, &method.arguments);
    let mut fields = Vec::new();
    for (index, argument) in arguments.iter().enumerate() {
        if let Some(field) = self::argument(cx, rename, index, argument) {
            fields.push(field);
        }
    }
    let arguments_ident = case::arguments(&method.ident);
    let arguments = Struct::undeclared(arguments_ident, Generics::default(), fields);
    Method {
        name: attrs.name.unwrap_or_else(|| wire_name(rename, &method.ident)),
        docs,
        cfgs: chosen(&method.attrs, |it| it.is("cfg")),
        attrs: foreign(&method.attrs),
        oneway: attrs.oneway.is_some() && has_no_result(cx, &method.output),
        idempotent: attrs.idempotent.or(service.idempotent).is_some(),
        context,
        arguments,
        output: ty(&method.output),
        errors: None,
        ident: method.ident.clone(),
    }
}

/// Nobody sends the result of a oneway method. An alias of `Result` may hide one from the macro,
/// but not from the compiler.
fn has_no_result(cx: &Ctxt, output: &RustType) -> bool {
    let Some(last) = output.last_segment() else { return true };
    let is_result = match last.first_type().map(|ty| ty.shape()) {
        Some(Shape::Tuple(inside)) => !inside.is_empty(),
        Some(_) => true,
        None => false,
    };
    if is_result {
        let message = "a oneway method is not answered: it returns `thrift::Result<()>`";
        cx.syn_error(syn::Error::new_spanned(&last.arguments, message));
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
    for attribute in &argument.attrs {
        if is_conditional(attribute) {
            let message = "`cfg` belongs on the method: its arguments are always there";
            cx.syn_error(syn::Error::new_spanned(attribute, message));
        }
    }
    if let Shape::Reference = argument.ty.shape() {
        return None;
    }
    let id = attrs.id.or_else(|| ordinal(cx, index, argument.ident.span()))?;
    let presence = presence(cx, &attrs, &argument.ty);
    let default = default(cx, &attrs, presence);
    let member = Member::Named(argument.ident.clone());
    let name = attrs.name.unwrap_or_else(|| wire_name(rename, &argument.ident));
    let docs = docs(&argument.attrs);
    Some(Field { docs, presence, default, ..Field::undeclared(id, member, name, ty(&argument.ty)) })
}

fn is_conditional(attribute: &Attribute) -> bool {
    attribute.is("cfg") || attribute.is("cfg_attr")
}

fn ordinal(cx: &Ctxt, index: usize, span: Span) -> Option<Id> {
    let value = i16::try_from(index + 1).ok();
    if value.is_none() {
        cx.error(span, "a method has at most 32767 arguments");
    }
    value.map(|value| Id { value, span })
}
