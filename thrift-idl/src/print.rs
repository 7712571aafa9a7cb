//! A syntax tree as text, and a text in the same form.
//!
//! Both walk the tree and note [pieces](layout::Pieces) of text and where lines may break; what
//! does not fit in a line is broken last. Formatting walks along the tokens of the
//! [source](source::Source) at the same time, for its comments, blank lines and numbers.

mod comment;
mod definition;
mod header;
mod layout;
mod printer;
mod service;
mod source;
mod structure;
mod types;
mod value;

use crate::ast::Document;
use crate::diagnostic::Diagnostic;
use crate::lexer::lex;
use crate::parser::parse;
use crate::print::printer::Printer;
use crate::print::source::Source;

/// Prints a syntax tree, with a line at the end of the last definition.
///
/// What [`parse`] has read from a text without errors is read from the printed text again, apart
/// from spans. A tree that no text has, with a name that is no word, say, or a double that is no
/// number, is printed just as well, but reads differently if at all.
///
/// ```
/// use thrift_idl::{lex, parse, print};
///
/// let lexed = lex("struct User{1:i64 id 2:string name='?'(max='20')} const list<i8> L=[1 2]");
/// let (document, _) = parse(&lexed.tokens, lexed.end);
/// assert_eq!(
///     print(&document),
///     "struct User {
///   1: i64 id;
///   2: string name = \"?\" (max = \"20\");
/// }
///
/// const list<i8> L = [1, 2]
/// "
/// );
/// ```
#[must_use]
pub fn print(document: &Document) -> String {
    Printer::new(None).document(document)
}

/// Gives a text the form in which [`print()`] prints.
///
/// Comments stay with what they are about, numbers stay as they are written, and one blank line
/// stays where there are any. The text means the same as before, docs included.
///
/// ```
/// let text = "struct User { // with an account
///     1: i64 id, 2: string name /* of any length */ }";
/// assert_eq!(
///     thrift_idl::format(text).unwrap(),
///     "struct User { // with an account
///   1: i64 id;
///   2: string name; /* of any length */
/// }
/// "
/// );
/// ```
///
/// # Errors
///
/// The errors in the text, in the order of the source. Warnings do not matter.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let lexed = lex(text);
    let (document, mut errors) = parse(&lexed.tokens, lexed.end);
    errors.splice(..0, lexed.diagnostics.iter().cloned());
    errors.retain(Diagnostic::is_error);
    if !errors.is_empty() {
        errors.sort_by_key(|error| error.span.start);
        return Err(errors);
    }
    Ok(Printer::new(Some(Source::new(text, &lexed))).document(&document))
}

#[cfg(test)]
mod tests;
