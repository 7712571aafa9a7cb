//! Annotations whose keys are nearly those that have a meaning, row A3.

use super::Resolver;
use super::declared::file_number;
use super::index::Key;
use crate::annotation;
use crate::ast::{Annotation, Header};
use crate::code::Code;

/// How many different keys are compared with those that have a meaning.
const COMPARED: usize = 100;

impl Resolver<'_> {
    /// Checks the annotations of namespaces; those of definitions are checked as they are lowered.
    pub(super) fn check_header_annotations(&mut self) {
        for (file, loaded) in self.files.iter().enumerate() {
            for header in &loaded.document.headers {
                if let Header::Namespace(namespace) = header {
                    self.check_annotations(file_number(file), &namespace.annotations);
                }
            }
        }
    }

    /// Whoever has a key of their own uses it in many places, and is told once.
    pub(super) fn check_annotations(&mut self, file: u32, annotations: &[Annotation]) {
        for annotation in annotations {
            let key = &annotation.key;
            if self.compared.len() == COMPARED || self.compared.has(key) {
                continue;
            }
            self.compared.first(Key::Name(key.clone().into()), 0);
            if let Some(near) = annotation::near(key) {
                let message = format!("annotation `{key}` has no meaning");
                let warning = self.warning(file, Code::UnknownAnnotation, annotation.span, message);
                self.report(warning.help(format!("did you mean `{near}`?")));
            }
        }
    }
}
