//! What can be a path or a type of Rust, where the compiler has not read it before.
//!
//! Each function takes what it is named after, or tells why that is not here.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::TokenStreamExt;
use syn::buffer::Cursor;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Lifetime, Lit, Token, braced, bracketed, parenthesized, token};

use super::Attribute;
use super::extent::up_to;

/// What was taken from one place to another.
pub(super) fn between(start: Cursor<'_>, end: Cursor<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut rest = start;
    while rest != end
        && let Some((tree, behind)) = rest.token_tree()
    {
        tokens.append(tree);
        rest = behind;
    }
    tokens
}

pub(super) fn ty(input: ParseStream<'_>) -> syn::Result<()> {
    if input.cursor().group(Delimiter::None).is_some() {
        // A `$ty:ty` of a `macro_rules!` macro.
        input.parse::<TokenTree>()?;
        arguments(input)?;
        return more_segments(input);
    }
    if input.peek(token::Paren) {
        let inside;
        parenthesized!(inside in input);
        return list(&inside, bounds_or_type).and_then(|()| more_bounds(input));
    }
    if input.peek(token::Bracket) {
        let inside;
        bracketed!(inside in input);
        return array(&inside);
    }
    if input.peek(Token![&]) || input.peek(Token![*]) {
        return pointer(input);
    }
    if input.peek(Token![!]) || input.peek(Token![_]) {
        return input.parse::<TokenTree>().map(drop);
    }
    if input.peek(Token![dyn]) || input.peek(Token![impl]) {
        input.call(Ident::parse_any)?;
        return bounds(input);
    }
    if input.parse::<Option<Token![for]>>()?.is_some() {
        angles(input)?;
    }
    if input.peek(Token![unsafe]) || input.peek(Token![extern]) || input.peek(Token![fn]) {
        return function(input);
    }
    path_or_macro(input).and_then(|()| more_bounds(input))
}

fn bounds_or_type(input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Lifetime) || input.peek(Token![?]) { bounds(input) } else { ty(input) }
}

// T, or T; N
fn array(inside: ParseStream<'_>) -> syn::Result<()> {
    ty(inside)?;
    if inside.parse::<Option<Token![;]>>()?.is_some() {
        if inside.is_empty() {
            return Err(inside.error("expected an expression"));
        }
        inside.parse::<TokenStream>()?;
    }
    Ok(())
}

// &'a mut T, *const T
fn pointer(input: ParseStream<'_>) -> syn::Result<()> {
    if input.parse::<Option<Token![*]>>()?.is_some() {
        if input.parse::<Option<Token![const]>>()?.is_none() {
            input.parse::<Token![mut]>()?;
        }
    } else {
        input.parse::<Token![&]>()?;
        if input.peek(Lifetime) {
            lifetime(input)?;
        }
        input.parse::<Option<Token![mut]>>()?;
    }
    ty(input)
}

// unsafe extern "C" fn(i32, name: T, …) -> T
fn function(input: ParseStream<'_>) -> syn::Result<()> {
    input.parse::<Option<Token![unsafe]>>()?;
    if input.parse::<Option<Token![extern]>>()?.is_some() {
        input.parse::<Option<syn::LitStr>>()?;
    }
    input.parse::<Token![fn]>()?;
    let inside;
    parenthesized!(inside in input);
    list(&inside, parameter)?;
    result(input)
}

fn parameter(input: ParseStream<'_>) -> syn::Result<()> {
    input.call(Attribute::parse_outer)?;
    if input.peek2(Token![:]) && !input.peek2(Token![::]) {
        input.call(Ident::parse_any)?;
        input.parse::<Token![:]>()?;
    }
    if input.parse::<Option<Token![...]>>()?.is_some() { Ok(()) } else { ty(input) }
}

fn result(input: ParseStream<'_>) -> syn::Result<()> {
    if input.parse::<Option<Token![->]>>()?.is_some() { ty(input) } else { Ok(()) }
}

fn path_or_macro(input: ParseStream<'_>) -> syn::Result<()> {
    path(input)?;
    if input.parse::<Option<Token![!]>>()?.is_some() {
        input.parse::<proc_macro2::Group>()?;
    }
    Ok(())
}

