//! What the targets share.
#![forbid(unsafe_code)]

pub mod apache;

use thrift::protocol::{Codec, Protocol};
use thrift::{DecodeOwned, Limits, Result};

/// Heap that reading may take however short the input is.
const HEAP_FLOOR: usize = 1024 * 1024;

/// The text of an error, and the counters of those pointers that have some.
const HEAP_BESIDE: usize = 4096;

/// The protocol that the first byte chooses, and the bytes of a value in it.
#[must_use]
pub fn input(bytes: &[u8]) -> Option<(Codec, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let protocol = Protocol::ALL[usize::from(*first) % Protocol::ALL.len()];
    Some((Codec::new(protocol, Limits::DEFAULT), rest))
}

/// Decodes a value, with no more heap than the limits allow.
///
/// # Panics
///
/// When it takes more.
pub fn bounded<T: DecodeOwned>(codec: Codec, bytes: &[u8]) -> Result<T> {
    let mut result = None;
    let info = allocation_counter::measure(|| result = Some(codec.decode::<T>(bytes)));
    let limit = bytes.len().saturating_mul(codec.limits.memory_per_byte).max(HEAP_FLOOR);
    // A table that grows has its old places beside the new ones for a moment.
    let most = (limit + limit / 3 + HEAP_BESIDE) as u64;
    let heap = info.bytes_max;
    assert!(heap <= most, "{heap} bytes of heap for {} of input: {bytes:02x?}", bytes.len());
    result.expect("it was decoded")
}
