//! Token trees in a row.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;

use crate::syntax::string;

/// A lexeme of Rust, outside of groups.
pub(super) struct Lexeme {
    pub(super) shape: Shape,
    pub(super) span: Span,
}

pub(super) enum Shape {
    Word(String),
    Mark(char),
    /// A literal as it is written.
    Literal(String),
    /// The text between `/**` and `*/`.
    Doc(String),
    /// The text behind `///`.
    LineDoc(String),
}

/// Groups become their two brackets and what is between them. Whoever makes tokens can nest them
/// as deeply as memory goes, so that this keeps its own stack.
pub(super) fn flatten(stream: TokenStream) -> Vec<Lexeme> {
    let mut flat = Vec::new();
    let mut open = vec![(stream.into_iter(), None)];
    while let Some((trees, _)) = open.last_mut() {
        match trees.next() {
            Some(TokenTree::Group(group)) => {
                if !take_doc(&mut flat, &group) {
                    let mut end = None;
                    if let Some((start, close)) = brackets(&group) {
                        flat.push(start);
                        end = Some(close);
                    }
                    open.push((group.stream().into_iter(), end));
                }
            }
            Some(TokenTree::Ident(ident)) => {
                flat.push(Lexeme { shape: Shape::Word(word(&ident)), span: ident.span() });
            }
            Some(TokenTree::Punct(mark)) => {
                flat.push(Lexeme { shape: Shape::Mark(mark.as_char()), span: mark.span() });
            }
            Some(TokenTree::Literal(literal)) => {
                let span = literal.span();
                flat.push(Lexeme { shape: Shape::Literal(literal.to_string()), span });
            }
            None => {
                if let Some((_, Some(end))) = open.pop() {
                    flat.push(end);
                }
            }
        }
    }
    flat
}

/// What a group begins and ends with; nothing if nobody wrote brackets, as around the fragments of
/// a `macro_rules!` macro.
fn brackets(group: &Group) -> Option<(Lexeme, Lexeme)> {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ('(', ')'),
        Delimiter::Brace => ('{', '}'),
        Delimiter::Bracket => ('[', ']'),
        Delimiter::None => return None,
    };
    let mark = |mark, span| Lexeme { shape: Shape::Mark(mark), span };
    Some((mark(open, group.span_open()), mark(close, group.span_close())))
}

fn word(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// Doc comments arrive as attributes, `#[doc = "…"]`, whose marks are there already: they are put
/// in their place. Those inside, `//! …` and `/*! … */`, arrive as `#![doc = "…"]`, and are plain
/// comments in Thrift.
fn take_doc(flat: &mut Vec<Lexeme>, group: &Group) -> bool {
    let marks = marks_before(flat);
    if marks == 0 || group.delimiter() != Delimiter::Bracket {
        return false;
    }
    let Some(text) = doc_text(group) else { return false };
    // The first of the marks is what stands for the comment.
    let mut hash = None;
    for _ in 0..marks {
        hash = flat.pop();
    }
    if let Some(Lexeme { span, .. }) = hash
        && marks == 1
    {
        // Only the compiler knows how a comment was written. Where it does not say, it is one
        // that Thrift has.
        let is_line = span.source_text().is_some_and(|written| written.starts_with("///"));
        let shape = if is_line { Shape::LineDoc(text) } else { Shape::Doc(text) };
        flat.push(Lexeme { shape, span });
    }
    true
}

/// 1 behind `#`, 2 behind `#!`, and 0 otherwise.
fn marks_before(flat: &[Lexeme]) -> usize {
    let is = |at: usize, mark: char| {
        let lexeme = flat.len().checked_sub(at).and_then(|at| flat.get(at));
        lexeme.is_some_and(|it| matches!(it.shape, Shape::Mark(found) if found == mark))
    };
    match (is(1, '#'), is(2, '#') && is(1, '!')) {
        (true, _) => 1,
        (false, true) => 2,
        (false, false) => 0,
    }
}

/// The text of `[doc = "…"]`.
fn doc_text(group: &Group) -> Option<String> {
    let mut inner = group.stream().into_iter();
    match (inner.next(), inner.next(), inner.next(), inner.next()) {
        (
            Some(TokenTree::Ident(name)),
            Some(TokenTree::Punct(_)),
            Some(TokenTree::Literal(text)),
            None,
        ) if name == "doc" => string(&text),
        _ => None,
    }
}
