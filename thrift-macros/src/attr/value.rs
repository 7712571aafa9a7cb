//! The values of the keys of `#[thrift(…)]`.

use core::ops::RangeInclusive;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{LitInt, LitStr, Token, parenthesized};

use super::{With, listed_code};
use crate::case::Rename;
use crate::ctxt::Ctxt;
use crate::generate::paths;
use crate::join;
use crate::model::{Id, Reserved};
use crate::suggest;
use crate::syntax::{Path, expression, parse_text};

/// `default = expression`, or `default` alone: then the key is what the compiler underlines if the
/// type has no default.
pub(super) fn default(key: &Ident, input: ParseStream<'_>) -> syn::Result<TokenStream> {
    if input.peek(Token![=]) {
        return tokens_after_equals(input);
    }
    Ok(quote_spanned!(paths::at(key.span())=> __thrift::Default::default()))
}

/// `id = 1`
pub(super) fn id(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Id>> {
    input.parse::<Token![=]>()?;
    field_id(cx, input)
}

/// `deprecated_ids(1, 2)`
pub(super) fn ids(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Vec<Id>>> {
    let mut ids = Some(Vec::new());
    list(input, |list| {
        // One that is wrong is reported, and the list with it is left out.
        let id = field_id(cx, list)?;
        match id {
            Some(id) => {
                if let Some(ids) = &mut ids {
                    ids.push(id);
                }
            }
            None => ids = None,
        }
        Ok(())
    })?;
    Ok(ids)
}

/// A list in parentheses.
fn list(
    input: ParseStream<'_>,
    mut item: impl FnMut(ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let list;
    parenthesized!(list in input);
    let mut items = || {
        while !list.is_empty() {
            item(&list)?;
            if !list.is_empty() {
                list.parse::<Token![,]>()?;
            }
        }
        Ok(())
    };
    let read = items();
    if read.is_err() {
        // What is left would be one more mistake.
        list.parse::<TokenStream>()?;
    }
    read
}

fn field_id(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Id>> {
    let number = integer(input)?;
    let fits = number.value.and_then(|value| i16::try_from(value).ok()).filter(|value| *value > 0);
    if fits.is_none() {
        number.refuse(cx, "a field id is a number from 1 to 32767");
    }
    Ok(fits.map(|value| Id { value, span: number.literal.span() }))
}

/// `value = -1`
pub(super) fn number(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<i32>> {
    input.parse::<Token![=]>()?;
    let number = integer(input)?;
    let fits = number.value.and_then(|value| i32::try_from(value).ok());
    if fits.is_none() {
        number.refuse(cx, "the value of an enum is an `i32`, from -2147483648 to 2147483647");
    }
    Ok(fits)
}

/// `reserved(3, 5..=9, "old_name")`
pub(super) fn reserved(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Reserved> {
    let mut reserved = Reserved::default();
    list(input, |list| {
        if list.peek(LitStr) {
            reserved.names.push(list.parse::<LitStr>()?.value());
        } else if let Some(range) = range(cx, list)? {
            reserved.numbers.push(range);
        }
        Ok(())
    })?;
    Ok(reserved)
}

/// `3` or `5..=9`
fn range(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<RangeInclusive<i64>>> {
    let first = integer(input)?;
    let mut last = None;
    if input.peek(Token![..]) {
        if !input.peek(Token![..=]) {
            return Err(input.error("a range has both its ends: `5..=9`"));
        }
        input.parse::<Token![..=]>()?;
        last = Some(integer(input)?);
    }
    let last = last.as_ref().unwrap_or(&first);
    match (first.value, last.value) {
        (Some(start), Some(end)) if end < start => {
            first.refuse(cx, "a range begins with its smaller end: `5..=9`");
        }
        (Some(start), Some(end)) => return Ok(Some(start..=end)),
        (None, _) => first.refuse(cx, TOO_LARGE),
        (_, None) => last.refuse(cx, TOO_LARGE),
    }
    Ok(None)
}

const TOO_LARGE: &str = "the number is too large for an id or a value";

/// `with = "path"`, or `with = path`, which may have generic arguments
pub(super) fn with(input: ParseStream<'_>) -> syn::Result<With> {
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        let mut read = |input: ParseStream<'_>| input.parse().map(qualified);
        let path = parse_text(&text.value(), text.span(), &mut read)?;
        return Ok(With { path, span: text.span() });
    }
    let path: Path = input.parse()?;
    Ok(With { span: path.span(), path: qualified(path) })
}

/// A path that functions can be asked of: `my::millis`, or `<Each<Bits>>`.
pub(crate) fn qualified(path: Path) -> TokenStream {
    if path.is_generic { quote!(<#path>) } else { path.into_token_stream() }
}

/// `-5`
struct Integer {
    minus: Option<Token![-]>,
    literal: LitInt,
    /// Unless it is out of all proportion.
    value: Option<i64>,
}

impl Integer {
    fn refuse(&self, cx: &Ctxt, message: &str) {
        cx.syn_error(syn::Error::new_spanned(self, message));
    }
}

impl ToTokens for Integer {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.minus.to_tokens(tokens);
        self.literal.to_tokens(tokens);
    }
}

fn integer(input: ParseStream<'_>) -> syn::Result<Integer> {
    let minus = input.parse::<Option<Token![-]>>()?;
    let literal = input.parse::<LitInt>()?;
    let sign = if minus.is_some() { "-" } else { "" };
    let value = format!("{sign}{}", literal.base10_digits()).parse().ok();
    Ok(Integer { minus, literal, value })
}

/// `name = "…"`: what an IDL could have, so that other peers can.
pub(super) fn name(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<String>> {
    let written = string(input)?;
    let name = written.value();
    let fits = |part: char| part.is_ascii_alphanumeric() || part == '_' || part == '.';
    let starts = |first: char| first.is_ascii_alphabetic() || first == '_';
    if !(name.starts_with(starts) && name.chars().all(fits)) {
        let message = format!(
            "`{name}` is no name in Thrift, which has the letters of ASCII, digits and `_`, and \
             no digit first"
        );
        cx.error(written.span(), message);
        return Ok(None);
    }
    Ok(Some(name))
}

pub(super) fn string(input: ParseStream<'_>) -> syn::Result<LitStr> {
    input.parse::<Token![=]>()?;
    input.parse()
}

pub(super) fn rename_all(cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<Option<Rename>> {
    let written = string(input)?;
    let known = Rename::ALL.iter().find(|(name, _)| *name == written.value());
    if known.is_none() {
        cx.error(written.span(), unknown_case(&written.value()));
    }
    Ok(known.map(|(_, rename)| *rename))
}

fn unknown_case(written: &str) -> String {
    let names = join::list(&Rename::ALL, &|(name, _)| *name);
    match suggest::nearest(written, &names) {
        Some(near) => format!("unknown case `{written}`; did you mean `{near}`?"),
        None => format!("unknown case `{written}`; there are {}", listed_code(&names, "and")),
    }
}

pub(super) fn path(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse::<Token![=]>()?;
    Ok(input.call(Path::parse_mod_style)?.into_token_stream())
}

fn tokens_after_equals(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse::<Token![=]>()?;
    let tokens = expression(input)?;
    if tokens.is_empty() {
        return Err(input.error("expected an expression"));
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use syn::parse::Parser;

    use super::*;

    fn reserved_in(text: &str) -> (Vec<RangeInclusive<i64>>, usize) {
        let cx = Ctxt::new();
        let read = |input: ParseStream<'_>| reserved(&cx, input);
        let numbers = read.parse_str(text).map(|it| it.numbers).unwrap_or_default();
        let mistakes = cx.count();
        cx.finish();
        (numbers, mistakes)
    }

    #[test]
    fn one_wrong_range_does_not_hide_the_others() {
        assert_eq!(reserved_in("(1, -3..=-1, \"old\")"), (vec![1..=1, -3..=-1], 0));
        assert_eq!(reserved_in("(5..=4, 99999999999999999999, 7)"), (vec![7..=7], 2));
    }

    #[test]
    fn a_name_is_one_that_an_idl_can_have() {
        for (text, fits) in [("= \"a.b_1\"", true), ("= \"1a\"", false), ("= \"\"", false)] {
            let cx = Ctxt::new();
            let read = |input: ParseStream<'_>| name(&cx, input);
            assert_eq!(read.parse_str(text).unwrap().is_some(), fits, "{text}");
            assert_eq!(cx.finish().is_empty(), fits, "{text}");
        }
    }
}
