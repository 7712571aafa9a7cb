//! Annotations whose keys are nearly those that have a meaning, row A3.

use std::collections::HashSet;

use super::Resolver;
use crate::annotation;
use crate::ast::{Annotation, Definition, Field, Function, Header, Type, TypeKind};
use crate::code::Code;
use crate::diagnostic::Diagnostic;

/// How many different keys are compared with those that have a meaning.
const COMPARED: usize = 100;

impl Resolver<'_> {
    pub(super) fn check_annotations(&mut self) {
        // Whoever has a key of their own uses it in many places, and is told once.
        let mut compared: HashSet<&str> = HashSet::new();
        let mut warnings = Vec::new();
        for ((file, loaded), written) in (0..).zip(self.files).zip(&self.written) {
            let mut all = Found::default();
            for header in &loaded.document.headers {
                if let Header::Namespace(namespace) = header {
                    all.add(&namespace.annotations);
                }
            }
            for definition in written.iter().flatten() {
                all.of_definition(definition);
            }
            for annotation in all.0 {
                if compared.len() < COMPARED && compared.insert(&annotation.key) {
                    warnings.extend(self.check_key(file, annotation));
                }
            }
        }
        self.diagnostics.extend(warnings);
    }

    fn check_key(&self, file: u32, annotation: &Annotation) -> Option<Diagnostic> {
        let near = annotation::near(&annotation.key)?;
        let message = format!("annotation `{}` has no meaning", annotation.key);
        let warning = self.warning(file, Code::UnknownAnnotation, annotation.span, message);
        Some(warning.help(format!("did you mean `{near}`?")))
    }
}

/// The annotations of a file, in the order of the source as far as it matters.
#[derive(Default)]
struct Found<'a>(Vec<&'a Annotation>);

impl<'a> Found<'a> {
    fn add(&mut self, annotations: &'a [Annotation]) {
        self.0.extend(annotations);
    }

    fn of_definition(&mut self, definition: &'a Definition) {
        match definition {
            Definition::Struct(item) => {
                self.of_fields(&item.fields);
                self.add(&item.annotations);
            }
            Definition::Enum(item) => {
                item.values.iter().for_each(|value| self.add(&value.annotations));
                self.add(&item.annotations);
            }
            Definition::Typedef(item) => {
                self.of_type(&item.ty);
                self.add(&item.annotations);
            }
            Definition::Const(item) => self.of_type(&item.ty),
            Definition::Service(item) => {
                item.functions.iter().for_each(|function| self.of_function(function));
                self.add(&item.annotations);
            }
        }
    }

    fn of_function(&mut self, function: &'a Function) {
        function.returns.iter().for_each(|ty| self.of_type(ty));
        self.of_fields(&function.args);
        self.of_fields(&function.throws);
        self.add(&function.annotations);
    }

    fn of_fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            self.of_type(&field.ty);
            self.add(&field.annotations);
        }
    }

    /// The parser bounds how deeply types are nested.
    fn of_type(&mut self, ty: &'a Type) {
        match &ty.kind {
            TypeKind::List(element) | TypeKind::Set(element) => self.of_type(element),
            TypeKind::Map(key, value) => {
                self.of_type(key);
                self.of_type(value);
            }
            TypeKind::Base(_) | TypeKind::Named(_) => {}
        }
        self.add(&ty.annotations);
    }
}
