//! What holds for every text, whatever it is. The fuzzer asks the same.

use thrift_idl::{Parsed, Span, parse_text};

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
