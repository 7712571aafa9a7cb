//! The document, its headers, and the choice among definitions.

use super::cursor::Parser;
use super::recover::{DEFINITIONS, HEADERS};
use super::{Parse, Reported};
use crate::ast::{Definition, Document, Header, Include, Name, Namespace};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::suggest::nearest;
use crate::token::Kind;

impl Parser<'_> {
    pub(super) fn document(&mut self) -> Document {
        let mut document = Document::default();
        while self.peek().is_some() {
            let before = self.at;
            match self.header_or_definition(&mut document) {
                // One separator after anything is tolerated, which Apache's is not (row D2).
                Ok(()) => self.separator(),
                Err(Reported) => self.skip_definition(before),
            }
        }
        document
    }

    fn header_or_definition(&mut self, document: &mut Document) -> Parse<()> {
        let word = self.word().unwrap_or_default();
        if !HEADERS.contains(&word) {
            let docs = self.docs();
            document.definitions.push(self.definition(docs)?);
            return Ok(());
        }
        if document.definitions.is_empty() {
            // The first doc comment of a file is about the file when a header follows (row A5).
            document.docs = document.docs.take().or(self.first_docs().map(str::to_owned));
        } else {
            let message = format!("`{word}` must stand before the first definition");
            self.diagnostics.push(Diagnostic::error(Code::HeaderOrder, self.here(), message));
        }
        document.headers.push(self.header(word)?);
        Ok(())
    }

    fn header(&mut self, word: &str) -> Parse<Header> {
        let start = self.bump();
        if word == "namespace" {
            return self.namespace(start).map(Header::Namespace);
        }
        let path = self.literal("a path in quotes")?;
        let span = start.join(path.span);
        Ok(if word == "include" {
            Header::Include(Include { path, span })
        } else {
            Header::CppInclude(path)
        })
    }

    fn namespace(&mut self, start: crate::token::Span) -> Parse<Namespace> {
        let mut scope = match self.eat('*') {
            Some(span) => Name { text: "*".to_owned(), span },
            None => self.path("a language or `*`")?,
        };
        if scope.text == "smalltalk" || scope.text.starts_with("smalltalk.") {
            let message = "`smalltalk` is deprecated as a language";
            self.warn(Code::Deprecated, scope.span, message, "write `st`");
            scope.text = scope.text.replacen("smalltalk", "st", 1);
        }
        let name = self.path("a namespace, without quotes")?;
        // Annotations of `*` are an error for Apache, so they are left to the next step (row N2).
        let annotations = if scope.text == "*" { Vec::new() } else { self.annotations()? };
        Ok(Namespace { scope, name, annotations, span: start.join(self.behind()) })
    }

    fn definition(&mut self, docs: Option<String>) -> Parse<Definition> {
        let Some(word) = self.word() else { return self.no_definition(docs) };
        match word {
            "struct" | "union" | "exception" => self.structure(docs).map(Definition::Struct),
            "enum" => self.enumeration(docs).map(Definition::Enum),
            "typedef" => self.typedef(docs).map(Definition::Typedef),
            "const" => self.constant(docs).map(Definition::Const),
            "service" => self.service(docs).map(Definition::Service),
            _ => match keyword::unsupported(word) {
                Some(why) => self.unsupported(word, why),
                None => self.misspelt(word),
            },
        }
    }

    fn misspelt(&mut self, word: &str) -> Parse<Definition> {
        let error = self.mismatch(EXPECTED);
        let near = nearest(word, DEFINITIONS.into_iter().chain(HEADERS));
        self.report(match near {
            Some(near) => error.help(format!("did you mean `{near}`?")),
            None => error,
        })
    }

    fn no_definition(&mut self, docs: Option<String>) -> Parse<Definition> {
        if !self.is_symbol('@') {
            return self.expected(EXPECTED);
        }
        let mut at = Vec::new();
        while self.is_symbol('@') {
            at.push(self.bump());
            if matches!(self.kind(0), Some(Kind::Ident(_))) && !self.begins_block() {
                self.bump();
            }
            self.skip_group();
        }
        for span in at {
            let message = "`@` is not supported: structured annotations belong to fbthrift";
            let error = Diagnostic::error(Code::Unsupported, span, message);
            self.diagnostics.push(error.help("write `(key = \"value\")` behind the definition"));
        }
        if self.peek().is_none() { Err(Reported) } else { self.definition(docs) }
    }
}

const EXPECTED: &str =
    "a definition (`struct`, `union`, `exception`, `enum`, `typedef`, `const` or `service`)";
