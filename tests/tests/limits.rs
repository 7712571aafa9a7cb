//! What a peer may ask for: nothing that it sends panics, hangs, or allocates out of proportion.

use thrift::protocol::{Codec, Protocol};
use thrift::{Decode, Kind, Limits, binary};
use thrift_tests::sample::{Choice, Everything, Tree, everything, tree};
use thrift_tests::{hex, settles};

fn decode<'de, T: Decode<'de>>(bytes: &'de [u8], limits: Limits) -> thrift::Result<T> {
    Codec::new(Protocol::Binary, limits).decode(bytes)
}

fn nested(depth: usize) -> Vec<u8> {
    let mut bytes = hex::bytes("0c0004").repeat(depth);
    bytes.extend(hex::bytes("0b0001 00000000 00").repeat(depth + 1));
    bytes
}

#[test]
fn every_prefix_of_every_sample_is_truncated() {
    fn check<T: for<'de> Decode<'de> + core::fmt::Debug>(whole: &[u8]) {
        for end in 0..whole.len() {
            let error = binary::from_slice::<T>(&whole[..end]).unwrap_err();
            assert!(matches!(error.kind(), Kind::Truncated { .. }), "{end}: {error}");
        }
    }
    check::<Everything>(&binary::to_vec(&everything()).unwrap());
    check::<Tree>(&binary::to_vec(&tree()).unwrap());
    check::<Choice>(&binary::to_vec(&Choice::Text("x".to_owned())).unwrap());
}

#[test]
fn every_flipped_bit_is_read_or_refused() {
    let whole = binary::to_vec(&tree()).unwrap();
    for at in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[at / 8] ^= 1 << (at % 8);
        settles::<Tree>(&bytes);
    }
}

#[test]
fn bytes_after_the_value_are_an_error() {
    let mut bytes = binary::to_vec(&everything()).unwrap();
    bytes.extend([0, 0]);
    let error = binary::from_slice::<Everything>(&bytes).unwrap_err();
    assert_eq!(error.kind(), Kind::Trailing { left: 2 });
    assert_eq!(error.to_string(), "2 bytes after the value");
}

#[test]
fn the_path_says_where() {
    let bytes = hex::bytes("0b0001 00000001 61 | 0f0003 0c 00000001 | 0b0001 00000009 61");
    let error = binary::from_slice::<Tree>(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "children[0].name: input ended: 9 bytes wanted, 1 left");
}

#[test]
fn a_missing_required_field_is_named() {
    let error = binary::from_slice::<Tree>(&[0]).unwrap_err();
    assert_eq!(error.kind(), Kind::Missing);
    assert_eq!(error.to_string(), "name: the field is required, but absent");
}

#[test]
fn negative_lengths_are_refused() {
    for text in ["0b0007 ffffffff", "0f000a 02 ffffffff", "0d000c 0b 0a 80000000"] {
        let bytes = hex::bytes(text);
        let error = binary::from_slice::<Everything>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::Invalid, "{text}: {error}");
        assert!(error.to_string().ends_with("is negative"), "{error}");
    }
}

#[test]
fn unknown_types_are_refused() {
    for text in ["010001", "110001", "0f000a 01 00000001 00", "0fffff 00 00000001 00"] {
        let bytes = hex::bytes(text);
        let error = binary::from_slice::<Everything>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::Invalid, "{text}: {error}");
    }
}

#[test]
fn a_string_that_is_not_utf8_is_refused_and_a_binary_is_not() {
    let error = binary::from_slice::<Everything>(&hex::bytes("0b0007 00000002 61ff 00"));
    assert_eq!(error.unwrap_err().to_string(), "st: the string is not UTF-8 from its byte 1 on");
    let bytes = hex::bytes("0b0008 00000002 61ff 00");
    assert_eq!(&binary::from_slice::<Everything>(&bytes).unwrap().bi[..], [0x61, 0xff]);
}

