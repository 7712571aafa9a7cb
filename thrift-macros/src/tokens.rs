//! A Rust token stream as the tokens of an IDL.
//!
//! Thrift is not Rust, but most of what it writes are tokens of Rust too. What differs is mended
//! here: `a.b` is one word, `-1` and `.5` are one number, `/** … */` arrives as an attribute, and
//! `# …` is a comment to the end of its line, whose words arrive as tokens. What is not Thrift is
//! reported here and kept in its place, so that the parser reads on.

mod flat;
mod literal;
mod place;

use std::vec;

use proc_macro2::{Span, TokenStream};
use thrift_idl::{Code, Diagnostic, Kind, Token, doc};

use self::flat::{Lexeme, Shape};

/// The tokens of a block, with the Rust spans that their spans are indices of.
pub(crate) struct Tokens {
    pub(crate) list: Vec<Token<'static>>,
    /// What is not Thrift, in the order of the source.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Of each place the first token of Rust and the last.
    spans: Vec<(Span, Span)>,
}

impl Tokens {
    /// Reads the input of a macro.
    pub(crate) fn read(stream: TokenStream) -> Self {
        let read = Self { list: Vec::new(), diagnostics: Vec::new(), spans: Vec::new() };
        let mut reader = Reader { flat: flat::flatten(stream).into_iter(), read };
        while let Some(Lexeme { shape, span }) = reader.flat.next() {
            reader.lexeme(shape, span);
        }
        reader.read
    }

    /// The place in the user's source.
    pub(crate) fn span(&self, span: thrift_idl::Span) -> Span {
        let (first, last) = self.ends(span);
        // On stable compilers two spans cannot be joined; then the first token is underlined.
        first.join(last).unwrap_or(first)
    }

    /// The first token of Rust there and the last: of a dotted name the file and the item.
    pub(crate) fn ends(&self, span: thrift_idl::Span) -> (Span, Span) {
        let at = |index: u32| usize::try_from(index).ok().and_then(|index| self.spans.get(index));
        let end = || self.spans.last().map_or_else(Span::call_site, |(_, last)| *last);
        let first = at(span.start).map_or_else(end, |(first, _)| *first);
        (first, at(span.end).map_or(first, |(_, last)| *last))
    }

    /// How many places there are: each has a number, which the spans of tokens are made of.
    pub(crate) fn places(&self) -> usize {
        self.spans.len()
    }

    /// The span behind the last token, where an unfinished definition is reported.
    pub(crate) fn end(&self) -> thrift_idl::Span {
        let end = u32::try_from(self.spans.len()).unwrap_or(u32::MAX).saturating_sub(1);
        thrift_idl::Span::new(end, end)
    }
}

struct Reader {
    /// What is still to be read.
    flat: vec::IntoIter<Lexeme>,
    read: Tokens,
}

impl Reader {
    fn lexeme(&mut self, shape: Shape, span: Span) {
        match shape {
            Shape::Word(text) => self.word(text, span),
            Shape::Doc(text) => self.doc(&text, span),
            Shape::LineDoc(text) => self.line_docs(&text, span),
            Shape::Literal(text) => self.literal(&text, span),
            Shape::Mark('#') => self.hash(span),
            Shape::Mark(sign @ ('-' | '+' | '.')) => self.signed(sign, span),
            Shape::Mark('\'') => self.lifetime(span),
            Shape::Mark(mark) if thrift_idl::is_symbol(mark) => {
                self.push(Kind::Symbol(mark), span);
            }
            Shape::Mark(mark) => self.push(Kind::Unknown(mark.to_string().into()), span),
        }
    }

    fn is_mark(&self, ahead: usize, mark: char) -> bool {
        let shape = self.ahead(ahead).map(|lexeme| &lexeme.shape);
        matches!(shape, Some(Shape::Mark(found)) if *found == mark)
    }

    /// What comes next, or so many after it.
    fn ahead(&self, distance: usize) -> Option<&Lexeme> {
        self.flat.as_slice().get(distance)
    }

    /// The place of the next token.
    fn next_span(&self) -> thrift_idl::Span {
        let index = u32::try_from(self.read.spans.len()).unwrap_or(u32::MAX);
        thrift_idl::Span::new(index, index)
    }

    fn push(&mut self, kind: Kind<'static>, span: Span) {
        self.push_joined(kind, (span, span));
    }

    /// Pushes a token that is several in Rust.
    fn push_joined(&mut self, kind: Kind<'static>, ends: (Span, Span)) {
        let token = Token::new(kind, self.next_span());
        self.read.list.push(token);
        self.read.spans.push(ends);
    }

    /// Reports what is wrong at the place that is pushed next.
    fn report(&mut self, diagnostic: impl FnOnce(thrift_idl::Span) -> Diagnostic) {
        let diagnostic = diagnostic(self.next_span());
        self.read.diagnostics.push(diagnostic);
    }

