//! Text to values.

use std::borrow::Cow;

use bytes::Bytes;

use super::context::{Context, Contexts, Mark};
use super::input::Input;
use super::number::Integer;
use super::source::Source;
use super::{least, named};
use crate::TType;
use crate::error::{Error, Result};
use crate::protocol::allowance::invalid;
use crate::protocol::whole::Whole;
use crate::protocol::{self, Limits, Protocol};

/// Reads JSON from one contiguous message.
///
/// ```
/// use thrift::{Limits, json, protocol::Reader};
///
/// let mut input = json::Reader::new(b"258 ]", &Limits::DEFAULT)?;
/// assert_eq!(input.i16()?, 258);
/// assert_eq!(input.finish().unwrap_err().to_string(), "1 byte after the value");
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<'de> {
    pub(super) input: Input<'de>,
    contexts: Contexts,
    /// What was wrong with the end of a container: closing one cannot fail, so the next step does.
    broken: Option<Error>,
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

    /// A reader of `bytes` whose [`shared_string`](protocol::Reader::shared_string) copies nothing
    /// where there is no escape.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn sharing(bytes: &'de Bytes, limits: &Limits) -> Result<Self> {
        Self::over(bytes, Some(bytes), limits)
    }

    /// Makes sure that all bytes were read, save white space.
    ///
    /// # Errors
    ///
    /// Fails when there are bytes left, or when the end of the value was wrong.
    pub fn finish(mut self) -> Result<()> {
        self.whole()?;
        protocol::allowance::all_read(self.input.source.rest().len())
    }

    /// Fails if the end of the container that was closed last was wrong.
    #[inline]
    pub(super) fn whole(&mut self) -> Result<()> {
        self.broken.take().map_or(Ok(()), Err)
    }

    /// Reads what is before a value; whether the value is a key.
    pub(super) fn begin(&mut self) -> Result<bool> {
        self.whole()?;
        let place = self.contexts.next();
        if let Some(separator) = place.separator {
            self.input.source.expect(separator)?;
        }
        Ok(place.key)
    }

    /// Reads an integer, in quotes if it is a key.
    fn integer<T: Integer>(&mut self, ttype: TType) -> Result<T> {
        let key = self.begin()?;
        self.input.integer(key, format_args!("`{ttype}`"))
    }

    /// Walks over a string.
    pub(super) fn skip_text(&mut self) -> Result<()> {
        self.begin()?;
        self.input.skip_text()
    }

    /// Reads a number of elements, and checks it against the bytes that are left.
    fn count(&mut self, least: usize) -> Result<usize> {
        let count: i32 = self.input.source.integer("element count")?;
        let Ok(count) = usize::try_from(count) else {
            return Err(invalid(format!("element count {count} is negative")));
        };
        self.input.allowance.elements(count, least, self.input.source.rest().len())?;
        Ok(count)
    }

    fn elements_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.begin()?;
        self.input.source.expect(b'[')?;
        let name = self.input.source.quoted()?;
        let ttype = named(name.raw);
        self.input.source.expect(b',')?;
        let count = self.count(ttype.map_or(2, least))?;
        if ttype.is_none() && count > 0 {
            return Err(name.is_no("type"));
        }
        self.open(Context::Item)?;
        Ok((ttype, count))
    }

    /// Opens a struct or container whose first bytes were read.
    fn open(&mut self, context: Context) -> Result<()> {
        self.input.allowance.enter()?;
        self.contexts.open(context);
        Ok(())
    }

    /// Closes what was opened last, and reads the brackets at its end.
    fn close(&mut self, brackets: &[u8]) {
        for bracket in brackets {
            if let Err(error) = self.input.source.expect(*bracket) {
                self.broken.get_or_insert(error);
                break;
            }
        }
        self.contexts.close();
        self.input.allowance.leave();
    }
}

impl<'de> Whole<'de> for Reader<'de> {
    fn over(bytes: &'de [u8], source: Option<&'de Bytes>, limits: &Limits) -> Result<Self> {
        Ok(Self {
            input: Input::new(bytes, source, limits)?,
            contexts: Contexts::new(),
            broken: None,
        })
    }

    fn left(&self) -> usize {
        self.input.source.left()
    }

    fn is_at_end(&mut self) -> bool {
        self.input.source.rest().is_empty()
    }

    fn closed(&mut self) -> Result<()> {
        self.whole()
    }
}

