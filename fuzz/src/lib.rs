//! What the targets share.
#![forbid(unsafe_code)]

pub mod apache;

use thrift::protocol::{Codec, Protocol};
use thrift::{DecodeOwned, Limits, Result};

/// The text of an error.
const HEAP_BESIDE: usize = 4096;

/// The protocol that the first byte chooses, and the bytes of a value in it.
#[must_use]
pub fn input(bytes: &[u8]) -> Option<(Codec, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let protocol = Protocol::ALL[usize::from(*first) % Protocol::ALL.len()];
    Some((Codec::new(protocol, Limits::DEFAULT), rest))
}

/// Decodes a value, with no more heap than the limits allow: the default ones, and narrow ones.
///
/// # Panics
///
/// When it takes more.
pub fn bounded<T: DecodeOwned>(codec: Codec, bytes: &[u8]) -> Result<T> {
    let narrow = codec.limits.with_memory_per_byte(16).with_memory_floor(64 * 1024);
    let _ = decode_within::<T>(Codec::new(codec.protocol, narrow), bytes);
    decode_within(codec, bytes)
}

fn decode_within<T: DecodeOwned>(codec: Codec, bytes: &[u8]) -> Result<T> {
    let mut result = None;
    let info = allocation_counter::measure(|| result = Some(codec.decode::<T>(bytes)));
    let Limits { memory_per_byte, memory_floor, .. } = codec.limits;
    let most = bytes.len().saturating_mul(memory_per_byte).max(memory_floor) + HEAP_BESIDE;
    let heap = info.bytes_max;
    assert!(heap <= most as u64, "{heap} bytes of heap for {} of input: {bytes:02x?}", bytes.len());
    result.expect("it was decoded")
}
