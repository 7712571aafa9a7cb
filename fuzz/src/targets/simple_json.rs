//! Texts as values in JSON with names, with the heap counted and beside what another library takes
//! for JSON: `cargo +nightly fuzz run simple_json -- -dict=json.dict`

use std::collections::BTreeMap;

use serde_json::Value;
use thrift::{Bytes, DecodeOwned, Encode, Kind, Limits, simple_json};
use thrift_tests::sample::{Album, Everything, Keys, Mood, Tree};

use crate::within;

thrift::thrift! {
    /** A name that is unlikely to be there. */
    struct Other { 1: i32 elsewhere }
}

pub fn check(text: &[u8]) {
    settles::<Everything>(text);
    settles::<Tree>(text);
    settles::<Keys>(text);
    settles::<Album>(text);
    settles::<Mood>(text);
    settles::<Bytes>(text);
    settles::<BTreeMap<String, Vec<f64>>>(text);
    settles::<Vec<BTreeMap<Mood, bool>>>(text);
    walks(text);
}

/// What is read can be written, is JSON then, and stays as it is. Compares texts and not values,
/// since a NaN is not equal to itself.
fn settles<T: Encode + DecodeOwned>(text: &[u8]) {
    let read = |text: &[u8]| {
        within(text, Limits::DEFAULT, |limits| simple_json::from_slice_within::<T>(text, limits))
    };
    let Ok(value) = read(text) else { return };
    let written = simple_json::to_string(&value).expect("what was read can be written");
    serde_json::from_str::<Value>(&written).expect("what was written is JSON");
    let generous = Limits::DEFAULT.with_memory_per_byte(usize::MAX);
    let again: T = simple_json::from_slice_within(written.as_bytes(), &generous)
        .expect("what was written can be read");
    let rewritten = simple_json::to_string(&again).expect("what was read can be written");
    assert!(written == rewritten, "{written} became {rewritten}");
}

/// What is an object to others is one here, whatever it holds.
fn walks(text: &[u8]) {
    let Ok(Value::Object(object)) = serde_json::from_slice::<Value>(text) else { return };
    if object.contains_key("elsewhere") {
        return;
    }
    match simple_json::from_slice::<Other>(text) {
        Ok(other) => assert!(other == Other::default()),
        Err(error) => assert!(error.kind() == Kind::Limit, "{error}"),
    }
}
