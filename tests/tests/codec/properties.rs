//! What holds for all values and all bytes.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use thrift::protocol::{Protocol, transcode};
use thrift::{DecodeOwned, Limits, TType, Value, binary, compact, json};
use thrift_tests::sample::{Choice, Everything, In, Keys, Mood, Tree, everything, keys, tree};
use thrift_tests::{codecs, settles, skip};

fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..8).prop_map(String::from_iter)
}

fn inner() -> impl Strategy<Value = In> {
    (any::<bool>(), any::<bool>()).prop_map(|(t, f)| In { t, f })
}

prop_compose! {
    fn scalars()(
        b in any::<bool>(), y in any::<i8>(), s in any::<i16>(), i in any::<i32>(),
        l in any::<i64>(), bits in any::<u64>(), st in text(), bi in vec(any::<u8>(), 0..20),
        u in any::<u128>(),
    ) -> Everything {
        let d = f64::from_bits(bits);
        // Equality of the whole value is what is tested, and NaN equals nothing.
        let d = if d.is_nan() { 0.0 } else { d };
        Everything {
            b, y, s, i, l, d, st, bi: bi.into(), u: uuid::Uuid::from_u128(u),
            ..Everything::default()
        }
    }
}

prop_compose! {
    fn whole()(
        scalars in scalars(), lb in vec(any::<bool>(), 0..5),
        si in btree_set(any::<i32>(), 0..5), m in btree_map(text(), any::<i64>(), 0..5),
        em in btree_map(any::<i32>(), any::<i32>(), 0..5), ls in vec(inner(), 0..4), n in inner(),
        e in any::<i32>(), far in any::<i32>(), farb in any::<bool>(), li in vec(any::<i8>(), 0..20),
    ) -> Everything {
        Everything { lb, si, m, em, ls, n, e: Mood(e), far, farb, li, ..scalars }
    }
}

fn choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        any::<i32>().prop_map(Choice::Number),
        text().prop_map(Choice::Text),
        vec(any::<i64>(), 0..5).prop_map(Choice::Many),
        inner().prop_map(Choice::Inner),
    ]
}

fn nested() -> impl Strategy<Value = BTreeMap<i32, Vec<BTreeMap<String, BTreeSet<i64>>>>> {
    let sets = btree_set(any::<i64>(), 0..3);
    btree_map(any::<i32>(), vec(btree_map(text(), sets, 0..3), 0..3), 0..3)
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = (text(), option::of(any::<i32>()), option::of(choice()), nested());
    let leaf = leaf.prop_map(|(name, weight, choice, nested)| Tree {
        name,
        weight,
        choice,
        nested,
        ..Tree::default()
    });
    leaf.prop_recursive(4, 32, 4, |inner| {
        (inner.clone(), vec(inner.clone(), 0..4), option::of(inner))
            .prop_map(|(tree, children, twin)| Tree { children, twin: twin.map(Box::new), ..tree })
    })
}

prop_compose! {
    fn any_keys()(
        bools in btree_map(any::<bool>(), any::<i32>(), 0..3),
        bytes in btree_map(any::<i8>(), any::<i32>(), 0..3),
        binaries in btree_map(vec(any::<u8>(), 0..5).prop_map(Into::into), any::<i32>(), 0..3),
        uuids in btree_map(any::<u128>().prop_map(uuid::Uuid::from_u128), any::<i32>(), 0..3),
        structs in btree_map(inner(), any::<i32>(), 0..3),
        lists in btree_map(vec(any::<i32>(), 0..3), any::<i32>(), 0..3),
        maps in btree_map(btree_map(any::<i64>(), any::<bool>(), 0..3), any::<i32>(), 0..3),
    ) -> Keys {
        Keys { bools, bytes, binaries, uuids, structs, lists, maps }
    }
}

/// A reader of a protocol that is known when the program runs, to do the same with each.
macro_rules! with_reader {
    ($protocol:expr, $bytes:expr, |$input:ident| $body:expr) => {
        match $protocol {
            Protocol::Binary => {
                let mut $input = binary::Reader::new($bytes, &Limits::DEFAULT).unwrap();
                $body
            }
            Protocol::Compact => {
                let mut $input = compact::Reader::new($bytes, &Limits::DEFAULT).unwrap();
                $body
            }
            Protocol::Json => {
                let mut $input = json::Reader::new($bytes, &Limits::DEFAULT).unwrap();
                $body
            }
            other => panic!("{other:?}"),
        }
    };
}

