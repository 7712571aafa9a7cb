//! Values to text.

use std::io::Write as _;

use super::context::{Context, Contexts};
use super::{base64, name, number, text, uuid};
use crate::protocol::sink::Sink;
use crate::protocol::{self, Limits, Protocol, binary, compact, transcode_raw};
use crate::{Error, Result, TType};

/// Writes JSON into one growing buffer.
///
/// ```
/// use thrift::{Limits, TType, json, protocol::Writer};
///
/// let mut out = json::Writer::new(Vec::new(), &Limits::DEFAULT);
/// if out.map_begin(TType::I32, TType::Double, 1) {
///     out.i32(7);
///     out.double(0.5);
///     out.map_end();
/// }
/// assert_eq!(out.finish()?, br#"["i32","dbl",1,{"7":0.5}]"#);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer {
    pub(super) sink: Sink,
    contexts: Contexts,
}

impl Writer {
    /// A writer that appends to `out`.
    #[must_use]
    pub fn new(out: Vec<u8>, limits: &Limits) -> Self {
        Self::of(Sink::new(out, limits))
    }

    pub(super) fn of(sink: Sink) -> Self {
        Self { sink, contexts: Contexts::new() }
    }

    /// The buffer, with all that was appended.
    ///
    /// # Errors
    ///
    /// Returns the first mistake that was made while writing.
    pub fn finish(self) -> Result<Vec<u8>> {
        self.sink.finish()
    }

    #[inline]
    fn put(&mut self, text: &[u8]) {
        self.sink.bytes.extend_from_slice(text);
    }

    /// Writes what is before a value; whether the value is a key.
    fn begin(&mut self) -> bool {
        let place = self.contexts.next();
        self.sink.bytes.extend(place.separator);
        place.key
    }

    /// Writes an integer, in quotes if it is a key.
    fn integer(&mut self, value: impl Into<i64>) {
        let quote: &[u8] = if self.begin() { b"\"" } else { b"" };
        self.put(quote);
        number::write(&mut self.sink.bytes, value.into());
        self.put(quote);
    }

    /// Writes the name of a type.
    fn name(&mut self, ttype: TType) {
        self.put(b"\"");
        self.put(name(ttype).as_bytes());
        self.put(b"\"");
    }

    /// Writes the number of elements.
    fn length(&mut self, len: usize) {
        let length = self.sink.length(len).unwrap_or_default();
        self.put(b",");
        number::write(&mut self.sink.bytes, length.into());
    }

    /// Writes the header of a list or set.
    fn elements_begin(&mut self, element: TType, len: usize) -> bool {
        self.sink.enter() && {
            self.begin();
            self.put(b"[");
            self.name(element);
            self.length(len);
            self.contexts.open(Context::Item);
            true
        }
    }

    fn elements_end(&mut self) {
        self.put(b"]");
        self.contexts.close();
        self.sink.leave();
    }
}

impl protocol::Writer for Writer {
    const PROTOCOL: Protocol = Protocol::Json;

    /// Whether there was a field.
    type Fields = bool;

    fn struct_begin(&mut self) -> Option<bool> {
        self.sink.enter().then(|| {
            self.begin();
            self.put(b"{");
            self.contexts.open(Context::Alone);
            false
        })
    }

    fn field(&mut self, any: &mut bool, ttype: TType, id: i16) {
        self.put(if core::mem::replace(any, true) { b"},\"" } else { b"\"" });
        number::write(&mut self.sink.bytes, id.into());
        self.put(b"\":{");
        self.name(ttype);
        self.put(b":");
    }

    fn struct_end(&mut self, any: bool) {
        self.put(if any { b"}}" } else { b"}" });
        self.contexts.close();
        self.sink.leave();
    }

    fn list_begin(&mut self, element: TType, len: usize) -> bool {
        self.elements_begin(element, len)
    }

    fn list_end(&mut self) {
        self.elements_end();
    }

    fn set_begin(&mut self, element: TType, len: usize) -> bool {
        self.elements_begin(element, len)
    }

    fn set_end(&mut self) {
        self.elements_end();
    }

    fn map_begin(&mut self, key: TType, value: TType, len: usize) -> bool {
        self.sink.enter() && {
            self.begin();
            self.put(b"[");
            self.name(key);
            self.put(b",");
            self.name(value);
            self.length(len);
            self.put(b",{");
            self.contexts.open(Context::FirstKey);
            true
        }
    }

