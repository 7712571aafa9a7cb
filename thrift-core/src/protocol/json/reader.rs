//! Text to values.

use core::fmt::Display;
use core::str::FromStr;
use std::borrow::Cow;

use bytes::Bytes;

use super::context::{Context, Contexts, Mark};
use super::source::Source;
use super::{base64, least, named, text, uuid};
use crate::TType;
use crate::error::{Error, Result};
use crate::protocol::allowance::{Allowance, invalid};
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
    pub(super) source: Source<'de>,
    contexts: Contexts,
    allowance: Allowance<'de>,
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
        protocol::allowance::all_read(self.source.rest().len())
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
            self.source.expect(separator)?;
        }
        Ok(place.key)
    }

    /// Reads an integer, in quotes if it is a key.
    fn integer<T: FromStr>(&mut self, ttype: TType) -> Result<T> {
        if !self.begin()? {
            return self.source.integer(format_args!("`{ttype}`"));
        }
        let quoted = self.source.quoted()?;
        quoted.integer().ok_or_else(|| quoted.is_no(format_args!("`{ttype}`")))
    }

    /// Reads the text of a string.
    fn text(&mut self) -> Result<Cow<'de, str>> {
        self.begin()?;
        let text = self.plain_text()?;
        self.allowance.string(text.len())?;
        Ok(text)
    }

    /// Reads the text of a string before which nothing stands.
    pub(super) fn plain_text(&mut self) -> Result<Cow<'de, str>> {
        let quoted = self.source.quoted()?;
        if !quoted.escaped {
            return Ok(Cow::Borrowed(quoted.raw));
        }
        // An escape is never shorter than what it stands for. Whoever shares the text has an
        // allocation more, since it does not fill its own.
        self.allowance.charge(SHARED)?;
        let mut out = String::with_capacity(quoted.raw.len());
        let unescaped = text::unescape(quoted.raw, |piece| out.push_str(piece));
        unescaped.map_err(|(at, why)| no_escape(quoted.at + at, why))?;
        Ok(Cow::Owned(out))
    }

    /// Walks over a string.
    pub(super) fn skip_text(&mut self) -> Result<()> {
        self.begin()?;
        let quoted = self.source.quoted()?;
        let mut length = 0;
        let unescaped = text::unescape(quoted.raw, |piece| length += piece.len());
        unescaped.map_err(|(at, why)| no_escape(quoted.at + at, why))?;
        // It may be base64, and then it is short for its text.
        self.allowance.string(base64::decoded_length(length))
    }

    /// Reads the bytes of a string in base64.
    fn bytes(&mut self) -> Result<Vec<u8>> {
        self.begin()?;
        self.source.rest();
        let at = self.source.at();
        let text = self.plain_text()?;
        let Some(digits) = base64::digits(text.as_bytes()) else {
            return Err(no_base64(at, format_args!("no bytes have {} characters", text.len())));
        };
        let length = base64::decoded_length(digits.len());
        self.allowance.string(length)?;
        // The text may be a copy as well.
        self.allowance.charge(length)?;
        base64::decode(digits)
            .map_err(|wrong| no_base64(at, format_args!("its character {wrong} is wrong")))
    }

    /// Reads a number of elements, and checks it against the bytes that are left.
    fn count(&mut self, least: usize) -> Result<usize> {
        let count: i32 = self.source.integer("element count")?;
        let Ok(count) = usize::try_from(count) else {
            return Err(invalid(format!("element count {count} is negative")));
        };
        self.allowance.elements(count, least, self.source.rest().len())?;
        Ok(count)
    }

    fn elements_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.begin()?;
        self.source.expect(b'[')?;
        let name = self.source.quoted()?;
        let ttype = named(name.raw);
        self.source.expect(b',')?;
        let count = self.count(ttype.map_or(2, least))?;
        if ttype.is_none() && count > 0 {
            return Err(name.is_no("type"));
        }
        self.open(Context::Item)?;
        Ok((ttype, count))
    }

    /// Opens a struct or container whose first bytes were read.
    fn open(&mut self, context: Context) -> Result<()> {
        self.allowance.enter()?;
        self.contexts.open(context);
        Ok(())
    }

    /// Closes what was opened last, and reads the brackets at its end.
    fn close(&mut self, brackets: &[u8]) {
        let closed = brackets.iter().try_for_each(|bracket| self.source.expect(*bracket));
        if let Err(error) = closed {
            self.broken.get_or_insert(error);
        }
        self.contexts.close();
        self.allowance.leave();
    }
}

