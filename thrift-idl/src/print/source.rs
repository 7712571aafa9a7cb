//! The text that is formatted: a walk along its tokens, for what the tree does not hold.

use crate::doc;
use crate::lexer::Lexed;
use crate::token::{Kind, Span, Token};

/// The tokens of a text from some place on, and the comments between them.
#[derive(Debug)]
pub(super) struct Source<'a> {
    text: &'a str,
    /// The tokens without doc comments, which are among the comments.
    tokens: Vec<(&'a Token<'a>, Gap<'a>)>,
    comments: Vec<Comment<'a>>,
    /// The next token.
    at: usize,
    /// The next comment.
    comment: usize,
}

/// A comment, and how it stands behind the token or comment before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comment<'a> {
    /// With its marks.
    pub(super) text: &'a str,
    pub(super) gap: Gap<'a>,
    /// The token before which it stands.
    token: usize,
}

/// The blanks before a token or comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap<'a> {
    /// How many lines end in it.
    pub(super) newlines: usize,
    /// What is before the token or comment on its line, if it is the first there.
    pub(super) before: Option<&'a str>,
}

impl Comment<'_> {
    /// Tells whether it ends with its line.
    pub(super) fn is_line(&self) -> bool {
        !self.text.starts_with("/*")
    }

    pub(super) fn is_doc(&self) -> bool {
        doc::is_doc(self.text)
    }
}

impl<'a> Source<'a> {
    /// Starts at the first token.
    pub(super) fn new(text: &'a str, lexed: &'a Lexed<'a>) -> Self {
        let mut source = Self { text, tokens: Vec::new(), comments: Vec::new(), at: 0, comment: 0 };
        let mut end = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut comments = lexed.comments.iter().peekable();
        for token in lexed.tokens.iter().filter(|token| !matches!(token.kind, Kind::Doc(_))) {
            while let Some(comment) = comments.next_if(|span| span.start < token.span.start) {
                source.push_comment(*comment, &mut end);
            }
            let gap = source.gap(token.span, &mut end);
            source.tokens.push((token, gap));
        }
        for comment in comments {
            source.push_comment(*comment, &mut end);
        }
        source
    }

    fn push_comment(&mut self, span: Span, end: &mut usize) {
        let gap = self.gap(span, end);
        let text = self.slice(span).trim_end_matches([' ', '\t', '\r']);
        self.comments.push(Comment { text, gap, token: self.tokens.len() });
    }

    /// The gap between `end` and what stands at `span`, whose end is the next `end`.
    fn gap(&self, span: Span, end: &mut usize) -> Gap<'a> {
        let is_first = self.tokens.is_empty() && self.comments.is_empty();
        let gap = self.text.get(*end..offset(span.start)).unwrap_or_default();
        *end = offset(span.end);
        let newlines = gap.matches('\n').count() + usize::from(is_first);
        let before = match gap.rfind('\n') {
            Some(newline) => gap.get(newline + 1..),
            None => is_first.then_some(gap),
        };
        Gap { newlines, before }
    }

    fn slice(&self, span: Span) -> &'a str {
        self.text.get(offset(span.start)..offset(span.end)).unwrap_or_default()
    }

    /// Takes the comments before the next token.
    pub(super) fn comments(&mut self) -> Vec<Comment<'a>> {
        let taken: Vec<_> = self.comments_before(0).copied().collect();
        self.comment += taken.len();
        taken
    }

    /// Returns the comments before the next token, or before that which is `ahead` of it.
    fn comments_before(&self, ahead: usize) -> impl Iterator<Item = &Comment<'a>> {
        let rest = &self.comments[self.comment..];
        rest.iter().take_while(move |comment| comment.token <= self.at + ahead)
    }

    pub(super) fn has_comments(&self) -> bool {
        self.comments_before(0).next().is_some()
    }

    pub(super) fn has_docs(&self, ahead: usize) -> bool {
        self.comments_before(ahead).any(Comment::is_doc)
    }

    /// The number of lines that end just before the next token.
    pub(super) fn newlines(&self) -> usize {
        self.tokens.get(self.at).map_or(1, |(_, gap)| gap.newlines)
    }

    pub(super) fn is_symbol(&self, ahead: usize, symbol: char) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|(t, _)| t.kind == Kind::Symbol(symbol))
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        let next = self.tokens.get(self.at);
        next.is_some_and(|(t, _)| matches!(&t.kind, Kind::Ident(text) if text == word))
    }

    /// The next token as it is written.
    pub(super) fn written(&self) -> &'a str {
        self.tokens.get(self.at).map_or("", |(token, _)| self.slice(token.span))
    }

    /// Goes on behind the next token. Comments before it that are not taken move on to the one
    /// after it.
    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// Goes on behind the next token as if it were not there: lines before it end before what
    /// follows, as they may have to for a comment.
    pub(super) fn leave_out(&mut self) {
        let newlines = self.newlines();
        self.advance();
        let behind = self.comments[self.comment..].iter_mut();
        let comment = behind.take_while(|c| c.token <= self.at).find(|c| c.token == self.at);
        match (comment, self.tokens.get_mut(self.at)) {
            (Some(Comment { gap, .. }), _) | (None, Some((_, gap))) => gap.newlines += newlines,
            (None, None) => {}
        }
    }
}

/// Offsets fit, because they come from a text in memory.
fn offset(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
