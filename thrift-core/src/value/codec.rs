//! Values to and from the wire.

use std::borrow::Cow;

use bytes::Bytes;

use super::{List, Map, Struct, Value};
use crate::error::{Error, Kind, Result};
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

/// What an empty container is written with when nothing says of which type it is: readers do not
/// look at it.
const ANY: TType = TType::Bool;

impl Value {
    /// Writes a value of any type.
    ///
    /// ```
    /// use thrift::protocol::Writer;
    /// use thrift::{Limits, Value, binary};
    ///
    /// let mut out = binary::Writer::new(Vec::new(), &Limits::DEFAULT);
    /// Value::I16(258).write(&mut out);
    /// assert_eq!(out.finish()?, [1, 2]);
    /// # Ok::<_, thrift::Error>(())
    /// ```
    pub fn write<W: Writer>(&self, out: &mut W) {
        match self {
            Self::Bool(value) => out.bool(*value),
            Self::I8(value) => out.i8(*value),
            Self::I16(value) => out.i16(*value),
            Self::I32(value) => out.i32(*value),
            Self::I64(value) => out.i64(*value),
            Self::Double(value) => out.double(*value),
            Self::String(value) => out.string_or_binary(value),
            Self::Uuid(value) => out.uuid(value),
            Self::List(list) => {
                if out.list_begin(list.element().unwrap_or(ANY), list.len()) {
                    list.iter().for_each(|item| item.write(out));
                    out.list_end();
                }
            }
            Self::Set(set) => {
                if out.set_begin(set.element().unwrap_or(ANY), set.len()) {
                    set.iter().for_each(|item| item.write(out));
                    out.set_end();
                }
            }
            Self::Map(map) => write_map(map, out),
            Self::Struct(fields) => write_struct(fields, out),
        }
    }

    /// Reads a value of the given type.
    ///
    /// ```
    /// use thrift::protocol::Reader;
    /// use thrift::{Limits, TType, Value, binary};
    ///
    /// let mut input = binary::Reader::new(&[1, 2], &Limits::DEFAULT)?;
    /// assert_eq!(Value::read(&mut input, TType::I16)?, Value::I16(258));
    /// # Ok::<_, thrift::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails when the bytes are not those of such a value, when they ask for more than the limits
    /// allow, or when the value has more than [`Value::MAX_LEVELS`].
    pub fn read<'de, R: Reader<'de>>(input: &mut R, ttype: TType) -> Result<Self> {
        Ok(match ttype {
            TType::Bool => Self::Bool(input.bool()?),
            TType::I8 => Self::I8(input.i8()?),
            TType::I16 => Self::I16(input.i16()?),
            TType::I32 => Self::I32(input.i32()?),
            TType::I64 => Self::I64(input.i64()?),
            TType::Double => Self::Double(input.double()?),
            TType::String => Self::String(read_string(input)?),
            TType::Uuid => Self::Uuid(input.uuid()?),
            TType::List => {
                let (element, count) = input.list_begin()?;
                let list = read_items(input, element, count)?;
                input.list_end();
                Self::List(list)
            }
            TType::Set => {
                let (element, count) = input.set_begin()?;
                let set = read_items(input, element, count)?;
                input.set_end();
                Self::Set(set)
            }
            TType::Map => Self::Map(read_map(input)?),
            TType::Struct => Self::Struct(read_struct(input)?),
        })
    }
}

fn write_map<W: Writer>(map: &Map, out: &mut W) {
    let (key, value) = map.types().unwrap_or((ANY, ANY));
    if out.map_begin(key, value, map.len()) {
        for (key, value) in map {
            key.write(out);
            value.write(out);
        }
        out.map_end();
    }
}

fn write_struct<W: Writer>(value: &Struct, out: &mut W) {
    let Some(mut fields) = out.struct_begin() else { return };
    for (id, value) in value {
        if let Value::Bool(value) = value {
            out.field_bool(&mut fields, *id, *value);
        } else {
            out.field(&mut fields, value.ttype(), *id);
            value.write(out);
        }
    }
    out.struct_end(fields);
}

fn read_string<'de, R: Reader<'de>>(input: &mut R) -> Result<Bytes> {
    match input.string_or_binary()? {
        Cow::Borrowed(bytes) => Ok(Bytes::copy_from_slice(bytes)),
        Cow::Owned(bytes) => Ok(bytes.into()),
    }
}

fn read_items<'de, R: Reader<'de>>(
    input: &mut R,
    element: Option<TType>,
    count: usize,
) -> Result<List> {
    let Some(element) = element else { return Ok(List::new()) };
    input.charge(count.saturating_mul(size_of::<Value>()))?;
    let mut list = List::of(element);
    list.reserve(count);
    for index in 0..count {
        let item = Value::read(input, element).map_err(|error| error.in_item(index))?;
        list.push(item)?;
    }
    Ok(list)
}

fn read_map<'de, R: Reader<'de>>(input: &mut R) -> Result<Map> {
    let (types, count) = input.map_begin()?;
    let map = match types {
        Some(types) => read_pairs(input, types, count)?,
        None => Map::new(),
    };
    input.map_end();
    Ok(map)
}

fn read_pairs<'de, R: Reader<'de>>(
    input: &mut R,
    (key, value): (TType, TType),
    count: usize,
) -> Result<Map> {
    input.charge(count.saturating_mul(size_of::<(Value, Value)>()))?;
    let mut map = Map::of(key, value);
    map.reserve(count);
    for index in 0..count {
        let key = Value::read(input, key).map_err(|error| error.in_key(index))?;
        let value = Value::read(input, value).map_err(|error| error.in_item(index))?;
        map.push(key, value)?;
    }
    Ok(map)
}

fn read_struct<'de, R: Reader<'de>>(input: &mut R) -> Result<Struct> {
    let mut found = Struct::new();
    let mut fields = input.struct_begin()?;
    while let Some((ttype, id)) = input.field(&mut fields)? {
        found.grow(input)?;
        let value = match ttype {
            TType::Bool => Value::Bool(input.field_bool(&mut fields)?),
            ttype => Value::read(input, ttype).map_err(|error| error.in_id(id))?,
        };
        found.push(id, value)?;
    }
    input.struct_end(fields);
    Ok(found)
}

impl Encode for Value {
    const TTYPE: TType = TType::Struct;

    fn encode<W: Writer>(&self, out: &mut W) {
        match self {
            Self::Struct(fields) => write_struct(fields, out),
            other => {
                let message = format!(
                    "a payload is a struct, and this value is of type `{}`; `Value::write` writes it",
                    other.ttype()
                );
                out.fail(Error::new(Kind::Invalid, message));
            }
        }
    }
}

impl<'de> Decode<'de> for Value {
    const TTYPE: TType = TType::Struct;

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        read_struct(input).map(Self::Struct)
    }
}

impl Encode for Struct {
    const TTYPE: TType = TType::Struct;

    fn encode<W: Writer>(&self, out: &mut W) {
        write_struct(self, out);
    }
}

impl<'de> Decode<'de> for Struct {
    const TTYPE: TType = TType::Struct;

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        read_struct(input)
    }
}
