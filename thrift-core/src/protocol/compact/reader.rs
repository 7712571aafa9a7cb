//! Bytes to values.

use std::borrow::Cow;

use bytes::Bytes;

use super::layout::Compact;
use super::{FALSE, SHORT, STOP, TRUE, least, nibble, ttype, varint};
use crate::TType;
use crate::error::{Error, Result};
use crate::protocol::allowance::{self, Allowance, invalid, no_type};
use crate::protocol::whole::Whole;
use crate::protocol::{self, Limits, Protocol, reader, walk};

/// Reads Compact from one contiguous message.
///
/// ```
/// use thrift::{Limits, compact, protocol::Reader};
///
/// let mut input = compact::Reader::new(&[0x80, 1, 2], &Limits::DEFAULT)?;
/// assert_eq!(input.i16()?, 64);
/// assert_eq!(input.finish().unwrap_err().to_string(), "1 byte after the value");
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<'de> {
    pub(super) rest: &'de [u8],
    /// The value of the `bool` whose header was just read: it is part of the header.
    held_bool: Option<bool>,
    allowance: Allowance<'de>,
}

impl<'de> Reader<'de> {
    /// A reader of `bytes`.
    ///
    /// # Errors
    ///
    /// Fails when there are more bytes than the limits allow in a message.
    pub fn new(bytes: &'de [u8], limits: &Limits) -> Result<Self> {
        Self::over(bytes, None, limits)
    }

    /// A reader of `bytes` whose [`shared`](protocol::Reader::shared) copies nothing.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn sharing(bytes: &'de Bytes, limits: &Limits) -> Result<Self> {
        Self::over(bytes, Some(bytes), limits)
    }

    /// Makes sure that all bytes were read.
    ///
    /// # Errors
    ///
    /// Fails when there are bytes left.
    pub fn finish(self) -> Result<()> {
        allowance::all_read(self.rest.len())
    }

    #[inline]
    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let Some((head, rest)) = self.rest.split_first_chunk() else {
            return Err(Error::truncated(N, self.rest.len()));
        };
        self.rest = rest;
        Ok(*head)
    }

    #[inline]
    fn byte(&mut self) -> Result<u8> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    #[inline]
    fn slice(&mut self) -> Result<&'de [u8]> {
        let length = size(&mut self.rest, "string length")?;
        self.allowance.string(length)?;
        let Some((head, rest)) = self.rest.split_at_checked(length) else {
            return Err(allowance::cut_string(length, self.rest.len()));
        };
        self.rest = rest;
        Ok(head)
    }

    /// Reads the header of a field that is none of those which were expected.
    #[inline(never)]
    fn header(&mut self, last: i16) -> Result<(TType, i16)> {
        let byte = self.byte()?;
        let Some(ttype) = ttype(byte) else { return Err(no_type(byte & 0x0f)) };
        let id = match byte >> 4 {
            0 => self.long_id()?,
            difference => match last.checked_add(difference.into()) {
                Some(id) => id,
                None => return Err(no_id(i32::from(last) + i32::from(difference))),
            },
        };
        if ttype == TType::Bool {
            self.held_bool = Some(byte & 0x0f == TRUE);
        }
        Ok((ttype, id))
    }

    /// The id of a field whose header has it in full.
    fn long_id(&mut self) -> Result<i16> {
        let id = varint::unzigzag_32(varint::read_32(&mut self.rest)?);
        i16::try_from(id).map_err(|_| no_id(id))
    }

    #[inline]
    fn elements_begin(&mut self) -> Result<(Option<TType>, usize)> {
        let byte = self.byte()?;
        let count = match byte >> 4 {
            SHORT => size(&mut self.rest, "element count")?,
            short => short.into(),
        };
        let ttype = ttype(byte);
        self.allowance.elements(count, ttype.map_or(1, least), self.rest.len())?;
        if ttype.is_none() && count > 0 {
            return Err(no_type(byte & 0x0f));
        }
        self.allowance.enter()?;
        Ok((ttype, count))
    }
}