#[test]
fn depth_is_limited_in_known_and_unknown_fields() {
    assert!(binary::from_slice::<Tree>(&nested(63)).is_ok());
    let error = binary::from_slice::<Tree>(&nested(64)).unwrap_err();
    assert_eq!(error.kind(), Kind::Limit, "{error}");
    assert!(error.to_string().ends_with("more than 64 levels of nesting"), "{error}");

    let mut unknown = hex::bytes("0c0063");
    unknown.extend(hex::bytes("0c0001").repeat(200_000));
    let error = binary::from_slice::<Everything>(&unknown).unwrap_err();
    assert_eq!(error.kind(), Kind::Limit, "{error}");

    let lists = hex::bytes("0f0063 0f 00000001").into_iter();
    let lists: Vec<_> = lists.chain(hex::bytes("0f 00000001").repeat(100)).collect();
    let error = binary::from_slice::<Everything>(&lists).unwrap_err();
    assert_eq!(error.kind(), Kind::Limit, "{error}");
}

#[test]
fn depth_is_limited_when_writing_too() {
    let mut value = Tree::default();
    for _ in 0..100 {
        value = Tree { twin: Some(Box::new(value)), ..Tree::default() };
    }
    assert_eq!(binary::to_vec(&value).unwrap_err().kind(), Kind::Limit);
}

#[test]
fn strings_containers_and_messages_are_limited() {
    let bytes = binary::to_vec(&everything()).unwrap();
    for (limits, text) in [
        (Limits::default().with_string(7), "st: string length of 8 is over the limit of 7"),
        (Limits::default().with_container(14), "li: element count of 15 is over the limit of 14"),
        (Limits::default().with_message(209), "message length of 210 is over the limit of 209"),
    ] {
        assert_eq!(decode::<Everything>(&bytes, limits).unwrap_err().to_string(), text);
    }
}

#[test]
fn announced_elements_must_have_bytes() {
    for text in ["0f000a 02 7fffffff", "0e000b 08 7fffffff 00", "0d000c 0b 0a 7fffffff 00"] {
        let bytes = hex::bytes(text);
        let error = binary::from_slice::<Everything>(&bytes).unwrap_err();
        assert!(matches!(error.kind(), Kind::Truncated { .. }), "{text}: {error}");
    }
}

#[test]
fn memory_is_in_proportion_to_the_input() {
    // A struct of many fields takes one byte on the wire and hundreds in memory.
    let count = 100_000_u32;
    let mut bytes = vec![15, 0, 14, 12];
    bytes.extend(count.to_be_bytes());
    bytes.extend(vec![0; count as usize + 1]);
    thrift::thrift! {
        struct Wide { 1: Everything a, 2: Everything b }
        struct Everything { 1: string a, 2: string b, 3: string c, 4: string d, 5: string e }
        struct Many { 14: list<Wide> wide }
    }
    let budget = u64::try_from(bytes.len() * 16).unwrap();
    let info = allocation_counter::measure(|| {
        let error = binary::from_slice::<Many>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::Limit, "{error}");
    });
    assert!(info.bytes_max <= budget, "{} bytes of heap for {}", info.bytes_max, bytes.len());

    let generous = Limits::default().with_memory_per_byte(1000);
    assert_eq!(decode::<Many>(&bytes, generous).unwrap().wide.len(), count as usize);
}

#[test]
fn short_messages_allocate_little() {
    let length_fields = ["0b0007 7fffffff", "0f000a 0c 7fffffff", "0b0008 7fffffff 00"];
    for text in length_fields {
        let bytes = hex::bytes(text);
        let info = allocation_counter::measure(|| {
            assert!(binary::from_slice::<Everything>(&bytes).is_err());
        });
        assert!(info.bytes_max < 4096, "{text}: {} bytes of heap", info.bytes_max);
    }
}

#[test]
fn a_union_has_exactly_one_field() {
    let none = binary::from_slice::<Choice>(&[0]).unwrap_err();
    assert_eq!((none.kind(), none.to_string().as_str()), (Kind::Union, "the union has no field"));
    let two = hex::bytes("080001 00000001 0b0002 00000000 00");
    let two = binary::from_slice::<Choice>(&two).unwrap_err();
    assert_eq!(two.to_string(), "the union has more than one field");
}
