//! Enums, typedefs, constants, and what stands before every definition.

use super::layout::Line;
use super::printer::{Brackets, FIELDS, Printer};
use crate::ast::{Const, Enum, EnumValue, StructuredAnnotation, Typedef};

const VALUES: Brackets = Brackets { separator: ",", ..FIELDS };

impl<'a> Printer<'a> {
    /// Prints docs and annotations above what they are about.
    pub(super) fn before(&mut self, docs: Option<&str>, structured: &'a [StructuredAnnotation]) {
        self.docs(docs);
        self.annotations_above(structured);
    }

    /// Prints annotations, each on a line of its own.
    pub(super) fn annotations_above(&mut self, structured: &'a [StructuredAnnotation]) {
        for annotation in structured {
            self.structured_annotation(annotation);
            self.begin(Line { blank: true, ..Line::default() }, true);
        }
    }

    pub(super) fn enumeration(&mut self, item: &'a Enum) {
        self.before(item.docs.as_deref(), &item.structured);
        self.word("enum");
        self.word(&item.name.text);
        self.items(&VALUES, &item.values, Self::enum_value);
        self.annotations(&item.annotations);
    }

    fn enum_value(&mut self, value: &'a EnumValue) {
        self.before(value.docs.as_deref(), &value.structured);
        self.word(&value.name.text);
        if let Some((number, _)) = value.number {
            self.word("=");
            self.number(&number);
        }
        self.annotations(&value.annotations);
    }

    pub(super) fn typedef(&mut self, item: &'a Typedef) {
        self.before(item.docs.as_deref(), &item.structured);
        self.word("typedef");
        self.ty(&item.ty);
        self.word(&item.name.text);
        self.annotations(&item.annotations);
    }

    pub(super) fn constant(&mut self, item: &'a Const) {
        self.before(item.docs.as_deref(), &item.structured);
        self.word("const");
        self.ty(&item.ty);
        self.word(&item.name.text);
        self.word("=");
        self.value(&item.value);
    }
}