impl<'de> Whole<'de> for Reader<'de> {
    fn over(bytes: &'de [u8], source: Option<&'de Bytes>, limits: &Limits) -> Result<Self> {
        Ok(Self {
            source: Source::new(bytes),
            contexts: Contexts::new(),
            allowance: Allowance::new(bytes.len(), source, limits)?,
            broken: None,
        })
    }

    fn left(&self) -> usize {
        self.source.left()
    }

    fn is_at_end(&mut self) -> bool {
        self.source.rest().is_empty()
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
        self.source.expect(b'{')?;
        self.open(Context::Alone)?;
        Ok(false)
    }

    fn field(&mut self, any: &mut bool) -> Result<Option<(TType, i16)>> {
        self.whole()?;
        if core::mem::replace(any, true) {
            self.source.expect(b'}')?;
            if self.source.next_is(b'}') {
                return Ok(None);
            }
            self.source.expect_or_end(b',', b'}')?;
        } else if self.source.next_is(b'}') {
            return Ok(None);
        }
        let id = self.source.quoted()?;
        self.source.expect(b':')?;
        self.source.expect(b'{')?;
        let name = self.source.quoted()?;
        self.source.expect(b':')?;
        let Some(ttype) = named(name.raw) else { return Err(name.is_no("type")) };
        match id.integer() {
            Some(id) => Ok(Some((ttype, id))),
            None => Err(id.is_no("field id")),
        }
    }

    fn struct_end(&mut self, _: bool) {
        self.contexts.close();
        self.allowance.leave();
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
        self.source.expect(b'[')?;
        let key_name = self.source.quoted()?;
        self.source.expect(b',')?;
        let value_name = self.source.quoted()?;
        self.source.expect(b',')?;
        let key = named(key_name.raw);
        let types = key.zip(named(value_name.raw));
        let count = self.count(types.map_or(4, |(key, value)| least(key) + least(value)))?;
        if types.is_none() && count > 0 {
            let name = if key.is_none() { key_name } else { value_name };
            return Err(name.is_no("type"));
        }
        self.source.expect(b',')?;
        self.source.expect(b'{')?;
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
        if self.begin()? {
            let quoted = self.source.quoted()?;
            return quoted.double().ok_or_else(|| quoted.is_no("`double`"));
        }
        self.source.double()
    }

    fn string(&mut self) -> Result<Cow<'de, str>> {
        self.text()
    }

    fn binary(&mut self) -> Result<Cow<'de, [u8]>> {
        self.bytes().map(Cow::Owned)
    }

    fn shared(&mut self) -> Result<Bytes> {
        self.bytes().map(Bytes::from)
    }

    fn shared_string(&mut self) -> Result<Bytes> {
        match self.text()? {
            Cow::Borrowed(text) => Ok(self.allowance.share(text.as_bytes())),
            Cow::Owned(text) => Ok(Bytes::from(text)),
        }
    }

    fn string_or_binary(&mut self) -> Result<Cow<'de, [u8]>> {
        Ok(match self.text()? {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        })
    }

    fn uuid(&mut self) -> Result<[u8; 16]> {
        self.begin()?;
        let quoted = self.source.quoted()?;
        uuid::read(quoted.raw).ok_or_else(|| quoted.is_no("`uuid`"))
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
        let start = self.source.rest();
        self.skip(ttype)?;
        let raw = &start[..start.len() - self.source.left()];
        Ok(self.allowance.share(raw))
    }

    fn charge(&mut self, bytes: usize) -> Result<()> {
        self.allowance.charge(bytes)
    }

    fn checkpoint(&self) -> Checkpoint<'de> {
        Checkpoint {
            source: self.source,
            contexts: self.contexts.mark(),
            levels_left: self.allowance.levels_left(),
        }
    }

    fn rewind(&mut self, place: Checkpoint<'de>) {
        self.source = place.source;
        self.contexts.rewind(place.contexts);
        self.allowance.set_levels_left(place.levels_left);
        self.broken = None;
    }
}

/// What `Bytes` allocate to share a vector with room in it.
const SHARED: usize = 32;

/// A place in the input to return to.
#[derive(Clone, Copy, Debug)]
pub struct Checkpoint<'de> {
    source: Source<'de>,
    contexts: Mark,
    levels_left: u32,
}

/// A `bool`: 0 or 1.
struct Bit(bool);

impl FromStr for Bit {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "0" => Ok(Self(false)),
            "1" => Ok(Self(true)),
            _ => Err(()),
        }
    }
}

#[cold]
fn no_base64(at: usize, why: impl Display) -> Error {
    invalid(format!("the string at byte {at} is no base64: {why}")).told_at(at)
}

#[cold]
fn no_escape(at: usize, why: impl Display) -> Error {
    invalid(format!("wrong escape at byte {at}: {why}")).told_at(at)
}
