//! Structs, unions, exceptions and their fields.

use super::printer::{FIELDS, Printer};
use crate::ast::{Field, Requiredness, Struct, Xsd};

impl<'a> Printer<'a> {
    pub(super) fn structure(&mut self, item: &'a Struct) {
        self.before(item.docs.as_deref(), &item.structured);
        for qualifier in &item.qualifiers {
            self.word(&qualifier.text);
        }
        self.word(item.kind.keyword());
        self.word(&item.name.text);
        if item.xsd_all {
            self.word("xsd_all");
        }
        self.items(&FIELDS, &item.fields, Self::field);
        self.annotations(&item.annotations);
    }

    fn field(&mut self, field: &'a Field) {
        self.before(field.docs.as_deref(), &field.structured);
        self.plain_field(field);
    }

    /// A field of a function, which has its annotations beside it.
    pub(super) fn argument(&mut self, field: &'a Field) {
        self.docs(field.docs.as_deref());
        for annotation in &field.structured {
            self.structured_annotation(annotation);
        }
        self.plain_field(field);
    }

    fn plain_field(&mut self, field: &'a Field) {
        if let Some((id, _)) = field.id {
            self.number(&id);
            self.glue(":");
        }
        match field.requiredness {
            Some((Requiredness::Required, _)) => self.word("required"),
            Some((Requiredness::Optional, _)) => self.word("optional"),
            Some((Requiredness::Default, _)) | None => {}
        }
        self.ty(&field.ty);
        if field.reference {
            self.word("&");
        }
        self.word(&field.name.text);
        if let Some(value) = &field.default {
            self.word("=");
            self.value(value);
        }
        if let Some(xsd) = &field.xsd {
            self.xsd(xsd);
        }
        self.annotations(&field.annotations);
    }

    fn xsd(&mut self, xsd: &'a Xsd) {
        if xsd.optional {
            self.word("xsd_optional");
        }
        if xsd.nillable {
            self.word("xsd_nillable");
        }
        if let Some(attributes) = &xsd.attributes {
            self.word("xsd_attrs");
            self.items(&FIELDS, attributes, Self::field);
        }
    }
}
