//! What may be around a value, and in which bytes it may be: prefixes and canonical encodings.

use core::fmt::Debug;

use thrift::protocol::{Codec, Protocol};
use thrift::{DecodeOwned, Encode, Kind, Limits, binary, compact, json};
use thrift_tests::sample::{Everything, Keys, Tree, everything, keys, tree};
use thrift_tests::{codecs, hex};

thrift::thrift! {
    struct Forms {
        1: optional bool flag,
        2: optional i32 number,
        3: optional set<i32> numbers,
        4: optional map<i32, i32> pairs,
        5: optional string text,
        6: optional list<bool> bools,
        7: optional double real,
        8: optional binary bytes,
        9: optional Always always,
    }

    struct Always { 1: i32 number = 5, 2: list<i32> many = [1, 2, 3, 4, 5, 6, 7, 8] }

    struct Keeping { 1: optional i32 number } (rust.unknown_fields = "keep")
}

/// Reads a value that is refused, but only where the canonical encoding is asked for, and gives
/// where it is not canonical.
fn differs<T: Encode + DecodeOwned>(protocol: Protocol, bytes: &[u8]) -> usize {
    let codec = Codec::new(protocol, Limits::DEFAULT);
    let value: T = codec.decode(bytes).unwrap();
    let canonical = codec.encode(&value).unwrap();
    codec.decode_canonical::<T>(&canonical).unwrap();
    let error = codec.decode_canonical::<T>(bytes).err().expect("it is not canonical");
    match error.kind() {
        Kind::NotCanonical { at } => {
            let shown = format!("the encoding is not the canonical one from its byte {at} on");
            assert_eq!(error.to_string(), shown);
            assert_eq!(error.offset(), Some(at));
            at
        }
        _ => panic!("{error}"),
    }
}

#[test]
fn what_is_written_is_canonical() {
    fn is_canonical<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T) {
        for codec in codecs() {
            let bytes = codec.encode(value).unwrap();
            assert_eq!(codec.decode_canonical::<T>(&bytes).unwrap(), *value, "{codec:?}");
        }
    }
    is_canonical(&everything());
    is_canonical(&tree());
    is_canonical(&keys());
    is_canonical(&Everything::default());
    is_canonical(&vec![-0.0, 1e300, f64::MIN_POSITIVE]);
}

#[test]
fn nothing_else_is_canonical() {
    fn changed<T: Encode + DecodeOwned>(value: &T) {
        for codec in codecs() {
            let bytes = codec.encode(value).unwrap();
            for (at, change) in
                (0..bytes.len()).flat_map(|at| [1, 2, 0x20, 0x80].map(|bit| (at, bit)))
            {
                let mut other = bytes.clone();
                other[at] ^= change;
                if let Ok(value) = codec.decode_canonical::<T>(&other) {
                    assert_eq!(codec.encode(&value).unwrap(), other, "{codec:?}");
                }
            }
        }
    }
    changed::<Everything>(&everything());
    changed::<Tree>(&tree());
    changed::<Keys>(&keys());
}

#[test]
fn other_forms_in_binary_are_not_canonical() {
    for (what, bytes, at) in [
        ("a bool that is 2", "020001 02 00", 3),
        ("ids out of order", "0b0005 00000000 | 080002 00000001 | 00", 0),
        ("a field twice", "080002 00000001 | 080002 00000001 | 00", 7),
        ("an unknown field", "080002 00000001 | 080063 00000001 | 00", 7),
        ("a field of another type", "030002 01 | 00", 0),
        ("a set out of order", "0e0003 08 00000002 00000002 00000001 | 00", 11),
        ("an element twice", "0e0003 08 00000002 00000001 00000001 | 00", 7),
        ("a map out of order", "0d0004 0808 00000002 0000000200000000 0000000100000000 | 00", 12),
        ("a key twice", "0d0004 0808 00000002 0000000100000000 0000000100000000 | 00", 8),
        ("an empty map without types", "0d0004 0000 00000000 | 00", 3),
        ("an empty set of another type", "0e0003 0a 00000000 | 00", 3),
        ("a default that is absent", "0c0009 00 00", 3),
    ] {
        assert_eq!(differs::<Forms>(Protocol::Binary, &hex::bytes(bytes)), at, "{what}");
    }
}

