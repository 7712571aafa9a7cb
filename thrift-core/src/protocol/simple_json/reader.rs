//! Text to values.

use core::fmt::Display;
use core::str::FromStr;
use std::borrow::Cow;

use bytes::Bytes;

use super::index::Index;
use super::level::{Level, Place, find, no_key, not_described};
use crate::TType;
use crate::error::{Error, Kind, Result};
use crate::protocol::allowance::{Allowance, invalid};
use crate::protocol::json::source::{Quoted, Source};
use crate::protocol::json::{base64, text, uuid};
use crate::protocol::{self, Limits, Protocol};
use crate::schema::{Enum, Type};

/// Reads text from one contiguous message, by the description of the value.
pub(super) struct Reader<'de> {
    source: Source<'de>,
    allowance: Allowance<'de>,
    index: Index,
    /// The place in the index of the brackets that come next.
    next: usize,
    outermost: Type,
    levels: Vec<Level>,
    /// What was wrong with the end of a container: closing one cannot fail, so the next step does.
    broken: Option<Error>,
}

impl<'de> Reader<'de> {
    pub(super) fn new(
        bytes: &'de [u8],
        shared: Option<&'de Bytes>,
        outermost: Type,
        limits: &Limits,
    ) -> Result<Self> {
        let mut allowance = Allowance::new(bytes.len(), shared, limits)?;
        let index = Index::new(bytes, &mut allowance, limits)?;
        Ok(Self {
            source: Source::new(bytes),
            allowance,
            index,
            next: 0,
            outermost,
            levels: Vec::new(),
            broken: None,
        })
    }

    /// How many bytes are not read yet, from the next token on.
    pub(super) fn left(&mut self) -> usize {
        self.source.rest().len()
    }

    /// Fails if the end of the container that was closed last was wrong.
    pub(super) fn whole(&mut self) -> Result<()> {
        self.broken.take().map_or(Ok(()), Err)
    }

    /// Reads what is before a value.
    fn begin(&mut self) -> Result<Place> {
        self.whole()?;
        let place = match self.levels.last_mut() {
            None => Place::outermost(self.outermost),
            Some(level) => level.next().ok_or_else(no_field)?,
        };
        if let Some(separator) = place.separator {
            self.source.expect(separator)?;
        }
        Ok(place)
    }

    /// Opens brackets; the number of values in them.
    fn open(&mut self, bracket: u8, level: Level) -> Result<usize> {
        self.source.expect(bracket)?;
        let count = self.index.count(self.next);
        self.next += 1;
        self.allowance.enter()?;
        self.levels.push(level);
        Ok(count)
    }

    /// Closes what was opened last, and reads the bracket at its end.
    fn close(&mut self, bracket: u8) {
        if let Err(error) = self.source.expect(bracket) {
            self.broken.get_or_insert(error);
        }
        self.levels.pop();
        self.allowance.leave();
    }

    fn elements_begin(&mut self) -> Result<(Option<TType>, usize)> {
        let place = self.begin()?;
        if place.key {
            return Err(no_key(place.ty));
        }
        let (Type::List(item) | Type::Set(item)) = place.ty else {
            return Err(not_described(place.ty));
        };
        let ty = item();
        let count = self.open(b'[', Level::Items { ty, begun: 0 })?;
        self.allowance.elements(count, 1, self.source.left())?;
        Ok((Some(ty.ttype()), count))
    }

    /// Reads an integer, in quotes if it is a key.
    fn integer<T: FromStr>(&mut self, ttype: TType) -> Result<T> {
        let place = self.begin()?;
        self.number(&place, format_args!("`{ttype}`"))
    }

    fn number<T: FromStr>(&mut self, place: &Place, what: impl Display + Copy) -> Result<T> {
        if !place.key {
            return self.source.integer(what);
        }
        let quoted = self.source.quoted()?;
        quoted.integer().ok_or_else(|| quoted.is_no(what))
    }

