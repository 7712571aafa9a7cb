//! What syn does with a parser, once for all parsers: its own functions are compiled anew for each.

use proc_macro2::{Span, TokenStream};
use syn::LitStr;
use syn::parse::{ParseStream, Parser};

/// Reads all of some tokens.
pub(crate) fn parse_all(
    tokens: TokenStream,
    read: &mut dyn FnMut(ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let read = |input: ParseStream<'_>| read(input);
    read.parse2(tokens)
}

/// Reads all of a text that stands at one place.
pub(crate) fn parse_text(
    text: &str,
    span: Span,
    read: &mut dyn FnMut(ParseStream<'_>) -> syn::Result<TokenStream>,
) -> syn::Result<TokenStream> {
    let read = |input: ParseStream<'_>| read(input);
    LitStr::new(text, span).parse_with(read)
}
