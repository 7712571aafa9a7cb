//! Tokens, brackets and comments into pieces.

use std::borrow::Cow;

use super::comment;
use super::layout::{Line, Pieces};
use super::source::{Comment, Source};

/// Notes the pieces of a document, with the comments of the text it comes from, if any.
///
/// Every token of the tree is printed by [`Printer::word`] or [`Printer::glue`], in the order of
/// the text, so that both know at any time where in the text they are. What the tree does not
/// have is for [`Printer::separator`] and those who call [`Printer::skip`].
#[derive(Debug)]
pub(super) struct Printer<'a> {
    pub(super) pieces: Pieces<'a>,
    pub(super) source: Option<Source<'a>>,
    last: Last,
    /// The place above the line where the innermost element begins.
    above: usize,
    /// The comment for the end of the line.
    ending: Option<&'a str>,
}

/// Where a comment goes that cannot have anything behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// To the end of the line, which ends before the next group that may be broken. Otherwise the
    /// comment could end up inside of that, and would break it the next time.
    End,
    /// Above the element that it is in.
    Above,
}

/// What stands before the next token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// A new line, or what needs no space behind it.
    Nothing,
    Token,
    Comment,
}

/// How a part in brackets is printed.
pub(super) struct Brackets {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// Whether the opening one stands directly behind what is before it.
    pub(super) glued: bool,
    pub(super) indent: usize,
    pub(super) separator: &'static str,
    /// Whether each element has a line of its own, and a separator, however short it is.
    pub(super) is_body: bool,
    /// Whether doc comments belong to the elements.
    pub(super) documented: bool,
}

pub(super) const FIELDS: Brackets = Brackets {
    open: "{",
    close: "}",
    glued: false,
    indent: 2,
    separator: ";",
    is_body: true,
    documented: true,
};

pub(super) const ARGUMENTS: Brackets = Brackets {
    open: "(",
    close: ")",
    glued: true,
    indent: 4,
    separator: ",",
    is_body: false,
    documented: true,
};

pub(super) const ANNOTATIONS: Brackets = Brackets { glued: false, documented: false, ..ARGUMENTS };

pub(super) const LIST: Brackets = Brackets { open: "[", close: "]", indent: 2, ..ANNOTATIONS };

pub(super) const MAP: Brackets = Brackets { open: "{", close: "}", ..LIST };

/// When a separator is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Always,
    /// Behind the last element of what is broken into lines.
    Broken,
    Never,
}

impl<'a> Printer<'a> {
    pub(super) fn new(source: Option<Source<'a>>) -> Self {
        let mut pieces = Pieces::default();
        let above = pieces.above();
        Self { pieces, source, last: Last::Nothing, above, ending: None }
    }

    /// Prints a token, with a space before it if there is something to part it from.
    pub(super) fn word(&mut self, text: impl Into<Cow<'a, str>>) {
        self.comments_within(Place::Above);
        self.insert(text);
        self.skip();
    }

    /// Prints a symbol directly behind what is before it.
    pub(super) fn glue(&mut self, symbol: &'static str) {
        self.comments_within(Place::Above);
        if self.last == Last::Comment && !matches!(symbol, ")" | "]" | ">" | "," | ";" | ":") {
            self.pieces.text(" ");
        }
        self.put(symbol);
        self.skip();
    }

    /// Prints a number, as it is written if it is.
    pub(super) fn number(&mut self, value: &impl ToString) {
        match self.source.as_ref().map(Source::written) {
            Some(written) => self.word(written),
            None => self.word(value.to_string()),
        }
    }

    /// Prints a word that is not at this place of the text.
    pub(super) fn insert(&mut self, text: impl Into<Cow<'a, str>>) {
        self.space();
        self.put(text.into());
    }

    fn put(&mut self, text: impl Into<Cow<'a, str>>) {
        let text = text.into();
        let opens = matches!(&*text, "(" | "[" | "{" | "<" | "@");
        self.pieces.text(text);
        self.last = if opens { Last::Nothing } else { Last::Token };
    }

    fn space(&mut self) {
        if self.last != Last::Nothing {
            self.pieces.text(" ");
        }
    }

    /// Leaves out a token of the text, or goes on behind one that is printed.
    pub(super) fn skip(&mut self) {
        if let Some(source) = &mut self.source {
            source.advance();
        }
    }

    /// Tells whether the next token of the text is this symbol.
    pub(super) fn is_written(&self, ahead: usize, symbol: char) -> bool {
        self.source.as_ref().is_some_and(|source| source.is_symbol(ahead, symbol))
    }

    /// Prints the separator behind an element. A text has one or none, wherever it likes.
    pub(super) fn separator(&mut self, text: &'static str, mut when: Separator) {
        if let Some(source) = &mut self.source
            && (source.is_symbol(0, ',') || source.is_symbol(0, ';'))
        {
            if source.has_docs(0) {
                // They belong to what follows, and stay where they are.
                when = Separator::Always;
            }
            if when == Separator::Never {
                return source.leave_out();
            }
            self.comments_within(Place::End);
            self.skip();
        }
        match when {
            Separator::Always => self.put(text),
            Separator::Broken => self.pieces.broken_text(text),
            Separator::Never => {}
        }
    }

