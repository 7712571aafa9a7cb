//! Doc comments of Rust.

use crate::model::{Description, Docs};
use crate::syntax::Attribute;

/// The doc comment among the attributes: for a description, and not to be written again.
pub(super) fn docs(attributes: &[Attribute]) -> Docs {
    let lines: Vec<_> = attributes.iter().filter_map(line).collect();
    let docs = lines.join("\n").trim_end().to_owned();
    Docs { description: Description { docs, ..Description::default() }, ..Docs::default() }
}

/// `#[doc = " one line, or several"]`, without the blank that `///` is followed by; the text of
/// `#[doc = include_str!(…)]` is not known.
fn line(attribute: &Attribute) -> Option<String> {
    let text = attribute.text().filter(|_| attribute.is("doc"))?;
    if text.contains('\n') {
        return thrift_idl::doc::clean(&text);
    }
    Some(text.strip_prefix(' ').unwrap_or(&text).trim_end().to_owned())
}
