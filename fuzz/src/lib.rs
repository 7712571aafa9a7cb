//! What the targets share.
#![forbid(unsafe_code)]

pub mod apache;
pub mod targets;

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
    within(bytes, codec.limits, |limits| Codec::new(codec.protocol, *limits).decode(bytes))
}

/// As [`bounded`], with any way to decode the bytes within limits.
///
/// # Panics
///
/// As [`bounded`].
pub fn within<T>(bytes: &[u8], limits: Limits, read: impl Fn(&Limits) -> Result<T>) -> Result<T> {
    let narrow = limits.with_memory_per_byte(16).with_memory_floor(64 * 1024);
    let [_, result] = [narrow, limits].map(|limits| {
        let mut result = None;
        let info = allocation_counter::measure(|| result = Some(read(&limits)));
        let Limits { memory_per_byte, memory_floor, .. } = limits;
        let most = bytes.len().saturating_mul(memory_per_byte).max(memory_floor) + HEAP_BESIDE;
        let (heap, length) = (info.bytes_max, bytes.len());
        assert!(heap <= most as u64, "{heap} bytes of heap for {length} of input: {bytes:02x?}");
        result.expect("it was decoded")
    });
    result
}