    /// Prints elements in brackets, on one line or a line each.
    pub(super) fn items<T>(
        &mut self,
        brackets: &Brackets,
        items: &'a [T],
        print: fn(&mut Self, &'a T),
    ) {
        let is_broken = brackets.is_body && !items.is_empty();
        self.comments_within(if is_broken { Place::End } else { Place::Above });
        self.pieces.open();
        if brackets.glued {
            self.glue(brackets.open);
        } else {
            self.word(brackets.open);
        }
        if !items.is_empty() || self.source.as_ref().is_some_and(Source::has_comments) {
            let above = self.above;
            self.lines(brackets, items, print);
            self.above = above;
        }
        self.glue(brackets.close);
        self.pieces.close();
    }

    fn lines<T>(&mut self, brackets: &Brackets, items: &'a [T], print: fn(&mut Self, &'a T)) {
        if brackets.is_body {
            self.last = Last::Token;
        }
        self.pieces.indent(brackets.indent);
        for (index, item) in items.iter().enumerate() {
            let is_first = index == 0;
            let line = Line { space: !is_first, blank: !is_first, ..Line::default() };
            self.begin(line, brackets.documented);
            print(self, item);
            let is_last = index + 1 == items.len();
            let when =
                if is_last && !brackets.is_body { Separator::Broken } else { Separator::Always };
            self.separator(brackets.separator, when);
        }
        if brackets.is_body && !items.is_empty() {
            self.pieces.break_group();
        }
        let line = Line { blank: !items.is_empty(), ..Line::default() };
        self.comments_before_end(line);
        self.pieces.outdent(brackets.indent);
        self.end_line();
        self.pieces.line(Line { space: brackets.is_body, ..Line::default() });
        self.last = Last::Nothing;
    }

    /// Begins a line, or a part of one, that comments can be put above.
    pub(super) fn line(&mut self, line: Line) {
        self.end_line();
        self.pieces.line(line);
        self.above = self.pieces.above();
        self.last = Last::Nothing;
    }

    pub(super) fn end_line(&mut self) {
        if let Some(comment) = self.ending.take() {
            self.pieces.end_of_line(comment);
        }
    }

    /// Begins the line of the next token, behind the comments before it. Blank lines are those of
    /// the text, where `line` allows one.
    pub(super) fn begin(&mut self, line: Line, documented: bool) {
        let Some(source) = &mut self.source else {
            return self.line(Line { blank: false, ..line });
        };
        let (comments, newlines) = (source.comments(), source.newlines());
        // Comments go with what is on their line, and with what follows if that is all.
        let beside = match comments.iter().position(|comment| comment.gap.newlines > 0) {
            Some(count) => count,
            None if newlines > 0 => comments.len(),
            None => 0,
        };
        let (beside, own) = comments.split_at(beside);
        self.beside(beside, Place::End);
        if documented && beside.iter().any(Comment::is_doc) {
            // It would be before what follows if that were on the same line.
            self.pieces.break_group();
        }
        let mut line = NextLine { line, is_first: true };
        let must_break = self.own(&mut line, own, documented);
        if must_break || newlines > 0 {
            self.next_line(&mut line, newlines);
        }
    }

    /// Prints the comments behind the last element.
    pub(super) fn comments_before_end(&mut self, line: Line) {
        let Some(source) = &mut self.source else { return };
        let comments = source.comments();
        let own = comments.iter().position(|comment| comment.gap.newlines > 0);
        let (beside, own) = comments.split_at(own.unwrap_or(comments.len()));
        self.beside(beside, Place::End);
        if !own.is_empty() {
            self.pieces.break_group();
            self.own(&mut NextLine { line, is_first: true }, own, false);
        }
    }

    /// Prints comments on lines of their own, as far as they are in the text. Returns whether
    /// nothing can stand behind the last of them.
    fn own(&mut self, line: &mut NextLine, comments: &[Comment<'a>], documented: bool) -> bool {
        let mut must_break = true;
        for comment in comments {
            if must_break || comment.gap.newlines > 0 {
                self.next_line(line, comment.gap.newlines);
            }
            self.block(comment, comment.gap.before);
            must_break = documented && comment.is_doc();
        }
        must_break
    }

    fn next_line(&mut self, next: &mut NextLine, newlines: usize) {
        if !next.is_first {
            // A comment is on the line before.
            self.pieces.break_group();
        }
        let blank = next.line.blank && newlines > 1;
        // A block comment before the first element.
        let space = next.line.space || self.last == Last::Comment;
        self.line(Line { space, blank, ..next.line });
        *next = NextLine { line: Line { blank: true, ..Line::default() }, is_first: false };
    }

    /// Prints comments before a token that does not begin a line.
    fn comments_within(&mut self, place: Place) {
        if let Some(source) = &mut self.source {
            let comments = source.comments();
            self.beside(&comments, place);
        }
    }

    fn beside(&mut self, comments: &[Comment<'a>], place: Place) {
        for comment in comments {
            if comment.is_line() {
                self.line_comment(comment.text, place);
            } else {
                self.block(comment, None);
            }
        }
    }

    fn line_comment(&mut self, comment: &'a str, place: Place) {
        self.pieces.break_group();
        let above = match place {
            Place::End => self.ending.replace(comment),
            Place::Above => Some(comment),
        };
        if let Some(above) = above {
            self.pieces.put_above(self.above, above);
        }
    }

    fn block(&mut self, comment: &Comment<'a>, before: Option<&str>) {
        self.space();
        self.pieces.block(comment::written(comment.text, before));
        self.last = Last::Comment;
    }

    /// Prints the docs of the tree. Those of a text have been printed with its comments.
    pub(super) fn docs(&mut self, docs: Option<&str>) {
        if let (Some(docs), None) = (docs, &self.source) {
            self.pieces.block(comment::doc(docs));
            self.pieces.break_group();
            self.line(Line::default());
        }
    }
}

/// The next line among comments.
struct NextLine {
    line: Line,
    is_first: bool,
}
