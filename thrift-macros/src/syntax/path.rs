//! Paths.

use proc_macro2::TokenStream;
#[cfg(feature = "idl")]
use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::Token;
use syn::parse::{Parse, ParseStream};

use super::grammar;
#[cfg(feature = "idl")]
use super::ty::flat;

/// The path of a module, a trait or the like.
pub(crate) struct Path {
    /// Whether it has generic arguments.
    pub(crate) is_generic: bool,
    tokens: TokenStream,
}

impl Path {
    /// Reads one without generic arguments.
    pub(crate) fn parse_mod_style(input: ParseStream<'_>) -> syn::Result<Self> {
        let start = input.cursor();
        input.parse::<Option<Token![::]>>()?;
        grammar::segment(input)?;
        while input.parse::<Option<Token![::]>>()?.is_some() {
            if !grammar::is_segment(input) {
                return Err(input.error("expected path segment after `::`"));
            }
            grammar::segment(input)?;
        }
        let tokens = grammar::between(start, input.cursor());
        Ok(Self { is_generic: false, tokens })
    }
}

#[cfg(feature = "idl")]
impl Path {
    pub(crate) fn is_global(&self) -> bool {
        matches!(flat(self.tokens.clone()).first(), Some(TokenTree::Punct(_)))
    }

    /// The segments of a path without generic arguments.
    pub(crate) fn segments(&self) -> Vec<Ident> {
        let mut segments = Vec::new();
        for tree in flat(self.tokens.clone()) {
            if let TokenTree::Ident(segment) = tree {
                segments.push(segment);
            }
        }
        segments
    }
}

/// Reads one that may have generic arguments.
impl Parse for Path {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let start = input.cursor();
        input.parse::<Option<Token![::]>>()?;
        grammar::segment(input)?;
        let mut is_generic = grammar::arguments(input)?;
        while grammar::has_more_segments(input) {
            input.parse::<Token![::]>()?;
            grammar::segment(input)?;
            is_generic |= grammar::arguments(input)?;
        }
        let tokens = grammar::between(start, input.cursor());
        Ok(Self { is_generic, tokens })
    }
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}