/// Takes a length or a count from the front of `rest`.
#[inline]
pub(super) fn size(rest: &mut &[u8], what: &str) -> Result<usize> {
    let size = varint::read_32(rest)?.cast_signed();
    usize::try_from(size).map_err(|_| negative(what, size))
}

impl<'de> Whole<'de> for Reader<'de> {
    fn over(bytes: &'de [u8], source: Option<&'de Bytes>, limits: &Limits) -> Result<Self> {
        let allowance = Allowance::new(bytes.len(), source, limits)?;
        Ok(Self { rest: bytes, held_bool: None, allowance })
    }

    fn left(&self) -> usize {
        self.rest.len()
    }
}

impl<'de> protocol::Reader<'de> for Reader<'de> {
    const PROTOCOL: Protocol = Protocol::Compact;

    /// The id of the last field.
    type Fields = i16;

    type Checkpoint = (&'de [u8], Option<bool>, u32);

    #[inline]
    fn struct_begin(&mut self) -> Result<i16> {
        self.allowance.enter()?;
        Ok(0)
    }

    #[inline]
    fn field(&mut self, last: &mut i16) -> Result<Option<(TType, i16)>> {
        if let Some((&STOP, rest)) = self.rest.split_first() {
            self.rest = rest;
            return Ok(None);
        }
        let (ttype, id) = self.header(*last)?;
        *last = id;
        Ok(Some((ttype, id)))
    }

    #[inline]
    fn expected_field(&mut self, last: &mut i16, ttype: TType, id: i16) -> bool {
        let Some((&byte, rest)) = self.rest.split_first() else { return false };
        // Greater than any byte unless the difference is small; and a long header is less than 16.
        let difference = id.wrapping_sub(*last).cast_unsigned();
        let header = difference << 4 | u16::from(nibble(ttype));
        let found = u16::from(byte);
        if ttype == TType::Bool {
            let is_false = found.wrapping_sub(header);
            if is_false > 1 || byte < 16 {
                return false;
            }
            self.held_bool = Some(is_false == 0);
        } else if found != header || byte < 16 {
            return false;
        }
        self.rest = rest;
        *last = id;
        true
    }

    #[inline]
    fn struct_end(&mut self, _: i16) {
        self.allowance.leave();
    }

    #[inline]
    fn list_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.elements_begin()
    }

    #[inline]
    fn list_end(&mut self) {
        self.allowance.leave();
    }

    #[inline]
    fn set_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.elements_begin()
    }

    #[inline]
    fn set_end(&mut self) {
        self.allowance.leave();
    }

    fn map_begin(&mut self) -> Result<(Option<(TType, TType)>, usize)> {
        let count = size(&mut self.rest, "element count")?;
        if count == 0 {
            self.allowance.enter()?;
            return Ok((None, 0));
        }
        let types = self.byte()?;
        let (Some(key), Some(value)) = (ttype(types >> 4), ttype(types)) else {
            let key = types >> 4;
            return Err(no_type(if ttype(key).is_none() { key } else { types & 0x0f }));
        };
        self.allowance.elements(count, least(key) + least(value), self.rest.len())?;
        self.allowance.enter()?;
        Ok((Some((key, value)), count))
    }

    #[inline]
    fn map_end(&mut self) {
        self.allowance.leave();
    }

    /// An element that is `false` is 2, and was 0 in old implementations.
    #[inline]
    fn bool(&mut self) -> Result<bool> {
        if let Some(value) = self.held_bool.take() {
            return Ok(value);
        }
        match self.byte()? {
            TRUE => Ok(true),
            0 | FALSE => Ok(false),
            other => Err(no_bool(other)),
        }
    }

    #[inline]
    fn i8(&mut self) -> Result<i8> {
        Ok(self.byte()?.cast_signed())
    }

    #[inline]
    fn i16(&mut self) -> Result<i16> {
        let value = self.i32()?;
        i16::try_from(value).map_err(|_| no_i16(value))
    }

    #[inline]
    fn i32(&mut self) -> Result<i32> {
        Ok(varint::unzigzag_32(varint::read_32(&mut self.rest)?))
    }

    #[inline]
    fn i64(&mut self) -> Result<i64> {
        Ok(varint::unzigzag_64(varint::read_64(&mut self.rest)?))
    }

    #[inline]
    fn double(&mut self) -> Result<f64> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    #[inline]
    fn string(&mut self) -> Result<Cow<'de, str>> {
        allowance::utf8(self.slice()?).map(Cow::Borrowed)
    }

    #[inline]
    fn owned_string(&mut self) -> Result<String> {
        allowance::text(self.slice()?)
    }

    #[inline]
    fn binary(&mut self) -> Result<Cow<'de, [u8]>> {
        self.slice().map(Cow::Borrowed)
    }

    fn shared(&mut self) -> Result<Bytes> {
        let bytes = self.slice()?;
        Ok(self.allowance.share(bytes))
    }

    fn shared_string(&mut self) -> Result<Bytes> {
        self.shared()
    }

    fn string_or_binary(&mut self) -> Result<Cow<'de, [u8]>> {
        self.binary()
    }

    #[inline]
    fn uuid(&mut self) -> Result<[u8; 16]> {
        self.array()
    }

    #[inline]
    fn field_bool(&mut self, _: &mut i16) -> Result<bool> {
        self.bool()
    }

    fn doubles(&mut self, count: usize) -> Result<Vec<f64>> {
        let (values, _) = self.rest.as_chunks();
        let Some(values) = values.get(..count) else {
            return reader::items(count, || self.double());
        };
        self.rest = &self.rest[count * size_of::<f64>()..];
        Ok(values.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect())
    }

    fn skip(&mut self, ttype: TType) -> Result<()> {
        if ttype == TType::Bool && self.held_bool.take().is_some() {
            return Ok(());
        }
        let length = walk::skip::<Compact>(ttype, self.rest, self.allowance.bounds())?;
        self.rest = &self.rest[length..];
        Ok(())
    }

    #[inline]
    fn skip_field(&mut self, _: &mut i16, ttype: TType) -> Result<()> {
        self.skip(ttype)
    }

    /// The `bool` of a field is kept as the byte of an element; all else does not depend on what
    /// is before it.
    fn raw_field(&mut self, _: &mut i16, ttype: TType) -> Result<Bytes> {
        if let Some(value) = self.held_bool.take() {
            return Ok(Bytes::from_static(if value { &[TRUE] } else { &[FALSE] }));
        }
        let start = self.rest;
        self.skip(ttype)?;
        Ok(self.allowance.share(&start[..start.len() - self.rest.len()]))
    }

    #[inline]
    fn charge(&mut self, bytes: usize) -> Result<()> {
        self.allowance.charge(bytes)
    }

    fn refund(&mut self, bytes: usize) {
        self.allowance.refund(bytes);
    }

    fn checkpoint(&self) -> Self::Checkpoint {
        (self.rest, self.held_bool, self.allowance.levels_left())
    }

    fn rewind(&mut self, (rest, held_bool, levels_left): Self::Checkpoint) {
        self.rest = rest;
        self.held_bool = held_bool;
        self.allowance.set_levels_left(levels_left);
    }
}

#[cold]
fn negative(what: &str, found: i32) -> Error {
    invalid(format!("{what} {found} is negative"))
}

#[cold]
fn no_id(id: i32) -> Error {
    invalid(format!("no field has the id {id}"))
}

#[cold]
fn no_bool(byte: u8) -> Error {
    invalid(format!("no `bool` is written as {byte}"))
}

#[cold]
fn no_i16(value: i32) -> Error {
    invalid(format!("{value} is no `i16`"))
}
