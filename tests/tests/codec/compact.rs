//! What implementations of Compact most often get wrong, and what ours refuses.

use thrift::protocol::{Protocol, Reader, Writer};
use thrift::{Decode, Encode, Kind, Limits, TType, binary, compact};
use thrift_tests::hex;
use thrift_tests::sample::{Choice, Everything, In};

thrift::thrift! {
    struct Bools { 1: bool a, 2: list<bool> list, 3: map<bool, bool> map, 4: optional bool b }
    struct Ids { 1: i8 a, 16: i8 b, 32: i8 c, 33: Inner inner, 34: i8 d, 32767: i8 last }
    struct Inner { 2: i8 a, 3: bool b }
}

fn everything(text: &str) -> thrift::Result<Everything> {
    compact::from_slice(&hex::bytes(text))
}

/// An error and its text.
fn refused(text: &str) -> (Kind, String) {
    let error = everything(text).unwrap_err();
    (error.kind(), error.to_string())
}

#[test]
fn doubles_are_little_endian() {
    assert_eq!(compact::to_vec(&1.5_f64).unwrap(), hex::bytes("000000000000f83f"));
    assert_eq!(everything("67 000000000000f83f 00").unwrap().d.to_bits(), 1.5_f64.to_bits());
}

#[test]
fn bools_of_fields_are_in_their_headers() {
    let value = Bools { a: true, b: Some(false), ..Bools::default() };
    let bytes = hex::bytes("11 19 01 1b 00 12 00");
    assert_eq!(compact::to_vec(&value).unwrap(), bytes);
    assert_eq!(compact::from_slice::<Bools>(&bytes).unwrap(), value);
}

#[test]
fn bools_of_containers_are_1_and_2_and_were_0_once() {
    let value = Bools { list: vec![true, false], map: [(false, true)].into(), ..Bools::default() };
    let bytes = hex::bytes("12 19 21 01 02 1b 01 11 02 01 00");
    assert_eq!(compact::to_vec(&value).unwrap(), bytes);
    assert_eq!(compact::from_slice::<Bools>(&bytes).unwrap(), value);
    let old = hex::bytes("12 19 21 01 00 1b 01 11 00 01 00");
    assert_eq!(compact::from_slice::<Bools>(&old).unwrap(), value);
    let bytes = hex::bytes("29 11 03 00");
    let error = compact::from_slice::<Bools>(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "list[0]: byte 3: no `bool` is written as 3");
}

#[test]
fn elements_that_are_bools_have_either_type() {
    for types in ["29 22 01 02 1b 01 22 02 01", "29 21 01 02 1b 01 12 02 01"] {
        let value: Bools = compact::from_slice(&hex::bytes(&format!("{types} 00"))).unwrap();
        assert_eq!((value.list, value.map), (vec![true, false], [(false, true)].into()));
    }
}

#[test]
fn a_bool_of_a_type_written_by_hand_is_in_its_header_too() {
    #[derive(Debug, Default, PartialEq)]
    struct Flag(bool);

    // As the documentation of `Encode` shows it: nothing is said of fields.
    impl Encode for Flag {
        const TTYPE: TType = TType::Bool;

        fn encode<W: Writer>(&self, out: &mut W) {
            out.bool(self.0);
        }
    }

    impl<'de> Decode<'de> for Flag {
        const TTYPE: TType = TType::Bool;

        fn decode<R: Reader<'de>>(input: &mut R) -> thrift::Result<Self> {
            input.bool().map(Self)
        }
    }

    #[derive(thrift::ThriftStruct, Debug, PartialEq)]
    struct Flags {
        #[thrift(id = 1)]
        a: Flag,
        #[thrift(id = 2)]
        b: Flag,
        #[thrift(id = 3)]
        list: Vec<Flag>,
    }

    let value = Flags { a: Flag(true), b: Flag(false), list: vec![Flag(true), Flag(false)] };
    let bytes = compact::to_vec(&value).unwrap();
    assert_eq!(bytes, hex::bytes("11 12 19 21 01 02 00"));
    assert_eq!(compact::from_slice::<Flags>(&bytes).unwrap(), value);
}

#[test]
fn an_empty_map_is_one_byte() {
    assert_eq!(everything("cb 00 0b 1a 00 00").unwrap(), Everything::default());
    assert_eq!(compact::to_vec(&std::collections::BTreeMap::<i32, i32>::new()).unwrap(), [0]);
}

