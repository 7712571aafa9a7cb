//! Mistakes and warnings: what, where, and how to mend it.

#![allow(clippy::exhaustive_enums, reason = "there is no third severity to come")]

use core::fmt::Write;

use crate::code::Code;
use crate::source::{SourceId, Sources};
use crate::token::Span;

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
        if let Some(label) = &mut self.label
            && label.source == self.source
        {
            label.source = source;
        }
        self.source = source;
        self
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

    /// Tells whether it is an error, not a warning.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Writes it for a terminal: `path:line:column: error: message`, with the source line.
    #[must_use]
    pub fn render(&self, sources: &Sources) -> String {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let head = format!("{severity}[{}]: {}", self.code, self.message);
        let mut text = place(sources, self.source, self.span, &head);
        if let Some(label) = &self.label {
            text += &place(sources, label.source, label.span, &format!("note: {}", label.message));
        }
        if let Some(help) = &self.help {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  help: {help}");
        }
        text
    }
}

/// `path:line:column: head`, then the line and the carets; only the head when there is no text.
fn place(sources: &Sources, source: SourceId, span: Span, head: &str) -> String {
    let Some(source) = sources.get(source) else { return format!("{head}\n") };
    let path = source.path.display();
    let Some(position) = source.position(span.start) else { return format!("{path}: {head}\n") };
    let before: String =
        position.before.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let after = position.text.len().saturating_sub(position.before.len());
    let width =
        usize::try_from(span.end.saturating_sub(span.start)).map_or(after, |w| w.min(after));
    let under = position.text.get(position.before.len()..position.before.len() + width);
    let carets = "^".repeat(under.map_or(1, |under| under.chars().count()).max(1));
    format!(
        "{path}:{}:{}: {head}\n  {}\n  {before}{carets}\n",
        position.line, position.column, position.text
    )
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
            "a.thrift:2:2: error[T0010]: no `strct`\n  \tstrct B {}\n  \t^^^^^\n\
             a.thrift:1:8: note: first\n  struct A {}\n         ^\n  help: write `struct`\n"
        );
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
