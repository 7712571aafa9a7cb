//! Bytes that other implementations wrote, both ways.
//!
//! The vectors of `vectors/` were written by Apache Thrift's Python library 0.25; see the note
//! beside them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use core::fmt::Debug;

use thrift::{DecodeOwned, Encode};
use thrift_tests::sample::{Choice, Everything, everything, keys, tree};
use thrift_tests::{codecs, hex};

/// The vectors of a value, in the order of `Protocol::ALL`.
macro_rules! vectors {
    ($name:literal) => {
        [
            include_str!(concat!("vectors/binary/", $name, ".hex")),
            include_str!(concat!("vectors/compact/", $name, ".hex")),
            include_str!(concat!("vectors/json/", $name, ".hex")),
        ]
        .map(hex::bytes)
    };
}

fn both_ways<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T, vectors: &[Vec<u8>; 3]) {
    for (codec, vector) in codecs().zip(vectors) {
        assert_eq!(codec.decode::<T>(vector).unwrap(), *value, "{:?}", codec.protocol);
        assert_eq!(codec.encode(value).unwrap(), *vector, "{:?}", codec.protocol);
    }
}

#[test]
fn everything_both_ways() {
    let mut vectors = vectors!("everything");
    assert_eq!(thrift::json::from_slice::<Everything>(&vectors[2]).unwrap(), everything());
    // Python writes control characters as they are.
    let json = String::from_utf8(vectors[2].clone()).unwrap();
    vectors[2] = json.replace('\u{1}', "\\u0001").into_bytes();
    both_ways(&everything(), &vectors);
}

#[test]
fn trees_and_choices_both_ways() {
    both_ways(&tree(), &vectors!("tree"));
}

#[test]
fn keys_of_every_type_both_ways() {
    both_ways(&keys(), &vectors!("keys"));
}

#[test]
fn empty_containers_may_have_no_types() {
    // Some writers put 0 where the types of the elements would be.
    let bytes = hex::bytes("0f000a 00 00000000 | 0d000c 00 00 00000000 | 0e000b 00 00000000 | 00");
    assert_eq!(thrift::binary::from_slice::<Everything>(&bytes).unwrap(), Everything::default());
}

#[test]
fn any_byte_but_zero_is_true() {
    let bytes = hex::bytes("020001 07 00");
    assert!(thrift::binary::from_slice::<Everything>(&bytes).unwrap().b);
}

#[test]
fn fields_may_come_in_any_order() {
    let bytes = hex::bytes("080004 00000009 | 030002 08 | 060003 0007 | 00");
    let value: Everything = thrift::binary::from_slice(&bytes).unwrap();
    assert_eq!((value.y, value.s, value.i), (8, 7, 9));
}

#[test]
fn the_last_of_two_fields_with_one_id_counts() {
    let bytes = hex::bytes("030002 01 | 030002 02 | 00");
    assert_eq!(thrift::binary::from_slice::<Everything>(&bytes).unwrap().y, 2);
}

#[test]
fn a_union_is_a_struct_with_one_field() {
    let bytes = hex::bytes("0b0002 00000002 6869 00");
    assert_eq!(thrift::binary::to_vec(&Choice::Text("hi".to_owned())).unwrap(), bytes);
    let decoded: Choice = thrift::binary::from_slice(&bytes).unwrap();
    assert_eq!(decoded, Choice::Text("hi".to_owned()));
}
