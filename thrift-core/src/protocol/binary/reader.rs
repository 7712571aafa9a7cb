//! Bytes to values.

use std::borrow::Cow;

use bytes::Bytes;

use super::walk::{Progress, Walk};
use super::{STOP, fixed, least};
use crate::TType;
use crate::error::{Error, Kind, Result};
use crate::protocol::{self, Limits, Protocol};

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
    rest: &'de [u8],
    levels_left: u32,
    memory_left: usize,
    limits: Limits,
    /// The allocation that `rest` lies in, if values may share it.
    source: Option<&'de Bytes>,
}

impl<'de> Reader<'de> {
    /// A reader of `bytes`.
    ///
    /// # Errors
    ///
    /// Fails when there are more bytes than the limits allow in a message.
    pub fn new(bytes: &'de [u8], limits: &Limits) -> Result<Self> {
        if bytes.len() > limits.message {
            return Err(Error::limit("message length", bytes.len() as u64, limits.message as u64));
        }
        Ok(Self {
            rest: bytes,
            levels_left: limits.depth,
            memory_left: limits.memory(bytes.len()),
            limits: *limits,
            source: None,
        })
    }

    /// A reader of `bytes` whose [`shared`](protocol::Reader::shared) copies nothing.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn sharing(bytes: &'de Bytes, limits: &Limits) -> Result<Self> {
        Ok(Self { source: Some(bytes), ..Self::new(bytes, limits)? })
    }

    /// Makes sure that all bytes were read.
    ///
    /// # Errors
    ///
    /// Fails when there are bytes left.
    pub fn finish(self) -> Result<()> {
        match self.rest.len() {
            0 => Ok(()),
            left => {
                let unit = if left == 1 { "byte" } else { "bytes" };
                Err(Error::new(Kind::Trailing { left }, format!("{left} {unit} after the value")))
            }
        }
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
        let Ok(length) = usize::try_from(length) else {
            return Err(invalid(format!("string length {length} is negative")));
        };
        if length > self.limits.string {
            return Err(Error::limit("string length", length as u64, self.limits.string as u64));
        }
        let Some((head, rest)) = self.rest.split_at_checked(length) else {
            return Err(Error::truncated(length, self.rest.len()));
        };
        self.rest = rest;
        Ok(head)
    }

    #[inline]
    fn enter(&mut self) -> Result<()> {
        match self.levels_left.checked_sub(1) {
            Some(left) => {
                self.levels_left = left;
                Ok(())
            }
            None => Err(super::walk::too_deep(self.limits.depth)),
        }
    }

    #[inline]
    fn leave(&mut self) {
        self.levels_left += 1;
    }

    /// Checks the number of elements read from the wire against the bytes that are left.
    #[inline]
    fn count(&mut self, least: usize) -> Result<usize> {
        let size = i32::from_be_bytes(self.array()?);
        let Ok(count) = usize::try_from(size) else {
            return Err(invalid(format!("element count {size} is negative")));
        };
        if count.saturating_mul(least) > self.rest.len() {
            return Err(Error::truncated(count.saturating_mul(least), self.rest.len()));
        }
        if count > self.limits.container {
            return Err(Error::limit("element count", count as u64, self.limits.container as u64));
        }
        Ok(count)
    }

    /// Keeps bytes of the input beyond its lifetime.
    fn share(&mut self, bytes: &[u8]) -> Result<Bytes> {
        if let Some(source) = self.source {
            return Ok(source.slice_ref(bytes));
        }
        protocol::Reader::charge(self, bytes.len())?;
        Ok(Bytes::copy_from_slice(bytes))
    }

    fn elements_begin(&mut self) -> Result<(Option<TType>, usize)> {
        let element = self.byte()?;
        let ttype = TType::from_byte(element);
        let count = self.count(ttype.map_or(1, least))?;
        if ttype.is_none() && count > 0 {
            return Err(no_type(element));
        }
        self.enter()?;
        Ok((ttype, count))
    }
}

