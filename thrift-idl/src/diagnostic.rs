//! Mistakes and warnings: what, where, and how to mend it.

#![allow(clippy::exhaustive_enums, reason = "there is no third severity to come")]

mod excerpt;

use core::fmt::Write;

use crate::code::Code;
use crate::source::{Position, Source, SourceId, Sources};
use crate::token::Span;

pub(crate) use excerpt::short;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The input has no meaning here; nothing should be generated from it without saying so.
    Error,
    /// The input has a meaning that is probably not what was wanted.
    Warning,
}

/// One mistake, with the token it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of mistake it is.
    pub code: Code,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where it is.
    pub span: Span,
    /// Which input it is in.
    pub source: SourceId,
    /// Another place that belongs to it, such as the first use of a name.
    pub label: Option<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

/// A second place of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where it is.
    pub span: Span,
    /// Which input it is in.
    pub source: SourceId,
    /// What is there: `first used here`.
    pub message: String,
}

impl Diagnostic {
    /// Makes an error in the root input.
    #[must_use]
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            span,
            source: SourceId::ROOT,
            label: None,
            help: None,
        }
    }

    /// Makes a warning in the root input.
    #[must_use]
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// Moves it, and a label beside it, to another input.
    #[must_use]
    pub fn within(mut self, source: SourceId) -> Self {
        self.move_to(source);
        self
    }

    /// Does what [`Diagnostic::within`] does in place.
    pub(crate) fn move_to(&mut self, source: SourceId) {
        if let Some(label) = &mut self.label
            && label.source == self.source
        {
            label.source = source;
        }
        self.source = source;
    }

    /// Adds a second place in the same input.
    #[must_use]
    pub fn label(self, span: Span, message: impl Into<String>) -> Self {
        let source = self.source;
        self.label_in(source, span, message)
    }

    /// Adds a second place in any input.
    #[must_use]
    pub fn label_in(mut self, source: SourceId, span: Span, message: impl Into<String>) -> Self {
        self.label = Some(Label { span, source, message: message.into() });
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the name that was probably meant, if there is one.
    #[must_use]
    pub(crate) fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Puts diagnostics in the order of the source, as all functions of this crate return them.
    ///
    /// ```
    /// use thrift_idl::{Code, Diagnostic, Span};
    ///
    /// let at = |start| Diagnostic::error(Code::Syntax, Span::new(start, start), "no");
    /// let mut diagnostics = [at(5), at(3)];
    /// Diagnostic::sort(&mut diagnostics);
    /// assert_eq!(diagnostics, [at(3), at(5)]);
    /// ```
    pub fn sort(diagnostics: &mut [Self]) {
        diagnostics.sort_by_key(|diagnostic| (diagnostic.source, diagnostic.span.start));
    }

    /// Tells whether it is an error, not a warning.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Writes it for a terminal: `path:line:column: error[T0031]: message` and the source line,
    /// then the second place, the reason for the rule and what to do about it.
    ///
    /// The text ends with a newline, and its length is bounded, whatever the source is like: long
    /// lines and messages are shown in part, and control characters as pictures.
    #[must_use]
    pub fn render(&self, sources: &Sources) -> String {
        let mut out = String::new();
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let head = format!("{severity}[{}]", self.code);
        place(&mut out, sources, (self.source, self.span), &head, &self.message);
        if let Some(label) = &self.label {
            place(&mut out, sources, (label.source, label.span), "note", &label.message);
        }
        aside(&mut out, "note", self.code.why());
        aside(&mut out, "help", self.help.as_deref());
        out
    }
}

/// Writes what there is to say beside the places.
fn aside(out: &mut String, kind: &str, text: Option<&str>) {
    if let Some(text) = text {
        *out += "  ";
        *out += kind;
        *out += ": ";
        excerpt::message(out, text);
        out.push('\n');
    }
}

