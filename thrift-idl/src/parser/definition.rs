//! Enums, typedefs and constants.

use super::Parse;
use super::cursor::Parser;
use super::recover::Element;
use crate::ast::{Const, Enum, EnumValue, Typedef};

impl Parser<'_> {
    pub(super) fn enumeration(&mut self, docs: Option<String>) -> Parse<Enum> {
        let start = self.bump();
        let name = self.name("the name of the enum")?;
        let values = self.body('{', '}', &Element::new(Self::enum_value))?;
        let annotations = self.annotations()?;
        Ok(Enum { name, values, annotations, docs, span: start.join(self.behind()) })
    }

    /// `Name [= int] [annotations]`, in this order (row E6).
    fn enum_value(&mut self) -> Parse<EnumValue> {
        let docs = self.docs();
        let name = self.member_name("the name of an enum value")?;
        let mut number = None;
        if self.eat('=').is_some() {
            number = self.int();
            if number.is_none() {
                return self.expected("an integer");
            }
        }
        let annotations = self.annotations()?;
        if self.is_symbol('=') {
            let error = self.mismatch("`,`, `;` or the next value");
            return self.report(error.help("annotations stand behind the number"));
        }
        let span = name.span.join(self.behind());
        Ok(EnumValue { name, number, annotations, docs, span })
    }

    pub(super) fn typedef(&mut self, docs: Option<String>) -> Parse<Typedef> {
        let start = self.bump();
        let ty = self.field_type("the type that the typedef stands for")?;
        let name = self.name("the name of the typedef")?;
        let annotations = self.annotations()?;
        Ok(Typedef { ty, name, annotations, docs, span: start.join(self.behind()) })
    }

    pub(super) fn constant(&mut self, docs: Option<String>) -> Parse<Const> {
        let start = self.bump();
        let ty = self.field_type("the type of the constant")?;
        let name = self.name("the name of the constant")?;
        self.expect('=')?;
        let value = self.value()?;
        Ok(Const { ty, name, value, docs, span: start.join(self.behind()) })
    }
}