    /// Reads the number of an enum, or the name of one that is declared.
    fn enumeration(&mut self, of: &Enum, place: &Place) -> Result<i32> {
        if !place.key && self.source.rest().first() != Some(&b'"') {
            return self.number(place, format_args!("number of the enum `{}`", of.name));
        }
        let quoted = self.source.quoted()?;
        if place.key
            && let Some(number) = quoted.integer()
        {
            return Ok(number);
        }
        let name = self.unescaped(quoted)?;
        match of.values.iter().find(|value| value.name == name) {
            Some(value) => Ok(value.number),
            None => Err(quoted.is_no(format_args!("value of the enum `{}`", of.name))),
        }
    }

    /// Reads the text of a string before which nothing stands.
    fn plain_text(&mut self) -> Result<Cow<'de, str>> {
        let quoted = self.source.quoted()?;
        self.unescaped(quoted)
    }

    fn unescaped(&mut self, quoted: Quoted<'de>) -> Result<Cow<'de, str>> {
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

    /// Reads the text of a string.
    fn text(&mut self) -> Result<Cow<'de, str>> {
        self.begin()?;
        let text = self.plain_text()?;
        self.allowance.string(text.len())?;
        Ok(text)
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

    /// Walks over any value, with a stack of its own; what is skipped must be JSON all the same.
    fn skip_value(&mut self) -> Result<()> {
        let mut open = Vec::new();
        loop {
            let inside = self.skip_start()?;
            if let Some(end) = inside {
                self.next += 1;
                if !self.source.next_is(end) {
                    open.push(end);
                    self.skip_name(end)?;
                    continue;
                }
            }
            loop {
                let Some(end) = open.last().copied() else { return Ok(()) };
                if !self.source.next_is(end) {
                    self.source.expect_or_end(b',', end)?;
                    self.skip_name(end)?;
                    break;
                }
                open.pop();
            }
        }
    }

    /// Walks over a value, or over the first bracket of one; then the bracket at its end.
    fn skip_start(&mut self) -> Result<Option<u8>> {
        match self.source.rest().first() {
            Some(b'{') => self.source.expect(b'{').map(|()| Some(b'}')),
            Some(b'[') => self.source.expect(b'[').map(|()| Some(b']')),
            Some(b'"') => self.skip_text().map(|()| None),
            _ if ["true", "false", "null"].iter().any(|word| self.source.next_is_word(word)) => {
                Ok(None)
            }
            _ => self.source.double().map(|_| None),
        }
    }

    /// Walks over the name before a value, if the bracket is one behind values with names.
    fn skip_name(&mut self, end: u8) -> Result<()> {
        if end == b'}' {
            self.skip_text()?;
            self.source.expect(b':')?;
        }
        Ok(())
    }

    fn skip_text(&mut self) -> Result<()> {
        let quoted = self.source.quoted()?;
        let mut length = 0;
        let unescaped = text::unescape(quoted.raw, |piece| length += piece.len());
        unescaped.map_err(|(at, why)| no_escape(quoted.at + at, why))?;
        // It may be base64, and then it is short for its text.
        self.allowance.string(base64::decoded_length(length))
    }
}

impl<'de> protocol::Reader<'de> for Reader<'de> {
    /// What is nearest. Nothing depends on it, since what is unknown is not kept.
    const PROTOCOL: Protocol = Protocol::Json;

    /// Whether there was a field.
    type Fields = bool;

    type Checkpoint = Checkpoint<'de>;

    fn struct_begin(&mut self) -> Result<bool> {
        let place = self.begin()?;
        if place.key {
            return Err(no_key(place.ty));
        }
        let Type::Struct(of) = place.ty else { return Err(not_described(place.ty)) };
        self.open(b'{', Level::Fields { of, field: None })?;
        Ok(false)
    }

    fn field(&mut self, any: &mut bool) -> Result<Option<(TType, i16)>> {
        self.whole()?;
        loop {
            if self.source.next_is(b'}') {
                return Ok(None);
            }
            if core::mem::replace(any, true) {
                self.source.expect_or_end(b',', b'}')?;
            }
            let name = self.plain_text()?;
            self.source.expect(b':')?;
            let Some(Level::Fields { of, field: last }) = self.levels.last_mut() else {
                return Err(no_field());
            };
            let found = find(of, *last, |field| field.name == name);
            let Some((place, field)) = found.and_then(|place| Some((place, of.fields.get(place)?)))
            else {
                self.skip_value()?;
                continue;
            };
            *last = Some(place);
            if !self.source.next_is_word("null") {
                return Ok(Some((field.ty().ttype(), field.id)));
            }
        }
    }

    fn struct_end(&mut self, _: bool) {
        self.levels.pop();
        self.allowance.leave();
    }

    fn list_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.elements_begin()
    }

    fn list_end(&mut self) {
        self.close(b']');
    }

    fn set_begin(&mut self) -> Result<(Option<TType>, usize)> {
        self.elements_begin()
    }

    fn set_end(&mut self) {
        self.close(b']');
    }

    fn map_begin(&mut self) -> Result<(Option<(TType, TType)>, usize)> {
        let place = self.begin()?;
        if place.key {
            return Err(no_key(place.ty));
        }
        let Type::Map(key, value) = place.ty else { return Err(not_described(place.ty)) };
        let (key, value) = (key(), value());
        let count = self.open(b'{', Level::Pairs { key, value, begun: 0 })?;
        self.allowance.elements(count, 1, self.source.left())?;
        Ok((Some((key.ttype(), value.ttype())), count))
    }

    fn map_end(&mut self) {
        self.close(b'}');
    }

    fn bool(&mut self) -> Result<bool> {
        self.integer(TType::Bool).map(|Flag(value)| value)
    }

    fn i8(&mut self) -> Result<i8> {
        self.integer(TType::I8)
    }

    fn i16(&mut self) -> Result<i16> {
        self.integer(TType::I16)
    }

    fn i32(&mut self) -> Result<i32> {
        let place = self.begin()?;
        match place.ty {
            Type::Enum(of) => self.enumeration(of, &place),
            _ => self.number(&place, "`i32`"),
        }
    }

    fn i64(&mut self) -> Result<i64> {
        self.integer(TType::I64)
    }

    fn double(&mut self) -> Result<f64> {
        if self.begin()?.key {
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

    fn skip(&mut self, _: TType) -> Result<()> {
        self.begin()?;
        self.skip_value()
    }

    fn skip_field(&mut self, _: &mut bool, ttype: TType) -> Result<()> {
        self.skip(ttype)
    }

    fn raw_field(&mut self, _: &mut bool, _: TType) -> Result<Bytes> {
        Err(Error::new(Kind::Invalid, "what has names instead of ids cannot be kept as it came"))
    }

    fn charge(&mut self, bytes: usize) -> Result<()> {
        self.allowance.charge(bytes)
    }

    fn checkpoint(&self) -> Checkpoint<'de> {
        Checkpoint {
            source: self.source,
            next: self.next,
            levels: self.levels.len(),
            innermost: self.levels.last().copied(),
            levels_left: self.allowance.levels_left(),
        }
    }

    fn rewind(&mut self, place: Checkpoint<'de>) {
        self.source = place.source;
        self.next = place.next;
        self.levels.truncate(place.levels);
        if let Some((level, innermost)) = self.levels.last_mut().zip(place.innermost) {
            *level = innermost;
        }
        self.allowance.set_levels_left(place.levels_left);
        self.broken = None;
    }
}

/// What `Bytes` allocate to share a vector with room in it.
const SHARED: usize = 32;

/// A place in the text to return to.
#[derive(Clone, Copy)]
pub(super) struct Checkpoint<'de> {
    source: Source<'de>,
    next: usize,
    levels: usize,
    /// How far the level that was open came.
    innermost: Option<Level>,
    levels_left: u32,
}

/// A `bool` in either of its forms.
struct Flag(bool);

impl FromStr for Flag {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "0" | "false" => Ok(Self(false)),
            "1" | "true" => Ok(Self(true)),
            _ => Err(()),
        }
    }
}

#[cold]
fn no_field() -> Error {
    Error::new(Kind::Invalid, "a value is read that has no field")
}

#[cold]
fn no_base64(at: usize, why: impl Display) -> Error {
    invalid(format!("the string at byte {at} is no base64: {why}")).told_at(at)
}

#[cold]
fn no_escape(at: usize, why: impl Display) -> Error {
    invalid(format!("wrong escape at byte {at}: {why}")).told_at(at)
}