// <T as Trait>::Name, ::a::B<C>, Fn(A) -> B
fn path(input: ParseStream<'_>) -> syn::Result<()> {
    if input.parse::<Option<Token![<]>>()?.is_some() {
        ty(input)?;
        if input.parse::<Option<Token![as]>>()?.is_some() {
            path(input)?;
        }
        input.parse::<Token![>]>()?;
        input.parse::<Token![::]>()?;
    } else {
        input.parse::<Option<Token![::]>>()?;
    }
    segment(input)?;
    arguments(input)?;
    more_segments(input)?;
    if input.peek(token::Paren) {
        let inside;
        parenthesized!(inside in input);
        list(&inside, ty)?;
        result(input)?;
    }
    Ok(())
}

fn more_segments(input: ParseStream<'_>) -> syn::Result<()> {
    while has_more_segments(input) {
        input.parse::<Token![::]>()?;
        segment(input)?;
        arguments(input)?;
    }
    Ok(())
}

pub(super) fn has_more_segments(input: ParseStream<'_>) -> bool {
    input.peek(Token![::]) && !input.peek3(token::Paren)
}

pub(super) fn is_segment(input: ParseStream<'_>) -> bool {
    input.peek(syn::Ident) || is_word(input)
}

/// Whether this is a word that stands in paths, and is no identifier.
fn is_word(input: ParseStream<'_>) -> bool {
    input.peek(Token![super])
        || input.peek(Token![self])
        || input.peek(Token![Self])
        || input.peek(Token![crate])
}

pub(super) fn segment(input: ParseStream<'_>) -> syn::Result<Ident> {
    if is_word(input) { input.call(Ident::parse_any) } else { input.parse() }
}

/// Takes generic arguments, if they are here.
pub(super) fn arguments(input: ParseStream<'_>) -> syn::Result<bool> {
    if input.peek(Token![::]) && input.peek3(Token![<]) {
        input.parse::<Token![::]>()?;
    }
    if !input.peek(Token![<]) {
        return Ok(false);
    }
    input.parse::<Token![<]>()?;
    while !input.peek(Token![>]) {
        argument(input)?;
        if !input.peek(Token![>]) {
            input.parse::<Token![,]>()?;
        }
    }
    input.parse::<Token![>]>()?;
    Ok(true)
}

// 'a, 3, T, Item = T, or Item: Bound
fn argument(input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Lifetime) && !input.peek2(Token![+]) {
        return lifetime(input);
    }
    if is_constant(input) {
        return constant(input);
    }
    ty(input)?;
    if input.parse::<Option<Token![=]>>()?.is_some() {
        return if is_constant(input) { constant(input) } else { ty(input) };
    }
    if input.parse::<Option<Token![:]>>()?.is_some() { bounds(input) } else { Ok(()) }
}

fn is_constant(input: ParseStream<'_>) -> bool {
    input.peek(Lit) || input.peek(token::Brace)
}

fn constant(input: ParseStream<'_>) -> syn::Result<()> {
    if !input.peek(token::Brace) {
        return input.parse::<Lit>().map(drop);
    }
    let inside;
    braced!(inside in input);
    inside.parse::<TokenStream>().map(drop)
}

// A + 'a + ?Sized
fn bounds(input: ParseStream<'_>) -> syn::Result<()> {
    bound(input)?;
    more_bounds(input)
}

fn more_bounds(input: ParseStream<'_>) -> syn::Result<()> {
    while input.parse::<Option<Token![+]>>()?.is_some() {
        if input.is_empty() || input.peek(Token![,]) || input.peek(Token![>]) {
            break;
        }
        bound(input)?;
    }
    Ok(())
}

fn bound(input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Lifetime) {
        return lifetime(input);
    }
    if input.peek(token::Paren) {
        let inside;
        parenthesized!(inside in input);
        return bound(&inside);
    }
    input.parse::<Option<Token![?]>>()?;
    if input.parse::<Option<Token![for]>>()?.is_some() {
        angles(input)?;
    }
    path(input)
}

fn lifetime(input: ParseStream<'_>) -> syn::Result<()> {
    Lifetime::parse_any(input).map(drop)
}

// <'a, 'b>, of which nothing else needs to be known
fn angles(input: ParseStream<'_>) -> syn::Result<()> {
    input.parse::<Token![<]>()?;
    up_to(input, |input| input.peek(Token![>]))?;
    input.parse::<Token![>]>().map(drop)
}

fn list(inside: ParseStream<'_>, item: fn(ParseStream<'_>) -> syn::Result<()>) -> syn::Result<()> {
    while !inside.is_empty() {
        item(inside)?;
        if !inside.is_empty() {
            inside.parse::<Token![,]>()?;
        }
    }
    Ok(())
}