    fn doc(&mut self, text: &str, span: Span) {
        if let Some(text) = doc::clean(text) {
            self.push(Kind::Doc(text.into()), span);
        }
    }

    /// Lines of `/// …` below each other are one comment, as Rust has it.
    fn line_docs(&mut self, first: &str, span: Span) {
        let mut text = format!("\n{first}");
        while let Some(Lexeme { shape: Shape::LineDoc(line), .. }) = self.ahead(0) {
            text.push('\n');
            text.push_str(line);
            self.flat.next();
        }
        self.doc(&text, span);
    }

    /// `# …`: a comment. Its words were lexed as Rust, but they are all on one line.
    fn hash(&mut self, span: Span) {
        if self.is_mark(0, '!') && self.is_mark(1, '[') {
            // It would be a comment too, and not what it looks like.
            self.reject(span, "`#![…]` belongs to the start of the block, before the IDL");
        }
        let (line, _) = place::start(span);
        while let Some(lexeme) = self.ahead(0).filter(|it| place::start(it.span).0 == line) {
            let is_longer = place::end(lexeme.span).0 > line;
            self.flat.next();
            if is_longer {
                // A lone quote: its string may reach over half of the block.
                let message = "`#` makes its line a comment, but something on it that Rust reads \
                               as one ends on a later line; write `//`";
                self.reject(span, message);
            }
        }
    }

    /// Reports a place that has no token.
    fn reject(&mut self, span: Span, message: &str) {
        self.report(|at| Diagnostic::error(Code::UnknownToken, at, message));
        self.read.spans.push((span, span));
    }

    /// A name, possibly dotted.
    fn word(&mut self, text: String, first: Span) {
        let (text, last) = self.dotted(text, first);
        let is_word = |part: u8| part.is_ascii_alphanumeric() || matches!(part, b'_' | b'.');
        if !text.bytes().all(is_word) {
            let message = format!(
                "`{text}` is no name in Thrift, which has the letters of ASCII, digits and `_`"
            );
            self.report(|at| Diagnostic::error(Code::UnknownToken, at, message));
        }
        self.push_joined(Kind::Ident(text.into()), (first, last));
    }

    /// `a.b.C`: one word, and where it ends. A part may begin with a digit, as in the names of
    /// `v1.2.thrift`, which Rust reads as a number.
    fn dotted(&mut self, mut text: String, first: Span) -> (String, Span) {
        let mut last = first;
        while let (true, Some(dot), Some(next)) =
            (self.is_mark(0, '.'), self.ahead(0), self.ahead(1))
        {
            let touching = touch(last, dot.span) && touch(dot.span, next.span);
            let part = match &next.shape {
                Shape::Word(part) => part,
                Shape::Literal(part) if touching && is_dotted(part) => part,
                _ => break,
            };
            text.push('.');
            text.push_str(part);
            last = next.span;
            self.flat.nth(1);
        }
        (text, last)
    }

    /// A sign or a dot, and the number behind it.
    fn signed(&mut self, sign: char, span: Span) {
        let dot = if sign != '.' && self.is_mark(0, '.') { "." } else { "" };
        match self.ahead(dot.len()).map(|lexeme| &lexeme.shape) {
            Some(Shape::Literal(number)) if number.starts_with(|it: char| it.is_ascii_digit()) => {
                let text = format!("{sign}{dot}{number}");
                self.flat.nth(dot.len());
                self.literal(&text, span);
            }
            _ if thrift_idl::is_symbol(sign) => self.push(Kind::Symbol(sign), span),
            _ => self.push(Kind::Unknown(sign.to_string().into()), span),
        }
    }

    fn literal(&mut self, text: &str, span: Span) {
        let (kind, diagnostics) = literal::read(text, self.next_span());
        self.read.diagnostics.extend(diagnostics);
        self.push(kind, span);
    }

    /// `'word`: Rust has read the start of a string as a lifetime.
    fn lifetime(&mut self, span: Span) {
        let text = match self.ahead(0) {
            Some(Lexeme { shape: Shape::Word(text), .. }) => text.clone(),
            _ => return self.push(Kind::Unknown("'".into()), span),
        };
        self.flat.next();
        let message = format!("`'{text}` is no string: Rust reads one character in single quotes");
        let help = "write `\"…\"`, or give the IDL in a file, with `include_thrift!`, or as a raw \
                    string, `thrift!(r#\"…\"#)`";
        self.report(|at| Diagnostic::error(Code::UnknownToken, at, message).help(help));
        self.push(Kind::Literal(text.into()), span);
    }
}

/// Whether nothing is between two lexemes. Where their places are not known, nothing is.
fn touch(before: Span, after: Span) -> bool {
    place::end(before) >= place::start(after)
}

/// Whether a number is the part of a dotted name, or several.
fn is_dotted(number: &str) -> bool {
    let is_word = |part: u8| part.is_ascii_alphanumeric() || part == b'_';
    number.split('.').all(|part| !part.is_empty() && part.bytes().all(is_word))
}

#[cfg(test)]
mod tests;
