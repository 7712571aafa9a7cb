//! Bytes as typed values, of which the first byte says in which protocol; with the heap counted:
//! `cargo +nightly fuzz run decode`

use thrift_tests::sample::{Album, Choice, Everything, Keys, Tree};

use crate::{bounded, input};

pub fn check(bytes: &[u8]) {
    let Some((codec, bytes)) = input(bytes) else { return };
    // Whether they are values is all the same: nothing panics, and the heap is bounded.
    let _ = bounded::<Everything>(codec, bytes);
    let _ = bounded::<Tree>(codec, bytes);
    let _ = bounded::<Keys>(codec, bytes);
    let _ = bounded::<Album>(codec, bytes);
    let _ = bounded::<Choice>(codec, bytes);
}
