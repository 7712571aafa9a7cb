//! What stands between the quotes of a string, row L9, for the lexer and for token streams.

use core::ops::Range;
use std::borrow::Cow;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::number::leading;
use crate::token::Span;

/// Reads what a string says whose end is known already: its escapes become what they stand for.
///
/// `place` tells where a range of bytes of the text stands. The diagnostics are those that
/// [`lex`](crate::lex) reports of a string: escapes that Thrift has not, and lines that end inside.
///
/// ```
/// use thrift_idl::literal::unescape;
/// use thrift_idl::{Code, Span};
///
/// let (value, diagnostics) = unescape(r"one\n\x41", |_| Span::default());
/// assert_eq!(value, "one\nx41");
/// assert_eq!(diagnostics[0].code, Code::BadEscape);
/// ```
pub fn unescape(
    text: &str,
    place: impl Fn(Range<usize>) -> Span,
) -> (Cow<'_, str>, Vec<Diagnostic>) {
    unescape_at(text, &place)
}

fn unescape_at<'t>(
    text: &'t str,
    place: &dyn Fn(Range<usize>) -> Span,
) -> (Cow<'t, str>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut value = Cow::Borrowed("");
    let mut at = 0;
    loop {
        let plain = leading(&text.as_bytes()[at..], |byte| !matches!(byte, b'\\' | b'\n'));
        push(&mut value, &text[at..at + plain]);
        at += plain;
        if at == text.len() {
            return (value, diagnostics);
        }
        let mut stop = text[at..].chars();
        if stop.next() == Some('\n') {
            let message = "this string has no end: the line ends before it does";
            let span = place(at..at + 1);
            diagnostics.push(Diagnostic::error(Code::UnterminatedString, span, message));
            push(&mut value, "\n");
            at += 1;
        } else if let Some(after) = stop.next() {
            let end = at + 1 + after.len_utf8();
            let meant = escape(after).unwrap_or_else(|| {
                diagnostics.push(bad_escape(after, place(at..end)));
                after
            });
            value.to_mut().push(meant);
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Adds a part of the text; the first one need not be copied.
fn push<'t>(value: &mut Cow<'t, str>, part: &'t str) {
    if value.is_empty() {
        *value = Cow::Borrowed(part);
    } else {
        value.to_mut().push_str(part);
    }
}

/// What a backslash and this character stand for.
const fn escape(after: char) -> Option<char> {
    match after {
        'r' => Some('\r'),
        'n' => Some('\n'),
        't' => Some('\t'),
        '"' | '\'' | '\\' => Some(after),
        _ => None,
    }
}

/// The error about a backslash before another character.
fn bad_escape(after: char, span: Span) -> Diagnostic {
    let message = format!("unknown escape `\\{}`", after.escape_default());
    let help = r#"the escapes are `\r`, `\n`, `\t`, `\"`, `\'` and `\\`"#;
    Diagnostic::error(Code::BadEscape, span, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, lex};

    /// Whatever stands in a string, the lexer and [`unescape`] agree, save where lines end.
    #[test]
    fn l9_agrees_with_the_lexer() {
        for text in [r"", r"a", r"\r\n\t\'\\b", r#"\""#, r"\0\x41\u{e9}", r"é\é", r"a\q\n"] {
            let quoted = format!("\"{text}\"");
            let lexed = lex(&quoted);
            let at = |offset: usize| u32::try_from(offset + 1).unwrap();
            let (value, diagnostics) =
                unescape(text, |range| Span::new(at(range.start), at(range.end)));
            assert_eq!(lexed.tokens[0].kind, Kind::Literal(value), "{text}");
            assert_eq!(lexed.diagnostics, diagnostics, "{text}");
        }
    }

    #[test]
    fn l9_a_line_ends_inside() {
        let (value, diagnostics) = unescape("a\nb", |_| Span::default());
        assert_eq!(value, "a\nb");
        assert_eq!(diagnostics[0].code, Code::UnterminatedString);
        let (_, escaped) = unescape("a\\\nb", |_| Span::default());
        assert_eq!(escaped[0].code, Code::BadEscape);
    }

    #[test]
    fn l9_a_backslash_at_the_end_means_nothing() {
        assert_eq!(unescape("a\\", |_| Span::default()), ("a".into(), Vec::new()));
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(unescape("abc", |_| Span::default()).0, Cow::Borrowed("abc")));
    }
}
