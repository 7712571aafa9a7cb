//! Text into tokens, rows L1 to L17.

use core::ops::Range;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::token::{Kind, Span, Token, is_symbol};
use crate::{doc, literal, number};

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
    let mut lexer = Lexer::new(text);
    let mut tokens = Vec::new();
    for token in &mut lexer {
        tokens.push(token);
    }
    Lexed { tokens, comments: lexer.comments, diagnostics: lexer.diagnostics, end: lexer.end }
}

/// Lexes a text step by step.
pub(crate) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// The token that the last step found.
    found: Option<Token<'t>>,
    comments: Vec<Span>,
    diagnostics: Vec<Diagnostic>,
    end: Span,
}

impl<'t> Iterator for Lexer<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        while let Some(first) = self.byte(0) {
            self.step(first);
            if self.found.is_some() {
                return self.found.take();
            }
        }
        None
    }
}

impl<'t> Lexer<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut lexer = Lexer {
            text,
            at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
            found: None,
            comments: Vec::new(),
            diagnostics: Vec::new(),
            end: Span::default(),
        };
        match u32::try_from(text.len()) {
            Ok(length) => lexer.end = Span::new(length, length),
            Err(_) => {
                lexer.text = "";
                let message = "an input cannot be longer than 4 GiB";
                lexer.error(Code::TooLong, Span::default(), message);
            }
        }
        lexer
    }

    /// What was wrong.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// The end of the text.
    pub(crate) fn end(&self) -> Span {
        self.end
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    /// Reads what begins with `first`, at least one character.
    fn step(&mut self, first: u8) {
        match first {
            b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                let length = word_length(&self.text.as_bytes()[self.at..]);
                self.push(Kind::Ident(self.text[self.at..self.at + length].into()), length);
            }
            b'#' => self.line_comment(),
            b'/' if self.byte(1) == Some(b'/') => self.line_comment(),
            b'/' if self.byte(1) == Some(b'*') => self.block_comment(),
            b'"' | b'\'' => self.string(first),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_symbol(first),
            _ => self.symbol(first),
        }
    }

    fn number_or_symbol(&mut self, first: u8) {
        match number::scan(&self.text[self.at..]) {
            Some(length) => self.number(length),
            None => self.symbol(first),
        }
    }

    fn symbol(&mut self, first: u8) {
        match char::from(first) {
            symbol if is_symbol(symbol) => self.push(Kind::Symbol(symbol), 1),
            _ => self.unknown(),
        }
    }

    fn push(&mut self, kind: Kind<'t>, length: usize) {
        let span = Self::span(self.at, self.at + length);
        self.found = Some(Token::new(kind, span));
        self.at += length;
    }

    /// Offsets fit because [`lex`] refuses longer texts.
    fn span(start: usize, end: usize) -> Span {
        #[allow(clippy::cast_possible_truncation, reason = "no offset is larger than the length")]
        let offset = |at: usize| at as u32;
        Span::new(offset(start), offset(end))
    }

    fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, span, message));
    }

    fn line_comment(&mut self) {
        let rest = &self.text[self.at..];
        let length = rest.find('\n').unwrap_or(rest.len());
        let written = rest[..length].trim_end_matches('\r');
        self.comments.push(Self::span(self.at, self.at + written.len()));
        self.at += length;
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let Some(length) = comment_length(rest) else {
            self.at = self.text.len();
            let span = Self::span(start, start + 2);
            return self.error(
                Code::UnterminatedComment,
                span,
                "this comment has no end: `*/` is missing",
            );
        };
        let comment = &rest[..length];
        self.comments.push(Self::span(start, start + length));
        match comment.get(3..length - 2).filter(|_| doc::is_doc(comment)).and_then(doc::clean) {
            Some(text) => self.push(Kind::Doc(text.into()), length),
            None => self.at += length,
        }
    }

    fn number(&mut self, length: usize) {
        let text = &self.text[self.at..self.at + length];
        let (kind, diagnostic) = number::read(text, Self::span(self.at, self.at + length));
        if let Some(diagnostic) = diagnostic {
            self.diagnostics.push(diagnostic);
        }
        self.push(kind, length);
    }

    /// A run of characters that begin no token.
    fn unknown(&mut self) {
        let rest = &self.text[self.at..];
        let mut length = 0;
        for c in rest.chars() {
            let fits = c.is_ascii() && (c != '.' && !c.is_ascii_control() || c.is_whitespace());
            if length > 0 && fits {
                break;
            }
            length += c.len_utf8();
        }
        self.push(Kind::Unknown(rest[..length].into()), length);
    }

    /// A string up to its quote. A newline ends it too, with an error.
    fn string(&mut self, quote: u8) {
        let (start, text) = (self.at, self.text);
        let body = &text[start + 1..];
        let length = string_length(body.as_bytes(), quote);
        let place = |at: Range<usize>| Self::span(start + 1 + at.start, start + 1 + at.end);
        let (value, mut mistakes) = literal::unescape(&body[..length], place);
        self.diagnostics.append(&mut mistakes);
        let quotes = match body.as_bytes().get(length) {
            Some(b'\n') => {
                let message = "this string has no end: the line ends before it does";
                self.open_string(quote, message, ", and write a line break as `\\n`");
                1
            }
            Some(_) => 2,
            None => {
                self.open_string(quote, "this string has no end", "");
                1
            }
        };
        self.push(Kind::Literal(value), length + quotes);
    }

    fn open_string(&mut self, quote: u8, message: &str, and: &str) {
        let span = Self::span(self.at, self.at + 1);
        let help = format!("close it with `{}`{and}", char::from(quote));
        let error = Diagnostic::error(Code::UnterminatedString, span, message).help(help);
        self.diagnostics.push(error);
    }
}

/// The length of the block comment at the start, if it has an end.
fn comment_length(text: &str) -> Option<usize> {
    let mut at = 2;
    loop {
        at += text[at..].find('*')? + 1;
        if text.as_bytes().get(at) == Some(&b'/') {
            return Some(at + 1);
        }
    }
}

/// The length of what is between the quotes of a string, or of the part that there is.
fn string_length(body: &[u8], quote: u8) -> usize {
    let mut length = 0;
    while let Some(byte) = body.get(length) {
        match byte {
            b'\\' => length += 2,
            b'\n' => break,
            byte if *byte == quote => break,
            _ => length += 1,
        }
    }
    length.min(body.len())
}

/// The length of the word at the start. A dot belongs to it when a word character follows.
fn word_length(text: &[u8]) -> usize {
    let mut length = 0;
    loop {
        length += number::leading(&text[length..], is_word);
        match text[length..] {
            [b'.', next, ..] if is_word(next) => length += 2,
            _ => return length,
        }
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
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
