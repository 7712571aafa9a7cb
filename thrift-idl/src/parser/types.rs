//! Types and annotations.

use super::cursor::Parser;
use super::recover::{Element, unsupported};
use super::{Parse, Reported};
use crate::ast::{Annotation, Base, Literal, Name, Type, TypeKind};
use crate::code::Code;
use crate::keyword;
use crate::token::Kind;

impl Parser<'_> {
    /// A type other than `void` (rows T1 to T7).
    pub(super) fn field_type(&mut self, what: &str) -> Parse<Type> {
        self.nested(|parser| parser.shallow_type(what))
    }

    fn shallow_type(&mut self, what: &str) -> Parse<Type> {
        let word = self.word().unwrap_or_default();
        if let Some(base) = Base::from_name(word) {
            let span = self.bump();
            if base == Base::Byte {
                self.warn(Code::Deprecated, span, "`byte` is the old name of a type", "write `i8`");
            }
            let annotations = self.annotations()?;
            let span = span.join(self.behind());
            return Ok(Type { kind: TypeKind::Base(base), cpp_type: None, annotations, span });
        }
        match word {
            "list" => self.container("list"),
            "set" => self.container("set"),
            "map" => self.container("map"),
            "void" => {
                let error = self.mismatch(what).help("`void` is for functions that return nothing");
                self.report(error)
            }
            _ => self.named_type(what),
        }
    }

    fn named_type(&mut self, what: &str) -> Parse<Type> {
        let name = self.path(what)?;
        if self.is_symbol('<') {
            let why = keyword::unsupported_type(&name.text)
                .unwrap_or("`list`, `set` and `map` are the only types with parameters");
            self.push(unsupported(name.span, &name.text, why));
            self.skip_arguments();
            return Err(Reported);
        }
        let (kind, span) = (TypeKind::Named(name.text), name.span);
        Ok(Type { kind, cpp_type: None, annotations: Vec::new(), span })
    }

    fn container(&mut self, word: &str) -> Parse<Type> {
        let start = self.bump();
        let mut cpp_type = None;
        if self.eat_word("cpp_type").is_some() {
            cpp_type = Some(Box::new(self.literal("a type in quotes")?));
        }
        let Ok(kind) = self.parameters(word) else {
            self.skip_parameters();
            return Err(Reported);
        };
        if word == "list"
            && let Some(span) = self.eat_word("cpp_type")
        {
            let (message, help) =
                ("`cpp_type` behind the type is deprecated", "write it behind `list`");
            self.warn(Code::Deprecated, span, message, help);
            cpp_type = Some(Box::new(self.literal("a type in quotes")?));
        }
        let annotations = self.annotations()?;
        Ok(Type { kind, cpp_type, annotations, span: start.join(self.behind()) })
    }

    fn parameters(&mut self, word: &str) -> Parse<TypeKind> {
        if !self.is_symbol('<') {
            let help = match word {
                "map" => "a map has the types of its keys and values, as in `map<string, i32>`",
                "set" => "a set has the type of its elements, as in `set<i32>`",
                _ => "a list has the type of its elements, as in `list<i32>`",
            };
            return self.report(self.mismatch("`<`").help(help));
        }
        self.bump();
        let first = Box::new(self.field_type("a type")?);
        let kind = match word {
            "list" => TypeKind::List(first),
            "set" => TypeKind::Set(first),
            _ => {
                self.expect(',')?;
                TypeKind::Map(first, Box::new(self.field_type("a type")?))
            }
        };
        self.expect('>')?;
        Ok(kind)
    }

    /// `(key = "value", …)`, or nothing (row A1).
    pub(super) fn annotations(&mut self) -> Parse<Vec<Annotation>> {
        if !self.is_symbol('(') {
            return Ok(Vec::new());
        }
        self.body('(', ')', &Element::new(Self::annotation))
    }

    fn annotation(&mut self) -> Parse<Annotation> {
        let Name { text: key, span } = self.path("the key of an annotation")?;
        if self.eat('=').is_none() {
            return Ok(Annotation { key, value: "1".to_owned(), value_span: span, span });
        }
        if matches!(self.kind(0), Some(Kind::Int(_) | Kind::Double(_) | Kind::Ident(_))) {
            let help = "the value of an annotation is a string, as in `key = \"1\"`";
            return self.report(self.mismatch("a string in quotes").help(help));
        }
        let Literal { text: value, span: value_span } = self.literal("a string in quotes")?;
        Ok(Annotation { key, value, value_span, span: span.join(value_span) })
    }
}
