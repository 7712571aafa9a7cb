//! What is left of the limits while one message is read.

use bytes::Bytes;

use super::Limits;
use crate::error::{Error, Kind, Result};

/// What the message that is read may still ask for; all readers keep to it.
#[derive(Debug)]
pub(super) struct Allowance<'de> {
    bounds: Bounds,
    memory_left: usize,
    /// The allocation that the message lies in, if values may share it.
    source: Option<&'de Bytes>,
}

/// The part of it that takes no memory: what is walked over has the same bounds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    levels_left: u32,
    limits: Limits,
}

impl Bounds {
    /// The bounds of a whole message.
    pub(super) fn of(limits: &Limits) -> Self {
        Self { levels_left: limits.depth, limits: *limits }
    }

    /// Opens a level.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<()> {
        match self.levels_left.checked_sub(1) {
            Some(left) => {
                self.levels_left = left;
                Ok(())
            }
            None => Err(too_deep(self.limits.depth)),
        }
    }

    /// Closes a level.
    #[inline]
    pub(super) fn leave(&mut self) {
        self.levels_left += 1;
    }

    /// Whether a string may be so long.
    #[inline]
    pub(super) fn allows_string(&self, length: usize) -> bool {
        length <= self.limits.string
    }

    /// Checks the length of a string.
    #[inline]
    pub(super) fn string(&self, length: usize) -> Result<()> {
        if !self.allows_string(length) {
            return Err(Error::limit("string length", length as u64, self.limits.string as u64));
        }
        Ok(())
    }

    /// Checks the number of elements of a container.
    #[inline]
    pub(super) fn container(&self, count: usize) -> Result<()> {
        if count > self.limits.container {
            return Err(Error::limit("element count", count as u64, self.limits.container as u64));
        }
        Ok(())
    }
}

impl<'de> Allowance<'de> {
    /// The allowance of a message of so many bytes.
    pub(super) fn new(length: usize, source: Option<&'de Bytes>, limits: &Limits) -> Result<Self> {
        if length > limits.message {
            return Err(Error::limit("message length", length as u64, limits.message as u64));
        }
        Ok(Self { bounds: Bounds::of(limits), memory_left: limits.memory(length), source })
    }

    /// The bounds of what follows.
    pub(super) fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The levels that may still be opened.
    pub(super) fn levels_left(&self) -> u32 {
        self.bounds.levels_left
    }

    /// Returns to the levels of a place reached before.
    pub(super) fn set_levels_left(&mut self, levels: u32) {
        self.bounds.levels_left = levels;
    }

    /// Opens a level.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<()> {
        self.bounds.enter()
    }

    /// Closes a level.
    #[inline]
    pub(super) fn leave(&mut self) {
        self.bounds.leave();
    }

    /// Checks the length of a string.
    #[inline]
    pub(super) fn string(&self, length: usize) -> Result<()> {
        self.bounds.string(length)
    }

    /// Checks the number of elements of a container, each of which takes `least` bytes or more,
    /// against the bytes that are left.
    #[inline]
    pub(super) fn elements(&self, count: usize, least: usize, left: usize) -> Result<()> {
        if count.saturating_mul(least) > left {
            return Err(too_few(count, least, left));
        }
        self.bounds.container(count)
    }

    /// Takes bytes of heap out of the budget.
    #[inline]
    pub(super) fn charge(&mut self, bytes: usize) -> Result<()> {
        match self.memory_left.checked_sub(bytes) {
            Some(left) => {
                self.memory_left = left;
                Ok(())
            }
            None => Err(over_budget(bytes, self.memory_left, self.bounds.limits.memory_per_byte)),
        }
    }

    /// Gives back heap that was freed.
    pub(super) fn refund(&mut self, bytes: usize) {
        self.memory_left = self.memory_left.saturating_add(bytes);
    }

    /// Keeps bytes of the message beyond its lifetime.
    pub(super) fn share(&self, bytes: &[u8]) -> Bytes {
        if let Some(source) = self.source {
            return source.slice_ref(bytes);
        }
        Bytes::copy_from_slice(bytes)
    }
}

/// Makes sure that all bytes were read.
pub(super) fn all_read(left: usize) -> Result<()> {
    if left == 0 { Ok(()) } else { Err(trailing(left)) }
}

#[cold]
fn trailing(left: usize) -> Error {
    let unit = if left == 1 { "byte" } else { "bytes" };
    Error::new(Kind::Trailing { left }, format!("{left} {unit} after the value"))
}

#[cold]
fn too_few(count: usize, least: usize, left: usize) -> Error {
    let bytes = if least == 1 { "byte" } else { "bytes" };
    let what = format!("{count} elements of at least {least} {bytes}");
    Error::truncated_within(&what, count.saturating_mul(least), left)
}

/// A `string` or `binary` that is longer than what is left.
#[cold]
pub(super) fn cut_string(length: usize, left: usize) -> Error {
    Error::truncated_within(&format!("string of {length} bytes"), length, left)
}

/// Takes bytes for a `string`.
#[inline]
pub(super) fn utf8(bytes: &[u8]) -> Result<&str> {
    core::str::from_utf8(bytes).map_err(|error| Error::utf8(error, bytes.len()))
}

/// Copies bytes for a `string`.
///
/// The copy is what is checked: it is aligned, other than the input, and so the check takes words
/// from the first byte on.
#[inline]
pub(super) fn text(bytes: &[u8]) -> Result<String> {
    String::from_utf8(bytes.to_vec()).map_err(|error| Error::utf8(error.utf8_error(), bytes.len()))
}

#[cold]
pub(super) fn invalid(message: String) -> Error {
    Error::new(Kind::Invalid, message)
}

/// A type that no protocol has, by its number on the wire.
#[cold]
pub(super) fn no_type(byte: u8) -> Error {
    invalid(format!("no type has the number {byte}"))
}

#[cold]
pub(super) fn too_deep(levels: u32) -> Error {
    Error::new(Kind::Limit, format!("more than {levels} levels of nesting"))
}

/// The part of `input` that a value at its start may take, and what is behind that.
pub(super) fn within<'de>(input: &'de [u8], limits: &Limits) -> (&'de [u8], &'de [u8]) {
    input.split_at(input.len().min(limits.message))
}

/// The error of a value that was looked for in what is [`within`] the limits.
#[cold]
pub(super) fn cut_off(error: Error, beyond: &[u8], limits: &Limits) -> Error {
    match error.kind() {
        Kind::Truncated { .. } if !beyond.is_empty() => over_message(limits),
        _ => error,
    }
}

/// A message whose end is not where the limit is.
#[cold]
pub(super) fn over_message(limits: &Limits) -> Error {
    let message = format!("the message is longer than the limit of {} bytes", limits.message);
    Error::new(Kind::Limit, message)
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

    #[test]
    fn the_budget_names_its_limit() {
        let limits = Limits::DEFAULT.with_memory_per_byte(2);
        let mut allowance = Allowance::new(0, None, &limits).unwrap();
        let error = allowance.charge(usize::MAX).unwrap_err();
        let text = format!(
            "{} bytes of heap are more than the limit of 2 for each byte of input: {} left",
            usize::MAX,
            limits.memory_floor
        );
        assert_eq!(error.to_string(), text);
    }

    #[test]
    fn levels_are_given_back() {
        let mut allowance = Allowance::new(0, None, &Limits::DEFAULT.with_depth(1)).unwrap();
        allowance.enter().unwrap();
        assert_eq!(allowance.enter().unwrap_err().to_string(), "more than 1 levels of nesting");
        allowance.leave();
        allowance.enter().unwrap();
    }
}
