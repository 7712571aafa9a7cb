//! `#[thrift(…)]`: one table of keys and of the places where each may stand.

use core::fmt;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, LitInt, LitStr, Path, Token};

use crate::case::Rename;
use crate::ctxt::Ctxt;
use crate::model::Id;

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
    Id,
    Name,
    Oneway,
    Other,
    RenameAll,
    Required,
    Unknown,
    Value,
}

/// How each key is written, and where it may stand.
const KEYS: &[(&str, Key, &[Place])] = &[
    (
        "crate",
        Key::Crate,
        &[Place::Struct, Place::Union, Place::Enum, Place::Errors, Place::Service],
    ),
    ("default", Key::Default, &[Place::Field, Place::Argument]),
    ("id", Key::Id, &[Place::Field, Place::UnionVariant, Place::ErrorVariant, Place::Argument]),
    (
        "name",
        Key::Name,
        &[Place::Field, Place::UnionVariant, Place::ErrorVariant, Place::Method, Place::Argument],
    ),
    ("oneway", Key::Oneway, &[Place::Method]),
    ("other", Key::Other, &[Place::ErrorVariant]),
    ("rename_all", Key::RenameAll, &[Place::Struct, Place::Union, Place::Service]),
    ("required", Key::Required, &[Place::Field, Place::Argument]),
    ("unknown", Key::Unknown, &[Place::UnionVariant, Place::EnumVariant]),
    ("value", Key::Value, &[Place::EnumVariant]),
];

/// All that `#[thrift(…)]` attributes say of one thing.
#[derive(Default)]
pub(crate) struct Attrs {
    /// Whether there was a mistake, so that what is missing may be what is mistaken.
    pub(crate) mistaken: bool,
    pub(crate) krate: Option<TokenStream>,
    /// The expression of the default.
    pub(crate) default: Option<TokenStream>,
    pub(crate) id: Option<Id>,
    pub(crate) name: Option<String>,
    pub(crate) oneway: Option<Span>,
    pub(crate) other: Option<Span>,
    pub(crate) rename_all: Option<Rename>,
    pub(crate) required: Option<Span>,
    pub(crate) unknown: Option<Span>,
    pub(crate) value: Option<i32>,
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
            Key::Crate => once.set(&mut self.krate, Some(path(input)?)),
            Key::Default => once.set(&mut self.default, Some(default(input)?)),
            Key::Id => once.set(&mut self.id, id(once.cx, input)?),
            Key::Name => once.set(&mut self.name, Some(string(input)?.value())),
            Key::Oneway => once.set(&mut self.oneway, span),
            Key::Other => once.set(&mut self.other, span),
            Key::RenameAll => once.set(&mut self.rename_all, rename_all(once.cx, input)?),
            Key::Required => once.set(&mut self.required, span),
            Key::Unknown => once.set(&mut self.unknown, span),
            Key::Value => once.set(&mut self.value, value(once.cx, input)?),
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

/// `default = expression`, or `default` alone.
fn default(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    if input.peek(Token![=]) {
        return tokens_after_equals(input);
    }
    Ok(quote!(__thrift::Default::default()))
}

fn id(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Id>> {
    let (number, span) = integer(input)?;
    let fits = number.and_then(|number| i16::try_from(number).ok());
    if fits.is_none() {
        cx.error(span, "a field id is a number from 1 to 32767");
    }
    Ok(fits.map(|value| Id { value, span, automatic: false }))
}

fn value(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<i32>> {
    let (number, span) = integer(input)?;
    let fits = number.and_then(|number| i32::try_from(number).ok());
    if fits.is_none() {
        cx.error(span, "the value of an enum is an `i32`");
    }
    Ok(fits)
}

/// `= -5`: the number, unless it is out of all proportion, and where it stands.
fn integer(input: ParseStream<'_>) -> syn::Result<(Option<i64>, Span)> {
    input.parse::<Token![=]>()?;
    let minus = input.parse::<Option<Token![-]>>()?;
    let literal = input.parse::<LitInt>()?;
    let sign = if minus.is_some() { "-" } else { "" };
    let number = format!("{sign}{}", literal.base10_digits()).parse().ok();
    let span = minus.map_or_else(|| literal.span(), |minus| minus.span());
    Ok((number, span))
}

fn string(input: ParseStream<'_>) -> syn::Result<LitStr> {
    input.parse::<Token![=]>()?;
    input.parse()
}

fn rename_all(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Rename>> {
    let written = string(input)?;
    let known = Rename::ALL.iter().find(|(name, _)| *name == written.value());
    if known.is_none() {
        let names: Vec<_> = Rename::ALL.iter().map(|(name, _)| format!("`{name}`")).collect();
        let names = names.join(", ");
        cx.error(written.span(), format_args!("unknown case, expected one of {names}"));
    }
    Ok(known.map(|(_, rename)| *rename))
}

fn path(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse::<Token![=]>()?;
    Ok(input.call(Path::parse_mod_style)?.to_token_stream())
}

/// An expression: all up to the next comma.
fn tokens_after_equals(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse::<Token![=]>()?;
    let mut tokens = TokenStream::new();
    let mut angles = Angles { depth: 0, before: [':', ':'] };
    while !input.is_empty() && (angles.depth > 0 || !input.peek(Token![,])) {
        let tree = input.parse()?;
        angles.follow(&tree);
        tokens.extend([tree]);
    }
    if tokens.is_empty() {
        return Err(input.error("expected an expression"));
    }
    Ok(tokens)
}

/// The generic arguments that an expression is in: the commas of `HashMap::<i32, i32>::new()` and
/// `<i32 as Into<i64>>::into(1)` do not end it.
struct Angles {
    depth: usize,
    /// The last two marks.
    before: [char; 2],
}

impl Angles {
    fn follow(&mut self, tree: &TokenTree) {
        let mark = if let TokenTree::Punct(mark) = tree { mark.as_char() } else { ' ' };
        match mark {
            '<' if self.depth > 0 || self.before == [':', ':'] => self.depth += 1,
            '>' if self.before[1] != '-' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.before = [self.before[1], mark];
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
