//! Types and annotations.

use super::printer::{ANNOTATIONS, Printer};
use super::value::quoted;
use crate::ast::{Annotation, Base, Literal, StructuredAnnotation, Type, TypeKind};

impl<'a> Printer<'a> {
    pub(super) fn ty(&mut self, ty: &'a Type) {
        let cpp_type = ty.cpp_type.as_deref();
        match &ty.kind {
            TypeKind::Base(base) => self.word(base_name(*base)),
            TypeKind::Named(name) => self.word(name),
            TypeKind::List(item) => self.container("list", cpp_type, item, None),
            TypeKind::Set(item) => self.container("set", cpp_type, item, None),
            TypeKind::Map(key, value) => self.container("map", cpp_type, key, Some(value)),
        }
        self.annotations(&ty.annotations);
    }

    fn container(
        &mut self,
        word: &'static str,
        cpp_type: Option<&'a Literal>,
        first: &'a Type,
        second: Option<&'a Type>,
    ) {
        self.word(word);
        self.cpp_type(cpp_type);
        if cpp_type.is_some() {
            self.word("<");
        } else {
            self.glue("<");
        }
        self.ty(first);
        if let Some(second) = second {
            self.glue(",");
            self.ty(second);
        }
        self.glue(">");
        if self.has_written_cpp_type() {
            // The old place; it has been printed at the new one.
            self.skip();
            self.skip();
        }
    }

    fn cpp_type(&mut self, cpp_type: Option<&'a Literal>) {
        let Some(cpp_type) = cpp_type else { return };
        if self.source.is_none() || self.has_written_cpp_type() {
            self.word("cpp_type");
            self.literal(&cpp_type.text);
        } else {
            self.insert("cpp_type");
            self.insert(quoted(&cpp_type.text));
        }
    }

    fn has_written_cpp_type(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.is_word("cpp_type"))
    }

    /// `(key = "value", …)`
    pub(super) fn annotations(&mut self, annotations: &'a [Annotation]) {
        if annotations.is_empty() {
            match &mut self.source {
                // As behind a separator, docs before the brackets belong to nothing.
                Some(source) if source.is_symbol(0, '(') && source.has_docs(1) => {}
                Some(source) if source.is_symbol(0, '(') => {
                    source.leave_out();
                    return source.leave_out();
                }
                _ => return,
            }
        }
        self.items(&ANNOTATIONS, annotations, Self::annotation);
    }

    fn annotation(&mut self, annotation: &'a Annotation) {
        self.word(&annotation.key);
        if self.source.is_none() || self.is_written(0, '=') {
            self.word("=");
            self.literal(&annotation.value);
        }
    }

    /// `@scope.Name{field = value, …}`
    pub(super) fn structured_annotation(&mut self, annotation: &'a StructuredAnnotation) {
        self.word("@");
        self.word(&annotation.name.text);
        if let Some(fields) = &annotation.fields {
            self.field_values(fields);
        }
    }
}

const fn base_name(base: Base) -> &'static str {
    match base {
        Base::Bool => "bool",
        Base::Byte => "byte",
        Base::I8 => "i8",
        Base::I16 => "i16",
        Base::I32 => "i32",
        Base::I64 => "i64",
        Base::Double => "double",
        Base::String => "string",
        Base::Binary => "binary",
        Base::Uuid => "uuid",
    }
}
