//! `#[thrift(…)]`: one table of keys and of the places where each may stand.

mod value;

use core::fmt;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Token};

use crate::case::Rename;
use crate::ctxt::Ctxt;
use crate::model::{Id, Reserved};

/// Where an attribute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Struct,
    Union,
    Enum,
    Errors,
    Service,
    Field,
    UnionVariant,
    EnumVariant,
    ErrorVariant,
    Method,
    Argument,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Struct => "a struct",
            Self::Union => "a union",
            Self::Enum => "an enum",
            Self::Errors => "an error enum",
            Self::Service => "a service",
            Self::Field => "a field",
            Self::UnionVariant => "a variant of a union",
            Self::EnumVariant => "a variant of an enum",
            Self::ErrorVariant => "a variant of an error enum",
            Self::Method => "a method",
            Self::Argument => "an argument",
        })
    }
}

/// What an attribute can say.
#[derive(Clone, Copy)]
enum Key {
    Crate,
    Default,
    DeprecatedIds,
    Id,
    Name,
    Oneway,
    Other,
    RenameAll,
    Required,
    Reserved,
    Skip,
    Transparent,
    Unknown,
    Value,
    With,
}

/// How each key is written, and where it may stand.
const KEYS: &[(&str, Key, &[Place])] = &[
    (
        "crate",
        Key::Crate,
        &[Place::Struct, Place::Union, Place::Enum, Place::Errors, Place::Service],
    ),
    ("default", Key::Default, &[Place::Field, Place::Argument]),
    ("deprecated_ids", Key::DeprecatedIds, &[Place::Field]),
    ("id", Key::Id, &[Place::Field, Place::UnionVariant, Place::ErrorVariant, Place::Argument]),
    (
        "name",
        Key::Name,
        &[
            Place::Field,
            Place::UnionVariant,
            Place::EnumVariant,
            Place::ErrorVariant,
            Place::Method,
            Place::Argument,
        ],
    ),
    ("oneway", Key::Oneway, &[Place::Method]),
    ("other", Key::Other, &[Place::ErrorVariant]),
    ("rename_all", Key::RenameAll, &[Place::Struct, Place::Union, Place::Enum, Place::Service]),
    ("required", Key::Required, &[Place::Field, Place::Argument]),
    ("reserved", Key::Reserved, &[Place::Struct, Place::Union, Place::Enum]),
    ("skip", Key::Skip, &[Place::Field]),
    ("transparent", Key::Transparent, &[Place::Struct]),
    ("unknown", Key::Unknown, &[Place::Field, Place::UnionVariant, Place::EnumVariant]),
    ("value", Key::Value, &[Place::EnumVariant]),
    ("with", Key::With, &[Place::Field]),
];

/// The path of the functions that convert a field, and where it stands.
pub(crate) struct With {
    pub(crate) path: TokenStream,
    pub(crate) span: Span,
}

/// All that `#[thrift(…)]` attributes say of one thing.
#[derive(Default)]
pub(crate) struct Attrs {
    /// Whether there was a mistake, so that what is missing may be what is mistaken.
    pub(crate) mistaken: bool,
    pub(crate) krate: Option<TokenStream>,
    /// The expression of the default.
    pub(crate) default: Option<TokenStream>,
    pub(crate) deprecated_ids: Option<Vec<Id>>,
    pub(crate) id: Option<Id>,
    pub(crate) name: Option<String>,
    pub(crate) oneway: Option<Span>,
    pub(crate) other: Option<Span>,
    pub(crate) rename_all: Option<Rename>,
    pub(crate) required: Option<Span>,
    pub(crate) reserved: Option<Reserved>,
    pub(crate) skip: Option<Span>,
    pub(crate) transparent: Option<Span>,
    pub(crate) unknown: Option<Span>,
    pub(crate) value: Option<i32>,
    pub(crate) with: Option<With>,
}

