//! Encoded structs that need not lie in one piece.

use std::sync::OnceLock;

use bytes::Bytes;

use super::append::Append;
#[cfg(any(test, feature = "blocking", feature = "net"))]
use super::sink::LINKED;
use super::sink::Sink;
use super::{Codec, Limits, Protocol, binary, compact, json};
use crate::Encode;
use crate::error::Result;

/// A part is small when all of it is so many times longer.
#[cfg(any(feature = "blocking", feature = "net"))]
const PART: usize = 4;

/// The arguments or the result of a call, encoded.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    Whole(Bytes),
    /// With long `Bytes` in it, which need not be copied.
    Pieces(Box<Pieces>),
}

/// Bytes that belong one behind the other.
#[derive(Clone, Debug)]
pub(crate) struct Pieces {
    pieces: Vec<Bytes>,
    /// All of them in one, once somebody wanted that.
    whole: OnceLock<Bytes>,
}

impl Codec {
    /// Encodes a value for a message, in pieces if that saves copies.
    pub(crate) fn encode_payload<T: Encode + ?Sized>(&self, value: &T) -> Result<Payload> {
        match self.protocol {
            Protocol::Binary => payload::<binary::Writer, T>(value, &self.limits),
            Protocol::Compact => payload::<compact::Writer, T>(value, &self.limits),
            Protocol::Json => payload::<json::Writer, T>(value, &self.limits),
        }
    }
}

/// Encodes a value for a message.
fn payload<W: Append, T: Encode + ?Sized>(value: &T, limits: &Limits) -> Result<Payload> {
    let mut writer = W::of(Sink::linking(limits));
    value.encode(&mut writer);
    writer.into_sink().into_payload()
}

impl Payload {
    /// What a writer wrote, with bytes that belong between: each behind so many of those written.
    pub(super) fn new(written: Vec<u8>, links: Vec<(usize, Bytes)>) -> Self {
        let mut rest = Bytes::from(written);
        if links.is_empty() {
            return Self::Whole(rest);
        }
        let mut taken = 0;
        let mut pieces = Vec::with_capacity(2 * links.len() + 1);
        for (at, link) in links {
            pieces.extend([rest.split_to(at - taken), link]);
            taken = at;
        }
        pieces.push(rest);
        Self::Pieces(Box::new(Pieces { pieces, whole: OnceLock::new() }))
    }

    /// How many bytes it has.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Whole(whole) => whole.len(),
            Self::Pieces(all) => all.pieces.iter().map(Bytes::len).sum(),
        }
    }

    /// All of it in one piece, which is made when it is asked for first.
    pub(crate) fn whole(&self) -> &Bytes {
        match self {
            Self::Whole(whole) => whole,
            Self::Pieces(all) => all.whole.get_or_init(|| all.pieces.concat().into()),
        }
    }

    /// Its start, with the header of its first field: no link is before that.
    pub(crate) fn start(&self) -> &Bytes {
        match self {
            Self::Whole(whole) => whole,
            Self::Pieces(all) => &all.pieces[0],
        }
    }

    /// Itself, or a copy if it is a small part of the bytes in which its call arrived, so many: it would
    /// keep all of them, and count as little.
    #[cfg(any(feature = "blocking", feature = "net"))]
    pub(crate) fn detached(self, arrived: usize) -> Self {
        let length = self.len();
        if length < LINKED || length > arrived / PART {
            return self;
        }
        Self::Whole(Bytes::copy_from_slice(self.whole()))
    }

    /// Its pieces, one behind the other.
    #[cfg(any(feature = "blocking", feature = "net"))]
    pub(crate) fn pieces(&self) -> &[Bytes] {
        match self {
            Self::Whole(whole) => core::slice::from_ref(whole),
            Self::Pieces(all) => &all.pieces,
        }
    }
}

impl From<Bytes> for Payload {
    fn from(whole: Bytes) -> Self {
        Self::Whole(whole)
    }
}

impl PartialEq for Payload {
    fn eq(&self, other: &Self) -> bool {
        self.whole() == other.whole()
    }
}

impl Eq for Payload {}

#[cfg(test)]
mod tests {
    use crate::value::Struct;

    use super::*;

    /// A struct of bytes, one of them long, as the codec writes it for others and for a message.
    fn written(protocol: Protocol, lengths: &[usize]) -> (Payload, Vec<u8>) {
        let values: Vec<Bytes> = lengths.iter().map(|length| vec![7; *length].into()).collect();
        let codec = Codec::new(protocol, Limits::DEFAULT);
        (codec.encode_payload(&values).unwrap(), codec.encode(&values).unwrap())
    }

    #[test]
    fn pieces_are_what_is_written_in_one() {
        for protocol in Protocol::ALL {
            for lengths in [
                &[][..],
                &[3, LINKED - 1],
                &[LINKED],
                &[1, LINKED, LINKED + 1, 0, 2],
                &[LINKED, LINKED],
            ] {
                let (payload, expected) = written(*protocol, lengths);
                assert_eq!(payload.len(), expected.len(), "{protocol:?} {lengths:?}");
                assert!(*payload.whole() == expected, "{protocol:?} {lengths:?}");
                assert_eq!(payload.len(), expected.len());
            }
        }
    }

    #[cfg(any(feature = "blocking", feature = "net"))]
    #[test]
    fn long_bytes_are_not_copied() {
        for (protocol, copied) in
            [(Protocol::Binary, false), (Protocol::Compact, false), (Protocol::Json, true)]
        {
            let long = Bytes::from(vec![7; LINKED]);
            let codec = Codec::new(protocol, Limits::DEFAULT);
            let payload = codec.encode_payload(&long).unwrap();
            let is_long = |piece: &Bytes| piece.as_ptr() == long.as_ptr();
            assert_eq!(!payload.pieces().iter().any(is_long), copied, "{protocol:?}");
        }
    }

    #[cfg(any(feature = "blocking", feature = "net"))]
    #[test]
    fn a_small_part_of_a_long_call_is_copied() {
        let call = Bytes::from(vec![7; 16 * LINKED]);
        for (part, copied) in [(LINKED, true), (8 * LINKED, false)] {
            let part = call.slice(..part);
            let payload = Payload::from(part.clone()).detached(call.len());
            assert_eq!(*payload.whole(), part);
            assert_eq!(payload.whole().as_ptr() != part.as_ptr(), copied);
        }
    }

    #[test]
    fn equal_bytes_are_equal_payloads() {
        let (pieces, whole) = written(Protocol::Binary, &[LINKED]);
        assert_eq!(pieces, Payload::from(Bytes::from(whole)));
        let empty = Codec::default().encode_payload(&Struct::new());
        assert_ne!(pieces, empty.unwrap());
    }
}