#[test]
fn ids_are_differences_up_to_15_and_start_anew_in_each_struct() {
    let inner = Inner { a: 4, b: true };
    let value = Ids { a: 1, b: 2, c: 3, inner, d: 5, last: 6 };
    let bytes = hex::bytes("13 01 | f3 02 | 03 40 03 | 1c 23 04 11 00 | 13 05 | 03 feff03 06 | 00");
    assert_eq!(compact::to_vec(&value).unwrap(), bytes);
    assert_eq!(compact::from_slice::<Ids>(&bytes).unwrap(), value);
    // All in the long form, which others write for differences of 15, and may for any.
    let bytes = hex::bytes(
        "03 02 01 | 03 20 02 | 03 40 03 | 0c 42 03 04 04 01 06 00 | 03 44 05 | 03 feff03 06 00",
    );
    assert_eq!(compact::from_slice::<Ids>(&bytes).unwrap(), value);
}

#[test]
fn negative_ids_have_the_long_form() {
    let ids = [-32768, -1, 1, -1];
    let mut out = compact::Writer::new(Vec::new(), &Limits::DEFAULT);
    let mut fields = out.struct_begin().unwrap();
    for id in ids {
        out.field_bool(&mut fields, id, true);
    }
    out.struct_end(fields);
    let bytes = out.finish().unwrap();
    assert_eq!(bytes, hex::bytes("01 ffff03 | 01 01 | 21 | 01 01 | 00"));

    let mut input = compact::Reader::new(&bytes, &Limits::DEFAULT).unwrap();
    let mut fields = input.struct_begin().unwrap();
    for id in ids {
        assert_eq!(input.field(&mut fields).unwrap(), Some((TType::Bool, id)));
    }
}

#[test]
fn ids_do_not_overflow() {
    for (text, byte, id) in [
        ("03 feff03 00 | 13 00 00", 6, 32768),
        ("03 feff03 00 | f3 00 00", 6, 32782),
        ("03 808004 00 00", 4, 32768),
        ("03 818004 00 00", 4, -32769),
    ] {
        let message = format!("byte {byte}: no field has the id {id}");
        assert_eq!(refused(text), (Kind::Invalid, message));
    }
}

#[test]
fn i8_is_signed_and_one_byte() {
    assert_eq!(compact::to_vec(&-1_i8).unwrap(), [0xff]);
    assert_eq!(everything("23 80 00").unwrap().y, -128);
}

#[test]
fn an_i16_is_in_its_range() {
    assert_eq!(everything("34 feff03 00").unwrap().s, i16::MAX);
    assert_eq!(refused("34 808004 00"), (Kind::Invalid, "s: byte 4: 32768 is no `i16`".to_owned()));
}

#[test]
fn a_field_of_another_type_is_skipped() {
    // A number where a `bool` is declared, and a `bool` where a number is; then what is next.
    let value = everything("15 0e | 11 | 14 03 | 00").unwrap();
    assert_eq!(value, Everything { s: -2, ..Everything::default() });
    // The value of the `bool` that was skipped is nobody's.
    let value = everything("21 | 89 11 02 00").unwrap();
    assert_eq!(value.lb, [false]);
}

#[test]
fn a_set_is_no_list() {
    assert_eq!(everything("aa 11 01 00").unwrap(), Everything::default());
}

#[test]
fn a_container_of_15_elements_has_the_long_header() {
    let many: Vec<i8> = (0..15).collect();
    let bytes = compact::to_vec(&many).unwrap();
    assert_eq!(bytes[..2], [0xf3, 15]);
    assert_eq!(compact::from_slice::<Vec<i8>>(&bytes).unwrap(), many);
    // The long header of a short list.
    assert_eq!(compact::from_slice::<Vec<i8>>(&[0xf3, 1, 7]).unwrap(), [7]);
}

