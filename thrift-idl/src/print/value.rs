//! Values of constants and defaults.

use super::printer::{Brackets, LIST, MAP, Printer};
use crate::ast::{ConstKind, ConstValue, FieldValue};

const FIELD_VALUES: Brackets = Brackets { glued: true, ..MAP };

impl<'a> Printer<'a> {
    pub(super) fn value(&mut self, value: &'a ConstValue) {
        match &value.kind {
            ConstKind::Int(number) => self.number(number),
            ConstKind::Bool(true) => self.word("true"),
            ConstKind::Bool(false) => self.word("false"),
            // With a dot or an exponent, and of as many digits as it takes.
            // What is too large for a double means infinity, which has no other form.
            ConstKind::Double(f64::INFINITY) => self.number(&"1e999"),
            ConstKind::Double(f64::NEG_INFINITY) => self.number(&"-1e999"),
            ConstKind::Double(number) => self.number(&format_args!("{number:?}")),
            ConstKind::Literal(text) => self.literal(text),
            ConstKind::Ident(name) => self.word(name),
            ConstKind::List(items) => self.items(&LIST, items, Self::value),
            ConstKind::Map(entries) => self.items(&MAP, entries, Self::entry),
            ConstKind::Struct(name, fields) => {
                self.word(&name.text);
                self.field_values(fields);
            }
        }
    }

    fn entry(&mut self, (key, value): &'a (ConstValue, ConstValue)) {
        self.value(key);
        self.glue(":");
        self.value(value);
    }

    /// `{field = value, …}`
    pub(super) fn field_values(&mut self, fields: &'a [FieldValue]) {
        self.items(&FIELD_VALUES, fields, Self::field_value);
    }

    fn field_value(&mut self, field: &'a FieldValue) {
        self.word(&field.name.text);
        self.word("=");
        self.value(&field.value);
    }

    pub(super) fn literal(&mut self, text: &str) {
        self.word(quoted(text));
    }
}

/// A string in the quotes that need no escapes, double ones if possible.
pub(super) fn quoted(text: &str) -> String {
    let quote = if text.contains('"') && !text.contains('\'') { '\'' } else { '"' };
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for part in text.chars() {
        let escape = match part {
            '\r' => 'r',
            '\n' => 'n',
            '\t' => 't',
            '\\' => '\\',
            _ if part == quote => part,
            _ => {
                quoted.push(part);
                continue;
            }
        };
        quoted.extend(['\\', escape]);
    }
    quoted.push(quote);
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l9_quotes_and_escapes() {
        assert_eq!(quoted("a'b"), r#""a'b""#);
        assert_eq!(quoted("a\"b"), r#"'a"b'"#);
        assert_eq!(quoted("a\"b'"), r#""a\"b'""#);
        assert_eq!(quoted("\r\n\t\\\0é"), "\"\\r\\n\\t\\\\\0é\"");
    }
}
