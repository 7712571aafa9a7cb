//! Attributes.

use proc_macro2::{Group, Ident, Literal, TokenStream};
use quote::ToTokens;
use syn::buffer::TokenBuffer;
use syn::ext::IdentExt;
use syn::parse::{ParseBuffer, ParseStream};
use syn::{Error, Lit, Token, braced, bracketed, parenthesized, token};

use super::{Path, parse_all};

/// An attribute of an item, or of a part of it.
pub(crate) struct Attribute {
    hash: Token![#],
    brackets: Group,
}

impl Attribute {
    /// Reads all that stand here.
    pub(crate) fn parse_outer(input: ParseStream<'_>) -> syn::Result<Vec<Self>> {
        let mut attributes = Vec::new();
        while input.peek(Token![#]) {
            let hash = input.parse()?;
            let ahead = input.fork();
            let content;
            bracketed!(content in input);
            inside(&content)?;
            attributes.push(Self { hash, brackets: ahead.parse()? });
        }
        Ok(attributes)
    }

    /// Whether it has this name, and no longer path.
    pub(crate) fn is(&self, name: &str) -> bool {
        let inside = TokenBuffer::new2(self.brackets.stream());
        inside.begin().ident().is_some_and(|(first, behind)| {
            first == name && behind.punct().is_none_or(|(mark, _)| mark.as_char() != ':')
        })
    }

    /// Reads what stands between the parentheses behind its name.
    pub(crate) fn parse_args_with(
        &self,
        read: &mut dyn FnMut(ParseStream<'_>) -> syn::Result<()>,
    ) -> syn::Result<()> {
        parse_all(self.brackets.stream(), &mut |input| {
            let name = input.call(Ident::parse_any)?;
            if input.is_empty() {
                let message = "expected attribute arguments in parentheses";
                return Err(Error::new(name.span(), format_args!("{message}: #[{name}(...)]")));
            }
            if let Some(equals) = input.parse::<Option<Token![=]>>()? {
                let message = format_args!("expected parentheses: #[{name}(...)]");
                return Err(Error::new(equals.span, message));
            }
            read(&delimited(input)?)
        })
    }

    /// The text in `#[doc = "text"]`, if it is one.
    pub(crate) fn text(&self) -> Option<String> {
        let inside = TokenBuffer::new2(self.brackets.stream());
        let (_, behind) = inside.begin().ident()?;
        let (equals, behind) = behind.punct()?;
        let (literal, behind) = behind.literal()?;
        let is_pair = equals.as_char() == '=' && behind.eof();
        string(&literal).filter(|_| is_pair)
    }
}

impl ToTokens for Attribute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.hash.to_tokens(tokens);
        self.brackets.to_tokens(tokens);
    }
}

/// The value of a string literal.
pub(crate) fn string(literal: &Literal) -> Option<String> {
    match Lit::new(literal.clone()) {
        Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

// name, name(…) or name = …
fn inside(content: ParseStream<'_>) -> syn::Result<()> {
    if content.peek(Token![unsafe]) {
        content.call(Ident::parse_any)?;
    } else {
        content.call(Path::parse_mod_style)?;
    }
    if content.peek(Token![=]) {
        content.parse::<Token![=]>()?;
        if content.is_empty() {
            return Err(content.error("expected an expression"));
        }
        content.parse::<TokenStream>()?;
    } else if !content.is_empty() {
        content.parse::<Group>()?;
    }
    Ok(())
}

fn delimited<'a>(input: &ParseBuffer<'a>) -> syn::Result<ParseBuffer<'a>> {
    let content;
    if input.peek(token::Brace) {
        braced!(content in input);
    } else if input.peek(token::Bracket) {
        bracketed!(content in input);
    } else {
        parenthesized!(content in input);
    }
    Ok(content)
}
