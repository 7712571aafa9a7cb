//! Structs, enums and unions.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Token, braced, parenthesized, token};

use super::{Attribute, Generics, Path, Type, expression};

/// What stands behind `#[derive(…)]`.
pub(crate) struct Item {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) data: Data,
}

pub(crate) enum Data {
    Struct(Fields),
    /// The span is that of the word.
    Enum(Span, Vec<Variant>),
    Union(Span),
}

pub(crate) enum Fields {
    Named(Vec<Field>),
    Unnamed(Vec<Field>),
    Unit,
}

pub(crate) struct Field {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) ident: Option<Ident>,
    pub(crate) ty: Type,
}

pub(crate) struct Variant {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) fields: Fields,
}

impl Fields {
    pub(crate) fn all(&self) -> &[Field] {
        match self {
            Self::Named(fields) | Self::Unnamed(fields) => fields,
            Self::Unit => &[],
        }
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        visibility(input)?;
        let lookahead = input.lookahead1();
        if lookahead.peek(Token![struct]) {
            input.parse::<Token![struct]>()?;
            let (ident, mut generics) = (input.parse()?, input.parse::<Generics>()?);
            generics.parse_where(input)?;
            let fields = fields(input)?;
            if !matches!(fields, Fields::Named(_)) {
                generics.parse_where(input)?;
                input.parse::<Token![;]>()?;
            }
            return Ok(Self { attrs, ident, generics, data: Data::Struct(fields) });
        }
        let is_enum = lookahead.peek(Token![enum]);
        if !is_enum && !lookahead.peek(Token![union]) {
            return Err(lookahead.error());
        }
        let word = input.call(Ident::parse_any)?;
        let (ident, mut generics) = (input.parse()?, input.parse::<Generics>()?);
        generics.parse_where(input)?;
        let content;
        braced!(content in input);
        let data = if is_enum {
            Data::Enum(word.span(), list(&content, variant)?)
        } else {
            list(&content, named)?;
            Data::Union(word.span())
        };
        Ok(Self { attrs, ident, generics, data })
    }
}

/// Reads a visibility; nothing is one too.
pub(crate) fn visibility(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    if input.cursor().group(Delimiter::None).is_some_and(|(inside, ..)| inside.eof()) {
        // A `$vis:vis` of a `macro_rules!` macro that is nothing.
        input.parse::<TokenTree>()?;
    }
    let Some(word) = input.parse::<Option<Token![pub]>>()? else { return Ok(TokenStream::new()) };
    let mut tokens = word.into_token_stream();
    if input.peek(token::Paren) && is_scope(&input.fork())? {
        tokens.append(input.parse::<TokenTree>()?);
    }
    Ok(tokens)
}

/// Whether these are the parentheses of `pub(crate)`, and not a tuple.
fn is_scope(input: ParseStream<'_>) -> syn::Result<bool> {
    let inside;
    parenthesized!(inside in input);
    if inside.parse::<Option<Token![in]>>()?.is_some() {
        inside.call(Path::parse_mod_style)?;
        return Ok(true);
    }
    let is_word =
        inside.peek(Token![crate]) || inside.peek(Token![self]) || inside.peek(Token![super]);
    inside.parse::<TokenTree>()?;
    Ok(is_word && inside.is_empty())
}

fn fields(input: ParseStream<'_>) -> syn::Result<Fields> {
    let content;
    Ok(if input.peek(token::Brace) {
        braced!(content in input);
        Fields::Named(list(&content, named)?)
    } else if input.peek(token::Paren) {
        parenthesized!(content in input);
        Fields::Unnamed(list(&content, unnamed)?)
    } else {
        Fields::Unit
    })
}

fn list<T>(
    input: ParseStream<'_>,
    item: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<Vec<T>> {
    let mut items = Vec::new();
    while !input.is_empty() {
        items.push(item(input)?);
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(items)
}

fn named(input: ParseStream<'_>) -> syn::Result<Field> {
    let attrs = input.call(Attribute::parse_outer)?;
    visibility(input)?;
    let ident = Some(input.parse()?);
    input.parse::<Token![:]>()?;
    let ty = input.parse()?;
    value(input)?;
    Ok(Field { attrs, ident, ty })
}

fn unnamed(input: ParseStream<'_>) -> syn::Result<Field> {
    let attrs = input.call(Attribute::parse_outer)?;
    visibility(input)?;
    Ok(Field { attrs, ident: None, ty: input.parse()? })
}

fn variant(input: ParseStream<'_>) -> syn::Result<Variant> {
    let attrs = input.call(Attribute::parse_outer)?;
    visibility(input)?;
    let (ident, fields) = (input.parse()?, fields(input)?);
    value(input)?;
    Ok(Variant { attrs, ident, fields })
}

/// The default of a field or the number of a variant, which only the compiler needs.
fn value(input: ParseStream<'_>) -> syn::Result<()> {
    if input.parse::<Option<Token![=]>>()?.is_some() {
        expression(input)?;
    }
    Ok(())
}
