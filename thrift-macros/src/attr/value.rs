//! The values of the keys of `#[thrift(…)]`.

use core::ops::RangeInclusive;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{LitInt, LitStr, Path, Token, parenthesized};

use super::With;
use crate::case::Rename;
use crate::ctxt::Ctxt;
use crate::model::{Id, Reserved};

/// `default = expression`, or `default` alone.
pub(super) fn default(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    if input.peek(Token![=]) {
        return tokens_after_equals(input);
    }
    Ok(quote!(__thrift::Default::default()))
}

/// `id = 1`
pub(super) fn id(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Id>> {
    input.parse::<Token![=]>()?;
    field_id(cx, input)
}

/// `deprecated_ids(1, 2)`
pub(super) fn ids(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Vec<Id>>> {
    let list;
    parenthesized!(list in input);
    let mut ids = Some(Vec::new());
    while !list.is_empty() {
        // One that is wrong is reported, and the list with it is left out.
        let id = field_id(cx, &list)?;
        ids = ids.zip(id).map(|(mut ids, id)| {
            ids.push(id);
            ids
        });
        comma(&list)?;
    }
    Ok(ids)
}

fn comma(list: ParseStream<'_>) -> syn::Result<()> {
    if !list.is_empty() {
        list.parse::<Token![,]>()?;
    }
    Ok(())
}

fn field_id(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Id>> {
    let (number, span) = integer(input)?;
    let fits = number.and_then(|number| i16::try_from(number).ok());
    if fits.is_none() {
        cx.error(span, "a field id is a number from 1 to 32767");
    }
    Ok(fits.map(|value| Id { value, span, automatic: false }))
}

/// `value = -1`
pub(super) fn number(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<i32>> {
    input.parse::<Token![=]>()?;
    let (number, span) = integer(input)?;
    let fits = number.and_then(|number| i32::try_from(number).ok());
    if fits.is_none() {
        cx.error(span, "the value of an enum is an `i32`");
    }
    Ok(fits)
}

/// `reserved(3, 5..=9, "old_name")`
pub(super) fn reserved(input: ParseStream<'_>) -> syn::Result<Reserved> {
    let list;
    parenthesized!(list in input);
    let mut reserved = Reserved::default();
    while !list.is_empty() {
        if list.peek(LitStr) {
            reserved.names.push(list.parse::<LitStr>()?.value());
        } else {
            reserved.numbers.push(range(&list)?);
        }
        comma(&list)?;
    }
    Ok(reserved)
}

/// `3` or `5..=9`
fn range(input: ParseStream<'_>) -> syn::Result<RangeInclusive<i64>> {
    let (start, span) = bound(input)?;
    if !input.peek(Token![..]) {
        return Ok(start..=start);
    }
    if !input.peek(Token![..=]) {
        return Err(input.error("a range has both its ends: `5..=9`"));
    }
    input.parse::<Token![..=]>()?;
    let (end, _) = bound(input)?;
    if end < start {
        return Err(syn::Error::new(span, format_args!("there is no number in {start}..={end}")));
    }
    Ok(start..=end)
}

fn bound(input: ParseStream<'_>) -> syn::Result<(i64, Span)> {
    let (number, span) = integer(input)?;
    let too_large = || syn::Error::new(span, "the number is too large for an id or a value");
    Ok((number.ok_or_else(too_large)?, span))
}

/// `with = "path"`, or `with = path`
pub(super) fn with(input: ParseStream<'_>) -> syn::Result<With> {
    input.parse::<Token![=]>()?;
    let path = if input.peek(LitStr) {
        input.parse::<LitStr>()?.parse_with(Path::parse_mod_style)?
    } else {
        input.call(Path::parse_mod_style)?
    };
    Ok(With { span: path.span(), path: path.into_token_stream() })
}

/// `-5`: the number, unless it is out of all proportion, and where it stands.
fn integer(input: ParseStream<'_>) -> syn::Result<(Option<i64>, Span)> {
    let minus = input.parse::<Option<Token![-]>>()?;
    let literal = input.parse::<LitInt>()?;
    let sign = if minus.is_some() { "-" } else { "" };
    let number = format!("{sign}{}", literal.base10_digits()).parse().ok();
    let span = minus.map_or_else(|| literal.span(), |minus| minus.span());
    Ok((number, span))
}

pub(super) fn string(input: ParseStream<'_>) -> syn::Result<LitStr> {
    input.parse::<Token![=]>()?;
    input.parse()
}

pub(super) fn rename_all(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Rename>> {
    let written = string(input)?;
    let known = Rename::ALL.iter().find(|(name, _)| *name == written.value());
    if known.is_none() {
        let names: Vec<_> = Rename::ALL.iter().map(|(name, _)| format!("`{name}`")).collect();
        let names = names.join(", ");
        cx.error(written.span(), format_args!("unknown case, expected one of {names}"));
    }
    Ok(known.map(|(_, rename)| *rename))
}

pub(super) fn path(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse::<Token![=]>()?;
    Ok(input.call(Path::parse_mod_style)?.into_token_stream())
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
