//! The canonical text of a file.

use thrift_idl::{Diagnostic, lex, parse};

/// Formats a text.
///
/// # Errors
///
/// What is wrong with it.
pub(crate) fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let lexed = lex(text);
    let (_, diagnostics) = parse(&lexed.tokens, lexed.end);
    let all = lexed.diagnostics.into_iter().chain(diagnostics);
    let errors: Vec<_> = all.filter(Diagnostic::is_error).collect();
    if errors.is_empty() { Ok(text.to_owned()) } else { Err(errors) }
}
