//! Tokens, the seam between the two inputs: text and Rust token streams.

#![allow(clippy::exhaustive_enums, reason = "the parser and both producers name every kind")]

use std::borrow::Cow;

/// A stretch of whatever the tokens were made from.
///
/// For text these are byte offsets, `start..end`. For a Rust token stream they are indices into
/// the macro's table of spans; a token made from one Rust token has `start == end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

impl Span {
    /// Makes the span `start..end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Returns the smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// One lexeme and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind<'t>,
    /// Where it stands.
    pub span: Span,
}

impl<'t> Token<'t> {
    /// Puts a kind at a place.
    #[must_use]
    pub const fn new(kind: Kind<'t>, span: Span) -> Self {
        Self { kind, span }
    }
}

/// What a token is. Texts are parts of the input, where they are written there as they are meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'t> {
    /// A word, possibly dotted (`a.b.C`). Keywords are words too; the parser tells them apart.
    Ident(Cow<'t, str>),
    /// An integer with its sign.
    Int(i64),
    /// A floating-point number with its sign.
    Double(f64),
    /// A string, escapes resolved.
    Literal(Cow<'t, str>),
    /// The cleaned text of a `/** … */` comment, see [`crate::doc::clean`].
    Doc(Cow<'t, str>),
    /// One of `: ; , { } ( ) = < > [ ] * & @ + -`, see [`is_symbol`].
    Symbol(char),
    /// Something that is no Thrift token, as written. The parser reports it and goes on.
    Unknown(Cow<'t, str>),
}

impl Kind<'_> {
    /// Names the token the way diagnostics do, for `expected …, found …`.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Ident(text) | Self::Unknown(text) => format!("`{text}`"),
            Self::Int(value) => format!("`{value}`"),
            Self::Double(value) => format!("`{value:?}`"),
            Self::Literal(_) => "a string literal".to_owned(),
            Self::Doc(_) => "a doc comment".to_owned(),
            Self::Symbol(symbol) => format!("`{symbol}`"),
        }
    }
}

/// Tells whether `c` is a symbol of the grammar.
#[must_use]
pub const fn is_symbol(c: char) -> bool {
    matches!(
        c,
        ':' | ';'
            | ','
            | '{'
            | '}'
            | '('
            | ')'
            | '='
            | '<'
            | '>'
            | '['
            | ']'
            | '*'
            | '&'
            | '@'
            | '+'
            | '-'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn join_covers_both() {
        assert_eq!(Span::new(3, 5).join(Span::new(1, 4)), Span::new(1, 5));
    }

    #[test]
    fn describe_quotes_what_was_written() {
        assert_eq!(Kind::Ident("a.b".into()).describe(), "`a.b`");
        assert_eq!(Kind::Double(1.0).describe(), "`1.0`");
    }
}
