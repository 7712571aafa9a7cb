//! What a peer may ask for: nothing that it sends panics, hangs, or allocates out of proportion.

use thrift::protocol::{Codec, Protocol};
use thrift::{Kind, Limits, binary};
use thrift_tests::sample::{Choice, Everything, Keys, Tree, everything, keys, tree};
use thrift_tests::{codecs, hex, settles, told};

fn nested(depth: usize) -> Vec<u8> {
    let mut bytes = hex::bytes("0c0004").repeat(depth);
    bytes.extend(hex::bytes("0b0001 00000000 00").repeat(depth + 1));
    bytes
}

#[test]
fn every_prefix_of_every_sample_is_truncated() {
    fn check<T: thrift::Encode + thrift::DecodeOwned + core::fmt::Debug>(value: &T) {
        for codec in codecs() {
            let whole = codec.encode(value).unwrap();
            for end in 0..whole.len() {
                let error = codec.decode::<T>(&whole[..end]).unwrap_err();
                assert!(matches!(error.kind(), Kind::Truncated { .. }), "{end}: {error}");
            }
        }
    }
    check(&everything());
    check(&tree());
    check(&keys());
    check(&Choice::Text("x\n".to_owned()));
}

#[test]
fn every_flipped_bit_is_read_or_refused() {
    for codec in codecs() {
        let trees = codec.encode(&tree()).unwrap();
        for at in 0..trees.len() * 8 {
            let mut bytes = trees.clone();
            bytes[at / 8] ^= 1 << (at % 8);
            settles::<Tree>(&bytes);
        }
        let keys = codec.encode(&keys()).unwrap();
        for at in 0..keys.len() * 8 {
            let mut bytes = keys.clone();
            bytes[at / 8] ^= 1 << (at % 8);
            settles::<Keys>(&bytes);
        }
    }
}

#[test]
fn bytes_after_the_value_are_an_error() {
    for codec in codecs() {
        let mut bytes = codec.encode(&everything()).unwrap();
        let whole = bytes.len();
        bytes.extend([0, 0]);
        let error = codec.decode::<Everything>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::Trailing { left: 2 });
        assert_eq!(error.to_string(), format!("byte {whole}: 2 bytes after the value"));
    }
}

#[test]
fn the_path_says_where() {
    let bytes = hex::bytes("0b0001 00000001 61 | 0f0003 0c 00000001 | 0b0001 00000009 61");
    let error = binary::from_slice::<Tree>(&bytes).unwrap_err();
    assert_eq!(
        error.to_string(),
        "children[0].name: byte 23: input ended: string of 9 bytes wanted, 1 left"
    );
}

#[test]
fn a_missing_required_field_is_named() {
    let error = binary::from_slice::<Tree>(&[0]).unwrap_err();
    assert_eq!(error.kind(), Kind::Missing);
    assert_eq!(error.to_string(), "name: byte 1: the field is required, but absent");
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
    assert_eq!(
        error.unwrap_err().to_string(),
        "st: byte 8: the string is not UTF-8 from its byte 1 on"
    );
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
fn depth_is_limited_in_every_protocol_both_ways() {
    let twins = |levels| {
        let tree = |twin: Tree| Tree { twin: Some(Box::new(twin)), ..Tree::default() };
        (1..levels).fold(Tree::default(), |twin, _| tree(twin))
    };
    for codec in codecs() {
        // The deepest of them has a container inside.
        assert!(codec.encode(&twins(63)).is_ok());
        assert_eq!(codec.encode(&twins(64)).unwrap_err().kind(), Kind::Limit);

        let deeper = Codec::new(codec.protocol, Limits::default().with_depth(100));
        let bytes = deeper.encode(&twins(64)).unwrap();
        let error = codec.decode::<Tree>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
        assert!(error.to_string().ends_with("more than 64 levels of nesting"), "{error}");
        // Whoever has a field of another type skips it.
        let error = codec.decode::<Everything>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::Limit, "{error}");
        assert_eq!(told(&error), "i: more than 64 levels of nesting");
    }
}

