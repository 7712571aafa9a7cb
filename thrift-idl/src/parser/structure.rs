//! Structs, unions, exceptions and their fields.

use super::Parse;
use super::before::Before;
use super::cursor::Parser;
use super::recover::Element;
use crate::ast::{Base, Field, Name, Requiredness, Struct, StructKind, Type, TypeKind, Xsd};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::suggest::nearest_of;
use crate::token::{Kind, Span};

impl Parser<'_> {
    pub(super) fn structure(&mut self, before: Before) -> Parse<Struct> {
        let Before { docs, structured, start } = before;
        let qualifiers = self.exception_qualifiers();
        let kind = match self.word() {
            Some("union") => StructKind::Union,
            Some("exception") => StructKind::Exception,
            _ => StructKind::Struct,
        };
        self.bump();
        let name = self.name(&format!("the name of the {}", kind.keyword()))?;
        let xsd_all = kind != StructKind::Exception && self.eat_word("xsd_all").is_some();
        if self.word() == Some("extends") {
            let help = "only services have parents; give it a field of the type to extend";
            return self.report(self.mismatch("`{`").help(help));
        }
        let fields = self.fields('{', '}')?;
        let annotations = self.annotations()?;
        let span = start.join(self.behind());
        Ok(Struct { kind, qualifiers, name, xsd_all, fields, annotations, structured, docs, span })
    }

    /// `safe transient server exception`, of fbthrift.
    pub(super) fn begins_qualified_exception(&self) -> bool {
        let mut count = 0;
        while count < EXCEPTION_QUALIFIERS.len() && self.is_exception_qualifier(count) {
            count += 1;
        }
        count > 0 && self.word_at(count) == Some("exception")
    }

    fn is_exception_qualifier(&self, ahead: usize) -> bool {
        self.word_at(ahead).is_some_and(|word| EXCEPTION_QUALIFIERS.contains(&word))
    }

    fn exception_qualifiers(&mut self) -> Vec<Name> {
        let mut qualifiers = Vec::new();
        while let Some(word) = self.word().filter(|_| self.is_exception_qualifier(0)) {
            qualifiers.push(Name { text: word.to_owned(), span: self.bump() });
        }
        qualifiers
    }

    /// Fields in brackets: of a struct, the arguments of a function, or what it throws.
    pub(super) fn fields(&mut self, open: char, close: char) -> Parse<Vec<Field>> {
        self.body(open, close, &Element { read: Self::field, begins: Self::begins_field })
    }

    fn begins_field(&self) -> bool {
        matches!(self.kind(0), Some(Kind::Int(_))) && self.kind(1) == Some(&Kind::Symbol(':'))
    }

    /// `[id :] [required | optional] Type [&] Name [= Value] [xsd] [annotations]` (row S3)
    fn field(&mut self) -> Parse<Field> {
        let Before { docs, structured, start } = self.before()?;
        let id = self.int();
        if id.is_some() {
            self.expect(':')?;
        }
        let requiredness = self.requiredness();
        if requiredness.is_some() && id.is_none() && self.begins_field() {
            let help = "the id stands first, as in `1: required i32 id`";
            return self.report(self.mismatch("a type").help(help));
        }
        let ty = self.field_type(if id.is_some() { "the field's type" } else { "a field" })?;
        let reference = self.eat('&').is_some();
        let name = self.member_name("the field's name")?;
        self.misspelt_requiredness(&ty, &name)?;
        let default = match self.eat('=') {
            Some(_) => Some(Box::new(self.value()?)),
            None => None,
        };
        let xsd = self.xsd()?;
        let annotations = self.annotations()?;
        let span = start.join(self.behind());
        Ok(Field {
            id,
            requiredness,
            ty,
            reference,
            name,
            default,
            xsd,
            annotations,
            structured,
            docs,
            span,
        })
    }

    fn requiredness(&mut self) -> Option<(Requiredness, Span)> {
        let requiredness = match self.word()? {
            "required" => Requiredness::Required,
            "optional" => Requiredness::Optional,
            _ => return None,
        };
        Some((requiredness, self.bump()))
    }

    /// `requird i32 x`: what was read as type and name is followed by the name.
    fn misspelt_requiredness(&mut self, ty: &Type, name: &Name) -> Parse<()> {
        let TypeKind::Named(word) = &ty.kind else { return Ok(()) };
        if Base::from_name(&name.text).is_none() || self.word().is_none() {
            return Ok(());
        }
        let Some(near) = nearest_of(word, &["required", "optional"]) else { return Ok(()) };
        let message = format!("expected a field, found `{word}`");
        let error = Diagnostic::error(Code::Syntax, ty.span, message);
        self.report(error.did_you_mean(Some(near)))
    }

    /// What only XML schemas care about (row S12).
    fn xsd(&mut self) -> Parse<Option<Box<Xsd>>> {
        let optional = self.eat_word("xsd_optional").is_some();
        let nillable = self.eat_word("xsd_nillable").is_some();
        let attributes = match self.eat_word("xsd_attrs") {
            Some(_) => Some(self.nested(|parser| parser.fields('{', '}'))?),
            None => None,
        };
        let is_there = optional || nillable || attributes.is_some();
        Ok(is_there.then(|| Box::new(Xsd { optional, nillable, attributes })))
    }
}

/// What fbthrift lets an exception say of itself: whose fault it is, whether it lasts, and whether
/// anything has happened.
const EXCEPTION_QUALIFIERS: [&str; 6] =
    ["client", "permanent", "safe", "server", "stateful", "transient"];
