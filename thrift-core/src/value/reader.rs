//! Values to typed values.

use std::borrow::Cow;

use bytes::Bytes;

use super::Value;
use crate::error::{Error, Kind, Result};
use crate::protocol::{self, Limits, Protocol};
use crate::{Decode, TType, binary};

/// Turns a [`Value`] into a typed value, which may borrow from it.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::Value;
/// use thrift::value::Struct;
///
/// thrift::thrift! { struct User { 1: i32 id, 2: string name } }
///
/// let value = Value::from(Struct::new().with(1, 7_i32)?.with(2, "Ada")?);
/// let user: User = thrift::value::from_value(&value)?;
/// assert_eq!(user, User { id: 7, name: "Ada".into() });
/// # }
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// Fails when the value is not one of a `T`, or is nested deeper than 64 levels.
pub fn from_value<'de, T: Decode<'de>>(value: &'de Value) -> Result<T> {
    if value.ttype() != T::TTYPE {
        return Err(unexpected(T::TTYPE, value));
    }
    T::decode(&mut Reader { at: Place::Whole(value), around: Vec::new() })
}

/// The place reached, and the places to go on at in what is around it.
struct Reader<'de> {
    at: Place<'de>,
    around: Vec<Place<'de>>,
}

/// The next value: of a container by its index, of a struct the one before the index, since its
/// header was read.
#[derive(Clone, Copy)]
enum Place<'de> {
    Whole(&'de Value),
    Items(&'de [Value], usize),
    Pairs(&'de [(Value, Value)], usize),
    Fields(&'de [(i16, Value)], usize),
}

impl<'de> Reader<'de> {
    /// The value to read.
    fn current(&self) -> Result<&'de Value> {
        let value = match self.at {
            Place::Whole(value) => Some(value),
            Place::Items(items, index) => items.get(index),
            Place::Pairs(pairs, index) => {
                let pair = pairs.get(index / 2);
                pair.map(|(key, value)| if index % 2 == 0 { key } else { value })
            }
            Place::Fields(fields, index) => {
                index.checked_sub(1).and_then(|index| fields.get(index)).map(|(_, value)| value)
            }
        };
        value.ok_or_else(|| Error::new(Kind::Invalid, "there are no more values"))
    }

    /// Goes on to the next value.
    fn advance(&mut self) {
        if let Place::Items(_, index) | Place::Pairs(_, index) = &mut self.at {
            *index += 1;
        }
    }

    fn next(&mut self) -> Result<&'de Value> {
        let value = self.current()?;
        self.advance();
        Ok(value)
    }

    fn enter(&mut self, inside: Place<'de>) -> Result<()> {
        let most = Limits::DEFAULT.depth as usize;
        if self.around.len() >= most {
            return Err(Error::new(Kind::Limit, format!("more than {most} levels of nesting")));
        }
        self.around.push(core::mem::replace(&mut self.at, inside));
        Ok(())
    }

    fn leave(&mut self) {
        if let Some(around) = self.around.pop() {
            self.at = around;
        }
    }

    fn bytes(&mut self) -> Result<&'de Bytes> {
        match self.next()? {
            Value::String(bytes) => Ok(bytes),
            other => Err(unexpected(TType::String, other)),
        }
    }
}

#[cold]
fn unexpected(expected: TType, found: &Value) -> Error {
    let message = format!("`{expected}` expected, found `{}`", found.ttype());
    Error::new(Kind::Invalid, message)
}

macro_rules! scalars {
    ($($method:ident: $type:ty = $variant:ident;)*) => {$(
        fn $method(&mut self) -> Result<$type> {
            match self.next()? {
                Value::$variant(value) => Ok(*value),
                other => Err(unexpected(TType::$variant, other)),
            }
        }
    )*};
}

