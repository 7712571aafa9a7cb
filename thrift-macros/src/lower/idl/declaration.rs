//! How annotations declare items and their parts.

use proc_macro2::TokenStream;
use thrift_idl::program::Annotation;

use super::Lowering;
use super::annotations::{self, Place};
use super::names::Scope;
use super::rust;
use crate::join::each;
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
            rust::visibility(&annotation.value, self.span(scope, annotation.value_span)).ok()
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
        each(annotations, &|annotation| {
            let Annotation { key, value, value_span, .. } = annotation;
            if !annotations::may_stand(key, place) {
                return TokenStream::new();
            }
            let span = self.span(scope, *value_span);
            let parsed = match key.as_str() {
                rust::DERIVE => rust::derive(value, span),
                rust::ATTR => rust::attribute(value, span),
                _ => return TokenStream::new(),
            };
            parsed.unwrap_or_default()
        })
    }
}