#[test]
fn skipping_takes_no_stack() {
    let limits = Limits::default().with_depth(u32::MAX);
    let levels = 200_000;
    for (protocol, open, close) in [
        (Protocol::Binary, &b"\x0c\0\x63"[..], &b"\0"[..]),
        (Protocol::Compact, b"\x0c\xc6\x01", b"\0"),
        (Protocol::Json, br#"{"99":{"rec":"#, b"}}"),
    ] {
        let empty = if protocol == Protocol::Json { &b"{}"[..] } else { &b"\0"[..] };
        let bytes = [open.repeat(levels), empty.to_vec(), close.repeat(levels)].concat();
        let codec = Codec::new(protocol, limits);
        assert_eq!(codec.decode::<Everything>(&bytes).unwrap(), Everything::default());
    }
}

#[test]
fn strings_containers_and_messages_are_limited() {
    for codec in codecs() {
        let bytes = codec.encode(&everything()).unwrap();
        let (length, most) = (bytes.len(), bytes.len() - 1);
        let over = format!("message length of {length} is over the limit of {most}");
        for (limits, text) in [
            (Limits::default().with_string(8), None),
            (
                Limits::default().with_string(7),
                Some("st: string length of 8 is over the limit of 7"),
            ),
            (Limits::default().with_container(15), None),
            (
                Limits::default().with_container(14),
                Some("li: element count of 15 is over the limit of 14"),
            ),
            (Limits::default().with_message(length), None),
            (Limits::default().with_message(most), Some(&*over)),
        ] {
            let decoded = Codec::new(codec.protocol, limits).decode::<Everything>(&bytes);
            assert_eq!(decoded.err().map(|error| told(&error)).as_deref(), text);
        }
    }
}

#[test]
fn what_is_skipped_has_limits_too() {
    thrift::thrift! { struct Other { 77: i32 other } }
    for codec in codecs() {
        let bytes = codec.encode(&everything()).unwrap();
        for (limits, text) in [
            (Limits::default().with_string(8).with_container(15), None),
            (Limits::default().with_string(5), Some("string length")),
            (Limits::default().with_container(14), Some("element count")),
        ] {
            let decoded = Codec::new(codec.protocol, limits).decode::<Other>(&bytes);
            match text {
                None => assert_eq!(decoded.unwrap(), Other::default()),
                Some(text) => {
                    let error = decoded.unwrap_err();
                    assert_eq!(error.kind(), Kind::Limit);
                    assert!(error.message().starts_with(text), "{error}");
                    assert_eq!(error.path(), "");
                }
            }
        }
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
    // A struct of many fields takes one byte on the wire, or two, and hundreds in memory.
    thrift::thrift! {
        struct Wide { 1: Everything a, 2: Everything b }
        struct Everything { 1: string a, 2: string b, 3: string c, 4: string d, 5: string e }
        struct Many { 14: list<Wide> wide }
        struct Empty {}
        struct Sparse { 14: list<Empty> wide }
    }
    let count = 100_000;
    for codec in codecs() {
        let bytes = codec.encode(&Sparse { wide: vec![Empty {}; count] }).unwrap();
        let budget = u64::try_from(bytes.len() * 16).unwrap();
        let info = allocation_counter::measure(|| {
            let error = codec.decode::<Many>(&bytes).unwrap_err();
            assert_eq!(error.kind(), Kind::Limit, "{error}");
        });
        assert!(info.bytes_max <= budget, "{} bytes of heap for {}", info.bytes_max, bytes.len());

        let generous = Limits::default().with_memory_per_byte(1000);
        let many: Many = Codec::new(codec.protocol, generous).decode(&bytes).unwrap();
        assert_eq!(many.wide.len(), count);
    }
}

#[test]
fn short_messages_allocate_little() {
    let check = |protocol, bytes: &[u8]| {
        let codec = Codec::new(protocol, Limits::DEFAULT);
        let info = allocation_counter::measure(|| {
            assert!(codec.decode::<Everything>(bytes).is_err());
        });
        assert!(info.bytes_max < 4096, "{bytes:02x?}: {} bytes of heap", info.bytes_max);
    };
    for text in ["0b0007 7fffffff", "0f000a 0c 7fffffff", "0b0008 7fffffff 00"] {
        check(Protocol::Binary, &hex::bytes(text));
    }
    for text in ["78 ffffffff07", "a9 f1 ffffffff07", "88 ffffffff07 00", "cb ffffffff07 86"] {
        check(Protocol::Compact, &hex::bytes(text));
    }
    for text in [
        r#"{"10":{"lst":["tf",2147483647,1"#,
        r#"{"11":{"set":["i32",2147483647"#,
        r#"{"12":{"map":["str","i64",2147483647,{"a":1"#,
        r#"{"14":{"lst":["rec",9,{},{},{}"#,
    ] {
        check(Protocol::Json, text.as_bytes());
    }
}

#[test]
fn a_union_has_exactly_one_field() {
    let none = binary::from_slice::<Choice>(&[0]).unwrap_err();
    assert_eq!(none.kind(), Kind::Union);
    assert_eq!(none.to_string(), "byte 1: the union has no field");
    let two = hex::bytes("080001 00000001 0b0002 00000000 00");
    let two = binary::from_slice::<Choice>(&two).unwrap_err();
    assert_eq!(two.to_string(), "byte 14: the union has more than one field");
}