#[test]
fn numbers_have_an_end_and_their_bits() {
    const NO_END: &str = "the number has no end within";
    for (text, message) in [
        ("45 ffffffffff0f 00", format!("i: byte 1: {NO_END} 5 bytes")),
        ("45 ffffffff10 00", "i: byte 1: the number has more than 32 bits".to_owned()),
        ("56 ffffffffffffffffffff01 00", "l: byte 1: the number has more than 64 bits".to_owned()),
        ("56 8080808080808080808000 00", format!("l: byte 1: {NO_END} 10 bytes")),
        ("03 808080808000 00", format!("byte 1: {NO_END} 5 bytes")),
        ("78 808080808000 00", format!("st: byte 1: {NO_END} 5 bytes")),
        // Skipped, since they are unknown.
        ("05 ce01 ffffffffff0f 00", format!("byte 3: {NO_END} 5 bytes")),
        ("06 ce01 8080808080808080808000 00", format!("byte 3: {NO_END} 10 bytes")),
        ("08 ce01 808080808000 00", format!("byte 3: {NO_END} 5 bytes")),
    ] {
        assert_eq!(refused(text), (Kind::Invalid, message), "{text}");
    }
}

#[test]
fn lengths_are_not_negative() {
    for text in ["78 ffffffff0f", "a9 f1 ffffffff0f", "cb ffffffff0f 86", "08 ce01 8080808008"] {
        let (kind, message) = refused(text);
        assert_eq!(kind, Kind::Invalid, "{text}: {message}");
        assert!(message.ends_with("is negative"), "{text}: {message}");
    }
}

#[test]
fn announced_elements_must_have_bytes() {
    for text in ["a9 f1 ffffffff07", "a9 21 01", "cb ffffffff07 86 00", "19 2d 00"] {
        let (kind, message) = refused(text);
        assert!(matches!(kind, Kind::Truncated { .. }), "{text}: {message}");
    }
}

#[test]
fn unknown_types_are_refused() {
    for text in
        ["1e", "1f", "10", "a9 10 00", "a9 1f 00", "cb 01 e8 00", "cb 01 8e 00", "0e ce01 00"]
    {
        let (kind, message) = refused(text);
        assert_eq!(kind, Kind::Invalid, "{text}: {message}");
        assert!(message.contains("no type has the number"), "{text}: {message}");
    }
}

#[test]
fn a_union_is_a_struct_with_one_field() {
    let bytes = hex::bytes("28 02 6869 00");
    assert_eq!(compact::to_vec(&Choice::Text("hi".to_owned())).unwrap(), bytes);
    let inner = Choice::Inner(In { t: true, f: false });
    assert_eq!(compact::to_vec(&inner).unwrap(), hex::bytes("4c 11 12 00 00"));
}

#[test]
fn strings_and_bytes_are_borrowed_and_shared() {
    let bytes = bytes::Bytes::from(hex::bytes("88 03 00ff10 00"));
    let value: Everything = compact::from_bytes(&bytes).unwrap();
    assert_eq!(value.bi.as_ptr(), bytes[2..].as_ptr());
    assert_eq!(compact::from_slice::<&str>(b"\x02hi").unwrap(), "hi");
    assert_eq!(refused("78 02 61ff 00").0, Kind::Utf8);
}

#[test]
fn what_binary_skips_compact_skips() {
    // Every type in a struct of which no field is known.
    thrift::thrift! { struct Other { 77: i32 other } }
    let value = thrift_tests::sample::everything();
    let read: Other = compact::from_slice(&compact::to_vec(&value).unwrap()).unwrap();
    assert_eq!(read, Other::default());
    let read: Other = binary::from_slice(&binary::to_vec(&value).unwrap()).unwrap();
    assert_eq!(read, Other::default());
}

#[test]
fn a_rewound_reader_has_its_bool_again() {
    let mut input = compact::Reader::new(&[0x11, 0x12, 0], &Limits::DEFAULT).unwrap();
    let mut fields = input.struct_begin().unwrap();
    assert_eq!(input.field(&mut fields).unwrap(), Some((TType::Bool, 1)));
    let start = input.checkpoint();
    input.skip_field(&mut fields, TType::Bool).unwrap();
    input.rewind(start);
    assert!(input.field_bool(&mut fields).unwrap());
    assert_eq!(input.field(&mut fields).unwrap(), Some((TType::Bool, 2)));
    assert_eq!(input.raw_field(&mut fields, TType::Bool).unwrap(), [2][..]);
    assert_eq!(input.field(&mut fields).unwrap(), None);
    assert_eq!(<compact::Reader<'_> as Reader<'_>>::PROTOCOL, Protocol::Compact);
}
