//! Doc comments of Rust.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::model::{Description, Docs};

/// The doc comment among the attributes: for a description, and not to be written again.
pub(super) fn docs(attributes: &[Attribute]) -> Docs {
    let lines: Vec<_> = attributes.iter().filter_map(line).collect();
    let docs = lines.join("\n").trim_end().to_owned();
    Docs { description: Description { docs, ..Description::default() }, ..Docs::default() }
}

/// `#[doc = " one line, or several"]`, without the blank that `///` is followed by; the text of
/// `#[doc = include_str!(…)]` is not known.
fn line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &meta.value else { return None };
    if !meta.path.is_ident("doc") {
        return None;
    }
    let text = text.value();
    if text.contains('\n') {
        return thrift_idl::doc::clean(&text);
    }
    Some(text.strip_prefix(' ').unwrap_or(&text).trim_end().to_owned())
}
