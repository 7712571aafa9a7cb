//! Text to values.

use std::borrow::Cow;

use bytes::Bytes;

use super::index::Index;
use super::level::{Level, Place, find, no_key, not_described};
use crate::TType;
use crate::error::{Error, Kind, Result};
use crate::protocol::json::input::Input;
use crate::protocol::json::number::Integer;
use crate::protocol::json::source::Source;
use crate::protocol::{self, Limits, Protocol};
use crate::schema::{Enum, Type};

/// Reads text from one contiguous message, by the description of the value.
pub(super) struct Reader<'de> {
    input: Input<'de>,
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
        let mut input = Input::new(bytes, shared, limits)?;
        let index = Index::new(bytes, &mut input.allowance, limits)?;
        Ok(Self { input, index, next: 0, outermost, levels: Vec::new(), broken: None })
    }

    /// How many bytes are not read yet, from the next token on.
    pub(super) fn left(&mut self) -> usize {
        self.input.source.rest().len()
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
            self.input.source.expect(separator)?;
        }
        Ok(place)
    }

    /// Opens brackets; the number of values in them.
    fn open(&mut self, bracket: u8, level: Level) -> Result<usize> {
        self.input.source.expect(bracket)?;
        let count = self.index.count(self.next);
        self.next += 1;
        self.input.allowance.enter()?;
        self.levels.push(level);
        Ok(count)
    }

    /// Closes what was opened last, and reads the bracket at its end.
    fn close(&mut self, bracket: u8) {
        if let Err(error) = self.input.source.expect(bracket) {
            self.broken.get_or_insert(error);
        }
        self.levels.pop();
        self.input.allowance.leave();
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
        self.input.allowance.elements(count, 1, self.input.source.left())?;
        Ok((Some(ty.ttype()), count))
    }

    /// Reads an integer, in quotes if it is a key.
    fn integer<T: Integer>(&mut self, ttype: TType) -> Result<T> {
        let place = self.begin()?;
        self.input.integer(place.key, format_args!("`{ttype}`"))
    }

    /// Reads the number of an enum, or the name of one that is declared.
    fn enumeration(&mut self, of: &Enum, place: &Place) -> Result<i32> {
        if !place.key && self.input.source.rest().first() != Some(&b'"') {
            let what = format_args!("number of the enum `{}`", of.name);
            return self.input.integer(place.key, what);
        }
        let quoted = self.input.source.quoted()?;
        if place.key
            && let Some(number) = quoted.integer()
        {
            return Ok(number);
        }
        let name = self.input.unescaped(quoted)?;
        match of.values.iter().find(|value| value.name == name) {
            Some(value) => Ok(value.number),
            None => Err(quoted.is_no(format_args!("value of the enum `{}`", of.name))),
        }
    }

    /// Walks over any value, with a stack of its own; what is skipped must be JSON all the same.
    fn skip_value(&mut self) -> Result<()> {
        let mut open = Vec::new();
        loop {
            let inside = self.skip_start()?;
            if let Some(end) = inside {
                self.next += 1;
                if !self.input.source.next_is(end) {
                    open.push(end);
                    self.skip_name(end)?;
                    continue;
                }
            }
            loop {
                let Some(end) = open.last().copied() else { return Ok(()) };
                if !self.input.source.next_is(end) {
                    self.input.source.expect_or_end(b',', end)?;
                    self.skip_name(end)?;
                    break;
                }
                open.pop();
            }
        }
    }

    /// Walks over a value, or over the first bracket of one; then the bracket at its end.
    fn skip_start(&mut self) -> Result<Option<u8>> {
        match self.input.source.rest().first() {
            Some(b'{') => self.input.source.expect(b'{').map(|()| Some(b'}')),
            Some(b'[') => self.input.source.expect(b'[').map(|()| Some(b']')),
            Some(b'"') => self.input.skip_text().map(|()| None),
            _ if ["true", "false", "null"]
                .iter()
                .any(|word| self.input.source.next_is_word(word)) =>
            {
                Ok(None)
            }
            _ => self.input.source.double().map(|_| None),
        }
    }

    /// Walks over the name before a value, if the bracket is one behind values with names.
    fn skip_name(&mut self, end: u8) -> Result<()> {
        if end == b'}' {
            self.input.skip_text()?;
            self.input.source.expect(b':')?;
        }
        Ok(())
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
            if self.input.source.next_is(b'}') {
                return Ok(None);
            }
            if core::mem::replace(any, true) {
                self.input.source.expect_or_end(b',', b'}')?;
            }
            let name = self.input.text()?;
            self.input.source.expect(b':')?;
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
            if !self.input.source.next_is_word("null") {
                return Ok(Some((field.ty().ttype(), field.id)));
            }
        }
    }

    fn struct_end(&mut self, _: bool) {
        self.levels.pop();
        self.input.allowance.leave();
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
        self.input.allowance.elements(count, 1, self.input.source.left())?;
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
            _ => self.input.integer(place.key, "`i32`"),
        }
    }

    fn i64(&mut self) -> Result<i64> {
        self.integer(TType::I64)
    }

    fn double(&mut self) -> Result<f64> {
        let place = self.begin()?;
        self.input.double(place.key)
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
        self.input.allowance.charge(bytes)
    }

    fn refund(&mut self, bytes: usize) {
        self.input.allowance.refund(bytes);
    }

    fn checkpoint(&self) -> Checkpoint<'de> {
        Checkpoint {
            source: self.input.source,
            next: self.next,
            levels: self.levels.len(),
            innermost: self.levels.last().copied(),
            levels_left: self.input.allowance.levels_left(),
        }
    }

    fn rewind(&mut self, place: Checkpoint<'de>) {
        self.input.source = place.source;
        self.next = place.next;
        self.levels.truncate(place.levels);
        if let Some((level, innermost)) = self.levels.last_mut().zip(place.innermost) {
            *level = innermost;
        }
        self.input.allowance.set_levels_left(place.levels_left);
        self.broken = None;
    }
}

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

impl Integer for Flag {
    fn read(text: &str) -> Option<Self> {
        match text {
            "0" | "false" => Some(Self(false)),
            "1" | "true" => Some(Self(true)),
            _ => None,
        }
    }
}

#[cold]
fn no_field() -> Error {
    Error::new(Kind::Invalid, "a value is read that has no field")
}
