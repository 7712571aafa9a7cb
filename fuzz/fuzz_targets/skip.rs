//! What is read as a value is walked over to its end: `cargo +nightly fuzz run skip`

#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::fuzz_target;
use thrift::Value;
use thrift_fuzz::input;
use thrift_tests::sample::{Album, Everything, Keys, Tree};
use thrift_tests::skip;

fuzz_target!(|bytes: &[u8]| {
    let Some((codec, bytes)) = input(bytes) else { return };
    let skipped = skip(codec.protocol, bytes);
    let is_read = codec.decode::<Value>(bytes).is_ok()
        || codec.decode::<Everything>(bytes).is_ok()
        || codec.decode::<Tree>(bytes).is_ok()
        || codec.decode::<Keys>(bytes).is_ok()
        || codec.decode::<Album>(bytes).is_ok();
    if let Err(error) = skipped {
        assert!(!is_read, "{error}, but it is a value: {:?} {bytes:02x?}", codec.protocol);
    }
});
