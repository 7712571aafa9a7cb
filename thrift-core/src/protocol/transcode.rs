//! Values from one protocol into another, without knowing what they are.

use super::sink::nested_too_deeply;
use super::whole::{Whole, at_end};
use super::{Limits, Reader, Writer};
use crate::TType;
use crate::error::Result;

/// Copies a value from a reader to a writer, which may be of another protocol.
///
/// Values say of which types they are, save in two points. Most protocols do not tell a `string`
/// from a `binary`: JSON is written with the text of what is UTF-8 and with base64 of what is not,
/// and the base64 of JSON is taken for the text it is. And an empty container need not say of which
/// types its elements would be: then it is written as one of `bool`s, which every reader takes for
/// an empty one of its own.
///
/// ```
/// use thrift::protocol::transcode;
/// use thrift::{Limits, TType, binary, json};
///
/// let mut input = json::Reader::new(br#"{"1":{"str":"hi"}}"#, &Limits::DEFAULT)?;
/// let mut out = binary::Writer::new(Vec::new(), &Limits::DEFAULT);
/// transcode(&mut input, TType::Struct, &mut out)?;
/// input.finish()?;
/// assert_eq!(out.finish()?, b"\x0b\0\x01\0\0\0\x02hi\0");
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// Fails when what is read is no value of the type, or when it is nested more deeply than the
/// limits of either side allow. What was written until then is of no use.
pub fn transcode<'de, R: Reader<'de>, W: Writer>(
    input: &mut R,
    ttype: TType,
    out: &mut W,
) -> Result<()> {
    match ttype {
        TType::Bool => out.bool(input.bool()?),
        TType::I8 => out.i8(input.i8()?),
        TType::I16 => out.i16(input.i16()?),
        TType::I32 => out.i32(input.i32()?),
        TType::I64 => out.i64(input.i64()?),
        TType::Double => out.double(input.double()?),
        TType::String => out.string_or_binary(&input.string_or_binary()?),
        TType::Uuid => out.uuid(&input.uuid()?),
        TType::Struct => return structure(input, out),
        TType::Map => return map(input, out),
        TType::List => {
            let (element, count) = input.list_begin()?;
            elements(input, out, element.unwrap_or(EMPTY), count, W::list_begin)?;
            input.list_end();
            out.list_end();
        }
        TType::Set => {
            let (element, count) = input.set_begin()?;
            elements(input, out, element.unwrap_or(EMPTY), count, W::set_begin)?;
            input.set_end();
            out.set_end();
        }
    }
    Ok(())
}

fn structure<'de, R: Reader<'de>, W: Writer>(input: &mut R, out: &mut W) -> Result<()> {
    let mut read = input.struct_begin()?;
    let mut written = out.struct_begin().ok_or_else(nested_too_deeply)?;
    while let Some((ttype, id)) = input.field(&mut read)? {
        if ttype == TType::Bool {
            out.field_bool(&mut written, id, input.field_bool(&mut read)?);
        } else {
            out.field(&mut written, ttype, id);
            transcode(input, ttype, out)?;
        }
    }
    input.struct_end(read);
    out.struct_end(written);
    Ok(())
}

fn map<'de, R: Reader<'de>, W: Writer>(input: &mut R, out: &mut W) -> Result<()> {
    let (types, count) = input.map_begin()?;
    let (key, value) = types.unwrap_or((EMPTY, EMPTY));
    if !out.map_begin(key, value, count) {
        return Err(nested_too_deeply());
    }
    for _ in 0..count {
        transcode(input, key, out)?;
        transcode(input, value, out)?;
    }
    input.map_end();
    out.map_end();
    Ok(())
}

fn elements<'de, R: Reader<'de>, W: Writer>(
    input: &mut R,
    out: &mut W,
    element: TType,
    count: usize,
    begin: fn(&mut W, TType, usize) -> bool,
) -> Result<()> {
    if !begin(out, element, count) {
        return Err(nested_too_deeply());
    }
    (0..count).try_for_each(|_| transcode(input, element, out))
}

/// Copies a value of which [`Reader::raw_field`] of one protocol kept the bytes to a writer of
/// another.
///
/// Each writer calls this in [`Writer::raw`], which is not generic: so it is compiled here, and not
/// in each crate that has a union.
pub(crate) fn transcode_raw<'de, R: Whole<'de>, W: Writer>(
    bytes: &'de [u8],
    ttype: TType,
    out: &mut W,
) {
    let copied = read_raw(bytes, &UNLIMITED, |input: &mut R| transcode(input, ttype, out));
    if let Err(error) = copied {
        out.fail(error);
    }
}

/// Reads a value of which [`Reader::raw_field`] kept the bytes.
pub(crate) fn read_raw<'de, R: Whole<'de>, T>(
    bytes: &'de [u8],
    limits: &Limits,
    read: impl FnOnce(&mut R) -> Result<T>,
) -> Result<T> {
    let mut input = R::over(bytes, None, limits)?;
    let value = read(&mut input)?;
    at_end(&mut input)?;
    Ok(value)
}

/// The value was inside the limits when it was read; how deep it may be is for its writer to say.
const UNLIMITED: Limits =
    Limits::DEFAULT.with_depth(u32::MAX).with_message(usize::MAX).with_memory_per_byte(usize::MAX);

/// The type of the elements of a container that has none.
const EMPTY: TType = TType::Bool;