impl<'de> protocol::Reader<'de> for Reader<'de> {
    const PROTOCOL: Protocol = Protocol::Binary;

    type Fields = ();

    type Checkpoint = (&'de [u8], u32);

    #[inline]
    fn struct_begin(&mut self) -> Result<()> {
        self.enter()
    }

    #[inline]
    fn field(&mut self, (): &mut ()) -> Result<Option<(TType, i16)>> {
        let ttype = self.byte()?;
        if ttype == STOP {
            return Ok(None);
        }
        let id = i16::from_be_bytes(self.array()?);
        match TType::from_byte(ttype) {
            Some(ttype) => Ok(Some((ttype, id))),
            None => Err(no_type(ttype)),
        }
    }

    #[inline]
    fn struct_end(&mut self, (): ()) {
        self.leave();
    }

    #[inline]
    fn list_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.elements_begin()
    }

    #[inline]
    fn list_end(&mut self) {
        self.leave();
    }

    #[inline]
    fn set_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.elements_begin()
    }

    #[inline]
    fn set_end(&mut self) {
        self.leave();
    }

    fn map_begin(&mut self) -> Result<(Option<(TType, TType)>, usize)> {
        let [key, value] = self.array()?;
        let types = TType::from_byte(key).zip(TType::from_byte(value));
        let count = self.count(types.map_or(2, |(key, value)| least(key) + least(value)))?;
        if types.is_none() && count > 0 {
            return Err(no_type(if TType::from_byte(key).is_none() { key } else { value }));
        }
        self.enter()?;
        Ok((types, count))
    }

    #[inline]
    fn map_end(&mut self) {
        self.leave();
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
        match core::str::from_utf8(self.slice()?) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(Error::utf8(error)),
        }
    }

    #[inline]
    fn binary(&mut self) -> Result<Cow<'de, [u8]>> {
        self.slice().map(Cow::Borrowed)
    }

    fn shared(&mut self) -> Result<Bytes> {
        let bytes = self.slice()?;
        self.share(bytes)
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

    fn skip(&mut self, ttype: TType) -> Result<()> {
        if let Some(size) = fixed(ttype) {
            let Some(rest) = self.rest.get(size..) else {
                return Err(Error::truncated(size, self.rest.len()));
            };
            self.rest = rest;
            return Ok(());
        }
        let walk = Walk::value(ttype, self.limits.depth, self.rest.len());
        let mut walk = walk.inside(self.levels_left);
        match walk.advance(self.rest)? {
            Progress::Done(end) => {
                self.rest = &self.rest[end..];
                Ok(())
            }
            Progress::Wants(wanted) => Err(Error::truncated(wanted, self.rest.len())),
        }
    }

    fn skip_field(&mut self, (): &mut (), ttype: TType) -> Result<()> {
        self.skip(ttype)
    }

    fn raw_field(&mut self, (): &mut (), ttype: TType) -> Result<Bytes> {
        let start = self.rest;
        self.skip(ttype)?;
        let bytes = &start[..start.len() - self.rest.len()];
        self.share(bytes)
    }

    #[inline]
    fn charge(&mut self, bytes: usize) -> Result<()> {
        match self.memory_left.checked_sub(bytes) {
            Some(left) => {
                self.memory_left = left;
                Ok(())
            }
            None => Err(over_budget(bytes, self.memory_left, self.limits.memory_per_byte)),
        }
    }

    fn checkpoint(&self) -> Self::Checkpoint {
        (self.rest, self.levels_left)
    }

    fn rewind(&mut self, (rest, levels_left): Self::Checkpoint) {
        self.rest = rest;
        self.levels_left = levels_left;
    }
}

#[cold]
fn invalid(message: String) -> Error {
    Error::new(Kind::Invalid, message)
}

#[cold]
pub(super) fn no_type(byte: u8) -> Error {
    Error::new(Kind::Invalid, format!("no type has the number {byte}"))
}

#[cold]
fn over_budget(wanted: usize, left: usize, most: usize) -> Error {
    let message = format!(
        "{wanted} bytes of heap are more than the limit of {most} for each byte of input: {left} left"
    );
    Error::new(Kind::Limit, message)
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

    #[test]
    fn the_budget_names_its_limit() {
        let limits = Limits::DEFAULT.with_memory_per_byte(2);
        let mut input = Reader::new(&[], &limits).unwrap();
        let error = input.charge(usize::MAX).unwrap_err();
        let text = format!(
            "{} bytes of heap are more than the limit of 2 for each byte of input: {} left",
            usize::MAX,
            Limits::MEMORY_FLOOR
        );
        assert_eq!(error.to_string(), text);
    }
}
