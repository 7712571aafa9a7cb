//! The place in the tokens: looking, taking, and complaining without taking.

use super::input::Input;
use super::{MAX_DEPTH, Parse, Reported};
use crate::ast::{Literal, Name};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::token::{Kind, Span, Token};
use crate::{keyword, number};

pub(super) struct Parser<'t> {
    input: Input<'t>,
    /// Some tokens: from `next` on there are at least [`LOOKAHEAD`], or all that are left.
    ahead: Vec<Ahead<'t>>,
    /// The index of the next token there.
    next: usize,
    /// Whether the input came to its end.
    ended: bool,
    /// How many tokens were taken.
    pub(super) taken: usize,
    /// The place of the token taken last.
    behind: Span,
    depth: u32,
    /// The name of the definition that is being read, once it is known.
    pub(super) defining: Option<String>,
    /// A doc comment at the end of a body, or before a separator, which belongs to what follows.
    carried: Option<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// How far a step looks ahead, the next token included.
pub(super) const LOOKAHEAD: usize = 17;

/// How many tokens are read at a time.
const CHUNK: usize = 256;

/// A token to come, which is no doc comment, and those right before it.
struct Ahead<'t> {
    token: Token<'t>,
    docs: Option<Box<Docs>>,
}

/// The first and the last of several doc comments.
struct Docs {
    first: String,
    last: Option<String>,
}

impl Docs {
    fn into_last(self) -> String {
        self.last.unwrap_or(self.first)
    }
}

impl<'t> Parser<'t> {
    pub(super) fn new(input: Input<'t>) -> Self {
        let mut parser = Self {
            behind: input.end(),
            input,
            ahead: Vec::with_capacity(CHUNK),
            next: 0,
            ended: false,
            taken: 0,
            depth: 0,
            defining: None,
            carried: None,
            diagnostics: Vec::new(),
        };
        parser.refill();
        parser
    }

    /// Forgets the tokens that were taken, and reads others instead.
    fn refill(&mut self) {
        self.ahead.drain(..self.next);
        self.next = 0;
        while self.ahead.len() < CHUNK && !self.ended {
            self.ended = !self.read();
        }
    }

    /// Reads one more token, if there is one.
    fn read(&mut self) -> bool {
        let mut docs: Option<Box<Docs>> = None;
        for token in &mut self.input {
            let Kind::Doc(text) = token.kind else {
                self.ahead.push(Ahead { token, docs });
                return true;
            };
            match &mut docs {
                Some(docs) => docs.last = Some(text.into_owned()),
                None => docs = Some(Box::new(Docs { first: text.into_owned(), last: None })),
            }
        }
        false
    }

    /// All that was found wrong, in the tokens too.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let mut diagnostics = self.input.into_diagnostics();
        diagnostics.append(&mut self.diagnostics);
        diagnostics
    }

    pub(super) fn peek(&self) -> Option<&Token<'t>> {
        self.ahead.get(self.next).map(|ahead| &ahead.token)
    }

    /// The kind of the token `ahead` of the next one, less than [`LOOKAHEAD`].
    pub(super) fn kind(&self, ahead: usize) -> Option<&Kind<'t>> {
        self.ahead.get(self.next + ahead).map(|ahead| &ahead.token.kind)
    }

    /// The next token, if it is a word.
    pub(super) fn word(&self) -> Option<&str> {
        self.word_at(0)
    }

    pub(super) fn word_at(&self, ahead: usize) -> Option<&str> {
        match self.kind(ahead) {
            Some(Kind::Ident(text)) => Some(text),
            _ => None,
        }
    }

    pub(super) fn is_symbol(&self, symbol: char) -> bool {
        matches!(self.kind(0), Some(Kind::Symbol(found)) if *found == symbol)
    }

    /// The place of the next token, or of the end.
    pub(super) fn here(&self) -> Span {
        self.peek().map_or(self.input.end(), |token| token.span)
    }

    /// The place of the token taken last.
    pub(super) fn behind(&self) -> Span {
        self.behind
    }

    pub(super) fn bump(&mut self) -> Span {
        let Some(Ahead { token, docs }) = self.ahead.get_mut(self.next) else {
            return self.input.end();
        };
        if matches!(token.kind, Kind::Symbol('}' | ')' | ',' | ';')) {
            // Nothing begins here, so it is about what comes next (row A4).
            let docs = docs.take().map(|docs| docs.into_last());
            self.carried = docs.or(self.carried.take());
        }
        self.behind = token.span;
        self.taken += 1;
        self.next += 1;
        if self.next + LOOKAHEAD > self.ahead.len() && !self.ended {
            self.refill();
        }
        self.behind
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
        let carried = self.carried.take();
        let here = self.ahead.get_mut(self.next).and_then(|ahead| ahead.docs.take());
        here.map(|docs| docs.into_last()).or(carried)
    }

    /// The first doc comment before the next token (row A5).
    pub(super) fn first_docs(&self) -> Option<String> {
        self.ahead.get(self.next)?.docs.as_ref().map(|docs| docs.first.clone())
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
                if self.begins_here() {
                    return self.expected(what);
                }
                let error = self
                    .mismatch(what)
                    .help(format!("`{text}` is a keyword; {}", other_name(text)));
                // It is meant as the name, so nothing begins with it.
                self.bump();
                self.report(error)
            }
            _ => {
                let name = self.plain_name(what)?;
                self.defining = Some(name.text.clone());
                Ok(name)
            }
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
            Some(text) if keyword::is_dotted(text) => {
                let message = format!("`{text}` has a dot, which a name cannot have");
                let help = format!("write `{}`", keyword::without_dots(text));
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
