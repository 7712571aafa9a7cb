//! Bytes to values.

use std::borrow::Cow;

use bytes::Bytes;

use super::layout::{Binary, count_of, negative_length};
use super::{STOP, least};
use crate::TType;
use crate::error::{Error, Result};
use crate::protocol::allowance::{self, Allowance, no_type};
use crate::protocol::whole::Whole;
use crate::protocol::{self, Limits, Protocol, reader, walk};

/// Reads Binary from one contiguous message.
///
/// ```
/// use thrift::{Limits, binary, protocol::Reader};
///
/// let mut input = binary::Reader::new(&[1, 2, 3], &Limits::DEFAULT)?;
/// assert_eq!(input.i16()?, 258);
/// assert_eq!(input.finish().unwrap_err().to_string(), "1 byte after the value");
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<'de> {
    pub(super) rest: &'de [u8],
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
        let length = i32::from_be_bytes(self.array()?);
        let Ok(length) = usize::try_from(length) else { return Err(negative_length(length)) };
        self.allowance.string(length)?;
        let Some((head, rest)) = self.rest.split_at_checked(length) else {
            return Err(allowance::cut_string(length, self.rest.len()));
        };
        self.rest = rest;
        Ok(head)
    }

    /// So many values of `N` bytes each, with one check for all.
    #[inline]
    fn each<T, const N: usize>(
        &mut self,
        count: usize,
        value: impl Fn([u8; N]) -> T,
    ) -> Result<Vec<T>> {
        let (values, _) = self.rest.as_chunks();
        let Some(values) = values.get(..count) else {
            return reader::items(count, || self.array().map(&value));
        };
        self.rest = &self.rest[count * N..];
        Ok(values.iter().map(|bytes| value(*bytes)).collect())
    }

    /// Checks the number of elements read from the wire against the bytes that are left.
    #[inline]
    fn count(&mut self, least: usize) -> Result<usize> {
        let count = count_of(i32::from_be_bytes(self.array()?))?;
        self.allowance.elements(count, least, self.rest.len())?;
        Ok(count)
    }

    /// Reads the header of a field that is none of those which were expected.
    #[inline(never)]
    fn header(&mut self) -> Result<(TType, i16)> {
        let ttype = self.byte()?;
        let id = i16::from_be_bytes(self.array()?);
        match TType::from_byte(ttype) {
            Some(ttype) => Ok((ttype, id)),
            None => Err(no_type(ttype)),
        }
    }

    fn elements_begin(&mut self) -> Result<(Option<TType>, usize)> {
        let element = self.byte()?;
        let ttype = TType::from_byte(element);
        let count = self.count(ttype.map_or(1, least))?;
        if ttype.is_none() && count > 0 {
            return Err(no_type(element));
        }
        self.allowance.enter()?;
        Ok((ttype, count))
    }
}

impl<'de> Whole<'de> for Reader<'de> {
    fn over(bytes: &'de [u8], source: Option<&'de Bytes>, limits: &Limits) -> Result<Self> {
        Ok(Self { rest: bytes, allowance: Allowance::new(bytes.len(), source, limits)? })
    }

    fn left(&self) -> usize {
        self.rest.len()
    }
}

