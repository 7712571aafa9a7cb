//! Bytes to be sent.

use std::io::IoSlice;
#[cfg(feature = "blocking")]
use std::io::{self, Write};

use bytes::Bytes;

#[cfg(feature = "net")]
use super::CHUNK;
use super::KEPT_WHEN_IDLE;
use crate::protocol::{LINKED, Payload};

/// Slices of one write, which are long pieces and what is between them: more than a batch has
/// that does not consist of the shortest of them.
pub(crate) const SLICES: usize = 16;

/// Links whose places an idle connection may keep.
const FEW_LINKS: usize = 64;

/// Messages to be sent: short pieces copied one behind the other, long ones where they are.
#[derive(Debug, Default)]
pub(crate) struct Outgoing {
    bytes: Vec<u8>,
    links: Vec<Link>,
    /// The length of all links.
    linked: usize,
}

/// Bytes that go out between the bytes before `at` and those behind.
#[derive(Debug)]
struct Link {
    at: usize,
    bytes: Bytes,
}

impl Outgoing {
    #[cfg(feature = "net")]
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes go out.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() + self.linked
    }

    /// Where short pieces are appended.
    pub(crate) fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Appends a payload.
    pub(crate) fn put(&mut self, payload: &Payload) {
        payload.pieces().iter().for_each(|piece| self.put_piece(piece));
    }

    fn put_piece(&mut self, bytes: &Bytes) {
        if bytes.len() < LINKED {
            self.bytes.extend_from_slice(bytes);
            return;
        }
        self.links.push(Link { at: self.bytes.len(), bytes: bytes.clone() });
        self.linked += bytes.len();
    }

    /// Appends all of another one, which is empty then.
    #[cfg(feature = "net")]
    pub(crate) fn append(&mut self, other: &mut Self) {
        let start = self.bytes.len();
        self.bytes.append(&mut other.bytes);
        let moved = other.links.drain(..).map(|link| Link { at: start + link.at, ..link });
        self.links.extend(moved);
        self.linked += core::mem::take(&mut other.linked);
    }

    /// Takes back all that was appended since it had this length.
    pub(crate) fn truncate(&mut self, length: usize) {
        while let Some(last) = self.links.last()
            && last.at + self.linked > length
        {
            self.linked -= last.bytes.len();
            self.bytes.truncate(last.at);
            self.links.pop();
        }
        self.bytes.truncate(length - self.linked);
    }

    pub(crate) fn clear(&mut self) {
        self.truncate(0);
    }

    /// Whether the buffer takes more than that of an idle connection should.
    #[cfg(feature = "net")]
    pub(crate) fn is_large(&self) -> bool {
        self.bytes.capacity() > CHUNK
    }

    /// Gives back the buffer if it is empty and large.
    pub(crate) fn release(&mut self) {
        if self.bytes.is_empty() && self.bytes.capacity() > KEPT_WHEN_IDLE {
            self.bytes = Vec::new();
        }
        if self.links.is_empty() && self.links.capacity() > FEW_LINKS {
            self.links = Vec::new();
        }
    }

    /// All bytes in one buffer.
    pub(crate) fn flatten(&mut self) -> &mut Vec<u8> {
        if self.linked > 0 {
            let mut flat = Vec::with_capacity(self.len());
            self.parts().for_each(|part| flat.extend_from_slice(part));
            self.clear();
            self.bytes = flat;
        }
        &mut self.bytes
    }

    /// All bytes in one buffer.
    #[cfg(any(test, fuzzing, feature = "http"))]
    pub(crate) fn into_vec(mut self) -> Vec<u8> {
        core::mem::take(self.flatten())
    }

    /// Writes all of it.
    #[cfg(feature = "blocking")]
    pub(crate) fn write_to(&self, io: &mut impl Write) -> io::Result<()> {
        let mut written = 0;
        while written < self.len() {
            let mut slices = [IoSlice::new(&[]); SLICES];
            let count = self.slices(written, &mut slices);
            match io.write_vectored(&slices[..count])? {
                0 => return Err(io::ErrorKind::WriteZero.into()),
                count => written += count,
            }
        }
        Ok(())
    }

    /// Fills `slices` with the bytes behind the first `skipped`, and returns how many it took.
    pub(crate) fn slices<'a>(&'a self, skipped: usize, slices: &mut [IoSlice<'a>]) -> usize {
        let mut skipped = skipped;
        let rest = self.parts().filter_map(|part| {
            let rest = part.get(skipped..);
            skipped = skipped.saturating_sub(part.len());
            rest.filter(|rest| !rest.is_empty())
        });
        let places = slices.iter_mut().zip(rest);
        places.map(|(place, rest)| *place = IoSlice::new(rest)).count()
    }

    /// The bytes in the order in which they go out.
    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        let starts = core::iter::once(0).chain(self.links.iter().map(|link| link.at));
        let ends = self.links.iter().map(|link| link.at).chain([self.bytes.len()]);
        let payloads = self.links.iter().map(|link| &link.bytes[..]).chain([&[][..]]);
        let copied = starts.zip(ends).map(|(start, end)| &self.bytes[start..end]);
        copied.zip(payloads).flat_map(|(copied, payload)| [copied, payload])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two long pieces, with and without something between them.
    fn outgoing() -> (Outgoing, Vec<u8>) {
        let (first, second) = (vec![1; LINKED], vec![2; LINKED + 1]);
        let mut outgoing = Outgoing::default();
        outgoing.buffer().extend_from_slice(b"head");
        outgoing.put_piece(&first.clone().into());
        outgoing.put_piece(&second.clone().into());
        outgoing.buffer().extend_from_slice(b"next");
        outgoing.put_piece(&Bytes::from_static(b"short"));
        outgoing.put_piece(&first.clone().into());
        (outgoing, [b"head", &*first, &second, b"nextshort", &first].concat())
    }

    fn written(outgoing: &Outgoing, step: usize) -> Vec<u8> {
        let mut written = Vec::new();
        loop {
            let mut slices = [IoSlice::new(&[]); 3];
            let count = outgoing.slices(written.len(), &mut slices);
            let taken: Vec<u8> = slices[..count].iter().flat_map(|slice| slice.to_vec()).collect();
            if taken.is_empty() {
                return written;
            }
            assert!(slices[..count].iter().all(|slice| !slice.is_empty()));
            written.extend_from_slice(&taken[..step.min(taken.len())]);
        }
    }

    #[test]
    fn bytes_go_out_in_their_order_however_many_are_taken_at_once() {
        let (outgoing, expected) = outgoing();
        assert_eq!(outgoing.len(), expected.len());
        for step in [1000, LINKED - 1, LINKED, LINKED + 4, usize::MAX] {
            assert!(written(&outgoing, step) == expected, "in steps of {step}");
        }
    }

    #[test]
    fn long_pieces_are_not_copied() {
        let (outgoing, _) = outgoing();
        assert_eq!(outgoing.bytes, b"headnextshort");
    }

    #[test]
    fn what_was_appended_is_taken_back() {
        let (whole, expected) = outgoing();
        for length in [0, 3, 4, 4 + LINKED, 5 + 2 * LINKED, 7 + 2 * LINKED, whole.len()] {
            let (mut outgoing, _) = outgoing();
            outgoing.truncate(length);
            assert_eq!(outgoing.len(), length);
            assert!(written(&outgoing, usize::MAX) == expected[..length], "up to {length}");
        }
    }

    #[cfg(feature = "net")]
    #[test]
    fn two_become_one() {
        let ((mut first, mut expected), (mut second, more)) = (outgoing(), outgoing());
        first.append(&mut second);
        expected.extend(more);
        assert_eq!(second.len(), 0);
        assert!(written(&first, usize::MAX) == expected);
        assert!(*first.flatten() == expected);
        assert!(written(&first, 1 << 20) == expected);
    }
}
