//! Values to text.

use std::io::Write as _;

use super::level::{Level, Place, find, no_key, not_described};
use crate::TType;
use crate::error::{Error, Kind};
use crate::protocol::json::{base64, number, text, uuid};
use crate::protocol::sink::Sink;
use crate::protocol::{self, Limits, Protocol};
use crate::schema::Type;

/// Writes text into one growing buffer, by the description of the value.
///
/// After the first mistake nothing more is written.
pub(super) struct Writer {
    sink: Sink,
    outermost: Type,
    levels: Vec<Level>,
    failed: bool,
}

impl Writer {
    /// A writer of a value of this type that appends to `out`.
    pub(super) fn new(out: Vec<u8>, outermost: Type, limits: &Limits) -> Self {
        Self { sink: Sink::new(out, limits), outermost, levels: Vec::new(), failed: false }
    }

    pub(super) fn into_sink(self) -> Sink {
        self.sink
    }

    fn put(&mut self, text: &[u8]) {
        self.sink.bytes.extend_from_slice(text);
    }

    /// Remembers a mistake, with the place where it was made.
    #[cold]
    fn mistake(&mut self, error: Error) {
        if !self.failed {
            self.failed = true;
            let located = self.levels.iter().rev().fold(error, |error, level| level.locate(error));
            self.sink.fail(located);
        }
    }

    /// Writes what is before a value; `None` after a mistake.
    fn begin(&mut self) -> Option<Place> {
        if self.failed {
            return None;
        }
        let place = match self.levels.last_mut() {
            None => Some(Place::outermost(self.outermost)),
            Some(level) => level.next(),
        };
        match &place {
            Some(place) => self.sink.bytes.extend(place.separator),
            None => self.mistake(Error::new(Kind::Invalid, "a value has no field")),
        }
        place
    }

    /// Opens what has a type that `inside` makes a level of.
    fn open(&mut self, bracket: &[u8], inside: impl FnOnce(Type) -> Option<Level>) -> bool {
        let Some(place) = self.begin() else { return false };
        if place.key {
            self.mistake(no_key(place.ty));
            return false;
        }
        let Some(level) = inside(place.ty) else {
            self.mistake(not_described(place.ty));
            return false;
        };
        if !self.sink.enter() {
            self.failed = true;
            return false;
        }
        self.put(bracket);
        self.levels.push(level);
        true
    }

    fn close(&mut self, bracket: &[u8]) {
        self.put(bracket);
        self.levels.pop();
        self.sink.leave();
    }

    /// Writes a value that is in quotes only as a key.
    fn bare(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        if let Some(place) = self.begin() {
            let quote: &[u8] = if place.key { b"\"" } else { b"" };
            self.put(quote);
            write(&mut self.sink.bytes);
            self.put(quote);
        }
    }

    /// Writes a value that is in quotes everywhere.
    fn quoted(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        if self.begin().is_some() {
            self.put(b"\"");
            write(&mut self.sink.bytes);
            self.put(b"\"");
        }
    }

    fn integer(&mut self, value: impl Into<i64>) {
        self.bare(|out| number::write(out, value.into()));
    }
}

/// The elements of a list or set.
fn items(ty: Type) -> Option<Level> {
    match ty {
        Type::List(item) | Type::Set(item) => Some(Level::Items { ty: item(), begun: 0 }),
        _ => None,
    }
}

impl protocol::Writer for Writer {
    /// What is nearest. Nothing depends on it, since what is unknown is not written.
    const PROTOCOL: Protocol = Protocol::Json;

    type Fields = ();

    fn struct_begin(&mut self) -> Option<()> {
        let fields = |ty| match ty {
            Type::Struct(of) => Some(Level::Fields { of, field: None }),
            _ => None,
        };
        self.open(b"{", fields).then_some(())
    }

    fn field(&mut self, (): &mut (), ttype: TType, id: i16) {
        if self.failed {
            return;
        }
        let Some(Level::Fields { of, field: last }) = self.levels.last_mut() else {
            return self.mistake(Error::new(Kind::Invalid, "a field is written outside a struct"));
        };
        let found = find(of, *last, |field| field.id == id);
        let Some((place, field)) = found.and_then(|place| Some((place, of.fields.get(place)?)))
        else {
            let name = of.name;
            *last = None;
            return self.mistake(no_name(id, name));
        };
        let first = last.replace(place).is_none();
        let declared = field.ty().ttype();
        if declared != ttype {
            return self.mistake(other_type(declared, ttype));
        }
        self.put(if first { b"\"" } else { b",\"" });
        text::escape(&mut self.sink.bytes, field.name);
        self.put(b"\":");
    }

    fn struct_end(&mut self, (): ()) {
        self.close(b"}");
    }

    fn list_begin(&mut self, _: TType, _: usize) -> bool {
        self.open(b"[", items)
    }

    fn list_end(&mut self) {
        self.close(b"]");
    }

    fn set_begin(&mut self, _: TType, _: usize) -> bool {
        self.open(b"[", items)
    }

    fn set_end(&mut self) {
        self.close(b"]");
    }

    fn map_begin(&mut self, _: TType, _: TType, _: usize) -> bool {
        self.open(b"{", |ty| match ty {
            Type::Map(key, value) => Some(Level::Pairs { key: key(), value: value(), begun: 0 }),
            _ => None,
        })
    }

    fn map_end(&mut self) {
        self.close(b"}");
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

    fn double(&mut self, value: f64) {
        let name: &[u8] = match value {
            f64::INFINITY => b"Infinity",
            f64::NEG_INFINITY => b"-Infinity",
            _ if value.is_nan() => b"NaN",
            _ => {
                return self.bare(|out| {
                    // Writing into memory does not fail.
                    let _ = write!(out, "{value:?}");
                });
            }
        };
        self.quoted(|out| out.extend_from_slice(name));
    }

    fn string(&mut self, value: &str) {
        self.quoted(|out| text::escape(out, value));
    }

    fn binary(&mut self, value: &[u8]) {
        self.quoted(|out| base64::encode(out, value));
    }

    fn string_or_binary(&mut self, value: &[u8]) {
        match core::str::from_utf8(value) {
            Ok(text) => self.string(text),
            Err(_) => self.binary(value),
        }
    }

    fn uuid(&mut self, value: &[u8; 16]) {
        self.quoted(|out| uuid::write(out, value));
    }

    fn raw(&mut self, _: Protocol, _: TType, _: &[u8]) {
        self.mistake(Error::new(Kind::Invalid, "what is kept as it came has no names"));
    }

    #[cold]
    fn fail(&mut self, error: Error) {
        self.mistake(error);
    }
}

#[cold]
fn no_name(id: i16, of: &str) -> Error {
    let message = format!("the field {id} is not declared in `{of}`, so it has no name to write");
    Error::new(Kind::Invalid, message)
}

#[cold]
fn other_type(declared: TType, found: TType) -> Error {
    let message =
        format!("a field of type `{declared}` is declared, and one of `{found}` is there");
    Error::new(Kind::Invalid, message)
}
