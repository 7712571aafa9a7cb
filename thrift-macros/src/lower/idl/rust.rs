//! What the values of annotations for Rust mean.
//!
//! Each of them is read in two places: where annotations are checked, which reports what is wrong,
//! and where it is used, which leaves that out.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Token;
use syn::parse::ParseStream;
use thrift_idl::program::Annotation;
use thrift_idl::{Type, TypeKind};

use crate::attr::value::qualified;
use crate::join::each;
use crate::lower::annotation;
use crate::model::Order;
use crate::syntax::{self, Attribute, Path, parse_text};

/// The annotation that gives an item or a part of it another name in Rust.
pub(super) const NAME: &str = "rust.name";
/// That gives a field, a typedef or a part of a type another type in Rust.
pub(super) const TYPE: &str = "rust.type";
/// That derives more traits.
pub(super) const DERIVE: &str = "rust.derive";
/// That adds attributes.
pub(super) const ATTR: &str = "rust.attr";
/// That puts a field on the heap.
pub(super) const BOX: &str = "rust.box";
/// That makes something less public.
pub(super) const VISIBILITY: &str = "rust.visibility";
/// That converts a field to and from the wire.
pub(super) const WITH: &str = "rust.with";
/// That keeps the fields of a struct that are not declared.
pub(super) const UNKNOWN_FIELDS: &str = "rust.unknown_fields";
/// That hides a field from `Debug`.
pub(super) const REDACT: &str = "rust.redact";
/// That gives a method the context of its calls.
pub(super) const CONTEXT: &str = "rust.context";
/// That says of a method that it may be called again.
pub(super) const IDEMPOTENT: &str = annotation::IDEMPOTENT;

/// The field that keeps what is not declared.
pub(super) const KEEPER: &str = "unknown_fields";

/// The last annotation with this key, as the last of two namespaces counts.
pub(super) fn find<'a>(annotations: &'a [Annotation], key: &str) -> Option<&'a Annotation> {
    annotations.iter().rfind(|annotation| annotation.key == key)
}

pub(super) fn has(annotations: &[Annotation], key: &str) -> bool {
    find(annotations, key).is_some()
}

/// `pub(crate)`, or `private`.
pub(super) fn visibility(text: &str, span: Span) -> syn::Result<TokenStream> {
    match text {
        "private" => Ok(TokenStream::new()),
        _ => match parse_text(text, span, &mut syntax::visibility) {
            Ok(visibility) if !visibility.is_empty() => Ok(visibility),
            _ => Err(unreadable(text, span, "visibility of Rust")),
        },
    }
}

/// `Hash, serde::Serialize`
pub(super) fn derive(text: &str, span: Span) -> syn::Result<TokenStream> {
    match parse_text(text, span, &mut paths) {
        Ok(traits) if !traits.is_empty() => Ok(quote!(#[derive(#traits)])),
        _ => Err(unreadable(text, span, "list of paths")),
    }
}

/// A list of paths, which may end with a comma.
fn paths(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut paths = TokenStream::new();
    while !input.is_empty() {
        input.call(Path::parse_mod_style)?.to_tokens(&mut paths);
        if !input.is_empty() {
            input.parse::<Token![,]>()?.to_tokens(&mut paths);
        }
    }
    Ok(paths)
}

/// A value that is not what it should be. What the parser of Rust says of it is of no use to who
/// writes an IDL.
fn unreadable(text: &str, span: Span, what: &str) -> syn::Error {
    syn::Error::new(span, format_args!("`{text}` is no {what}"))
}

/// `#[serde(skip)]`, or `serde(skip)`
pub(super) fn attribute(text: &str, span: Span) -> syn::Result<TokenStream> {
    let written =
        if text.trim_start().starts_with('#') { text.to_owned() } else { format!("#[{text}]") };
    let mut is_condition = false;
    let attributes = parse_text(&written, span, &mut |input| {
        let attributes = input.call(Attribute::parse_outer)?;
        is_condition = attributes.iter().any(|attribute| attribute.is("cfg"));
        Ok(each(&attributes, &Attribute::to_token_stream))
    });
    match attributes {
        Ok(_) if is_condition => {
            let message = "`cfg` cannot leave out a part of an IDL, since the rest of it would \
                           still need that";
            Err(syn::Error::new(span, message))
        }
        Ok(attributes) => Ok(attributes),
        Err(_) => Err(unreadable(text, span, "attribute of Rust")),
    }
}

/// The path of the functions of an adapter.
pub(super) fn path(text: &str, span: Span) -> syn::Result<TokenStream> {
    let path = parse_text(text, span, &mut |input| input.parse().map(qualified));
    path.map_err(|_| unreadable(text, span, "path of Rust"))
}

/// A type that stands for the one that the IDL has.
pub(super) struct Replacement {
    /// The type, with the lifetime of what it borrows spelled `'a`.
    pub(super) rust: TokenStream,
    /// One of the types that are known by their names alone.
    pub(super) known: Option<&'static Known>,
    /// A container of a known name that lacks the types of its elements.
    pub(super) takes_elements: bool,
    pub(super) borrows: bool,
}

impl Replacement {
    /// A type of which nothing is known.
    pub(super) fn of_user() -> Self {
        let rust = TokenStream::new();
        Self { rust, known: None, takes_elements: false, borrows: false }
    }

    pub(super) fn order(&self) -> Order {
        self.known.map_or(Order::Unknown, |known| known.order)
    }
}

/// A type that is known by its name alone, wherever the item stands.
pub(super) struct Known {
    pub(super) name: &'static str,
    /// What it can stand for.
    pub(super) fits: fn(&TypeKind) -> bool,
    pub(super) feature: Option<Feature>,
    pub(super) order: Order,
    /// Whether it can be shown to people as it is.
    pub(super) is_text: bool,
}

/// A feature of the core crate, and whether it is on.
pub(super) struct Feature {
    pub(super) name: &'static str,
    pub(super) is_on: bool,
}

impl Known {
    const fn new(name: &'static str, fits: fn(&TypeKind) -> bool, order: Order) -> Self {
        Self { name, fits, feature: None, order, is_text: false }
    }

    const fn feature(self, name: &'static str, is_on: bool) -> Self {
        Self { feature: Some(Feature { name, is_on }), ..self }
    }

    const fn text(self) -> Self {
        Self { is_text: true, ..self }
    }
}

const KNOWN: &[Known] = &[
    Known::new("BTreeMap", is_map, Order::Total),
    Known::new("BTreeSet", is_set, Order::Total),
    Known::new("ByteString", is_text, Order::Total)
        .feature("bytestring", cfg!(feature = "bytestring"))
        .text(),
    Known::new("Bytes", is_text, Order::Total),
    Known::new("HashMap", is_map, Order::Unknown),
    Known::new("HashSet", is_set, Order::Unknown),
    Known::new("IndexMap", is_map, Order::Unknown).feature("indexmap", cfg!(feature = "indexmap")),
    Known::new("IndexSet", is_set, Order::Unknown).feature("indexmap", cfg!(feature = "indexmap")),
    Known::new("OrderedFloat", is_double, Order::Total)
        .feature("ordered-float", cfg!(feature = "ordered-float")),
    Known::new("String", is_text, Order::Total).text(),
    Known::new("Vec", is_list, Order::Total),
    Known::new("VecDeque", is_list, Order::Total),
];

fn is_map(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Map(..))
}

fn is_set(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Set(_))
}