/// Copies a struct from one protocol into another.
fn copied(from: Protocol, bytes: &[u8], to: Protocol) -> Vec<u8> {
    macro_rules! to {
        ($protocol:ident) => {{
            let mut out = $protocol::Writer::new(Vec::new(), &Limits::DEFAULT);
            with_reader!(from, bytes, |input| {
                transcode(&mut input, TType::Struct, &mut out).unwrap();
                input.finish().unwrap();
            });
            out.finish().unwrap()
        }};
    }
    match to {
        Protocol::Binary => to!(binary),
        Protocol::Compact => to!(compact),
        Protocol::Json => to!(json),
        other => panic!("{other:?}"),
    }
}

/// Copies a value into every protocol, and back.
fn travels<T>(value: &T) -> Result<(), TestCaseError>
where
    T: thrift::Encode + DecodeOwned + PartialEq + core::fmt::Debug,
{
    for (from, to) in codecs().flat_map(|from| codecs().map(move |to| (from, to))) {
        let bytes = from.encode(value).unwrap();
        let there = copied(from.protocol, &bytes, to.protocol);
        prop_assert_eq!(&to.decode::<T>(&there).unwrap(), value);
        let back = copied(to.protocol, &there, from.protocol);
        prop_assert_eq!(&from.decode::<T>(&back).unwrap(), value);
        // Compact does not say of which types the keys and values of an empty map would be.
        if to.protocol != Protocol::Compact || from.protocol == Protocol::Compact {
            prop_assert_eq!(back, bytes, "{:?} and back from {:?}", from.protocol, to.protocol);
        }
    }
    Ok(())
}

/// The varint of a number, by the letter of the specification.
fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(u8::try_from(value % 0x80).unwrap() | 0x80);
        value /= 0x80;
    }
    bytes.push(u8::try_from(value).unwrap());
    bytes
}

/// The varint at the start of some bytes, by the letter of the specification, and its length.
fn read_varint(bytes: &[u8], bits: u32) -> Option<(u64, usize)> {
    let last = bytes.iter().position(|byte| byte & 0x80 == 0)?;
    let digits = bytes[..=last].iter().rev().map(|byte| u128::from(byte & 0x7f));
    // What is longer than a number of so many bits can be is refused, even if it has zeros only.
    if last >= usize::try_from(bits.div_ceil(7)).unwrap() {
        return None;
    }
    let value = digits.fold(0, |value, digit| value << 7 | digit);
    (value >> bits == 0).then(|| (u64::try_from(value).unwrap(), last + 1))
}

