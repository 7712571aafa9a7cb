//! Where tokens come from: a text, lexed as it is parsed, or a list.

use core::slice;

use crate::diagnostic::Diagnostic;
use crate::lexer::Lexer;
use crate::token::{Kind, Span, Token};

/// Tokens, one after the other. Those of a text are never all in memory.
pub(super) enum Input<'t> {
    Text(Lexer<'t>),
    List(slice::Iter<'t, Token<'t>>, Span),
}

impl Input<'_> {
    /// The place behind the last token.
    pub(super) fn end(&self) -> Span {
        match self {
            Self::Text(lexer) => lexer.end(),
            Self::List(_, end) => *end,
        }
    }

    /// What was wrong inside of tokens.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        match self {
            Self::Text(lexer) => lexer.into_diagnostics(),
            Self::List(..) => Vec::new(),
        }
    }
}

impl<'t> Iterator for Input<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        match self {
            Self::Text(lexer) => lexer.next(),
            Self::List(tokens, _) => tokens.next().map(borrowed),
        }
    }
}

/// A token that borrows the text of another.
fn borrowed<'t>(token: &'t Token<'_>) -> Token<'t> {
    let kind = match &token.kind {
        Kind::Ident(text) => Kind::Ident((&**text).into()),
        Kind::Literal(text) => Kind::Literal((&**text).into()),
        Kind::Doc(text) => Kind::Doc((&**text).into()),
        Kind::Unknown(text) => Kind::Unknown((&**text).into()),
        Kind::Int(value) => Kind::Int(*value),
        Kind::Double(value) => Kind::Double(*value),
        Kind::Symbol(symbol) => Kind::Symbol(*symbol),
    };
    Token::new(kind, token.span)
}
