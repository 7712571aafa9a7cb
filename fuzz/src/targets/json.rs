//! Texts as values in JSON: `cargo +nightly fuzz run json -- -dict=json.dict`

use std::collections::BTreeMap;

use thrift::protocol::{Codec, Protocol};
use thrift::{Bytes, Limits, Value};
use thrift_tests::sample::{Album, Everything, Keys, Tree};
use thrift_tests::settles_in;

pub fn check(text: &[u8]) {
    let codec = Codec::new(Protocol::Json, Limits::DEFAULT);
    settles_in::<Everything>(codec, text);
    settles_in::<Tree>(codec, text);
    settles_in::<Keys>(codec, text);
    settles_in::<Album>(codec, text);
    settles_in::<Value>(codec, text);
    settles_in::<String>(codec, text);
    settles_in::<Bytes>(codec, text);
    settles_in::<i64>(codec, text);
    settles_in::<BTreeMap<String, Vec<f64>>>(codec, text);
    double(codec, text);
}

/// A number that the standard library reads is the same number here.
fn double(codec: Codec, text: &[u8]) {
    let Ok(read) = codec.decode::<f64>(text) else { return };
    let text = text.trim_ascii().strip_prefix(b"\"").unwrap_or(text);
    let text = text.trim_ascii().strip_suffix(b"\"").unwrap_or(text.trim_ascii());
    let Ok(expected) = str::from_utf8(text).unwrap_or_default().parse::<f64>() else { return };
    assert!(read.to_bits() == expected.to_bits() || read.is_nan() && expected.is_nan());
}
