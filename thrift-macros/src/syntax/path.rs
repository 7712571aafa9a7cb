//! Paths.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Token;
use syn::parse::{Parse, ParseStream};

use super::grammar;

/// The path of a module, a trait or the like.
pub(crate) struct Path {
    pub(crate) is_global: bool,
    pub(crate) segments: Vec<Ident>,
    /// Whether it has generic arguments.
    pub(crate) is_generic: bool,
    tokens: TokenStream,
}

impl Path {
    /// Reads one without generic arguments.
    pub(crate) fn parse_mod_style(input: ParseStream<'_>) -> syn::Result<Self> {
        let start = input.cursor();
        let is_global = input.parse::<Option<Token![::]>>()?.is_some();
        let mut segments = vec![grammar::segment(input)?];
        while input.parse::<Option<Token![::]>>()?.is_some() {
            if !grammar::is_segment(input) {
                return Err(input.error("expected path segment after `::`"));
            }
            segments.push(grammar::segment(input)?);
        }
        let tokens = grammar::between(start, input.cursor());
        Ok(Self { is_global, segments, is_generic: false, tokens })
    }
}

/// Reads one that may have generic arguments.
impl Parse for Path {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let start = input.cursor();
        let is_global = input.parse::<Option<Token![::]>>()?.is_some();
        let mut segments = vec![grammar::segment(input)?];
        let mut is_generic = grammar::arguments(input)?;
        while grammar::has_more_segments(input) {
            input.parse::<Token![::]>()?;
            segments.push(grammar::segment(input)?);
            is_generic |= grammar::arguments(input)?;
        }
        let tokens = grammar::between(start, input.cursor());
        Ok(Self { is_global, segments, is_generic, tokens })
    }
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}
