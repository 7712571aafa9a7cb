//! Writing values behind what a buffer holds already.

use core::mem;

use super::sink::Sink;
use super::{Limits, Writer};
use crate::Encode;
use crate::error::Result;

/// A writer into one growing buffer, which can be taken out of it again.
pub(super) trait Append: Writer + Sized {
    /// A writer that appends to `out`.
    fn to(out: Vec<u8>, limits: &Limits) -> Self {
        Self::of(Sink::new(out, limits))
    }

    /// A writer into `sink`.
    fn of(sink: Sink) -> Self;

    /// The buffer as it is, and the first mistake.
    fn sink(&self) -> &Sink;

    /// Takes the buffer out.
    fn into_sink(self) -> Sink;
}

/// Appends a value to `out`, which is as long as before when that fails.
///
/// An [`Encode`] that panics leaves the buffer empty: it was lent to the writer.
pub(super) fn append<W: Append, T: Encode + ?Sized>(
    out: &mut Vec<u8>,
    value: &T,
    limits: &Limits,
) -> Result<()> {
    let start = out.len();
    let mut writer = W::to(mem::take(out), limits);
    value.encode(&mut writer);
    writer.into_sink().give_back(out, start)
}

#[cfg(test)]
mod tests {
    use crate::protocol::{Codec, Protocol};
    use crate::{Kind, Limits};

    #[test]
    fn values_are_appended_and_mistakes_are_not() {
        for protocol in Protocol::ALL {
            let codec = Codec::new(*protocol, Limits::DEFAULT.with_depth(1));
            let mut out = b"before".to_vec();
            codec.encode_to(&mut out, &vec![true, false]).unwrap();
            let written = codec.encode(&vec![true, false]).unwrap();
            assert_eq!(out, [b"before", &*written].concat(), "{protocol:?}");

            let error = codec.encode_to(&mut out, &vec![vec![1_i32]]).unwrap_err();
            assert_eq!(error.kind(), Kind::Limit);
            assert_eq!(out, [b"before", &*written].concat(), "{protocol:?}");
        }
    }

    #[test]
    fn a_buffer_with_room_stays_where_it_is() {
        for protocol in Protocol::ALL {
            let codec = Codec::new(*protocol, Limits::DEFAULT.with_depth(1));
            let mut out = Vec::with_capacity(64);
            let place = out.as_ptr();
            for _ in 0..3 {
                out.clear();
                codec.encode_to(&mut out, "hello").unwrap();
                codec.encode_to(&mut out, &vec![vec![1_i32]]).unwrap_err();
                assert_eq!((out.as_ptr(), out.capacity()), (place, 64), "{protocol:?}");
            }
        }
    }
}
