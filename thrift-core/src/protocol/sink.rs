//! The buffer that writers append to, and the first mistake they made.

use bytes::Bytes;

use super::Limits;
#[cfg(feature = "service")]
use super::Payload;
use crate::error::{Error, Kind, Result};

/// The first capacity of a new buffer: most messages fit, and none grows from nothing in many steps.
pub(super) const FIRST: usize = 128;

/// The length from which shared bytes are sent from where they are. To copy shorter ones costs less
/// than the system takes for a slice more.
pub(crate) const LINKED: usize = 16 * 1024;

/// Appends the lowest bytes of a word, at most eight: one store, whatever their number is.
#[inline]
pub(super) fn put_word(out: &mut Vec<u8>, word: u64, length: usize) {
    let end = out.len() + length;
    out.extend_from_slice(&word.to_le_bytes());
    out.truncate(end);
}

/// The growing buffer of a writer.
#[derive(Debug)]
pub(super) struct Sink {
    pub(super) bytes: Vec<u8>,
    levels_left: u32,
    error: Option<Error>,
    /// Bytes that belong between those that were written, each with how many are before it: only
    /// for messages.
    links: Option<Vec<(usize, Bytes)>>,
}

impl Sink {
    /// A sink that appends to `bytes`.
    pub(super) fn new(bytes: Vec<u8>, limits: &Limits) -> Self {
        Self { bytes, levels_left: limits.depth, error: None, links: None }
    }

    /// A sink for a message: long bytes that are shared stay where they are.
    #[cfg(feature = "service")]
    pub(super) fn linking(limits: &Limits) -> Self {
        Self { links: Some(Vec::new()), ..Self::new(Vec::with_capacity(FIRST), limits) }
    }

    /// The buffer, or the first mistake.
    pub(super) fn finish(self) -> Result<Vec<u8>> {
        match self.error {
            None => Ok(self.bytes),
            Some(error) => Err(error),
        }
    }

    /// What a sink for a message got, or the first mistake.
    #[cfg(feature = "service")]
    pub(super) fn into_payload(self) -> Result<Payload> {
        match self.error {
            None => Ok(Payload::new(self.bytes, self.links.unwrap_or_default())),
            Some(error) => Err(error),
        }
    }

    /// Appends bytes that somebody shares.
    #[inline]
    pub(super) fn share(&mut self, bytes: &Bytes) {
        match &mut self.links {
            Some(links) if bytes.len() >= LINKED => links.push((self.bytes.len(), bytes.clone())),
            _ => self.put_content(bytes),
        }
    }

    /// Appends a few bytes.
    #[inline]
    pub(super) fn put(&mut self, bytes: &[u8]) {
        if bytes.len() > self.bytes.capacity() - self.bytes.len() {
            // Without the bytes, which stay in registers so.
            self.grow(bytes.len());
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends what may be long.
    #[inline]
    pub(super) fn put_content(&mut self, bytes: &[u8]) {
        if bytes.len() > self.bytes.capacity() - self.bytes.len() {
            // A path of its own, so that the compiler sees on the other one that there is room.
            self.put_grown(bytes);
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    #[cold]
    #[inline(never)]
    fn put_grown(&mut self, bytes: &[u8]) {
        self.grow(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// Makes room for bytes and for a few more: behind long ones there is at least the end of their
    /// struct, for which all of them would move again.
    #[cold]
    fn grow(&mut self, length: usize) {
        self.bytes.reserve(length + FIRST);
    }

    /// As [`put_word`].
    #[inline]
    pub(super) fn word(&mut self, word: u64, length: usize) {
        put_word(&mut self.bytes, word, length);
    }

    /// The buffer as it is, and the first mistake.
    pub(super) fn into_parts(self) -> (Vec<u8>, Option<Error>) {
        (self.bytes, self.error)
    }

    /// Gives the buffer back to where it came from, as it was there if there was a mistake.
    pub(super) fn give_back(self, out: &mut Vec<u8>, length_before: usize) -> Result<()> {
        *out = self.bytes;
        match self.error {
            None => Ok(()),
            Some(error) => {
                out.truncate(length_before);
                Err(error)
            }
        }
    }

    /// Appends each value in as many bytes, through a block that is in the processor's cache and
    /// whose size the compiler knows.
    #[inline]
    pub(super) fn each<T: Copy, const N: usize>(
        &mut self,
        values: &[T],
        bytes: impl Fn(T) -> [u8; N],
    ) {
        let mut block = [[0; N]; 64];
        self.bytes.reserve(values.len() * N);
        for values in values.chunks(block.len()) {
            for (place, value) in block.iter_mut().zip(values) {
                *place = bytes(*value);
            }
            self.put(block[..values.len()].as_flattened());
        }
    }

    /// Opens a level, unless there are too many.
    #[inline]
    pub(super) fn enter(&mut self) -> bool {
        match self.levels_left.checked_sub(1) {
            Some(left) => {
                self.levels_left = left;
                true
            }
            None => self.too_deep(),
        }
    }

    /// Closes a level.
    #[inline]
    pub(super) fn leave(&mut self) {
        self.levels_left += 1;
    }

    /// A length as the wire can have it: it is signed there. One that does not fit is a mistake,
    /// reported at the end.
    #[inline]
    pub(super) fn length(&mut self, length: usize) -> Option<i32> {
        let fits = i32::try_from(length).ok();
        if fits.is_none() {
            self.fail(Error::limit("length", length as u64, i32::MAX as u64));
        }
        fits
    }

    /// Remembers a mistake, if it is the first one.
    #[cold]
    pub(super) fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }

    #[cold]
    fn too_deep(&mut self) -> bool {
        self.fail(nested_too_deeply());
        false
    }
}

/// A value that writers cannot write.
#[cold]
pub(super) fn nested_too_deeply() -> Error {
    Error::new(Kind::Limit, "the value is nested too deeply")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_mistake_is_reported() {
        let mut sink = Sink::new(Vec::new(), &Limits::DEFAULT.with_depth(0));
        assert_eq!(sink.length(usize::MAX), None);
        assert!(!sink.enter());
        let error = sink.finish().unwrap_err();
        let text = format!("length of {} is over the limit of {}", usize::MAX, i32::MAX);
        assert_eq!(error.to_string(), text);
    }
}