impl<'de> protocol::Reader<'de> for Reader<'de> {
    /// What [`raw_field`](protocol::Reader::raw_field) gives.
    const PROTOCOL: Protocol = Protocol::Binary;

    type Fields = ();

    type Checkpoint = (Place<'de>, usize);

    scalars! {
        bool: bool = Bool;
        i8: i8 = I8;
        i16: i16 = I16;
        i32: i32 = I32;
        i64: i64 = I64;
        double: f64 = Double;
        uuid: [u8; 16] = Uuid;
    }

    fn struct_begin(&mut self) -> Result<()> {
        match self.next()? {
            Value::Struct(value) => self.enter(Place::Fields(value.fields(), 0)),
            other => Err(unexpected(TType::Struct, other)),
        }
    }

    fn field(&mut self, (): &mut ()) -> Result<Option<(TType, i16)>> {
        let Place::Fields(fields, index) = &mut self.at else {
            return Err(Error::new(Kind::Invalid, "a field is read outside a struct"));
        };
        let Some((id, value)) = fields.get(*index) else { return Ok(None) };
        *index += 1;
        Ok(Some((value.ttype(), *id)))
    }

    fn struct_end(&mut self, (): ()) {
        self.leave();
    }

    fn list_begin(&mut self) -> Result<(Option<TType>, usize)> {
        match self.next()? {
            Value::List(list) => {
                self.enter(Place::Items(list.items(), 0))?;
                Ok((list.element(), list.len()))
            }
            other => Err(unexpected(TType::List, other)),
        }
    }

    fn list_end(&mut self) {
        self.leave();
    }

    fn set_begin(&mut self) -> Result<(Option<TType>, usize)> {
        match self.next()? {
            Value::Set(set) => {
                self.enter(Place::Items(set.items(), 0))?;
                Ok((set.element(), set.len()))
            }
            other => Err(unexpected(TType::Set, other)),
        }
    }

    fn set_end(&mut self) {
        self.leave();
    }

    fn map_begin(&mut self) -> Result<(Option<(TType, TType)>, usize)> {
        match self.next()? {
            Value::Map(map) => {
                self.enter(Place::Pairs(map.pairs(), 0))?;
                Ok((map.types(), map.len()))
            }
            other => Err(unexpected(TType::Map, other)),
        }
    }

    fn map_end(&mut self) {
        self.leave();
    }

    fn string(&mut self) -> Result<Cow<'de, str>> {
        match core::str::from_utf8(self.bytes()?) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(Error::utf8(error, 0)),
        }
    }

    fn binary(&mut self) -> Result<Cow<'de, [u8]>> {
        self.bytes().map(|bytes| Cow::Borrowed(&**bytes))
    }

    fn shared(&mut self) -> Result<Bytes> {
        self.bytes().cloned()
    }

    fn shared_string(&mut self) -> Result<Bytes> {
        self.bytes().cloned()
    }

    fn string_or_binary(&mut self) -> Result<Cow<'de, [u8]>> {
        self.binary()
    }

    fn field_bool(&mut self, (): &mut ()) -> Result<bool> {
        self.bool()
    }

    fn skip(&mut self, _: TType) -> Result<()> {
        self.next().map(drop)
    }

    fn skip_field(&mut self, (): &mut (), ttype: TType) -> Result<()> {
        self.skip(ttype)
    }

    fn raw_field(&mut self, (): &mut (), _: TType) -> Result<Bytes> {
        let mut out = binary::Writer::new(Vec::new(), &Limits::DEFAULT);
        self.next()?.write(&mut out);
        out.finish().map(Bytes::from)
    }

    /// The value is in memory already, and what is made of it is not out of proportion to that.
    fn charge(&mut self, _: usize) -> Result<()> {
        Ok(())
    }

    fn refund(&mut self, _: usize) {}

    fn checkpoint(&self) -> Self::Checkpoint {
        (self.at, self.around.len())
    }

    fn rewind(&mut self, (at, around): Self::Checkpoint) {
        self.at = at;
        self.around.truncate(around);
    }
}
