//! The place in the tokens: looking, taking, and complaining without taking.

use super::{MAX_DEPTH, Parse, Reported};
use crate::ast::{Literal, Name};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::token::{Kind, Span, Token};
use crate::{keyword, number};

pub(super) struct Parser<'t> {
    /// The tokens without doc comments.
    tokens: Vec<&'t Token<'t>>,
    /// The doc comments before each token: the first and the last.
    docs: Vec<Option<(&'t str, &'t str)>>,
    pub(super) at: usize,
    end: Span,
    depth: u32,
    /// A doc comment at the end of a body, which belongs to what follows the body.
    carried: Option<&'t str>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'t> Parser<'t> {
    pub(super) fn new(tokens: &'t [Token<'t>], end: Span) -> Self {
        let (taken, docs) = (Vec::with_capacity(tokens.len()), Vec::with_capacity(tokens.len()));
        let mut parser = Self {
            tokens: taken,
            docs,
            at: 0,
            end,
            depth: 0,
            carried: None,
            diagnostics: Vec::new(),
        };
        let mut before = None;
        for token in tokens {
            match &token.kind {
                Kind::Doc(text) => {
                    let text: &str = text;
                    before = Some((before.map_or(text, |(first, _)| first), text));
                }
                _ => {
                    parser.tokens.push(token);
                    parser.docs.push(before.take());
                }
            }
        }
        parser
    }

    pub(super) fn peek(&self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at).copied()
    }

    /// The kind of the token `ahead` of the next one.
    pub(super) fn kind(&self, ahead: usize) -> Option<&'t Kind<'t>> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    /// The next token, if it is a word.
    pub(super) fn word(&self) -> Option<&'t str> {
        self.word_at(0)
    }

    pub(super) fn word_at(&self, ahead: usize) -> Option<&'t str> {
        match self.kind(ahead) {
            Some(Kind::Ident(text)) => Some(text),
            _ => None,
        }
    }

    pub(super) fn is_symbol(&self, symbol: char) -> bool {
        self.kind(0) == Some(&Kind::Symbol(symbol))
    }

    /// The place of the next token, or of the end.
    pub(super) fn here(&self) -> Span {
        self.peek().map_or(self.end, |token| token.span)
    }

    /// The place of the token taken last.
    pub(super) fn behind(&self) -> Span {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(self.end, |token| token.span)
    }

    pub(super) fn bump(&mut self) -> Span {
        let span = self.here();
        if self.is_symbol('}') {
            self.carried = self.docs[self.at].map(|(_, last)| last);
        }
        self.at = self.tokens.len().min(self.at + 1);
        span
    }

    pub(super) fn eat(&mut self, symbol: char) -> Option<Span> {
        self.is_symbol(symbol).then(|| self.bump())
    }

    pub(super) fn eat_word(&mut self, word: &str) -> Option<Span> {
        (self.word() == Some(word)).then(|| self.bump())
    }

    /// One `,` or `;`, if there is one (row L17).
    pub(super) fn separator(&mut self) {
        let _ = self.eat(',').or_else(|| self.eat(';'));
    }

    pub(super) fn expect(&mut self, symbol: char) -> Parse<Span> {
        match self.eat(symbol) {
            Some(span) => Ok(span),
            None => self.expected(&format!("`{symbol}`")),
        }
    }

    /// Reports that the next token does not fit.
    pub(super) fn expected<T>(&mut self, what: &str) -> Parse<T> {
        let error = self.mismatch(what);
        self.report(error)
    }

    /// The report that the next token does not fit, to be extended.
    pub(super) fn mismatch(&self, what: &str) -> Diagnostic {
        if let Some(Kind::Unknown(text)) = self.kind(0) {
            return unknown(text, self.here(), what);
        }
        let found = self.kind(0).map_or_else(|| "the end of the input".to_owned(), Kind::describe);
        Diagnostic::error(Code::Syntax, self.here(), format!("expected {what}, found {found}"))
    }

    pub(super) fn report<T>(&mut self, diagnostic: Diagnostic) -> Parse<T> {
        self.push(diagnostic);
        Err(Reported)
    }

    /// Notes an error, unless one token would be complained about twice in a row: each of the
    /// brackets open at the end of the input, say.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let known = self.diagnostics.last().is_some_and(|last| {
            last.code == Code::Syntax
                && diagnostic.code == Code::Syntax
                && last.span == diagnostic.span
        });
        if !known {
            self.diagnostics.push(diagnostic);
        }
    }

    pub(super) fn warn(&mut self, code: Code, span: Span, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::warning(code, span, message).help(help));
    }

    /// The doc comment of what begins here (row A4); the last one wins.
    pub(super) fn docs(&mut self) -> Option<String> {
        let here = self.docs.get(self.at).copied().flatten().map(|(_, last)| last);
        here.or(self.carried.take()).map(str::to_owned)
    }

    /// The first doc comment before the next token (row A5).
    pub(super) fn first_docs(&self) -> Option<&'t str> {
        self.docs.get(self.at).copied().flatten().map(|(first, _)| first)
    }

    /// Runs a step one level deeper, if that is allowed.
    pub(super) fn nested<T>(&mut self, step: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth == MAX_DEPTH {
            let message = format!("nested more than {MAX_DEPTH} levels deep");
            return self.report(Diagnostic::error(Code::TooDeep, self.here(), message));
        }
        self.depth += 1;
        let result = step(self);
        self.depth -= 1;
        result
    }

    pub(super) fn literal(&mut self, what: &str) -> Parse<Literal> {
        match self.kind(0) {
            Some(Kind::Literal(text)) => {
                Ok(Literal { text: text.clone().into_owned(), span: self.bump() })
            }
            _ => self.expected(what),
        }
    }

    /// The name of a definition: no keyword and no dot (rows L3, L13).
    pub(super) fn name(&mut self, what: &str) -> Parse<Name> {
        match self.word() {
            Some(text) if keyword::is_keyword(text) => {
                let error = self
                    .mismatch(what)
                    .help(format!("`{text}` is a keyword; {}", other_name(text)));
                self.report(error)
            }
            _ => self.plain_name(what),
        }
    }

    /// The name of a field, function or enum value, which may be a keyword (row L14).
    pub(super) fn member_name(&mut self, what: &str) -> Parse<Name> {
        match self.word() {
            Some(text) if !keyword::is_member_name(text) => {
                let error = self
                    .mismatch(what)
                    .help(format!("`{text}` cannot be a name; {}", other_name(text)));
                self.report(error)
            }
            _ => self.plain_name(what),
        }
    }

    fn plain_name(&mut self, what: &str) -> Parse<Name> {
        match self.word() {
            Some(text) if text.contains('.') => {
                let message = format!("`{text}` has a dot, which a name cannot have");
                let help = format!("write `{}`", text.replace('.', "_"));
                self.report(Diagnostic::error(Code::DottedName, self.here(), message).help(help))
            }
            Some(text) => Ok(Name { text: text.to_owned(), span: self.bump() }),
            None => self.expected(what),
        }
    }

    /// The use of a name, dotted or not, but no keyword.
    pub(super) fn path(&mut self, what: &str) -> Parse<Name> {
        match self.word() {
            Some(text) if !keyword::is_keyword(text) => {
                Ok(Name { text: text.to_owned(), span: self.bump() })
            }
            _ => self.expected(what),
        }
    }

    /// An integer; `true` and `false` are 1 and 0 everywhere (row L8).
    pub(super) fn int(&mut self) -> Option<(i64, Span)> {
        let value = match self.kind(0)? {
            Kind::Int(value) => *value,
            Kind::Ident(word) if word == "true" => 1,
            Kind::Ident(word) if word == "false" => 0,
            _ => return None,
        };
        Some((value, self.bump()))
    }
}

fn other_name(word: &str) -> String {
    format!("choose another, such as `{word}_`")
}

/// What is no token of Thrift. A number that does not fit comes here from a token stream.
fn unknown(text: &str, span: Span, expected: &str) -> Diagnostic {
    let is_number = number::scan(text) == Some(text.len());
    match number::parse(text) {
        Err(reason) if is_number => Diagnostic::error(Code::NumberRange, span, reason),
        _ => {
            let message =
                format!("expected {expected}, found `{}`, which is not Thrift", visible(text));
            let error = Diagnostic::error(Code::UnknownToken, span, message);
            if text.is_ascii() {
                return error;
            }
            error.help("only strings and comments may have characters beyond ASCII")
        }
    }
}

/// The text with what cannot be seen escaped, and quotes as they are.
fn visible(text: &str) -> String {
    let mut visible = String::new();
    for part in text.chars() {
        match part {
            '\'' | '"' | '\\' => visible.push(part),
            _ => visible.extend(part.escape_debug()),
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        assert_eq!(visible("b\"x\" '\\"), "b\"x\" '\\");
        assert_eq!(visible("a\0\u{200b}"), "a\\0\\u{200b}");
    }
}
