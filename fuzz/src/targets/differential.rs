//! What Apache's library for Rust reads, and we too, is the same value; the first byte says in
//! which protocol: `cargo +nightly fuzz run differential`
//!
//! Apache's library has no JSON. One side may refuse what the other takes:
//!
//! - Apache's reader goes through memory it has allocated for a length before the bytes are there,
//!   and stops at its own greatest length; ours looks at what is left.
//! - Apache's reader does not look at the type of the elements of an empty container, which may be
//!   one that no value has.
//! - Numbers of Compact with bits that do not fit are cut off by Apache's reader, and an error here.

use thrift::protocol::Codec;
use thrift::{Limits, Protocol, Value};
use thrift_tests::values::canonical;

use crate::apache;

pub fn check(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let protocol = if first % 2 == 0 { Protocol::Binary } else { Protocol::Compact };
    let Some((theirs, length)) = apache::read(protocol, bytes) else { return };
    let limits = Limits::DEFAULT.with_memory_per_byte(usize::MAX);
    let bytes = &bytes[..length];
    let Ok(ours) = Codec::new(protocol, limits).decode::<Value>(bytes) else { return };
    assert!(
        canonical(&ours) == canonical(&theirs),
        "{protocol:?} {bytes:02x?}:\nours   {ours:?}\ntheirs {theirs:?}"
    );
}