impl Sources {
    /// What a message about a place in a text has around its first line where
    /// [`Diagnostic::render`] shows it: `path:line:column: ` before it, and the line and the carets
    /// behind it. An input without a text has no such places.
    #[must_use]
    pub fn around(&self, source: SourceId, span: Span) -> Option<(String, String)> {
        let source = self.get(source)?;
        let position = source.position(span.start)?;
        let (mut before, mut behind) = (String::new(), String::new());
        head(&mut before, source, Some(&position));
        excerpt::line(&mut behind, &position, length(span));
        Some((before, behind))
    }
}

/// Writes `path:line:column: `, as far as it is known.
fn head(out: &mut String, source: &Source, position: Option<&Position<'_>>) {
    excerpt::message(out, &source.path.to_string_lossy());
    if let Some(position) = position {
        // Writing to a string cannot fail.
        let _ = write!(out, ":{}:{}", position.line, position.column);
    }
    *out += ": ";
}

fn length(span: Span) -> usize {
    usize::try_from(span.end.saturating_sub(span.start)).unwrap_or(usize::MAX)
}

/// Writes `path:line:column: head: message`, then the line and the carets, as far as they are
/// known.
fn place(
    out: &mut String,
    sources: &Sources,
    (source, span): (SourceId, Span),
    kind: &str,
    message: &str,
) {
    let source = sources.get(source);
    let position = source.and_then(|source| source.position(span.start));
    if let Some(source) = source {
        head(out, source, position.as_ref());
    }
    *out += kind;
    *out += ": ";
    excerpt::message(out, message);
    out.push('\n');
    if let Some(position) = position {
        excerpt::line(out, &position, length(span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_path_line_and_carets() {
        let mut sources = Sources::default();
        let source = sources.add_text("a.thrift", "struct A {}\n\tstrct B {}\n".into());
        let diagnostic = Diagnostic::error(Code::Syntax, Span::new(13, 18), "no `strct`")
            .within(source)
            .label(Span::new(7, 8), "first")
            .help("write `struct`");
        assert_eq!(
            diagnostic.render(&sources),
            "a.thrift:2:2: error[T0010]: no `strct`\n      strct B {}\n      ^^^^^\n\
             a.thrift:1:8: note: first\n  struct A {}\n         ^\n  help: write `struct`\n"
        );
    }

    #[test]
    fn renders_the_reason_before_the_help() {
        let error = Diagnostic::error(Code::EnumRange, Span::default(), "too big").help("less");
        let why = Code::EnumRange.why().unwrap();
        assert_eq!(
            error.render(&Sources::default()),
            format!("error[T0045]: too big\n  note: {why}\n  help: less\n")
        );
    }

    #[test]
    fn shows_what_is_around_a_message() {
        let mut sources = Sources::default();
        let text = sources.add_text("a.thrift", "struct A {}\n\tstrct B {}\n".into());
        let tokens = sources.add_tokens("thrift!");
        let span = Span::new(13, 18);
        let (before, behind) = sources.around(text, span).unwrap();
        assert_eq!(before, "a.thrift:2:2: ");
        assert_eq!(behind, "      strct B {}\n      ^^^^^\n");
        assert_eq!(sources.around(tokens, span), None);
        assert_eq!(sources.around(SourceId(7), span), None);
    }

    #[test]
    fn renders_without_text() {
        let mut sources = Sources::default();
        sources.add_tokens("thrift!");
        let diagnostic = Diagnostic::warning(Code::Syntax, Span::new(9, 9), "odd");
        assert_eq!(diagnostic.render(&sources), "thrift!: warning[T0010]: odd\n");
        assert_eq!(diagnostic.render(&Sources::default()), "warning[T0010]: odd\n");
    }

    #[test]
    fn renders_at_the_end_and_inside_characters() {
        let mut sources = Sources::default();
        let source = sources.add_text("a.thrift", "é\n".into());
        for span in [Span::new(3, 3), Span::new(0, 99), Span::new(1, 2), Span::new(50, 60)] {
            let text = Diagnostic::error(Code::Syntax, span, "x").within(source).render(&sources);
            assert!(text.contains("error"), "{text}");
        }
    }
}
