//! Tokens into a syntax tree.
//!
//! Every `parse` step reports its own mistake at the token that does not fit and returns
//! [`Reported`]; whoever repeats a step (the list of definitions, a body) resumes behind it. So
//! one run finds independent mistakes, and what is good around them survives.

mod before;
mod cursor;
mod definition;
mod header;
mod input;
mod recover;
mod service;
mod structure;
mod types;
mod value;

use crate::ast::Document;
use crate::diagnostic::Diagnostic;
use crate::lexer::Lexer;
use crate::parser::cursor::Parser;
use crate::parser::input::Input;
use crate::token::{Span, Token};

/// Types and constants may nest this deep, and no deeper.
pub const MAX_DEPTH: u32 = 100;

/// Parses tokens. `end` is the place behind the last one, where missing ones are reported.
///
/// The document holds all that could be read, whether or not there are errors. Diagnostics are
/// about [`SourceId::ROOT`](crate::SourceId::ROOT); see [`Diagnostic::within`].
///
/// ```
/// let lexed = thrift_idl::lex("struct A { 1: i32 } struct B { 1: i32 x }");
/// let (document, diagnostics) = thrift_idl::parse(&lexed.tokens, lexed.end);
/// assert_eq!(document.definitions.len(), 2);
/// assert_eq!(diagnostics[0].message, "expected the field's name, found `}`");
/// ```
#[must_use]
pub fn parse(tokens: &[Token<'_>], end: Span) -> (Document, Vec<Diagnostic>) {
    parse_input(Input::List(tokens.iter(), end))
}

/// Parses a text, lexing it on the way.
pub(crate) fn parse_str(text: &str) -> (Document, Vec<Diagnostic>) {
    parse_input(Input::Text(Lexer::new(text)))
}

fn parse_input(input: Input<'_>) -> (Document, Vec<Diagnostic>) {
    let mut parser = Parser::new(input);
    let document = parser.document();
    (document, parser.finish())
}

/// A mistake was found and reported; the step that met it has no result.
#[derive(Clone, Copy, Debug)]
struct Reported;

/// The result of a step.
type Parse<T> = Result<T, Reported>;

#[cfg(test)]
mod tests;