#[test]
fn other_forms_in_compact_are_not_canonical() {
    for (what, bytes, at) in [
        ("a varint that is too long", "25 8100 00", 1),
        ("a header in its long form", "05 04 02 00", 0),
        ("a size in its long form", "3a f5 01 02 00", 1),
        ("a length that is too long", "58 8100 61 00", 1),
        ("a false that is 0", "69 11 00 00", 2),
        ("elements of the type of false", "69 12 01 00", 1),
        ("ids out of order", "58 00 | 05 04 02 | 00", 0),
        ("a field twice", "25 02 | 05 04 02 | 00", 2),
        ("an unknown field", "25 02 | 05 7e 02 | 00", 2),
        ("a set out of order", "3a 25 04 02 00", 2),
        ("an element twice", "3a 25 02 02 00", 1),
        ("a map out of order", "4b 02 55 0400 0200 00", 3),
        ("a key twice", "4b 02 55 0200 0200 00", 1),
        ("an empty set of another type", "3a 06 00", 1),
    ] {
        assert_eq!(differs::<Forms>(Protocol::Compact, &hex::bytes(bytes)), at, "{what}");
    }
}

#[test]
fn other_forms_in_json_are_not_canonical() {
    for (what, text, at) in [
        ("white space", "{ }", 1),
        ("white space at the end", "{} ", 2),
        ("an escape that need not be", r#"{"5":{"str":"\u0041"}}"#, 13),
        ("an escape of another form", r#"{"5":{"str":"\u000a"}}"#, 14),
        ("a control character as it is", "{\"5\":{\"str\":\"\u{1}\"}}", 13),
        ("a number with zeros before it", r#"{"2":{"i32":007}}"#, 12),
        ("a zero with a sign", r#"{"2":{"i32":-0}}"#, 12),
        ("a double without fraction", r#"{"7":{"dbl":1}}"#, 13),
        ("a negative zero without fraction", r#"{"7":{"dbl":-0}}"#, 14),
        ("a double that is too precise", r#"{"7":{"dbl":0.10}}"#, 15),
        ("an exponent", r#"{"7":{"dbl":1e1}}"#, 13),
        ("NaN without quotes", r#"{"7":{"dbl":NaN}}"#, 12),
        ("base64 without padding", r#"{"8":{"str":"AA"}}"#, 15),
        ("an id with a zero", r#"{"02":{"i32":1}}"#, 2),
        ("ids out of order", r#"{"2":{"i32":1},"1":{"tf":1}}"#, 2),
        ("a field twice", r#"{"2":{"i32":1},"2":{"i32":1}}"#, 14),
        ("an unknown field", r#"{"99":{"i32":1}}"#, 1),
        ("a set out of order", r#"{"3":{"set":["i32",2,2,1]}}"#, 21),
        ("a key twice", r#"{"4":{"map":["i32","i32",2,{"1":1,"1":1}]}}"#, 25),
        ("an empty set of another type", r#"{"3":{"set":["i64",0]}}"#, 15),
    ] {
        assert_eq!(differs::<Forms>(Protocol::Json, text.as_bytes()), at, "{what}");
    }
}

#[test]
fn what_is_no_value_at_all_is_refused_as_ever() {
    assert!(matches!(
        binary::from_slice_canonical::<i32>(&[0, 0]).unwrap_err().kind(),
        Kind::Truncated { .. }
    ));
    assert_eq!(
        compact::from_slice_canonical::<i8>(&[1, 2]).unwrap_err().kind(),
        Kind::Trailing { left: 1 }
    );
    assert_eq!(json::from_slice_canonical::<bool>(b"2").unwrap_err().kind(), Kind::Invalid);
}

#[test]
fn what_is_kept_is_as_canonical_as_it_came() {
    let bytes = hex::bytes("080001 00000001 | 020009 02 | 00");
    assert_eq!(differs::<Forms>(Protocol::Binary, &hex::bytes("020009 02 | 00")), 0);
    assert_eq!(binary::from_slice_canonical::<Keeping>(&bytes).unwrap().number, Some(1));
}

#[test]
fn few_bytes_that_would_become_many_are_refused_before_they_do() {
    let mut bytes = hex::bytes("0c 00010000");
    bytes.resize(bytes.len() + 0x10000, 0);
    let limits = Limits::DEFAULT.with_memory_per_byte(256);
    let codec = Codec::new(Protocol::Binary, limits);
    let read: Vec<Always> = codec.decode(&bytes).unwrap();
    // A buffer of that length is beside one of twice that while it grows.
    let most = 3 * bytes.len() as u64;
    let whole = binary::to_vec(&read).unwrap().len() as u64;
    assert!(whole > 10 * most);
    let decoding = allocation_counter::measure(|| drop(codec.decode::<Vec<Always>>(&bytes)));
    let checking = allocation_counter::measure(|| {
        let error = codec.decode_canonical::<Vec<Always>>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::NotCanonical { at: 5 });
    });
    assert!(checking.bytes_max <= decoding.bytes_max + most, "{checking:?} {decoding:?}");
}

#[test]
fn values_can_follow_each_other() {
    for codec in codecs() {
        let mut bytes = codec.encode(&everything()).unwrap();
        codec.encode_to(&mut bytes, &tree()).unwrap();
        codec.encode_to(&mut bytes, &keys()).unwrap();
        bytes.extend(b"\xff");
        let (first, rest): (Everything, _) = codec.decode_prefix(&bytes).unwrap();
        let (second, rest): (Tree, _) = codec.decode_prefix(rest).unwrap();
        let (third, rest): (Keys, _) = codec.decode_prefix(rest).unwrap();
        assert_eq!((first, second, third), (everything(), tree(), keys()));
        assert_eq!(rest, b"\xff");
        assert!(codec.decode::<Everything>(&bytes).is_err());
    }
}

#[test]
fn a_prefix_that_is_not_all_there_is_truncated() {
    for codec in codecs() {
        let bytes = codec.encode(&everything()).unwrap();
        for length in 0..bytes.len() {
            let error = codec.decode_prefix::<Everything>(&bytes[..length]).unwrap_err();
            assert!(matches!(error.kind(), Kind::Truncated { .. }), "{length}: {error}");
        }
    }
}

#[test]
fn the_limit_of_a_message_is_that_of_the_prefix() {
    for codec in codecs() {
        let bytes = codec.encode(&everything()).unwrap();
        let many = bytes.repeat(3);
        let enough = Codec::new(codec.protocol, Limits::DEFAULT.with_message(bytes.len()));
        let (_, rest): (Everything, _) = enough.decode_prefix(&many).unwrap();
        assert_eq!(rest, bytes.repeat(2));
        let less = Codec::new(codec.protocol, Limits::DEFAULT.with_message(bytes.len() - 1));
        let error = less.decode_prefix::<Everything>(&many).unwrap_err();
        assert_eq!(error.kind(), Kind::Limit, "{error}");
    }
    let codec = Codec::new(Protocol::Json, Limits::DEFAULT.with_message(2));
    assert_eq!(codec.decode_prefix::<i32>(b"123").unwrap_err().kind(), Kind::Limit);
    assert_eq!(codec.decode_prefix::<i32>(b"1 3").unwrap(), (1, &b"3"[..]));
    let ended: (String, _) = codec.decode_prefix(br#""" "x""#).unwrap();
    assert_eq!(ended, (String::new(), &br#""x""#[..]));
}

#[test]
fn prefixes_share_and_borrow() {
    let bytes = bytes::Bytes::from_static(b"\x00\x00\x00\x01a\x00");
    let codec = Codec::default();
    let (text, rest): (&str, _) = codec.decode_prefix(&bytes).unwrap();
    assert_eq!((text, rest), ("a", &[0][..]));
    let (shared, _): (bytes::Bytes, _) = codec.decode_prefix(&bytes).unwrap();
    assert_eq!(shared.as_ptr(), bytes[4..].as_ptr());
    assert_eq!(json::from_prefix::<i8>(b" 7 ,").unwrap(), (7, &b","[..]));
    assert!(json::from_prefix::<Vec<i8>>(b"[\"i8\",1,7}").is_err());
}
