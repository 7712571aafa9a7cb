//! Types.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::parse::{Parse, ParseStream};
use syn::{Token, token};

use super::extent::{Angles, up_to};

/// A type, as it is written.
pub(crate) struct Type(TokenStream);

/// What a type is, as far as the macros must know.
pub(crate) enum Shape {
    /// The last segment of its path.
    Path(Segment),
    Reference,
    /// In parentheses, with what stands between them.
    Tuple(TokenStream),
    Array,
    Never,
    Other,
}

pub(crate) struct Segment {
    pub(crate) ident: Ident,
    /// What stands between the angle brackets; empty if there are none.
    pub(crate) arguments: TokenStream,
}

impl Type {
    /// Reads one that the compiler has not read before.
    #[cfg(feature = "idl")]
    pub(crate) fn parse_unknown(input: ParseStream<'_>) -> syn::Result<TokenStream> {
        let start = input.cursor();
        super::grammar::ty(input)?;
        Ok(super::grammar::between(start, input.cursor()))
    }

    pub(crate) fn shape(&self) -> Shape {
        shape(&flat(self.0.clone()))
    }

    /// What it refers to, if it is a shared reference that names no lifetime.
    pub(crate) fn referent(&self) -> Option<Self> {
        match &flat(self.0.clone())[..] {
            [TokenTree::Punct(and), rest @ ..] if and.as_char() == '&' => {
                let is_mut = matches!(rest.first(), Some(TokenTree::Ident(word)) if word == "mut");
                (!is_mut).then(|| Self(stream_of(rest)))
            }
            _ => None,
        }
    }

    /// Its last segment, if it is a path.
    pub(crate) fn last_segment(&self) -> Option<Segment> {
        if let Shape::Path(segment) = self.shape() { Some(segment) } else { None }
    }
}

#[cfg(feature = "idl")]
impl From<TokenStream> for Type {
    /// Of what has been read as one.
    fn from(tokens: TokenStream) -> Self {
        Self(tokens)
    }
}

impl Segment {
    /// The first of its arguments, if that is a type.
    pub(crate) fn first_type(&self) -> Option<Type> {
        let first = first_of(&self.arguments);
        let start = first.clone().into_iter().next()?;
        let is_type = match &start {
            TokenTree::Punct(mark) => mark.as_char() != '\'',
            TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
            TokenTree::Ident(_) => true,
            TokenTree::Literal(_) => false,
        };
        is_type.then_some(Type(first))
    }
}

/// Reads one that the compiler has read before, up to what can follow a type in an item.
impl Parse for Type {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ty = up_to(input, |input| {
            input.peek(Token![,])
                || input.peek(Token![;])
                || input.peek(Token![=])
                || input.peek(Token![where])
                || input.peek(token::Brace)
        })?;
        if ty.is_empty() { Err(input.error("expected a type")) } else { Ok(Self(ty)) }
    }
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

/// The trees without the groups that nobody wrote, as a `$ty:ty` of a `macro_rules!` macro is one.
pub(super) fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let mut trees = Vec::new();
    for tree in tokens {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                trees.extend(flat(group.stream()));
            }
            other => trees.push(other),
        }
    }
    trees
}

/// A stream of these trees.
pub(crate) fn stream_of(trees: &[TokenTree]) -> TokenStream {
    let mut stream = TokenStream::new();
    for tree in trees {
        stream.append(tree.clone());
    }
    stream
}

fn shape(trees: &[TokenTree]) -> Shape {
    match trees {
        [TokenTree::Group(group)] => match group.delimiter() {
            Delimiter::Parenthesis => in_parentheses(group.stream()),
            Delimiter::Bracket if has_mark(group.stream(), ';') => Shape::Array,
            _ => Shape::Other,
        },
        [TokenTree::Punct(mark), ..] if mark.as_char() == '&' => Shape::Reference,
        [TokenTree::Punct(mark)] if mark.as_char() == '!' => Shape::Never,
        [TokenTree::Ident(word), ..] if word == "dyn" || word == "impl" || word == "_" => {
            Shape::Other
        }
        _ => last_segment(trees).map_or(Shape::Other, Shape::Path),
    }
}

fn in_parentheses(inside: TokenStream) -> Shape {
    let first = first_of(&inside).into_iter().count();
    let is_type = first > 0 && first == inside.clone().into_iter().count();
    if is_type { shape(&flat(inside)) } else { Shape::Tuple(inside) }
}

fn has_mark(tokens: TokenStream, mark: char) -> bool {
    tokens.into_iter().any(|tree| matches!(tree, TokenTree::Punct(it) if it.as_char() == mark))
}

/// All up to the first comma of a list.
fn first_of(list: &TokenStream) -> TokenStream {
    let mut angles = Angles::of_type();
    let mut first = TokenStream::new();
    for tree in list.clone() {
        angles.follow(&tree);
        let is_comma = matches!(&tree, TokenTree::Punct(mark) if mark.as_char() == ',');
        if angles.depth == 0 && is_comma {
            break;
        }
        first.append(tree);
    }
    first
}

/// `None` for what is no path.
fn last_segment(trees: &[TokenTree]) -> Option<Segment> {
    let mut angles = Angles::of_type();
    let mut last: Option<Segment> = None;
    for tree in trees {
        let was_inside = angles.depth > 0;
        angles.follow(tree);
        match (was_inside, angles.depth > 0) {
            (true, true) => {
                if let Some(last) = &mut last {
                    last.arguments.append(tree.clone());
                }
            }
            (false, false) => match tree {
                TokenTree::Ident(ident) => {
                    last = Some(Segment { ident: ident.clone(), arguments: TokenStream::new() });
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => {}
                _ => return None,
            },
            // The brackets themselves.
            _ => {}
        }
    }
    last
}
