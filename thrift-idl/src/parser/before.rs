//! What stands before a definition, field, function or enum value: docs and annotations.

use super::Parse;
use super::cursor::Parser;
use super::recover::Element;
use crate::ast::{FieldValue, StructuredAnnotation};
use crate::token::Span;

/// What stood before a part of the source, and where that part begins.
pub(super) struct Before {
    pub(super) docs: Option<String>,
    pub(super) structured: Vec<StructuredAnnotation>,
    pub(super) start: Span,
}

impl Parser<'_> {
    pub(super) fn before(&mut self) -> Parse<Before> {
        let mut docs = self.docs();
        let start = self.here();
        let mut structured = Vec::new();
        while self.is_symbol('@') {
            structured.push(self.structured_annotation()?);
            docs = self.docs().or(docs);
        }
        Ok(Before { docs, structured, start })
    }

    /// `@scope.Name` or `@scope.Name{field = value, …}` (row A8)
    fn structured_annotation(&mut self) -> Parse<StructuredAnnotation> {
        let start = self.bump();
        let name = self.path("the name of an annotation")?;
        let fields = if self.is_symbol('{') { Some(self.field_values()?) } else { None };
        Ok(StructuredAnnotation { name, fields, span: start.join(self.behind()) })
    }

    /// `{field = value, …}`
    pub(super) fn field_values(&mut self) -> Parse<Vec<FieldValue>> {
        self.body('{', '}', &Element::new(Self::field_value))
    }

    fn field_value(&mut self) -> Parse<FieldValue> {
        let name = self.member_name("the name of a field")?;
        self.expect('=')?;
        Ok(FieldValue { name, value: self.value()? })
    }
}
