//! Structs, unions, exceptions and their fields.

use super::cursor::Parser;
use super::recover::Element;
use super::Parse;
use crate::ast::{Field, Requiredness, Struct, StructKind, Xsd};
use crate::suggest::nearest;
use crate::token::{Kind, Span};

impl Parser<'_> {
    pub(super) fn structure(&mut self, docs: Option<String>) -> Parse<Struct> {
        let kind = match self.word() {
            Some("union") => StructKind::Union,
            Some("exception") => StructKind::Exception,
            _ => StructKind::Struct,
        };
        let start = self.bump();
        let name = self.name(&format!("the name of the {}", kind.keyword()))?;
        let xsd_all = kind != StructKind::Exception && self.eat_word("xsd_all").is_some();
        let fields = self.fields('{', '}')?;
        let annotations = self.annotations()?;
        let span = start.join(self.behind());
        Ok(Struct { kind, name, xsd_all, fields, annotations, docs, span })
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
        let docs = self.docs();
        let start = self.here();
        let id = self.int();
        if id.is_some() {
            self.expect(':')?;
        }
        let requiredness = self.requiredness();
        let ty = self.field_type(if id.is_some() { "the field's type" } else { "a field" })?;
        let reference = self.eat('&').is_some();
        let name = self.field_name()?;
        let default = match self.eat('=') {
            Some(_) => Some(self.value()?),
            None => None,
        };
        let xsd = self.xsd()?;
        let annotations = self.annotations()?;
        let span = start.join(self.behind());
        Ok(Field { id, requiredness, ty, reference, name, default, xsd, annotations, docs, span })
    }

    fn requiredness(&mut self) -> Option<(Requiredness, Span)> {
        let requiredness = match self.word()? {
            "required" => Requiredness::Required,
            "optional" => Requiredness::Optional,
            _ => return None,
        };
        Some((requiredness, self.bump()))
    }

    fn field_name(&mut self) -> Parse<crate::ast::Name> {
        let misspelt = self.misspelt_requiredness();
        let name = self.member_name("the field's name")?;
        match misspelt {
            // `requird i32 x`: the type is the name so far, and another name follows.
            Some(near) if self.word_begins_rest(&name.text) => {
                let error = self.mismatch("`,`, `;` or the next field");
                self.report(error.help(format!("did you mean `{near}`?")))
            }
            _ => Ok(name),
        }
    }

    /// The requiredness that the word taken last may have been meant for.
    fn misspelt_requiredness(&self) -> Option<&'static str> {
        let Some(Kind::Ident(word)) = self.last_kind() else { return None };
        nearest(word, ["required", "optional"])
    }

    /// Tells whether the name just read is a type and another name follows it.
    fn word_begins_rest(&self, name: &str) -> bool {
        crate::ast::Base::from_name(name).is_some()
            && self.word().is_some()
            && matches!(self.kind(1), None | Some(Kind::Symbol(',' | ';' | '}' | ')' | '=' | '(')))
    }

    /// What only XML schemas care about (row S12).
    fn xsd(&mut self) -> Parse<Xsd> {
        let optional = self.eat_word("xsd_optional").is_some();
        let nillable = self.eat_word("xsd_nillable").is_some();
        let attributes = match self.eat_word("xsd_attrs") {
            Some(_) => Some(self.nested(|parser| parser.fields('{', '}'))?),
            None => None,
        };
        Ok(Xsd { optional, nillable, attributes })
    }
}
