//! What is read as a value is walked over to its end: `cargo +nightly fuzz run skip`

use thrift::Value;
use thrift_tests::sample::{Album, Everything, Keys, Tree};
use thrift_tests::skip;

use crate::input;

pub fn check(bytes: &[u8]) {
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
}
