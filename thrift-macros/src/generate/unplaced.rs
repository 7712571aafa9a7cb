//! Names without places in the user's source.
//!
//! An editor takes every token of an expansion that has the place of a token of the user's for what
//! that stands for. So only declarations have the places of a block: in implementations the same
//! names are mentioned many times more, between names of the core crate, and none of that is what
//! the user wants to see behind a field. The compiler has no use for those places either, since
//! what is generated from an IDL compiles. Where the types come from elsewhere it may not; their
//! spans are left alone.

#[cfg(feature = "idl")]
mod item;
#[cfg(feature = "service")]
mod service;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::TokenStreamExt;

#[cfg(feature = "idl")]
pub(crate) use self::item::{ident, item};
#[cfg(feature = "service")]
pub(crate) use self::service::errors;
use crate::model::Variant;

fn variant(variant: &mut Variant) {
    unplace(&mut variant.ident);
}

/// What the name resolves to stays the same, whatever `macro_rules!` macro it came out of.
fn unplace(ident: &mut Ident) {
    ident.set_span(unplaced(ident.span()));
}

fn unplaced(span: Span) -> Span {
    span.located_at(Span::call_site())
}

/// Types are nested no deeper than the parser reads them.
fn unplace_all(tokens: &mut TokenStream) {
    for mut tree in core::mem::take(tokens) {
        if let TokenTree::Group(group) = &mut tree {
            let mut inner = group.stream();
            unplace_all(&mut inner);
            let span = group.span();
            *group = Group::new(group.delimiter(), inner);
            group.set_span(span);
        }
        tree.set_span(unplaced(tree.span()));
        tokens.append(tree);
    }
}