impl<'de> protocol::Reader<'de> for Reader<'de> {
    const PROTOCOL: Protocol = Protocol::Binary;

    type Fields = ();

    type Checkpoint = (&'de [u8], u32);

    #[inline]
    fn struct_begin(&mut self) -> Result<()> {
        self.allowance.enter()
    }

    #[inline]
    fn field(&mut self, (): &mut ()) -> Result<Option<(TType, i16)>> {
        if let Some((&STOP, rest)) = self.rest.split_first() {
            self.rest = rest;
            return Ok(None);
        }
        self.header().map(Some)
    }

    #[inline]
    fn expected_field(&mut self, (): &mut (), ttype: TType, id: i16) -> bool {
        let [high, low] = id.to_be_bytes();
        match self.rest.split_first_chunk() {
            Some((header, rest)) if *header == [ttype as u8, high, low] => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    #[inline]
    fn struct_end(&mut self, (): ()) {
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
        let [key, value] = self.array()?;
        let types = TType::from_byte(key).zip(TType::from_byte(value));
        let count = self.count(types.map_or(2, |(key, value)| least(key) + least(value)))?;
        if types.is_none() && count > 0 {
            return Err(no_type(if TType::from_byte(key).is_none() { key } else { value }));
        }
        self.allowance.enter()?;
        Ok((types, count))
    }

    #[inline]
    fn map_end(&mut self) {
        self.allowance.leave();
    }

    #[inline]
    fn bool(&mut self) -> Result<bool> {
        Ok(self.byte()? != 0)
    }

    #[inline]
    fn i8(&mut self) -> Result<i8> {
        Ok(i8::from_be_bytes(self.array()?))
    }

    #[inline]
    fn i16(&mut self) -> Result<i16> {
        Ok(i16::from_be_bytes(self.array()?))
    }

    #[inline]
    fn i32(&mut self) -> Result<i32> {
        Ok(i32::from_be_bytes(self.array()?))
    }

    #[inline]
    fn i64(&mut self) -> Result<i64> {
        Ok(i64::from_be_bytes(self.array()?))
    }

    #[inline]
    fn double(&mut self) -> Result<f64> {
        Ok(f64::from_be_bytes(self.array()?))
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
    fn field_bool(&mut self, (): &mut ()) -> Result<bool> {
        self.bool()
    }

    fn i8s(&mut self, count: usize) -> Result<Vec<i8>> {
        self.each(count, i8::from_be_bytes)
    }

    fn i16s(&mut self, count: usize) -> Result<Vec<i16>> {
        self.each(count, i16::from_be_bytes)
    }

    fn i32s(&mut self, count: usize) -> Result<Vec<i32>> {
        self.each(count, i32::from_be_bytes)
    }

    fn i64s(&mut self, count: usize) -> Result<Vec<i64>> {
        self.each(count, i64::from_be_bytes)
    }

    fn doubles(&mut self, count: usize) -> Result<Vec<f64>> {
        self.each(count, f64::from_be_bytes)
    }

    fn skip(&mut self, ttype: TType) -> Result<()> {
        let length = walk::skip::<Binary>(ttype, self.rest, self.allowance.bounds())?;
        self.rest = &self.rest[length..];
        Ok(())
    }

    fn skip_field(&mut self, (): &mut (), ttype: TType) -> Result<()> {
        self.skip(ttype)
    }

    fn raw_field(&mut self, (): &mut (), ttype: TType) -> Result<Bytes> {
        let start = self.rest;
        self.skip(ttype)?;
        let bytes = &start[..start.len() - self.rest.len()];
        Ok(self.allowance.share(bytes))
    }

    #[inline]
    fn charge(&mut self, bytes: usize) -> Result<()> {
        self.allowance.charge(bytes)
    }

    fn refund(&mut self, bytes: usize) {
        self.allowance.refund(bytes);
    }

    fn checkpoint(&self) -> Self::Checkpoint {
        (self.rest, self.allowance.levels_left())
    }

    fn rewind(&mut self, (rest, levels_left): Self::Checkpoint) {
        self.rest = rest;
        self.allowance.set_levels_left(levels_left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Reader as _;

    #[test]
    fn what_is_skipped_too_deep_names_the_limit() {
        let limits = Limits::DEFAULT.with_depth(3);
        let mut input = Reader::new(&[12, 0, 1, 12, 0, 1, 12, 0, 1, 12], &limits).unwrap();
        input.struct_begin().unwrap();
        let (ttype, _) = input.field(&mut ()).unwrap().unwrap();
        let error = input.skip(ttype).unwrap_err();
        assert_eq!(error.to_string(), "more than 3 levels of nesting");
    }
}
