//! How annotations declare items and their parts.

use proc_macro2::TokenStream;
use quote::quote;
use thrift_idl::program::Annotation;

use super::Lowering;
use super::annotations::{self, Place};
use super::names::Scope;
use super::rust;
use crate::model::Declaration;

impl Lowering<'_> {
    /// How an item or a field is declared.
    pub(super) fn declaration(
        &self,
        scope: Scope,
        place: Place,
        annotations: &[Annotation],
    ) -> Declaration {
        let visibility = rust::find(annotations, rust::VISIBILITY).and_then(|annotation| {
            rust::visibility(&annotation.value, self.span(scope, annotation.span)).ok()
        });
        let declaration = Declaration::default();
        Declaration {
            visibility: visibility.unwrap_or(declaration.visibility),
            attrs: self.attributes(scope, place, annotations),
        }
    }

    /// All attributes and derives.
    pub(super) fn attributes(
        &self,
        scope: Scope,
        place: Place,
        annotations: &[Annotation],
    ) -> TokenStream {
        let meant = annotations.iter().filter(|it| annotations::may_stand(&it.key, place));
        let parsed = meant.filter_map(|annotation| {
            let Annotation { key, value, .. } = annotation;
            let span = self.span(scope, annotation.span);
            match key.as_str() {
                rust::DERIVE => rust::derive(value, span).ok(),
                rust::ATTR => rust::attribute(value, span).ok(),
                _ => None,
            }
        });
        quote!(#(#parsed)*)
    }
}
