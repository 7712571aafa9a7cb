//! Services and functions.

use super::Parse;
use super::cursor::Parser;
use super::recover::Element;
use crate::ast::{Function, Service, Type};
use crate::code::Code;
use crate::token::Span;

impl Parser<'_> {
    pub(super) fn service(&mut self, docs: Option<String>) -> Parse<Service> {
        let start = self.bump();
        let name = self.name("the name of the service")?;
        let extends = match self.eat_word("extends") {
            Some(_) => Some(self.path("the name of the parent service")?),
            None => None,
        };
        let element = Element { read: Self::function, begins: Self::begins_function };
        let functions = self.body('{', '}', &element)?;
        let annotations = self.annotations()?;
        let span = start.join(self.behind());
        Ok(Service { name, extends, functions, annotations, docs, span })
    }

    fn begins_function(&self) -> bool {
        matches!(self.word(), Some("void" | "oneway" | "async"))
    }

    /// `[oneway] (Type | void) name ( Field* ) [throws ( Field* )] [annotations]` (row V3)
    fn function(&mut self) -> Parse<Function> {
        let docs = self.docs();
        let start = self.here();
        let oneway = self.oneway();
        let returns = self.returns()?;
        let name = self.member_name("the function's name")?;
        let args = self.fields('(', ')')?;
        let throws_span = self.eat_word("throws");
        let throws = match throws_span {
            Some(_) => self.fields('(', ')')?,
            None => Vec::new(),
        };
        let annotations = self.annotations()?;
        if !annotations.is_empty() && self.eat_word("throws").is_some() {
            let error = self.mismatch("`,`, `;` or the next function");
            return self.report(error.help("annotations stand behind `throws`"));
        }
        let span = start.join(self.behind());
        Ok(Function { oneway, returns, name, args, throws, throws_span, annotations, docs, span })
    }

    fn oneway(&mut self) -> Option<Span> {
        if let Some(span) = self.eat_word("async") {
            self.warn(
                Code::Deprecated,
                span,
                "`async` is the old name of a keyword",
                "write `oneway`",
            );
            return Some(span);
        }
        self.eat_word("oneway")
    }

    fn returns(&mut self) -> Parse<Option<Type>> {
        if self.eat_word("void").is_some() {
            return Ok(None);
        }
        self.field_type("a function").map(Some)
    }
}
