//! `#[thrift(…)]`: its keys, where they may stand, and their values.

mod key;
pub(crate) mod value;

use core::fmt;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Token, token};

use self::key::{Key, Takes};
pub(crate) use self::key::{ROWS, Row};
use crate::case::Rename;
use crate::ctxt::Ctxt;
use crate::join::list;
use crate::model::{Id, Reserved};
use crate::suggest;
use crate::syntax::Attribute;

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
    pub(crate) idempotent: Option<Span>,
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
        for attribute in attributes {
            if !attribute.is("thrift") {
                continue;
            }
            let read = attribute.parse_args_with(&mut |input| attrs.read_list(cx, place, input));
            if let Err(error) = read {
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
        if !input.peek(Ident::peek_any) {
            return Err(input.error("expected a key, as in `#[thrift(id = 1)]`"));
        }
        let written = Ident::parse_any(input)?;
        let name = written.to_string();
        match row(&name) {
            Some(row) if !row.places.contains(&place) => {
                cx.error(written.span(), misplaced_key(row, place));
            }
            Some(row) if !is_written_so(row, input) => {
                cx.error(written.span(), miswritten_key(row));
            }
            Some(row) => {
                let once = Once { cx, written: &written };
                match self.read_value(row.key, &once, input) {
                    Ok(()) => return Ok(()),
                    Err(error) => cx.syn_error(wrong_value(row, &error)),
                }
            }
            None => cx.error(written.span(), unknown_key(&name, place)),
        }
        skip_value(input);
        Ok(())
    }

    fn read_value(&mut self, key: Key, once: &Once<'_>, input: ParseStream<'_>) -> syn::Result<()> {
        let span = Some(once.written.span());
        match key {
            Key::Crate => once.set(&mut self.krate, Some(value::path(input)?)),
            Key::Default => once.set(&mut self.default, Some(value::default(once.written, input)?)),
            Key::DeprecatedIds => once.set(&mut self.deprecated_ids, value::ids(once.cx, input)?),
            Key::Id => once.set(&mut self.id, value::id(once.cx, input)?),
            Key::Idempotent => once.set(&mut self.idempotent, span),
            Key::Name => once.set(&mut self.name, value::name(once.cx, input)?),
            Key::Oneway => once.set(&mut self.oneway, span),
            Key::Other => once.set(&mut self.other, span),
            Key::RenameAll => once.set(&mut self.rename_all, value::rename_all(once.cx, input)?),
            Key::Required => once.set(&mut self.required, span),
            Key::Reserved => once.set(&mut self.reserved, Some(value::reserved(once.cx, input)?)),
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

/// Whether what follows a key is of the kind that the key takes.
fn is_written_so(row: &Row, input: ParseStream<'_>) -> bool {
    let ends = input.is_empty() || input.peek(Token![,]);
    match row.takes {
        Takes::Nothing => ends,
        Takes::Value => input.peek(Token![=]),
        Takes::Perhaps => ends || input.peek(Token![=]),
        Takes::List => input.peek(token::Paren),
    }
}

/// The row of a key. No key is in two of them.
fn row(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

fn unknown_key(name: &str, place: Place) -> String {
    let mut known = Vec::new();
    for row in ROWS {
        if row.places.contains(&place) {
            known.push(row.name);
        }
    }
    match suggest::nearest(name, &known).and_then(row) {
        Some(row) => {
            format!("unknown key `{name}`; did you mean `{}`?{}", row.name, row.help())
        }
        None => format!("unknown key `{name}`; {place} has {}", listed_code(&known, "and")),
    }
}

fn misplaced_key(row: &Row, place: Place) -> String {
    let places = listed(&list(row.places, &ToString::to_string), "or");
    format!("`{}` does not belong on {place}, but on {places}{}", row.name, row.help())
}

fn miswritten_key(row: &Row) -> String {
    match row.takes {
        Takes::Nothing => format!("`{}` has no value", row.name),
        Takes::Value | Takes::Perhaps | Takes::List => {
            format!("`{}` is written `{}`", row.name, row.form)
        }
    }
}

/// What syn expected, with how the whole is written.
fn wrong_value(row: &Row, error: &syn::Error) -> syn::Error {
    let text = error.to_string();
    let text = text.strip_prefix("unexpected end of input, ").unwrap_or(&text);
    syn::Error::new(error.span(), format_args!("{text}{}", row.help()))
}

/// `` `a`, `b` and `c` ``
pub(crate) fn listed_code(names: &[&str], word: &str) -> String {
    listed(&list(names, &|name| format!("`{name}`")), word)
}

/// `a, b and c`
pub(crate) fn listed(names: &[String], word: &str) -> String {
    let last = format!(" {word} ");
    let mut listed = String::new();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            listed += if index + 1 == names.len() { &*last } else { ", " };
        }
        listed += name;
    }
    listed
}
