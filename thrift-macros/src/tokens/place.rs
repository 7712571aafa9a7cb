//! Where tokens stand in the source.
//!
//! What `proc-macro2` knows of it, with its feature `span-locations`, the compiler can be asked
//! itself; users are spared the building of that feature. Unit tests have no compiler.

use proc_macro2::Span;

/// A line, and a place in it.
pub(super) type Place = (usize, usize);

#[cfg(not(test))]
pub(super) fn start(span: Span) -> Place {
    let start = span.unwrap().start();
    (start.line(), start.column())
}

#[cfg(not(test))]
pub(super) fn end(span: Span) -> Place {
    let end = span.unwrap().end();
    (end.line(), end.column())
}

#[cfg(test)]
pub(super) fn start(span: Span) -> Place {
    let start = span.start();
    (start.line, start.column)
}

#[cfg(test)]
pub(super) fn end(span: Span) -> Place {
    let end = span.end();
    (end.line, end.column)
}
