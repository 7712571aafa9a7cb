//! The messages of a peer that nobody knows are the same however its bytes arrive, and take no memory out
//! of proportion: `cargo +nightly fuzz run arrivals`

use thrift::fuzzing::check_arrivals;

/// The longest message.
const MOST: usize = 64 * 1024;

/// What all ways of taking the messages have at once: each its input, what came out of it, and what
/// decompressing takes.
const HEAP: usize = 16 * MOST;

pub fn check(input: (u8, u8, u8, &[u8])) {
    let (one, two, three, bytes) = input;
    let chunks = [one.into(), two.into(), three.into()];
    let info = allocation_counter::measure(|| check_arrivals(bytes, &chunks, MOST));
    let most = HEAP + 200 * bytes.len();
    assert!(info.bytes_max <= most as u64, "{} bytes of heap: {bytes:02x?}", info.bytes_max);
}