impl Attrs {
    /// Reads the `#[thrift(…)]` among the attributes; mistakes are reported, and left out.
    pub(crate) fn read(cx: &Ctxt, place: Place, attributes: &[Attribute]) -> Self {
        let mut attrs = Self::default();
        let before = cx.count();
        for attribute in attributes.iter().filter(|it| it.path().is_ident("thrift")) {
            if let Err(error) = attribute
                .parse_args_with(|input: ParseStream<'_>| attrs.read_list(cx, place, input))
            {
                cx.syn_error(error);
            }
        }
        attrs.mistaken = cx.count() > before;
        attrs
    }

    /// Reads what stands between the parentheses.
    pub(crate) fn read_list(
        &mut self,
        cx: &Ctxt,
        place: Place,
        input: ParseStream<'_>,
    ) -> syn::Result<()> {
        while !input.is_empty() {
            self.read_key(cx, place, input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn read_key(&mut self, cx: &Ctxt, place: Place, input: ParseStream<'_>) -> syn::Result<()> {
        let written = Ident::parse_any(input)?;
        let name = written.to_string();
        let Some((_, key, places)) = KEYS.iter().find(|(known, ..)| *known == name) else {
            cx.error(written.span(), unknown_key(&name, place));
            skip_value(input);
            return Ok(());
        };
        if !places.contains(&place) {
            cx.error(written.span(), misplaced_key(&name, place, places));
            skip_value(input);
            return Ok(());
        }
        self.read_value(*key, &Once { cx, written: &written }, input)
    }

    fn read_value(&mut self, key: Key, once: &Once<'_>, input: ParseStream<'_>) -> syn::Result<()> {
        let span = Some(once.written.span());
        match key {
            Key::Crate => once.set(&mut self.krate, Some(value::path(input)?)),
            Key::Default => once.set(&mut self.default, Some(value::default(input)?)),
            Key::DeprecatedIds => once.set(&mut self.deprecated_ids, value::ids(once.cx, input)?),
            Key::Id => once.set(&mut self.id, value::id(once.cx, input)?),
            Key::Name => once.set(&mut self.name, Some(value::string(input)?.value())),
            Key::Oneway => once.set(&mut self.oneway, span),
            Key::Other => once.set(&mut self.other, span),
            Key::RenameAll => once.set(&mut self.rename_all, value::rename_all(once.cx, input)?),
            Key::Required => once.set(&mut self.required, span),
            Key::Reserved => once.set(&mut self.reserved, Some(value::reserved(input)?)),
            Key::Skip => once.set(&mut self.skip, span),
            Key::Transparent => once.set(&mut self.transparent, span),
            Key::Unknown => once.set(&mut self.unknown, span),
            Key::Value => once.set(&mut self.value, value::number(once.cx, input)?),
            Key::With => once.set(&mut self.with, Some(value::with(input)?)),
        }
        Ok(())
    }
}

/// A key that may be set once.
struct Once<'a> {
    cx: &'a Ctxt,
    written: &'a Ident,
}

impl Once<'_> {
    fn set<T>(&self, place: &mut Option<T>, value: Option<T>) {
        if place.is_some() {
            let Self { cx, written } = self;
            cx.error(written.span(), format_args!("`{written}` is set already"));
        } else {
            *place = value;
        }
    }
}

/// Skips to the next comma, so that one mistake does not hide the others.
pub(crate) fn skip_value(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) && input.parse::<TokenTree>().is_ok() {}
}

fn unknown_key(name: &str, place: Place) -> String {
    let allowed = KEYS.iter().filter(|(.., places)| places.contains(&place));
    let allowed: Vec<_> = allowed.map(|(key, ..)| *key).collect();
    match thrift_idl::nearest(name, allowed.iter().copied()) {
        Some(near) => format!("unknown key `{name}`; did you mean `{near}`?"),
        None => {
            let known: Vec<_> = allowed.iter().map(|key| format!("`{key}`")).collect();
            format!("unknown key `{name}`; {place} has {}", known.join(", "))
        }
    }
}

fn misplaced_key(name: &str, place: Place, places: &[Place]) -> String {
    let places: Vec<_> = places.iter().map(ToString::to_string).collect();
    format!("`{name}` does not belong on {place}, but on {}", places.join(" or "))
}
