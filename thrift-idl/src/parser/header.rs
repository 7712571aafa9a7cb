//! The document, its headers, and the choice among definitions.

use super::before::Before;
use super::cursor::Parser;
use super::recover::{DEFINITIONS, HEADERS};
use super::{Parse, Reported};
use crate::ast::{
    Definition, Document, Header, Include, Name, Namespace, Package, StructuredAnnotation,
};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::suggest::Hints;
use crate::token::{Kind, Span};

impl Parser<'_> {
    pub(super) fn document(&mut self) -> Document {
        let mut document = Document::default();
        while self.peek().is_some() {
            let before = self.taken;
            self.defining = None;
            match self.header_or_definition(&mut document) {
                // One separator after anything is tolerated, which Apache's is not (row D2).
                Ok(()) => self.separator(),
                Err(Reported) => {
                    if let Some(name) = self.defining.take() {
                        document.unread.push(name);
                    }
                    self.skip_definition(before, &mut document.unread);
                }
            }
        }
        document
    }

    fn header_or_definition(&mut self, document: &mut Document) -> Parse<()> {
        if self.is_symbol('@') {
            return self.annotated(document);
        }
        if self.word().is_some_and(|word| HEADERS.contains(&word)) || self.begins_package() {
            let docs = self.first_docs();
            self.header_place(document, docs);
            document.headers.push(self.header()?);
        } else {
            let before = self.before()?;
            document.definitions.push(self.definition(before)?);
        }
        Ok(())
    }

    /// What begins with an annotation of fbthrift.
    fn annotated(&mut self, document: &mut Document) -> Parse<()> {
        let first_docs = self.first_docs();
        let before = self.before()?;
        if self.begins_package() {
            self.header_place(document, first_docs);
            document.headers.push(self.package(before.structured, before.start)?);
        } else {
            document.definitions.push(self.definition(before)?);
        }
        Ok(())
    }

    /// The first doc comment of a file is about the file when a header follows (row A5).
    fn header_place(&mut self, document: &mut Document, docs: Option<String>) {
        if document.definitions.is_empty() {
            document.docs = document.docs.take().or(docs);
        } else {
            let word = self.word().unwrap_or_default();
            let message = format!("`{word}` must stand before the first definition");
            let error = Diagnostic::error(Code::HeaderOrder, self.here(), message);
            self.diagnostics.push(error.help("move it to the top of the file"));
        }
    }

    /// `package` is no keyword, so that fields can have that name.
    fn begins_package(&self) -> bool {
        self.word() == Some("package") && matches!(self.kind(1), Some(Kind::Literal(_)))
    }

    fn header(&mut self) -> Parse<Header> {
        let start = self.here();
        match self.word() {
            Some("package") => self.package(Vec::new(), start),
            Some("namespace") => self.namespace().map(Header::Namespace),
            Some("include") => self.include().map(Header::Include),
            _ => {
                self.bump();
                self.literal("a path in quotes").map(Header::CppInclude)
            }
        }
    }

    fn include(&mut self) -> Parse<Include> {
        let start = self.bump();
        let path = self.literal("a path in quotes")?;
        let alias = match self.eat_word("as") {
            Some(_) => Some(self.name("the prefix for the names of the file")?),
            None => None,
        };
        Ok(Include { path, alias, span: start.join(self.behind()) })
    }

    fn package(&mut self, structured: Vec<StructuredAnnotation>, start: Span) -> Parse<Header> {
        self.bump();
        let name = self.literal("the name of the package in quotes")?;
        let span = start.join(name.span);
        Ok(Header::Package(Package { name, structured, span }))
    }

    fn namespace(&mut self) -> Parse<Namespace> {
        let start = self.bump();
        let mut scope = match self.eat('*') {
            Some(span) => Name { text: "*".to_owned(), span },
            None => self.path("a language or `*`")?,
        };
        if scope.text == "smalltalk" || scope.text.starts_with("smalltalk.") {
            let message = "`smalltalk` is deprecated as a language";
            self.warn(Code::Deprecated, scope.span, message, "write `st`");
            scope.text = format!("st{}", &scope.text["smalltalk".len()..]);
        }
        let name = self.path("a namespace, without quotes")?;
        if scope.text == "*" && self.is_symbol('(') {
            let error = self.mismatch("the next header or definition");
            return self.report(error.help("annotate the namespace of a language instead"));
        }
        let annotations = self.annotations()?;
        Ok(Namespace { scope, name, annotations, span: start.join(self.behind()) })
    }

    fn definition(&mut self, before: Before) -> Parse<Definition> {
        let Some(word) = self.word() else { return self.expected(EXPECTED) };
        match word {
            "struct" | "union" | "exception" => self.structure(before).map(Definition::Struct),
            "enum" => self.enumeration(before).map(Definition::Enum),
            "typedef" => self.typedef(before).map(Definition::Typedef),
            "const" => self.constant(before).map(Definition::Const),
            "service" => self.service(before).map(Definition::Service),
            _ if self.begins_qualified_exception() => {
                self.structure(before).map(Definition::Struct)
            }
            _ => match keyword::unsupported(word) {
                Some(why) => self.unsupported(why),
                None => self.misspelt(),
            },
        }
    }

    fn misspelt(&mut self) -> Parse<Definition> {
        let error = self.mismatch(EXPECTED);
        let word = self.word().unwrap_or_default();
        let near = near_keyword(word);
        self.report(error.did_you_mean(near))
    }
}

fn near_keyword(word: &str) -> Option<&'static str> {
    let hints = Hints::default();
    let mut search = hints.search(word)?;
    for keyword in &DEFINITIONS {
        search.look_at(keyword)?;
    }
    for keyword in &HEADERS {
        search.look_at(keyword)?;
    }
    search.nearest()
}

const EXPECTED: &str =
    "a definition (`struct`, `union`, `exception`, `enum`, `typedef`, `const` or `service`)";
