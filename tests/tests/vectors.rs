//! Bytes that other implementations wrote, both ways.
//!
//! The vectors of `vectors/` were written by Apache Thrift's Python library 0.25; see the note
//! beside them.

use thrift_tests::hex;
use thrift_tests::sample::{Choice, Everything, everything};

const EVERYTHING: &str = include_str!("vectors/binary/everything.hex");

#[test]
fn everything_encodes_to_the_vector() {
    assert_eq!(thrift::binary::to_vec(&everything()).unwrap(), hex::bytes(EVERYTHING));
}

#[test]
fn everything_decodes_from_the_vector() {
    let bytes = hex::bytes(EVERYTHING);
    assert_eq!(thrift::binary::from_slice::<Everything>(&bytes).unwrap(), everything());
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
