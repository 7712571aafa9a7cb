//! The document and its headers.

use super::layout::Line;
use super::printer::{Printer, Separator};
use crate::ast::{Definition, Document, Header, Include, Namespace, Package};

const BETWEEN: Line = Line { space: false, blank: true, between_items: true };

impl<'a> Printer<'a> {
    /// Prints the whole document.
    pub(super) fn document(mut self, document: &'a Document) -> String {
        let mut docs = document.docs.as_deref();
        for header in &document.headers {
            self.begin(BETWEEN, true);
            self.docs(docs.take());
            self.pieces.item(false);
            self.header(header);
            self.separator(";", Separator::Never);
        }
        for (index, definition) in document.definitions.iter().enumerate() {
            if index == 0 && self.source.is_none() {
                self.line(BETWEEN);
            } else {
                self.begin(BETWEEN, true);
            }
            self.docs(docs.take());
            self.pieces.item(is_documented(definition));
            self.definition(definition);
            self.separator(";", Separator::Never);
        }
        self.comments_before_end(BETWEEN);
        self.end_line();
        self.pieces.render()
    }

    fn header(&mut self, header: &'a Header) {
        match header {
            Header::Package(package) => self.package(package),
            Header::Namespace(namespace) => self.namespace(namespace),
            Header::Include(include) => self.include(include),
            Header::CppInclude(path) => {
                self.word("cpp_include");
                self.literal(&path.text);
            }
        }
    }

    fn package(&mut self, package: &'a Package) {
        self.annotations_above(&package.structured);
        self.word("package");
        self.literal(&package.name.text);
    }

    fn namespace(&mut self, namespace: &'a Namespace) {
        self.word("namespace");
        self.word(&namespace.scope.text);
        self.word(&namespace.name.text);
        self.annotations(&namespace.annotations);
    }

    fn include(&mut self, include: &'a Include) {
        self.word("include");
        self.literal(&include.path.text);
        if let Some(alias) = &include.alias {
            self.word("as");
            self.word(&alias.text);
        }
    }

    fn definition(&mut self, definition: &'a Definition) {
        match definition {
            Definition::Struct(item) => self.structure(item),
            Definition::Enum(item) => self.enumeration(item),
            Definition::Typedef(item) => self.typedef(item),
            Definition::Const(item) => self.constant(item),
            Definition::Service(item) => self.service(item),
        }
    }
}

fn is_documented(definition: &Definition) -> bool {
    let docs = match definition {
        Definition::Struct(item) => &item.docs,
        Definition::Enum(item) => &item.docs,
        Definition::Typedef(item) => &item.docs,
        Definition::Const(item) => &item.docs,
        Definition::Service(item) => &item.docs,
    };
    docs.is_some()
}
