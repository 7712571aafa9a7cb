//! Values of constants and defaults, row C2.

use super::Parse;
use super::cursor::Parser;
use super::recover::Element;
use crate::ast::{ConstKind, ConstValue};
use crate::keyword;
use crate::token::Kind;

impl Parser<'_> {
    pub(super) fn value(&mut self) -> Parse<ConstValue> {
        self.nested(Self::shallow_value)
    }

    fn shallow_value(&mut self) -> Parse<ConstValue> {
        let start = self.here();
        let kind = match self.kind(0) {
            Some(Kind::Symbol('[')) => {
                ConstKind::List(self.body('[', ']', &Element::new(Self::value))?)
            }
            Some(Kind::Symbol('{')) => {
                ConstKind::Map(self.body('{', '}', &Element::new(Self::entry))?)
            }
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

    fn entry(&mut self) -> Parse<(ConstValue, ConstValue)> {
        let key = self.value()?;
        self.expect(':')?;
        Ok((key, self.value()?))
    }
}

const EXPECTED: &str = "a value (a number, a string, a name, `[…]` or `{…}`)";

fn scalar(kind: &Kind) -> Option<ConstKind> {
    Some(match kind {
        Kind::Int(value) => ConstKind::Int(*value),
        Kind::Double(value) => ConstKind::Double(*value),
        Kind::Literal(text) => ConstKind::Literal(text.clone()),
        Kind::Ident(word) if word == "true" => ConstKind::Bool(true),
        Kind::Ident(word) if word == "false" => ConstKind::Bool(false),
        Kind::Ident(word) if !keyword::is_keyword(word) => ConstKind::Ident(word.clone()),
        _ => return None,
    })
}
