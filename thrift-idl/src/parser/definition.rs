//! Enums, typedefs and constants.

use super::Parse;
use super::before::Before;
use super::cursor::Parser;
use super::recover::Element;
use crate::ast::{Const, Enum, EnumValue, Name, Typedef};
use crate::code::Code;
use crate::keyword;
use crate::token::Kind;

impl Parser<'_> {
    pub(super) fn enumeration(&mut self, before: Before) -> Parse<Enum> {
        let Before { docs, structured, start } = before;
        self.bump();
        let name = self.name("the name of the enum")?;
        let values = self.body('{', '}', &Element::new(Self::enum_value))?;
        let annotations = self.annotations()?;
        let span = start.join(self.behind());
        Ok(Enum { name, values, annotations, structured, docs, span })
    }

    /// `Name [= int] [annotations]`, in this order (row E6).
    fn enum_value(&mut self) -> Parse<EnumValue> {
        let Before { docs, structured, start } = self.before()?;
        let name = self.value_name()?;
        let mut number = None;
        if self.eat('=').is_some() {
            number = self.int();
            if number.is_none() {
                return self.expected("an integer");
            }
        }
        if number.is_none() && self.is_symbol(':') {
            return self.report(self.mismatch("`=`").help("a number follows `=`, as in `RED = 1`"));
        }
        let annotations = self.annotations()?;
        if self.is_symbol('=') {
            let error = self.mismatch("`,`, `;` or the next value");
            return self.report(error.help("annotations stand behind the number"));
        }
        let span = start.join(self.behind());
        Ok(EnumValue { name, number, annotations, structured, docs, span })
    }

    /// Apache's compiler does not look for dots where a number follows (row L3), and there are
    /// files that rely on it.
    fn value_name(&mut self) -> Parse<Name> {
        let numbered = self.kind(1) == Some(&Kind::Symbol('='));
        match self.word().filter(|word| numbered && keyword::is_dotted(word)) {
            Some(word) => {
                let name = Name { text: word.to_owned(), span: self.bump() };
                let word = &name.text;
                let message = format!("`{word}` has a dot, which no other name can have");
                let help = format!("write `{}`", keyword::without_dots(word));
                self.warn(Code::DottedName, name.span, &message, &help);
                Ok(name)
            }
            None => self.member_name("the name of an enum value"),
        }
    }

    pub(super) fn typedef(&mut self, before: Before) -> Parse<Typedef> {
        let Before { docs, structured, start } = before;
        self.bump();
        let ty = self.field_type("the type that the typedef stands for")?;
        let name = self.name("the name of the typedef")?;
        let annotations = self.annotations()?;
        let span = start.join(self.behind());
        Ok(Typedef { ty, name, annotations, structured, docs, span })
    }

    pub(super) fn constant(&mut self, before: Before) -> Parse<Const> {
        let Before { docs, structured, start } = before;
        self.bump();
        let ty = self.field_type("the type of the constant")?;
        let name = self.name("the name of the constant")?;
        self.expect('=')?;
        let value = self.value()?;
        let span = start.join(self.behind());
        Ok(Const { ty, name, value, structured, docs, span })
    }
}
