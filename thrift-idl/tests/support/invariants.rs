//! What holds for every text, whatever it is. The fuzzer asks the same.

use thrift_idl::{Parsed, Span, format, lex, parse_text};

/// Takes a text through all steps; panics where something does not hold.
pub(crate) fn check(text: &str) {
    let Parsed { diagnostics, sources, program, .. } = parse_text(text);
    let inside = |span: Span| span.start <= span.end && span.end as usize <= text.len();
    for diagnostic in &diagnostics {
        assert!(inside(diagnostic.span), "{diagnostic:?} in {text:?}");
        assert!(diagnostic.label.as_ref().is_none_or(|label| inside(label.span)), "{diagnostic:?}");
        assert!(!diagnostic.message.ends_with('.'), "{diagnostic:?}");
    }
    for diagnostic in diagnostics.iter().take(20) {
        assert!(!diagnostic.render(&sources).is_empty());
    }
    for (id, item) in program.items() {
        assert_eq!(program.item(id).name(), item.name());
    }
}

/// Formats a text, if it can be read; panics where something is lost or comes out otherwise twice.
pub(crate) fn check_format(text: &str) {
    let Ok(formatted) = format(text) else { return };
    let comments = |text: &str| lex(text).comments.len();
    assert_eq!(comments(&formatted), comments(text), "{text:?} became {formatted:?}");
    assert_eq!(format(&formatted).as_ref(), Ok(&formatted), "{text:?}");
}