impl<'de> protocol::Reader<'de> for Reader<'de> {
    const PROTOCOL: Protocol = Protocol::Json;

    /// Whether there was a field.
    type Fields = bool;

    type Checkpoint = Checkpoint<'de>;

    fn struct_begin(&mut self) -> Result<bool> {
        self.begin()?;
        self.input.source.expect(b'{')?;
        self.open(Context::Alone)?;
        Ok(false)
    }

    fn field(&mut self, any: &mut bool) -> Result<Option<(TType, i16)>> {
        self.whole()?;
        if core::mem::replace(any, true) {
            self.input.source.expect(b'}')?;
            if self.input.source.next_is(b'}') {
                return Ok(None);
            }
            self.input.source.expect_or_end(b',', b'}')?;
        } else if self.input.source.next_is(b'}') {
            return Ok(None);
        }
        let id = self.input.source.quoted()?;
        self.input.source.expect(b':')?;
        self.input.source.expect(b'{')?;
        let name = self.input.source.quoted()?;
        self.input.source.expect(b':')?;
        let Some(ttype) = named(name.raw) else { return Err(name.is_no("type")) };
        match id.integer() {
            Some(id) => Ok(Some((ttype, id))),
            None => Err(id.is_no("field id")),
        }
    }

    fn struct_end(&mut self, _: bool) {
        self.contexts.close();
        self.input.allowance.leave();
    }

    fn list_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.elements_begin()
    }

    fn list_end(&mut self) {
        self.close(b"]");
    }

    fn set_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.elements_begin()
    }

    fn set_end(&mut self) {
        self.close(b"]");
    }

    fn map_begin(&mut self) -> Result<(Option<(TType, TType)>, usize)> {
        self.begin()?;
        self.input.source.expect(b'[')?;
        let key_name = self.input.source.quoted()?;
        self.input.source.expect(b',')?;
        let value_name = self.input.source.quoted()?;
        self.input.source.expect(b',')?;
        let key = named(key_name.raw);
        let types = key.zip(named(value_name.raw));
        let count = self.count(types.map_or(4, |(key, value)| least(key) + least(value)))?;
        if types.is_none() && count > 0 {
            let name = if key.is_none() { key_name } else { value_name };
            return Err(name.is_no("type"));
        }
        self.input.source.expect(b',')?;
        self.input.source.expect(b'{')?;
        self.open(Context::FirstKey)?;
        Ok((types, count))
    }

    fn map_end(&mut self) {
        self.close(b"}]");
    }

    fn bool(&mut self) -> Result<bool> {
        self.integer(TType::Bool).map(|Bit(value)| value)
    }

    fn i8(&mut self) -> Result<i8> {
        self.integer(TType::I8)
    }

    fn i16(&mut self) -> Result<i16> {
        self.integer(TType::I16)
    }

    fn i32(&mut self) -> Result<i32> {
        self.integer(TType::I32)
    }

    fn i64(&mut self) -> Result<i64> {
        self.integer(TType::I64)
    }

    fn double(&mut self) -> Result<f64> {
        let key = self.begin()?;
        self.input.double(key)
    }

    fn string(&mut self) -> Result<Cow<'de, str>> {
        self.begin()?;
        self.input.string()
    }

    fn binary(&mut self) -> Result<Cow<'de, [u8]>> {
        self.begin()?;
        self.input.binary().map(Cow::Owned)
    }

    fn shared(&mut self) -> Result<Bytes> {
        self.begin()?;
        self.input.binary().map(Bytes::from)
    }

    fn shared_string(&mut self) -> Result<Bytes> {
        self.begin()?;
        self.input.shared_string()
    }

    fn string_or_binary(&mut self) -> Result<Cow<'de, [u8]>> {
        self.begin()?;
        self.input.string_or_binary()
    }

    fn uuid(&mut self) -> Result<[u8; 16]> {
        self.begin()?;
        self.input.uuid()
    }

    fn field_bool(&mut self, _: &mut bool) -> Result<bool> {
        self.bool()
    }

    fn skip(&mut self, ttype: TType) -> Result<()> {
        super::skip::skip(self, ttype)
    }

    fn skip_field(&mut self, _: &mut bool, ttype: TType) -> Result<()> {
        self.skip(ttype)
    }

    fn raw_field(&mut self, _: &mut bool, ttype: TType) -> Result<Bytes> {
        let start = self.input.source.rest();
        self.skip(ttype)?;
        let raw = &start[..start.len() - self.input.source.left()];
        Ok(self.input.allowance.share(raw))
    }

    fn charge(&mut self, bytes: usize) -> Result<()> {
        self.input.allowance.charge(bytes)
    }

    fn refund(&mut self, bytes: usize) {
        self.input.allowance.refund(bytes);
    }

    fn checkpoint(&self) -> Checkpoint<'de> {
        Checkpoint {
            source: self.input.source,
            contexts: self.contexts.mark(),
            levels_left: self.input.allowance.levels_left(),
        }
    }

    fn rewind(&mut self, place: Checkpoint<'de>) {
        self.input.source = place.source;
        self.contexts.rewind(place.contexts);
        self.input.allowance.set_levels_left(place.levels_left);
        self.broken = None;
    }
}

/// A place in the input to return to.
#[derive(Clone, Copy, Debug)]
pub struct Checkpoint<'de> {
    source: Source<'de>,
    contexts: Mark,
    levels_left: u32,
}

/// A `bool`: 0 or 1.
struct Bit(bool);

impl Integer for Bit {
    fn read(text: &str) -> Option<Self> {
        match text {
            "0" => Some(Self(false)),
            "1" => Some(Self(true)),
            _ => None,
        }
    }
}