fn is_list(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::List(_))
}

fn is_text(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::String | TypeKind::Binary)
}

fn is_double(kind: &TypeKind) -> bool {
    *kind == TypeKind::Double
}

/// A type of the IDL, for people.
pub(super) fn shown(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Bool => "`bool`",
        TypeKind::I8 => "`i8`",
        TypeKind::I16 => "`i16`",
        TypeKind::I32 => "`i32`",
        TypeKind::I64 => "`i64`",
        TypeKind::Double => "`double`",
        TypeKind::String => "`string`",
        TypeKind::Binary => "`binary`",
        TypeKind::Uuid => "`uuid`",
        TypeKind::List(_) => "a list",
        TypeKind::Set(_) => "a set",
        TypeKind::Map(..) => "a map",
        TypeKind::Enum(_) => "an enum",
        TypeKind::Struct(_) | TypeKind::Typedef(_) => "a struct",
    }
}

/// The types known by their names that can stand for a type of the IDL.
pub(super) fn fitting(kind: &TypeKind) -> Vec<&'static str> {
    let mut names = Vec::new();
    for known in KNOWN {
        if (known.fits)(kind) {
            names.push(known.name);
        }
    }
    names
}

/// The type that an annotation gives.
pub(super) fn replacement(text: &str, span: Span) -> syn::Result<Replacement> {
    let ty = parse_text(text, span, &mut syntax::Type::parse_unknown);
    let ty = syntax::Type::from(ty.map_err(|_| unreadable(text, span, "type of Rust"))?);
    let borrows = lifetimes(ty.to_token_stream(), span)?;
    let known = KNOWN.iter().find(|known| known.name == text.trim());
    let takes_elements = ty.last_segment().is_some_and(|last| {
        last.arguments.is_empty() && KNOWN.iter().any(|known| last.ident == known.name)
    });
    Ok(Replacement { rust: ty.into_token_stream(), known, takes_elements, borrows })
}

/// The annotation that replaces a type, if it can be read: that of the field or typedef itself
/// before that of its type.
pub(super) fn replacing<'a>(ty: &'a Type, annotations: &'a [Annotation]) -> Option<&'a Annotation> {
    find(annotations, TYPE).or_else(|| find(&ty.annotations, TYPE))
}

/// What replaces a type, wherever that is written.
pub(super) fn replaces(ty: &Type, annotations: &[Annotation]) -> Option<Replacement> {
    let annotation = replacing(ty, annotations)?;
    replacement(&annotation.value, Span::call_site()).ok()
}

/// Whether a type borrows. There is one lifetime, that of the message.
fn lifetimes(tokens: TokenStream, span: Span) -> syn::Result<bool> {
    let mut borrows = false;
    let (mut after_quote, mut after_and) = (false, false);
    for tree in tokens {
        let is_quote = matches!(&tree, TokenTree::Punct(mark) if mark.as_char() == '\'');
        if core::mem::take(&mut after_and) && !is_quote {
            return Err(syn::Error::new(
                span,
                "a reference has the lifetime of the message: `&'a …`",
            ));
        }
        match tree {
            TokenTree::Ident(ident) if after_quote => match ident.to_string().as_str() {
                "static" => {}
                "a" => borrows = true,
                other => {
                    let message =
                        format!("the lifetime of what is borrowed is `'a`, not `'{other}`");
                    return Err(syn::Error::new(span, message));
                }
            },
            TokenTree::Group(group) => borrows |= lifetimes(group.stream(), span)?,
            TokenTree::Punct(mark) => {
                after_quote = is_quote;
                after_and = mark.as_char() == '&';
                continue;
            }
            _ => {}
        }
        after_quote = false;
    }
    Ok(borrows)
}
