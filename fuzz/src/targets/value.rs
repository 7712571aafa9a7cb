//! Bytes as values of no type, with the heap counted: `cargo +nightly fuzz run value`

use thrift::Value;
use thrift::value::{from_value, to_value};
use thrift_tests::sample::{Everything, Tree};
use thrift_tests::settles_in;
use thrift_tests::values::canonical;

use crate::{bounded, input};

pub fn check(bytes: &[u8]) {
    let Some((codec, bytes)) = input(bytes) else { return };
    let Ok(value) = bounded::<Value>(codec, bytes) else { return };
    settles_in::<Value>(codec, bytes);
    let same = to_value(&value).expect("a value is one");
    assert!(canonical(&same) == canonical(&value), "{value:?} became {same:?}");
    // Either is a value of the type, or not: nothing panics.
    let _ = from_value::<Everything>(&value);
    let _ = from_value::<Tree>(&value);
}