proptest! {
    #[test]
    fn varints_are_read_as_the_specification_says(
        high in vec(0x80_u8..=0xff, 0..11), last in any::<u8>(), after in vec(any::<u8>(), 0..3),
    ) {
        let bytes = [&high[..], &[last], &after].concat();
        // A number in zigzag, as `i64` and as `i32`.
        let zigzag = |value: u64| (value >> 1).cast_signed() ^ -(value & 1).cast_signed();
        let wide = read_varint(&bytes, 64).filter(|(_, length)| *length == bytes.len());
        let read = compact::from_slice::<i64>(&bytes).ok();
        prop_assert_eq!(read, wide.map(|(value, _)| zigzag(value)));
        let narrow = read_varint(&bytes, 32).filter(|(_, length)| *length == bytes.len());
        let read = compact::from_slice::<i32>(&bytes).ok().map(i64::from);
        prop_assert_eq!(read, narrow.map(|(value, _)| zigzag(value)));
    }

    #[test]
    fn values_survive_in_every_protocol(value in whole(), tree in trees(), keys in any_keys()) {
        for codec in codecs() {
            let bytes = codec.encode(&value).unwrap();
            prop_assert_eq!(&codec.decode::<Everything>(&bytes).unwrap(), &value);
            let bytes = bytes::Bytes::from(bytes);
            prop_assert_eq!(&codec.decode::<Everything>(&bytes).unwrap(), &value);
            let bytes = codec.encode(&tree).unwrap();
            prop_assert_eq!(&codec.decode::<Tree>(&bytes).unwrap(), &tree);
            let bytes = codec.encode(&keys).unwrap();
            prop_assert_eq!(&codec.decode::<Keys>(&bytes).unwrap(), &keys);
        }
    }

    #[test]
    fn values_travel_between_protocols(value in whole(), tree in trees(), keys in any_keys()) {
        // Bytes that are no text do not: nobody says that they are none.
        travels(&Everything { bi: bytes::Bytes::new(), ..value })?;
        travels(&tree)?;
        travels(&Keys { binaries: BTreeMap::new(), ..keys })?;
    }

    #[test]
    fn varints_are_those_of_the_specification(value in any::<i64>(), shift in 0_u32..64) {
        let value = value >> shift;
        let zigzag = (value << 1 ^ value >> 63).cast_unsigned();
        prop_assert_eq!(compact::to_vec(&value).unwrap(), varint(zigzag));
        prop_assert_eq!(compact::from_slice::<i64>(&varint(zigzag)).unwrap(), value);
        let Ok(value) = i32::try_from(value) else { return Ok(()) };
        prop_assert_eq!(compact::to_vec(&value).unwrap(), varint(zigzag));
        prop_assert_eq!(compact::from_slice::<i32>(&varint(zigzag)).unwrap(), value);
    }

    #[test]
    fn doubles_survive_in_json(bits in any::<u64>()) {
        let value = f64::from_bits(bits);
        let read: f64 = json::from_slice(&json::to_vec(&value).unwrap()).unwrap();
        prop_assert!(read.to_bits() == bits || (read.is_nan() && value.is_nan()), "{value} {read}");
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        let info = allocation_counter::measure(|| {
            settles::<Everything>(&bytes);
            settles::<Choice>(&bytes);
            settles::<Keys>(&bytes);
            settles::<Value>(&bytes);
        });
        // The floor of the budget, and the text of errors.
        prop_assert!(info.bytes_max < 1024 * 1024 + 64 * 1024, "{} bytes", info.bytes_max);
    }

    #[test]
    fn arbitrary_tokens_are_read_or_refused(
        tokens in vec(prop::sample::select(TOKENS.to_vec()), 0..40),
    ) {
        let text = tokens.concat();
        settles::<Everything>(text.as_bytes());
        settles::<Choice>(text.as_bytes());
        settles::<Keys>(text.as_bytes());
        settles::<Value>(text.as_bytes());
    }

    #[test]
    fn mutated_messages_are_read_or_refused(
        at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        for codec in codecs() {
            for mut bytes in [
                codec.encode(&everything()).unwrap(),
                codec.encode(&tree()).unwrap(),
                codec.encode(&keys()).unwrap(),
            ] {
                let at = at.index(bytes.len());
                bytes[at] = with;
                bytes.truncate(cut.index(bytes.len() + 1));
                settles::<Tree>(&bytes);
                settles::<Everything>(&bytes);
                settles::<Keys>(&bytes);
                settles::<Value>(&bytes);
            }
        }
    }

    #[test]
    fn skipping_consumes_what_decoding_does(
        value in whole(), tree in trees(), keys in any_keys(), cut in any::<prop::sample::Index>(),
    ) {
        for codec in codecs() {
            let protocol = codec.protocol;
            for bytes in [
                codec.encode(&value).unwrap(),
                codec.encode(&tree).unwrap(),
                codec.encode(&keys).unwrap(),
            ] {
                skip(protocol, &bytes).unwrap();
                let end = cut.index(bytes.len());
                prop_assert!(skip(protocol, &bytes[..end]).is_err(), "{end} of {}", bytes.len());
            }
        }
    }

    #[test]
    fn what_can_be_decoded_can_be_skipped(
        at in any::<prop::sample::Index>(), with in any::<u8>(),
    ) {
        for codec in codecs() {
            let mut bytes = codec.encode(&tree()).unwrap();
            let at = at.index(bytes.len());
            bytes[at] = with;
            if codec.decode::<Tree>(&bytes).is_ok() {
                prop_assert!(skip(codec.protocol, &bytes).is_ok(), "{:?}: {bytes:02x?}", codec);
            }
        }
    }
}

/// What JSON is made of, to come further than arbitrary bytes do.
const TOKENS: [&str; 30] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\"",
    "\"1\":{\"tf\":1}",
    "\"1\":{",
    "\"i32\":",
    "\"lst\":[",
    "\"map\":[\"tf\",\"i32\",",
    "\"str\"",
    "\"rec\"",
    "\"tf\"",
    "\"12\"",
    "\"7\":{\"str\":\"",
    "1",
    "0",
    "-",
    "2147483647",
    "1e9",
    "\\u00",
    "\\ud83d",
    "NaN",
    "\"Infinity\"",
    "AA==",
    "é",
    "null",
];
