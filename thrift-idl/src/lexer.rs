//! Text into tokens, rows L1 to L17.

use std::borrow::Cow;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::token::{Kind, Span, Token, is_symbol};
use crate::{doc, number};

/// The tokens of a text, and what was wrong with them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Lexed<'t> {
    /// The tokens, comments left out save doc comments.
    pub tokens: Vec<Token<'t>>,
    /// Every comment with its marks; a line comment without the end of the line.
    pub comments: Vec<Span>,
    /// Mistakes inside of tokens. Characters that begin no token are [`Kind::Unknown`] tokens,
    /// which the parser reports.
    pub diagnostics: Vec<Diagnostic>,
    /// The end of the text, where a parser reports what is missing.
    pub end: Span,
}

/// Splits a text into tokens. Mistakes are noted and lexing goes on behind them.
///
/// ```
/// use thrift_idl::{Kind, lex};
///
/// let lexed = lex("1: list<i32> xs # all of them");
/// assert_eq!(lexed.tokens[0].kind, Kind::Int(1));
/// assert_eq!(lexed.tokens.len(), 7);
/// ```
#[must_use]
pub fn lex(text: &str) -> Lexed<'_> {
    let Ok(length) = u32::try_from(text.len()) else {
        let message = "an input cannot be longer than 4 GiB";
        let error = Diagnostic::error(Code::TooLong, Span::default(), message);
        return Lexed { diagnostics: vec![error], ..Lexed::default() };
    };
    let lexed = Lexed { end: Span::new(length, length), ..Lexed::default() };
    let mut reader = Lexer { text, at: 0, lexed };
    reader.rest_from(if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 });
    reader.lexed
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    lexed: Lexed<'t>,
}

impl<'t> Lexer<'t> {
    fn rest_from(&mut self, start: usize) {
        self.at = start;
        while let Some(first) = self.text[self.at..].chars().next() {
            self.token(first);
        }
    }

    /// Reads what begins with `first`, at least one character.
    fn token(&mut self, first: char) {
        let start = self.at;
        let rest = &self.text[start..];
        match first {
            ' ' | '\t' | '\r' | '\n' => self.at += 1,
            '#' => self.line_comment(),
            '/' if rest.starts_with("//") => self.line_comment(),
            '/' if rest.starts_with("/*") => self.block_comment(),
            '"' | '\'' => self.string(first),
            'a'..='z' | 'A'..='Z' | '_' => {
                let length = word_length(rest);
                self.push(Kind::Ident(rest[..length].into()), length);
            }
            _ => match number::scan(rest) {
                Some(length) => self.number(length),
                None if is_symbol(first) => self.push(Kind::Symbol(first), 1),
                None => self.unknown(),
            },
        }
    }

    fn push(&mut self, kind: Kind<'t>, length: usize) {
        let span = self.span(self.at, self.at + length);
        self.lexed.tokens.push(Token::new(kind, span));
        self.at += length;
    }

    /// Offsets fit because [`lex`] refuses longer texts.
    fn span(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(self.lexed.end.end);
        Span::new(offset(start), offset(end))
    }

    fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.lexed.diagnostics.push(Diagnostic::error(code, span, message));
    }

    fn line_comment(&mut self) {
        let rest = &self.text[self.at..];
        let length = rest.find('\n').unwrap_or(rest.len());
        let written = rest[..length].trim_end_matches('\r');
        self.lexed.comments.push(self.span(self.at, self.at + written.len()));
        self.at += length;
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let Some(length) = rest[2..].find("*/").map(|end| end + 4) else {
            self.at = self.text.len();
            let span = self.span(start, start + 2);
            return self.error(
                Code::UnterminatedComment,
                span,
                "this comment has no end: `*/` is missing",
            );
        };
        let comment = &rest[..length];
        self.lexed.comments.push(self.span(start, start + length));
        match comment.get(3..length - 2).filter(|_| doc::is_doc(comment)).and_then(doc::clean) {
            Some(text) => self.push(Kind::Doc(text.into()), length),
            None => self.at += length,
        }
    }

    fn number(&mut self, length: usize) {
        let text = &self.text[self.at..self.at + length];
        let span = self.span(self.at, self.at + length);
        if !number::has_digits(text) {
            let message = format!("`{text}` has no digits and means zero");
            self.lexed.diagnostics.push(Diagnostic::warning(
                Code::NumberWithoutDigits,
                span,
                message,
            ));
        }
        let kind = number::parse(text).unwrap_or_else(|reason| {
            self.error(Code::NumberRange, span, reason);
            // A number keeps its place, so that what is around it parses.
            Kind::Int(1)
        });
        if matches!(kind, Kind::Double(value) if value.is_infinite()) {
            let message = format!("`{text}` does not fit in a double and means infinity");
            self.lexed.diagnostics.push(Diagnostic::warning(Code::NumberRange, span, message));
        }
        self.push(kind, length);
    }

    /// A run of characters that begin no token.
    fn unknown(&mut self) {
        let rest = &self.text[self.at..];
        let fits =
            |c: char| c.is_ascii() && (c != '.' && !c.is_ascii_control() || c.is_whitespace());
        let length =
            rest.char_indices().skip(1).find(|(_, c)| fits(*c)).map_or(rest.len(), |(at, _)| at);
        self.push(Kind::Unknown(rest[..length].into()), length);
    }

    /// A string up to its quote. A newline ends it too, with an error.
    fn string(&mut self, quote: char) {
        let (start, text) = (self.at, self.text);
        let stops = [quote, '\n', '\\'];
        let mut value = Cow::Borrowed("");
        let mut at = start + 1;
        while let Some(plain) = text[at..].find(stops) {
            append(&mut value, &text[at..at + plain]);
            at += plain;
            match text[at..].chars().next() {
                Some('\\') => at += self.escape(at, &mut value),
                Some('\n') => {
                    self.open_string(start, "this string has no end: the line ends before it does");
                    return self.push(Kind::Literal(value), at - start);
                }
                _ => return self.push(Kind::Literal(value), at + 1 - start),
            }
        }
        append(&mut value, &text[at..]);
        self.open_string(start, "this string has no end");
        self.push(Kind::Literal(value), text.len() - start);
    }

    fn open_string(&mut self, start: usize, message: &str) {
        let span = self.span(start, start + 1);
        self.error(Code::UnterminatedString, span, message);
    }

    /// Reads the escape at `at` into `value` and returns its length.
    fn escape(&mut self, at: usize, value: &mut Cow<'t, str>) -> usize {
        let Some(escaped) = self.text[at + 1..].chars().next() else { return 1 };
        let length = 1 + escaped.len_utf8();
        value.to_mut().push(match escaped {
            'r' => '\r',
            'n' => '\n',
            't' => '\t',
            '"' | '\'' | '\\' => escaped,
            _ => {
                let message = format!("unknown escape `\\{}`", escaped.escape_default());
                let help = r#"the escapes are `\r`, `\n`, `\t`, `\"`, `\'` and `\\`"#;
                let span = self.span(at, at + length);
                let error = Diagnostic::error(Code::BadEscape, span, message).help(help);
                self.lexed.diagnostics.push(error);
                escaped
            }
        });
        length
    }
}

/// Adds a part of the text; the first one need not be copied.
fn append<'t>(value: &mut Cow<'t, str>, part: &'t str) {
    if value.is_empty() {
        *value = Cow::Borrowed(part);
    } else {
        value.to_mut().push_str(part);
    }
}

