//! What is read in one protocol comes back from every other: `cargo +nightly fuzz run roundtrip`

use thrift::protocol::{Codec, Protocol};
use thrift::{DecodeOwned, Encode, Limits};
use thrift_tests::sample::{Album, Choice, Everything, Keys, Tree};
use thrift_tests::{codecs, settles_in};

use crate::input;

pub fn check(bytes: &[u8]) {
    let Some((codec, bytes)) = input(bytes) else { return };
    travels::<Everything>(codec, bytes);
    travels::<Tree>(codec, bytes);
    travels::<Keys>(codec, bytes);
    travels::<Album>(codec, bytes);
    travels::<Choice>(codec, bytes);
}

fn travels<T: Encode + DecodeOwned>(codec: Codec, bytes: &[u8]) {
    settles_in::<T>(codec, bytes);
    let Ok(value) = codec.decode::<T>(bytes) else { return };
    // What is not known is kept as it was written, and JSON has several ways to write a number.
    let binary = Codec::new(Protocol::Binary, generous());
    let Ok(bytes) = binary.encode(&value) else { return };
    let value: T = binary.decode(&bytes).expect("what was written can be read");
    // By the text, in which there is one NaN, and none is equal to itself. What is longer in
    // another protocol may have more heap there, and what is shorter less.
    let json = Codec::new(Protocol::Json, generous());
    let Ok(expected) = json.encode(&value) else { return };
    for codec in codecs() {
        let codec = Codec::new(codec.protocol, generous());
        let bytes = codec.encode(&value).expect("what was read can be written");
        let again: T = codec.decode(&bytes).expect("what was written can be read");
        let text = json.encode(&again).expect("what was read can be written");
        assert!(text == expected, "{:?}: {}", codec.protocol, String::from_utf8_lossy(&expected));
    }
}

fn generous() -> Limits {
    Limits::DEFAULT.with_memory_per_byte(usize::MAX)
}
