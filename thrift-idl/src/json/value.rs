//! Values of constants and defaults.

use crate::json::Json;
use crate::program::{Item, ItemId, Value};
use crate::uuid;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Json<'_> {
    pub(super) fn value(&mut self, key: &str, value: &Value) {
        self.out.key(key);
        self.bare_value(value);
    }

    /// The value alone: the type is that of the constant or field. One level of JSON for one level
    /// of the value, so that the depth stays within what readers allow.
    fn bare_value(&mut self, value: &Value) {
        match value {
            Value::Bool(value) => self.out.plain(value),
            Value::I8(number) => self.out.plain(number),
            Value::I16(number) => self.out.plain(number),
            Value::I32(number) => self.out.plain(number),
            Value::I64(number) => self.out.plain(number),
            Value::Double(number) => self.double(*number),
            Value::String(text) => self.out.string(text),
            Value::Binary(bytes) => self.out.string(&base64(bytes)),
            Value::Uuid(bytes) => self.out.string(&uuid::text(*bytes)),
            Value::Enum { item, number, index } => self.enum_value(*item, *number, *index),
            Value::List(items) | Value::Set(items) => self.array(items, Self::bare_value),
            // Keys may be of any type, and there may be equal ones, so that it is no object.
            Value::Map(entries) => {
                self.array(entries.iter().flat_map(|(k, v)| [k, v]), Self::bare_value);
            }
            Value::Struct { item, fields } => self.struct_value(*item, fields),
        }
    }

    /// The shortest text that gives this number when it is read.
    fn double(&mut self, number: f64) {
        if number.is_finite() {
            self.out.plain(&format_args!("{number:?}"));
        } else {
            // No IDL gives such a number, but a program made by hand may hold one.
            self.out.string(if number.is_nan() {
                "NaN"
            } else if number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            });
        }
    }

    fn enum_value(&mut self, item: ItemId, number: i32, index: usize) {
        let program = self.program;
        self.inline(|json| {
            json.object(|json| {
                if let Item::Enum(item) = program.item(item)
                    && let Some(value) = item.values.get(index)
                {
                    json.text("name", &value.name.text);
                }
                json.number("number", i64::from(number));
            });
        });
    }

    fn struct_value(&mut self, item: ItemId, fields: &[(usize, Value)]) {
        let Item::Struct(item) = self.program.item(item) else { return self.object(|_| {}) };
        self.object(|json| {
            for (index, value) in fields {
                if let Some(field) = item.fields.get(*index) {
                    json.value(&field.name.text, value);
                }
            }
        });
    }
}

fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (at, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let letter = BASE64[(bits >> shift & 0x3f) as usize];
            // One byte gives two letters, two give three.
            text.push(if at <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 4648, section 10.
    #[test]
    fn base64_of_every_length() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), "/+++");
    }
}