/// The length of the word at the start. A dot belongs to it when a word character follows.
fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let word = |at: usize| bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let dotted = |at: usize| {
        bytes.get(at) == Some(&b'.')
            && bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
    };
    (0..text.len()).find(|at| !word(*at) && !dotted(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind<'_>> {
        let lexed = lex(text);
        assert_eq!(lexed.diagnostics, [], "{text}");
        lexed.tokens.into_iter().map(|token| token.kind).collect()
    }

    fn codes(text: &str) -> Vec<Code> {
        lex(text).diagnostics.into_iter().map(|d| d.code).collect()
    }

    fn ident(text: &str) -> Kind<'_> {
        Kind::Ident(text.into())
    }

    fn literal(text: &str) -> Kind<'_> {
        Kind::Literal(text.into())
    }

    #[test]
    fn l1_whitespace() {
        assert_eq!(kinds(" \t\r\na"), [ident("a")]);
        assert_eq!(kinds("a\u{c}b"), [ident("a"), Kind::Unknown("\u{c}".into()), ident("b")]);
        assert_eq!(kinds("\u{a0}"), [Kind::Unknown("\u{a0}".into())]);
    }

    #[test]
    fn l2_byte_order_mark() {
        assert_eq!(kinds("\u{feff}a"), [ident("a")]);
    }

    #[test]
    fn l3_identifier() {
        assert_eq!(kinds("_a.b1.C"), [ident("_a.b1.C")]);
        assert_eq!(kinds("a."), [ident("a"), Kind::Unknown(".".into())]);
        assert_eq!(kinds("1S"), [Kind::Int(1), ident("S")]);
        assert_eq!(
            kinds("é$a"),
            [Kind::Unknown("é".into()), Kind::Unknown("$".into()), ident("a")]
        );
    }

    #[test]
    fn l5_l6_l7_numbers() {
        assert_eq!(kinds("[1-2]")[1..3], [Kind::Int(1), Kind::Int(-2)]);
        assert_eq!(kinds("0XFF"), [Kind::Int(0), ident("XFF")]);
        assert_eq!(kinds("-.5e-3 e10"), [Kind::Double(-0.0005), ident("e10")]);
        assert_eq!(kinds("- 5"), [Kind::Symbol('-'), Kind::Int(5)]);
        assert_eq!(codes("9223372036854775808"), [Code::NumberRange]);
        assert_eq!(codes("+e5"), [Code::NumberWithoutDigits]);
    }

    #[test]
    fn l9_string_literals() {
        assert_eq!(kinds(r#""a'\n\"" 'b"'"#), [literal("a'\n\""), literal("b\"")]);
        assert_eq!(kinds("\"a\t\ré\""), [literal("a\t\ré")]);
        assert_eq!(codes(r"'\0' '\u'"), [Code::BadEscape, Code::BadEscape]);
    }

    #[test]
    fn l9_unterminated_strings_end_and_the_rest_is_read() {
        let lexed = lex("\"abc\ndef");
        assert_eq!(lexed.diagnostics[0].code, Code::UnterminatedString);
        assert_eq!(lexed.tokens[1].kind, ident("def"));
        for text in ["\"abc", "'", "\"a\\"] {
            assert_eq!(codes(text), [Code::UnterminatedString], "{text}");
        }
    }

    #[test]
    fn l10_comments() {
        assert_eq!(kinds("a // b\n# c 'd\n/* e /* f */ g"), [ident("a"), ident("g")]);
        assert_eq!(codes("a /* b"), [Code::UnterminatedComment]);
        assert_eq!(codes("/*/"), [Code::UnterminatedComment]);
    }

    #[test]
    fn l11_doc_comments() {
        assert_eq!(kinds("/** a */ /**/ /***/ /*! b */ /// c"), [Kind::Doc("a".into())]);
        assert_eq!(codes("/** a"), [Code::UnterminatedComment]);
    }

    #[test]
    fn l12_symbols() {
        assert_eq!(kinds("&*").len(), 2);
        assert_eq!(kinds("%?"), [Kind::Unknown("%".into()), Kind::Unknown("?".into())]);
    }

    #[test]
    fn spans_are_byte_offsets() {
        let lexed = lex("é a");
        assert_eq!(lexed.tokens[1].span, Span::new(3, 4));
        assert_eq!(lexed.end, Span::new(4, 4));
    }
}
