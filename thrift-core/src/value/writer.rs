//! Typed values to values.

use super::{List, Map, Struct, Value, other_type};
use crate::error::{Error, Kind, Result};
use crate::protocol::{self, Limits, Protocol, Whole, binary, compact, json, read_raw};
use crate::{Encode, TType};

/// Turns a typed value into a [`Value`].
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::Value;
///
/// thrift::thrift! { struct User { 1: i32 id, 2: string name } }
///
/// let value = thrift::value::to_value(&User { id: 7, name: "Ada".into() })?;
/// assert_eq!(value.get(1), Some(&Value::I32(7)));
/// # }
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// Fails when the value is nested deeper than 64 levels.
pub fn to_value<T: Encode + ?Sized>(value: &T) -> Result<Value> {
    let mut out = Writer { open: Vec::new(), done: None, error: None };
    value.encode(&mut out);
    match (out.error, out.done) {
        (Some(error), _) => Err(error),
        (None, Some(value)) => Ok(value),
        (None, None) => Err(misuse("no value was written")),
    }
}

/// What is open, from the outside in; then it is part of what is around it.
struct Writer {
    open: Vec<Open>,
    done: Option<Value>,
    error: Option<Error>,
}

enum Open {
    List(List),
    Set(List),
    Map {
        map: Map,
        key: Option<Value>,
    },
    Struct {
        fields: Struct,
        /// The last header, until its value is there.
        header: Option<(TType, i16)>,
    },
}

impl Writer {
    fn begin(&mut self, open: Open) -> bool {
        if self.error.is_some() {
            return false;
        }
        let most = Limits::DEFAULT.depth as usize;
        if self.open.len() >= most {
            self.error =
                Some(Error::new(Kind::Limit, format!("more than {most} levels of nesting")));
            return false;
        }
        self.open.push(open);
        true
    }

    fn end(&mut self) {
        let value = match self.open.pop() {
            Some(Open::List(list)) => Value::List(list),
            Some(Open::Set(set)) => Value::Set(set),
            Some(Open::Map { map, key: None }) => Value::Map(map),
            Some(Open::Struct { fields, header: None }) => Value::Struct(fields),
            Some(_) => return self.fail_with(misuse("a key or a field has no value")),
            None => return self.fail_with(misuse("nothing is open")),
        };
        self.put(value);
    }

    /// Puts a complete value where it belongs.
    fn put(&mut self, value: Value) {
        if self.error.is_none()
            && let Err(error) = self.try_put(value)
        {
            self.error = Some(error);
        }
    }

    fn try_put(&mut self, value: Value) -> Result<()> {
        match self.open.last_mut() {
            None if self.done.is_some() => Err(misuse("more than one value was written")),
            None => {
                self.done = Some(value);
                Ok(())
            }
            Some(Open::List(items) | Open::Set(items)) => items.push(value),
            Some(Open::Map { map, key }) => match key.take() {
                Some(key) => map.push(key, value),
                None => {
                    *key = Some(value);
                    Ok(())
                }
            },
            Some(Open::Struct { fields, header }) => match header.take() {
                Some((ttype, id)) if ttype == value.ttype() => fields.push(id, value),
                Some((ttype, _)) => Err(other_type("a field", ttype, value.ttype())),
                None => Err(misuse("a value has no field")),
            },
        }
    }

    #[cold]
    fn fail_with(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }
}

/// An `Encode` that does not do what the writer asks for: written by hand, and wrong.
#[cold]
fn misuse(message: &'static str) -> Error {
    Error::new(Kind::Invalid, message)
}

/// What the bytes are that a protocol kept.
fn kept<'de, R: Whole<'de>>(bytes: &'de [u8], ttype: TType) -> Result<Value> {
    read_raw(bytes, &Limits::DEFAULT, |input: &mut R| Value::read(input, ttype))
}

impl protocol::Writer for Writer {
    /// A value is in none: [`raw`](protocol::Writer::raw) reads the bytes of each.
    const PROTOCOL: Protocol = Protocol::Binary;

    type Fields = ();

    fn struct_begin(&mut self) -> Option<()> {
        self.begin(Open::Struct { fields: Struct::new(), header: None }).then_some(())
    }

    fn field(&mut self, (): &mut (), ttype: TType, id: i16) {
        match self.open.last_mut() {
            Some(Open::Struct { header: header @ None, .. }) => *header = Some((ttype, id)),
            _ => self.fail_with(misuse("a field is written outside a struct, or inside a field")),
        }
    }

    fn struct_end(&mut self, (): ()) {
        self.end();
    }

    fn list_begin(&mut self, element: TType, _: usize) -> bool {
        self.begin(Open::List(List::of(element)))
    }

    fn list_end(&mut self) {
        self.end();
    }

    fn set_begin(&mut self, element: TType, _: usize) -> bool {
        self.begin(Open::Set(List::of(element)))
    }

    fn set_end(&mut self) {
        self.end();
    }

    fn map_begin(&mut self, key: TType, value: TType, _: usize) -> bool {
        self.begin(Open::Map { map: Map::of(key, value), key: None })
    }

    fn map_end(&mut self) {
        self.end();
    }

    fn bool(&mut self, value: bool) {
        self.put(Value::Bool(value));
    }

    fn i8(&mut self, value: i8) {
        self.put(Value::I8(value));
    }

    fn i16(&mut self, value: i16) {
        self.put(Value::I16(value));
    }

    fn i32(&mut self, value: i32) {
        self.put(Value::I32(value));
    }

    fn i64(&mut self, value: i64) {
        self.put(Value::I64(value));
    }

    fn double(&mut self, value: f64) {
        self.put(Value::Double(value));
    }

    fn string(&mut self, value: &str) {
        self.put(value.into());
    }

    fn binary(&mut self, value: &[u8]) {
        self.put(Value::String(bytes::Bytes::copy_from_slice(value)));
    }

    fn string_or_binary(&mut self, value: &[u8]) {
        self.binary(value);
    }

    fn uuid(&mut self, value: &[u8; 16]) {
        self.put(Value::Uuid(*value));
    }

    fn raw(&mut self, protocol: Protocol, ttype: TType, bytes: &[u8]) {
        let value = match protocol {
            Protocol::Binary => kept::<binary::Reader<'_>>(bytes, ttype),
            Protocol::Compact => kept::<compact::Reader<'_>>(bytes, ttype),
            Protocol::Json => kept::<json::Reader<'_>>(bytes, ttype),
        };
        match value {
            Ok(value) => self.put(value),
            Err(error) => self.fail_with(error),
        }
    }

    #[cold]
    fn fail(&mut self, error: Error) {
        self.fail_with(error);
    }
}