    fn map_end(&mut self) {
        self.put(b"}]");
        self.contexts.close();
        self.sink.leave();
    }

    fn bool(&mut self, value: bool) {
        self.integer(value);
    }

    fn i8(&mut self, value: i8) {
        self.integer(value);
    }

    fn i16(&mut self, value: i16) {
        self.integer(value);
    }

    fn i32(&mut self, value: i32) {
        self.integer(value);
    }

    fn i64(&mut self, value: i64) {
        self.integer(value);
    }

    /// The shortest text that is read as the same number; what is no number is in quotes.
    fn double(&mut self, value: f64) {
        let quote = if self.begin() { "\"" } else { "" };
        if value.is_finite() {
            // Writing into memory does not fail.
            let _ = write!(self.sink.bytes, "{quote}{value:?}{quote}");
            return;
        }
        self.put(match value {
            f64::INFINITY => b"\"Infinity\"",
            f64::NEG_INFINITY => b"\"-Infinity\"",
            _ => b"\"NaN\"",
        });
    }

    fn string(&mut self, value: &str) {
        self.begin();
        self.put(b"\"");
        text::escape(&mut self.sink.bytes, value);
        self.put(b"\"");
    }

    fn binary(&mut self, value: &[u8]) {
        self.begin();
        self.put(b"\"");
        base64::encode(&mut self.sink.bytes, value);
        self.put(b"\"");
    }

    fn string_or_binary(&mut self, value: &[u8]) {
        match core::str::from_utf8(value) {
            Ok(text) => self.string(text),
            Err(_) => self.binary(value),
        }
    }

    fn uuid(&mut self, value: &[u8; 16]) {
        self.begin();
        self.put(b"\"");
        uuid::write(&mut self.sink.bytes, value);
        self.put(b"\"");
    }

    fn raw(&mut self, protocol: Protocol, ttype: TType, bytes: &[u8]) {
        match protocol {
            Protocol::Binary => transcode_raw::<binary::Reader<'_>, _>(bytes, ttype, self),
            Protocol::Compact => transcode_raw::<compact::Reader<'_>, _>(bytes, ttype, self),
            Protocol::Json => {
                self.begin();
                self.put(bytes);
            }
        }
    }

    #[cold]
    fn fail(&mut self, error: Error) {
        self.sink.fail(error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Writer as _;

    fn written(write: impl FnOnce(&mut Writer)) -> String {
        let mut out = Writer::new(Vec::new(), &Limits::DEFAULT);
        write(&mut out);
        String::from_utf8(out.finish().unwrap()).unwrap()
    }

    #[test]
    fn doubles_are_as_short_as_they_can_be() {
        for (value, text) in [
            (1.5, "1.5"),
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (0.1, "0.1"),
            (1e300, "1e300"),
            (5e-324, "5e-324"),
            (f64::NAN, "\"NaN\""),
            (-f64::NAN, "\"NaN\""),
            (f64::INFINITY, "\"Infinity\""),
            (f64::NEG_INFINITY, "\"-Infinity\""),
        ] {
            assert_eq!(written(|out| out.double(value)), text);
        }
    }

    #[test]
    fn keys_have_quotes_unless_they_are_containers() {
        let text = written(|out| {
            assert!(out.map_begin(TType::Struct, TType::Bool, 2));
            for _ in 0..2 {
                let mut any = out.struct_begin().unwrap();
                out.field_bool(&mut any, 1, true);
                out.struct_end(any);
                out.bool(false);
            }
            out.map_end();
        });
        assert_eq!(text, r#"["rec","tf",2,{{"1":{"tf":1}}:0,{"1":{"tf":1}}:0}]"#);
        let text = written(|out| {
            assert!(out.map_begin(TType::Bool, TType::Map, 1));
            out.bool(true);
            assert!(out.map_begin(TType::Double, TType::String, 2));
            out.double(0.5);
            out.string("a");
            out.double(f64::NAN);
            out.string("b");
            out.map_end();
            out.map_end();
        });
        assert_eq!(text, r#"["tf","map",1,{"1":["dbl","str",2,{"0.5":"a","NaN":"b"}]}]"#);
    }

    #[test]
    fn bytes_that_may_be_text_are_text_if_they_can_be() {
        assert_eq!(written(|out| out.string_or_binary("é\n".as_bytes())), r#""é\n""#);
        assert_eq!(written(|out| out.string_or_binary(&[0xff])), r#""/w==""#);
    }
}
