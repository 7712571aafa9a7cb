//! Going on behind a mistake.

use super::Parse;
use super::cursor::Parser;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keyword::is_keyword;
use crate::token::{Kind, Span};

/// The words that begin a definition.
pub(super) const DEFINITIONS: [&str; 7] =
    ["struct", "union", "exception", "enum", "typedef", "const", "service"];

/// The words that begin a header.
pub(super) const HEADERS: [&str; 3] = ["namespace", "include", "cpp_include"];

/// How many tokens of a broken container are looked through for its end.
const NEAR: usize = 16;

/// How an element of a body is read.
pub(super) struct Element<'t, T> {
    /// Reads one.
    pub(super) read: fn(&mut Parser<'t>) -> Parse<T>,
    /// Tells whether one begins at the next token, to resume there.
    pub(super) begins: fn(&Parser<'t>) -> bool,
}

impl<'t, T> Element<'t, T> {
    /// An element that gives no hint where the next one begins.
    pub(super) fn new(read: fn(&mut Parser<'t>) -> Parse<T>) -> Self {
        Self { read, begins: |_| false }
    }
}

impl<'t> Parser<'t> {
    /// Reads `open element* close`, each element with its separator. A mistake in an element costs
    /// that element only.
    pub(super) fn body<T>(
        &mut self,
        open: char,
        close: char,
        element: &Element<'t, T>,
    ) -> Parse<Vec<T>> {
        let opened = self.expect(open)?;
        if self.eat(close).is_some() {
            return Ok(Vec::new());
        }
        // There are many bodies and most are small: room that is kept ready adds up.
        let mut elements = Vec::with_capacity(1);
        while self.eat(close).is_none() {
            if self.body_is_over() {
                self.unclosed(opened, close);
                break;
            }
            let before = self.taken;
            match (element.read)(self) {
                Ok(read) => {
                    elements.push(read);
                    self.separator();
                }
                Err(_) => self.skip_element(before, element.begins),
            }
        }
        elements.shrink_to_fit();
        Ok(elements)
    }

    /// Tells whether a body ends here, though not by its own bracket.
    fn body_is_over(&self) -> bool {
        match self.kind(0) {
            None => true,
            Some(Kind::Symbol(symbol)) => is_closing(*symbol),
            Some(_) => self.begins_block(),
        }
    }

    fn unclosed(&mut self, opened: Span, close: char) {
        let error = self.mismatch(&format!("`{close}`")).label(opened, "opened here");
        self.push(error);
    }

    /// Skips the rest of a broken element that began at `before`: up to its separator, to the end
    /// of the body, or to where the next element begins.
    fn skip_element(&mut self, before: usize, begins: fn(&Self) -> bool) {
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Symbol(',' | ';') if depth == 0 => {
                    self.bump();
                    return;
                }
                Kind::Symbol(symbol) if is_opening(symbol) => depth += 1,
                Kind::Symbol(symbol) if is_closing(symbol) => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return,
                },
                _ if self.begins_block() => return,
                _ if depth == 0 && self.taken > before && begins(self) => return,
                _ => {}
            }
            self.bump();
        }
    }

    /// Skips the rest of a broken definition that began at `before`, up to the next one. The first
    /// words of it are noted, since its name is probably among them.
    pub(super) fn skip_definition(&mut self, before: usize, words: &mut Vec<String>) {
        if self.taken == before {
            self.bump();
        }
        let mut depth = 0_usize;
        let most = words.len() + NEAR;
        while let Some(token) = self.peek() {
            match &token.kind {
                Kind::Symbol(symbol) if is_opening(*symbol) => depth += 1,
                // A bracket too many ends nothing; the next definition does.
                Kind::Symbol(symbol) if is_closing(*symbol) => depth = depth.saturating_sub(1),
                Kind::Symbol('@') if depth == 0 => return,
                Kind::Ident(word) if depth == 0 && begins_definition(word) => return,
                _ if self.begins_block() => return,
                Kind::Ident(word) if words.len() < most => words.push(word.to_string()),
                _ => {}
            }
            self.bump();
        }
    }

    /// Skips `<…>` behind the name of a type, if it is there.
    pub(super) fn skip_arguments(&mut self) {
        if self.eat('<').is_some() {
            self.skip_parameters();
        }
    }

    /// Skips the rest of a container's parameters, if their end is near: a separator among them
    /// does not end the field.
    pub(super) fn skip_parameters(&mut self) {
        let mut depth = 1_usize;
        for ahead in 0..NEAR {
            match self.kind(ahead) {
                Some(Kind::Symbol('<')) => depth += 1,
                Some(Kind::Symbol('>')) => depth -= 1,
                Some(Kind::Symbol(',' | ';') | Kind::Ident(_)) => {}
                _ => return,
            }
            if depth == 0 {
                for _ in 0..=ahead {
                    self.bump();
                }
                return;
            }
        }
    }

    /// Tells whether a definition with a body surely begins here: `struct Name {`. Inside of
    /// another body it means that a bracket is missing there.
    pub(super) fn begins_block(&self) -> bool {
        let keyword =
            matches!(self.word(), Some("struct" | "union" | "exception" | "enum" | "service"));
        keyword
            && self.word_at(1).is_some()
            && (self.kind(2) == Some(&Kind::Symbol('{'))
                || matches!(self.word_at(2), Some("extends" | "xsd_all")))
    }

    /// Tells whether a definition or a header may begin here, by the token behind its first word.
    pub(super) fn begins_here(&self) -> bool {
        match self.word() {
            Some("const" | "typedef") => self.word_at(1).is_some(),
            Some("include" | "cpp_include") => matches!(self.kind(1), Some(Kind::Literal(_))),
            Some("namespace") => {
                self.word_at(1).is_some() || self.kind(1) == Some(&Kind::Symbol('*'))
            }
            Some(word) if DEFINITIONS.contains(&word) => {
                self.word_at(1).is_some_and(|name| !is_keyword(name))
            }
            _ => false,
        }
    }

    /// Reports the next word as one of another Thrift.
    pub(super) fn unsupported<T>(&mut self, why: &str) -> Parse<T> {
        let word = self.word().unwrap_or_default();
        let error = unsupported(self.here(), word, why);
        self.report(error)
    }
}

/// The report of a word of another Thrift.
pub(super) fn unsupported(at: Span, word: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::Unsupported, at, format!("`{word}` is not supported: {why}"))
}

fn begins_definition(word: &str) -> bool {
    DEFINITIONS.contains(&word) || HEADERS.contains(&word)
}

const fn is_opening(symbol: char) -> bool {
    matches!(symbol, '{' | '(' | '[')
}

const fn is_closing(symbol: char) -> bool {
    matches!(symbol, '}' | ')' | ']')
}
