//! Values without others inside, within the limits: both forms of JSON have the same.

use core::fmt::Display;
use std::borrow::Cow;

use bytes::Bytes;

use super::number::Integer;
use super::source::{Quoted, Source};
use super::{base64, text, uuid};
use crate::error::{Error, Result};
use crate::protocol::Limits;
use crate::protocol::allowance::{Allowance, invalid};

/// The text that is not read yet, and what reading it may still ask for.
#[derive(Debug)]
pub(in crate::protocol) struct Input<'de> {
    pub(in crate::protocol) source: Source<'de>,
    pub(in crate::protocol) allowance: Allowance<'de>,
}

impl<'de> Input<'de> {
    pub(in crate::protocol) fn new(
        text: &'de [u8],
        shared: Option<&'de Bytes>,
        limits: &Limits,
    ) -> Result<Self> {
        let allowance = Allowance::new(text.len(), shared, limits)?;
        Ok(Self { source: Source::new(text), allowance })
    }

    /// Reads an integer, in quotes if it is a key; `what` is what it stands for.
    #[inline]
    pub(in crate::protocol) fn integer<T: Integer>(
        &mut self,
        key: bool,
        what: impl Display + Copy,
    ) -> Result<T> {
        if !key {
            return self.source.integer(what);
        }
        let quoted = self.source.quoted()?;
        quoted.integer().ok_or_else(|| quoted.is_no(what))
    }

    /// Reads a number that may have a fraction, or stand for none; in quotes if it is a key.
    pub(in crate::protocol) fn double(&mut self, key: bool) -> Result<f64> {
        if !key {
            return self.source.double();
        }
        let quoted = self.source.quoted()?;
        quoted.double().ok_or_else(|| quoted.is_no("`double`"))
    }

    /// Reads a string that is a value.
    #[inline]
    pub(in crate::protocol) fn string(&mut self) -> Result<Cow<'de, str>> {
        let text = self.text()?;
        self.allowance.string(text.len())?;
        Ok(text)
    }

    /// Reads the text of a string.
    #[inline]
    pub(in crate::protocol) fn text(&mut self) -> Result<Cow<'de, str>> {
        let quoted = self.source.quoted()?;
        self.unescaped(quoted)
    }

    /// The text of a string that was read.
    #[inline]
    pub(in crate::protocol) fn unescaped(&mut self, quoted: Quoted<'de>) -> Result<Cow<'de, str>> {
        if !quoted.escaped {
            return Ok(Cow::Borrowed(quoted.raw));
        }
        // An escape is never shorter than what it stands for. Whoever shares the text has an
        // allocation more, since it does not fill its own.
        self.allowance.charge(SHARED)?;
        let mut out = String::with_capacity(quoted.raw.len());
        let unescaped = text::unescape(quoted.raw, &mut |piece| out.push_str(piece));
        unescaped.map_err(|(at, why)| no_escape(quoted.at + at, why))?;
        Ok(Cow::Owned(out))
    }

    /// Reads a string that is kept as bytes, and shared if it has no escapes.
    pub(in crate::protocol) fn shared_string(&mut self) -> Result<Bytes> {
        match self.string()? {
            Cow::Borrowed(text) => Ok(self.allowance.share(text.as_bytes())),
            Cow::Owned(text) => Ok(Bytes::from(text)),
        }
    }

    /// Reads the bytes of a string that need not be base64.
    pub(in crate::protocol) fn string_or_binary(&mut self) -> Result<Cow<'de, [u8]>> {
        Ok(match self.string()? {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        })
    }

    /// Reads the bytes of a string in base64.
    pub(in crate::protocol) fn binary(&mut self) -> Result<Vec<u8>> {
        self.source.rest();
        let at = self.source.at();
        let text = self.text()?;
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

    pub(in crate::protocol) fn uuid(&mut self) -> Result<[u8; 16]> {
        let quoted = self.source.quoted()?;
        uuid::read(quoted.raw).ok_or_else(|| quoted.is_no("`uuid`"))
    }

    /// Walks over a string.
    pub(in crate::protocol) fn skip_text(&mut self) -> Result<()> {
        let quoted = self.source.quoted()?;
        let mut length = 0;
        let unescaped = text::unescape(quoted.raw, &mut |piece| length += piece.len());
        unescaped.map_err(|(at, why)| no_escape(quoted.at + at, why))?;
        // It may be base64, and then it is short for its text.
        self.allowance.string(base64::decoded_length(length))
    }
}

/// What `Bytes` allocate to share a vector with room in it.
const SHARED: usize = 32;

#[cold]
fn no_base64(at: usize, why: impl Display) -> Error {
    invalid(format!("the string at byte {at} is no base64: {why}")).told_at(at)
}

#[cold]
fn no_escape(at: usize, why: impl Display) -> Error {
    invalid(format!("wrong escape at byte {at}: {why}")).told_at(at)
}
