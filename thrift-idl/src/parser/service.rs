//! Services and functions.

use super::Parse;
use super::before::Before;
use super::cursor::Parser;
use super::recover::Element;
use crate::ast::{Base, Function, FunctionQualifier, Name, Service, Type, TypeKind};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keyword::{INTERACTION, STREAM};
use crate::suggest::nearest_of;
use crate::token::{Kind, Span};

impl Parser<'_> {
    pub(super) fn service(&mut self, before: Before) -> Parse<Service> {
        let Before { docs, structured, start } = before;
        self.bump();
        let name = self.name("the name of the service")?;
        let extends = match self.eat_word("extends") {
            Some(_) => Some(self.path("the name of the parent service")?),
            None if !self.is_symbol('{') => {
                let near = self.word().and_then(|word| nearest_of(word, &["extends"]));
                return self.report(self.mismatch("`extends` or `{`").did_you_mean(near));
            }
            None => None,
        };
        let element = Element { read: Self::function, begins: Self::begins_function };
        let functions = self.body('{', '}', &element)?;
        let annotations = self.annotations()?;
        let span = start.join(self.behind());
        Ok(Service { name, extends, functions, annotations, structured, docs, span })
    }

    fn begins_function(&self) -> bool {
        matches!(self.word(), Some("void" | "oneway" | "async"))
    }

    /// `[oneway] (Type | void) name ( Field* ) [throws ( Field* )] [annotations]` (row V3)
    fn function(&mut self) -> Parse<Function> {
        let Before { docs, structured, start } = self.before()?;
        if self.word() == Some("performs") && self.word_at(1).is_some() {
            return self.unsupported(INTERACTION);
        }
        let oneway = self.oneway();
        let qualifier = if oneway.is_none() { self.function_qualifier() } else { None };
        let returns = self.returns()?;
        if self.is_symbol(',') && matches!(self.word_at(1), Some("stream" | "sink")) {
            self.bump();
            let reported = self.unsupported(STREAM);
            self.bump();
            self.skip_arguments();
            return reported;
        }
        let name = self.member_name("the function's name")?;
        self.misspelt_oneway(returns.as_ref(), &name)?;
        let args = self.fields('(', ')')?;
        let throws_span = self.eat_word("throws");
        let throws = match throws_span {
            Some(_) => self.fields('(', ')')?,
            None => Vec::new(),
        };
        if throws_span.is_none() {
            self.misspelt_throws()?;
        }
        let annotations = self.annotations()?;
        if !annotations.is_empty() && self.eat_word("throws").is_some() {
            let error = self.mismatch("`,`, `;` or the next function");
            return self.report(error.help("annotations stand behind `throws`"));
        }
        let span = start.join(self.behind());
        Ok(Function {
            oneway,
            qualifier,
            returns,
            name,
            args,
            throws,
            throws_span,
            annotations,
            structured,
            docs,
            span,
        })
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

    /// `onway void f()`: what was read as type and name is followed by the name.
    fn misspelt_oneway(&mut self, returns: Option<&Type>, name: &Name) -> Parse<()> {
        let Some(Type { kind: TypeKind::Named(word), span, .. }) = returns else { return Ok(()) };
        if name.text != "void" || self.word().is_none() {
            return Ok(());
        }
        let message = format!("expected a function, found `{word}`");
        let error = Diagnostic::error(Code::Syntax, *span, message);
        self.report(error.did_you_mean(nearest_of(word, &["oneway"])))
    }

    /// `void f() thorws (…)`: no function begins with a word and a bracket.
    fn misspelt_throws(&mut self) -> Parse<()> {
        let is_list = self.kind(1) == Some(&Kind::Symbol('('));
        match self.word().filter(|_| is_list).and_then(|word| nearest_of(word, &["throws"])) {
            Some(near) => {
                let error = self.mismatch("`throws` or the next function");
                self.report(error.did_you_mean(Some(near)))
            }
            None => Ok(()),
        }
    }

    /// `readonly` and `idempotent`, of fbthrift, which are no keywords: a type may have that name.
    fn function_qualifier(&mut self) -> Option<(FunctionQualifier, Span)> {
        let qualifier = match self.word()? {
            "readonly" => FunctionQualifier::Readonly,
            "idempotent" => FunctionQualifier::Idempotent,
            _ => return None,
        };
        let is_type = self.word_at(1).is_none()
            || self.kind(2) == Some(&Kind::Symbol('(')) && !self.annotates_result();
        (!is_type).then(|| (qualifier, self.bump()))
    }

    /// Tells whether the brackets in `readonly i32 (key = "value") f()` are not those of a function
    /// that has the name of a type.
    fn annotates_result(&self) -> bool {
        self.word_at(1).is_some_and(|word| Base::from_name(word).is_some())
            && self.word_at(3).is_some()
            && matches!(self.kind(4), Some(Kind::Symbol('=' | ',' | ';' | ')')))
    }

    fn returns(&mut self) -> Parse<Option<Type>> {
        if self.eat_word("void").is_some() {
            return Ok(None);
        }
        self.field_type("a function").map(Some)
    }
}
