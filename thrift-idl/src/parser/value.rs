//! Values of constants and defaults, row C2.

use super::Parse;
use super::cursor::Parser;
use super::recover::Element;
use crate::ast::{ConstKind, ConstValue};
use crate::code::Code;
use crate::keyword;
use crate::token::Kind;

impl Parser<'_> {
    pub(super) fn value(&mut self) -> Parse<ConstValue> {
        if let (Some(Kind::Symbol(sign @ ('+' | '-'))), Some(Kind::Int(_) | Kind::Double(_))) =
            (self.kind(0), self.kind(1))
        {
            // Among the items of a list these are two values.
            let help = format!("write the number right behind the `{sign}`");
            let error = self.mismatch(EXPECTED).help(help);
            self.push(error);
            self.bump();
        }
        self.nested(|parser| parser.shallow_value(parser.begins_struct(true)))
    }

    /// A value in a list, where `A {}` are two: separators may be left out.
    fn item(&mut self) -> Parse<ConstValue> {
        self.nested(|parser| parser.shallow_value(parser.begins_struct(false)))
    }

    /// `Name{field = …`, of fbthrift.
    fn begins_struct(&self, may_be_empty: bool) -> bool {
        self.word().is_some()
            && self.kind(1) == Some(&Kind::Symbol('{'))
            && match self.kind(2) {
                Some(Kind::Symbol('}')) => may_be_empty,
                Some(Kind::Ident(_)) => self.kind(3) == Some(&Kind::Symbol('=')),
                _ => false,
            }
    }

    fn shallow_value(&mut self, is_struct: bool) -> Parse<ConstValue> {
        let start = self.here();
        let kind = match self.kind(0) {
            Some(Kind::Symbol('[')) => {
                ConstKind::List(self.body('[', ']', &Element::new(Self::item))?)
            }
            Some(Kind::Symbol('{')) => {
                ConstKind::Map(self.body('{', '}', &Element::new(Self::entry))?)
            }
            Some(_) if is_struct => {
                let name = self.path(EXPECTED)?;
                ConstKind::Struct(name, self.field_values()?)
            }
            Some(Kind::Symbol(sign @ ('+' | '-'))) => self.lone_sign(*sign),
            Some(kind) => match scalar(kind) {
                Some(scalar) => {
                    self.bump();
                    scalar
                }
                None => return self.expected(EXPECTED),
            },
            None => return self.expected(EXPECTED),
        };
        Ok(ConstValue { kind, span: start.join(self.behind()) })
    }

    /// A sign without a number is a double, and zero (row L7).
    fn lone_sign(&mut self, sign: char) -> ConstKind {
        let message = format!("`{sign}` has no digits and means zero");
        let span = self.bump();
        self.warn(Code::NumberWithoutDigits, span, &message, "write `0.0`");
        ConstKind::Double(0.0)
    }

    fn entry(&mut self) -> Parse<(ConstValue, ConstValue)> {
        let key = self.value()?;
        self.expect(':')?;
        Ok((key, self.value()?))
    }
}

const EXPECTED: &str = "a value (a number, a string, a name, `[…]` or `{…}`)";

fn scalar(kind: &Kind<'_>) -> Option<ConstKind> {
    Some(match kind {
        Kind::Int(value) => ConstKind::Int(*value),
        Kind::Double(value) => ConstKind::Double(*value),
        Kind::Literal(text) => ConstKind::Literal(text.clone().into_owned()),
        Kind::Ident(word) if word == "true" => ConstKind::Bool(true),
        Kind::Ident(word) if word == "false" => ConstKind::Bool(false),
        Kind::Ident(word) if !keyword::is_keyword(word) => {
            ConstKind::Ident(word.clone().into_owned())
        }
        _ => return None,
    })
}
