//! What the libraries of others write in JSON, and what ours refuses.

use std::collections::BTreeMap;

use bytes::Bytes;
use thrift::protocol::{Codec, Protocol, Reader};
use thrift::{Decode, Encode, Kind, Limits, TType, json};
use thrift_tests::sample::{Choice, Everything, Keys, keys};

fn everything(text: &str) -> thrift::Result<Everything> {
    json::from_slice(text.as_bytes())
}

/// The text of an error.
fn refused<T: thrift::DecodeOwned + core::fmt::Debug>(text: &str) -> String {
    let error = json::from_slice::<T>(text.as_bytes()).unwrap_err();
    assert!(matches!(error.kind(), Kind::Invalid | Kind::Utf8), "{text}: {error:?}");
    error.to_string()
}

fn text<T: Encode + ?Sized>(value: &T) -> String {
    String::from_utf8(json::to_vec(value).unwrap()).unwrap()
}

#[test]
fn fields_are_in_any_order_and_tokens_apart() {
    let value = everything(
        " {\t\"4\" : { \"i32\" : 9 } ,\r\n \"2\":{\"i8\": 8 }, \"10\" : {\"lst\" : [ \"tf\" , 2 , 1 , 0 ] } ,
          \"12\":{ \"map\" : [ \"str\" , \"i64\" , 2 , { \"a\" : 1 , \"b\" : 2 } ] } } \n",
    );
    let value = value.unwrap();
    assert_eq!((value.i, value.y, value.lb), (9, 8, vec![true, false]));
    assert_eq!(value.m, BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]));
}

#[test]
fn an_empty_struct_is_a_pair_of_braces() {
    assert_eq!(everything("{}").unwrap(), Everything::default());
    assert_eq!(everything(" { } ").unwrap(), Everything::default());
}

#[test]
fn names_of_types_are_exact() {
    for name in ["i33", "I32", "i", "", "int", "i32 "] {
        let message = refused::<Everything>(&format!(r#"{{"4":{{"{name}":1}}}}"#));
        assert_eq!(message, format!("`{name}` at byte 7 is no type"));
    }
}

#[test]
fn ids_are_those_of_fields() {
    for id in ["32768", "-32769", "x", "", "1.0", "+1", "0x1"] {
        let message = refused::<Everything>(&format!(r#"{{"{id}":{{"i32":1}}}}"#));
        assert_eq!(message, format!("`{id}` at byte 2 is no field id"));
    }
    let unknown = r#"{"-32768":{"i32":1},"32767":{"i32":1}}"#;
    assert_eq!(everything(unknown).unwrap(), Everything::default());
}

#[test]
fn a_field_of_another_type_is_skipped() {
    let value =
        everything(r#"{"1":{"i32":7},"2":{"map":["i32","rec",1,{"5":{}}]},"3":{"i16":-2}}"#);
    assert_eq!(value.unwrap(), Everything { s: -2, ..Everything::default() });
    let value = everything(r#"{"10":{"lst":["lst",1,["i8",2,1,2]]},"3":{"i16":-2}}"#);
    assert_eq!(value.unwrap(), Everything { s: -2, ..Everything::default() });
}

#[test]
fn i64_is_exact_and_without_quotes() {
    for (value, expected) in [(i64::MIN, "-9223372036854775808"), (i64::MAX, "9223372036854775807")]
    {
        assert_eq!(text(&value), expected);
        assert_eq!(json::from_slice::<i64>(expected.as_bytes()).unwrap(), value);
    }
    assert_eq!(refused::<i64>("\"1\""), "`i64` expected at byte 0, found `\"`");
    assert_eq!(
        refused::<i64>("9223372036854775808"),
        "`9223372036854775808` at byte 0 is no `i64`"
    );
}

#[test]
fn numbers_are_in_their_range() {
    assert_eq!(refused::<i8>("128"), "`128` at byte 0 is no `i8`");
    assert_eq!(refused::<i16>("-32769"), "`-32769` at byte 0 is no `i16`");
    assert_eq!(refused::<i32>("2147483648"), "`2147483648` at byte 0 is no `i32`");
    assert_eq!(refused::<bool>("2"), "`2` at byte 0 is no `bool`");
    assert_eq!(refused::<bool>("true"), "`true` at byte 0 is no `bool`");
    assert_eq!(refused::<i32>("null"), "`null` at byte 0 is no `i32`");
}

#[test]
fn doubles_that_are_no_numbers_have_names_with_quotes_or_without() {
    for (name, value) in [
        ("\"NaN\"", f64::NAN),
        ("NaN", f64::NAN),
        ("nan", f64::NAN),
        ("\"Infinity\"", f64::INFINITY),
        ("inf", f64::INFINITY),
        ("\"-Infinity\"", f64::NEG_INFINITY),
        ("-inf", f64::NEG_INFINITY),
    ] {
        let field = format!(r#"{{"6":{{"dbl":{name}}}}}"#);
        let read = everything(&field).unwrap().d;
        // As text, in which NaN is like itself.
        assert_eq!(read.to_string(), value.to_string(), "{name}");
    }
    assert_eq!(text(&f64::NAN), "\"NaN\"");
    assert_eq!(text(&f64::NEG_INFINITY), "\"-Infinity\"");
    assert_eq!(refused::<f64>("\"1.5\""), "`1.5` at byte 1 is no `double`");
    assert_eq!(refused::<f64>("1e400"), "`1e400` at byte 0 is no `double`");
}

#[test]
fn keys_that_are_numbers_have_quotes() {
    let read: Keys = json::from_slice(text(&keys()).as_bytes()).unwrap();
    assert_eq!(read, keys());
    assert_eq!(
        refused::<BTreeMap<i32, i32>>(r#"["i32","i32",1,{7:1}]"#),
        "[0].key: a string expected at byte 16, found `7`"
    );
    assert_eq!(
        refused::<BTreeMap<i32, i32>>(r#"["i32","i32",1,{"7":"1"}]"#),
        "[0]: `i32` expected at byte 20, found `\"`"
    );
}

#[test]
fn a_double_may_be_a_key() {
    // There is no order of doubles in Rust, so only who skips it sees one.
    let map = r#"{"99":{"map":["dbl","dbl",2,{"1.5":NaN,"NaN":"NaN"}]},"4":{"i32":1}}"#;
    assert_eq!(everything(map).unwrap().i, 1);
    let map = r#"{"99":{"map":["dbl","dbl",1,{1.5:1}]}}"#;
    assert_eq!(refused::<Everything>(map), "a string expected at byte 29, found `1`");
}

#[test]
fn counts_are_those_of_the_elements() {
    for (list, message) in [
        (r#"["i32",2,10]"#, "[1]: `,` expected at byte 11, found `]`"),
        (r#"["i32",1,1,2]"#, "`]` expected at byte 10, found `,`"),
        (r#"["i32",1,1}"#, "`]` expected at byte 10, found `}`"),
        (r#"["i32",-1]"#, "byte 9: element count -1 is negative"),
        (r#"["i32",1.5]"#, "`1.5` at byte 7 is no element count"),
        (r#"["i32"]"#, "`,` expected at byte 6, found `]`"),
        (r#"["i33",1,1]"#, "`i33` at byte 2 is no type"),
        (r#"{"i32",1,1]"#, "`[` expected at byte 0, found `{`"),
    ] {
        assert_eq!(refused::<Vec<i32>>(list), message, "{list}");
    }
    // The mistake is at the end of what is inside, where nothing can fail but what comes next.
    assert_eq!(
        refused::<Vec<Vec<i32>>>(r#"["lst",2,["i32",1,1,2],["i32",0]]"#),
        "[1]: `]` expected at byte 19, found `,`"
    );
    assert_eq!(
        refused::<BTreeMap<i32, i32>>(r#"["i32","i32",1,{"1":2]]"#),
        "`}` expected at byte 21, found `]`"
    );
    assert_eq!(
        refused::<Everything>(r#"{"99":{"lst":["i32",1,1,2]}}"#),
        "`]` expected at byte 23, found `,`"
    );
}

#[test]
fn empty_containers_may_have_any_types() {
    let empty = r#"{"10":{"lst":["",0]},"12":{"map":["x","tf",0,{}]},"99":{"map":["","",0,{}]}}"#;
    assert_eq!(everything(empty).unwrap(), Everything::default());
}

#[test]
fn announced_elements_must_have_bytes() {
    for list in [
        r#"{"10":{"lst":["tf",2147483647,1,1,1]}}"#,
        r#"{"14":{"lst":["rec",5,{},{},{}]}}"#,
        r#"{"12":{"map":["str","i64",9,{"a":1,"b":2}]}}"#,
    ] {
        let error = everything(list).unwrap_err();
        assert!(matches!(error.kind(), Kind::Truncated { .. }), "{list}: {error}");
    }
}

#[test]
fn strings_are_written_as_every_library_reads_them() {
    let value = "hé\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}\u{2028}😀";
    let expected = "\"hé\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}\u{2028}😀\"";
    assert_eq!(text(value), expected);
    assert_eq!(json::from_slice::<String>(expected.as_bytes()).unwrap(), value);
}

#[test]
fn strings_are_read_as_any_library_writes_them() {
    for (written, expected) in [
        // Go
        (r#""\u003ca\u003e \u0026\u2028""#, "<a> &\u{2028}"),
        // Python and Node: control characters as they are
        ("\"a\n\u{1}\"", "a\n\u{1}"),
        // others
        (r#""\/""#, "/"),
        (r#""\uD83D\uDE00\u00E9\u00e9""#, "😀éé"),
    ] {
        assert_eq!(json::from_slice::<String>(written.as_bytes()).unwrap(), expected);
    }
    for (written, why) in [
        (r#""a\ud83d""#, "wrong escape at byte 2: half of a surrogate pair is no character"),
        (r#""\ude00\ud83d""#, "wrong escape at byte 1: half of a surrogate pair is no character"),
        (r#""\u12""#, "wrong escape at byte 1: `\\u` has no four digits in hexadecimal"),
        (r#""\x""#, "wrong escape at byte 1: there is no such escape"),
    ] {
        assert_eq!(refused::<String>(written), why);
        // Also where nobody wants to know.
        let unknown = format!(r#"{{"99":{{"str":{written}}}}}"#);
        assert!(refused::<Everything>(&unknown).contains("wrong escape"), "{unknown}");
    }
    assert_eq!(json::from_slice::<String>(b"\"\xff\"").unwrap_err().kind(), Kind::Utf8);
}

#[test]
fn strings_are_borrowed_unless_they_have_escapes() {
    assert_eq!(json::from_slice::<&str>(b"\"a/b\"").unwrap(), "a/b");
    let error = json::from_slice::<&str>(br#""a\/b""#).unwrap_err();
    assert!(error.to_string().contains("cannot be borrowed"), "{error}");

    let bytes = Bytes::from_static(br#""a/b""#);
    let mut input = json::Reader::sharing(&bytes, &Limits::DEFAULT).unwrap();
    assert_eq!(input.shared_string().unwrap().as_ptr(), bytes[1..].as_ptr());
    let bytes = Bytes::from_static(br#""a\/b""#);
    let mut input = json::Reader::sharing(&bytes, &Limits::DEFAULT).unwrap();
    assert_eq!(input.shared_string().unwrap(), "a/b");
}

#[test]
fn bytes_are_base64_with_padding_or_without() {
    assert_eq!(text(&Bytes::from_static(b"a")), "\"YQ==\"");
    for (written, expected) in [
        ("\"YQ==\"", "a"),
        ("\"YQ\"", "a"),
        ("\"YWI=\"", "ab"),
        ("\"YWI\"", "ab"),
        (r#""\u0059Q=\u003d""#, "a"),
        ("\"\"", ""),
    ] {
        assert_eq!(json::from_slice::<Bytes>(written.as_bytes()).unwrap(), expected);
    }
    for (written, why) in [
        ("\"Y\"", "the string at byte 0 is no base64: no bytes have 1 characters"),
        ("\"YQ=\"", "the string at byte 0 is no base64: no bytes have 3 characters"),
        (" \"Y Q=\"", "the string at byte 1 is no base64: its character 1 is wrong"),
        ("\"_-__\"", "the string at byte 0 is no base64: its character 0 is wrong"),
    ] {
        assert_eq!(refused::<Bytes>(written), why);
    }
    let error = json::from_slice::<&[u8]>(b"\"YQ==\"").unwrap_err();
    assert!(error.to_string().contains("cannot be borrowed"), "{error}");
}

#[test]
fn uuids_are_36_characters_in_any_case() {
    let written = "\"00112233-4455-6677-8899-AABBCCDDEEFF\"";
    let uuid: uuid::Uuid = json::from_slice(written.as_bytes()).unwrap();
    assert_eq!(text(&uuid), written.to_lowercase());
    let message = "`00112233445566778899aabbccddeeff` at byte 1 is no `uuid`";
    assert_eq!(refused::<uuid::Uuid>("\"00112233445566778899aabbccddeeff\""), message);
}

#[test]
fn what_is_expected_is_said() {
    for (written, message) in [
        ("", "byte 0: input ended where `{` is expected"),
        ("[", "`{` expected at byte 0, found `[`"),
        ("{", "byte 1: input ended where a string is expected"),
        (r#"{"4""#, "byte 4: input ended where `:` is expected"),
        (r#"{"4":5}"#, "`{` expected at byte 5, found `5`"),
        (r#"{"4":{}}"#, "a string expected at byte 6, found `}`"),
        (r#"{"4":{"i32":1,"i32":2}}"#, "`}` expected at byte 13, found `,`"),
        (r#"{"4":{"i32":1};"#, "`,` or `}` expected at byte 14, found `;`"),
        (r#"{"4":{"i32":1},}"#, "a string expected at byte 15, found `}`"),
        (r#"{"4":{"i32":1}"#, "byte 14: input ended where `,` or `}` is expected"),
        (r#"{"4":{"i32":}}"#, "i: `i32` expected at byte 12, found `}`"),
        ("{\u{1}", "a string expected at byte 1, found the byte 0x01"),
        (r#"{"7":{"str":"a"#, "st: input ended inside the string that starts at byte 13"),
        (r#"{"1":{"tf":1}}x"#, "byte 14: 1 byte after the value"),
    ] {
        assert_eq!(everything(written).unwrap_err().to_string(), message, "{written}");
    }
}

#[test]
fn a_limit_on_strings_is_one_on_what_they_say() {
    let codec = Codec::new(Protocol::Json, Limits::default().with_string(3));
    assert_eq!(codec.decode::<String>(br#""\u0061\u0062\u0063""#).unwrap(), "abc");
    assert_eq!(codec.decode::<Bytes>(br#""YWJj""#).unwrap(), "abc");
    for (written, byte) in [(&br#""abcd""#[..], 6), (br#""\u0061bcd""#, 11)] {
        let error = codec.decode::<String>(written).unwrap_err();
        let message = format!("byte {byte}: string length of 4 is over the limit of 3");
        assert_eq!(error.to_string(), message);
    }
    let error = codec.decode::<Bytes>(br#""YWJjZA==""#).unwrap_err();
    assert_eq!(error.to_string(), "byte 10: string length of 4 is over the limit of 3");
}

#[test]
fn escapes_are_charged_before_they_are_read() {
    let long = format!("\"{}\"", "\\n".repeat(1024 * 1024));
    let codec = Codec::new(Protocol::Json, Limits::default().with_memory_per_byte(0));
    let info = allocation_counter::measure(|| {
        let error = codec.decode::<String>(long.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
    });
    assert!(info.bytes_max < 4096, "{}", info.bytes_max);
}

#[test]
fn an_unknown_field_is_kept_as_it_came() {
    mod new {
        thrift::thrift! { union Choice { 9: list<string> texts } }
    }
    let spaced = br#" { "9" : { "lst" : ["str", 1 , "\u00e9" ] } } "#;
    let choice: Choice = json::from_slice(spaced).unwrap();
    let Choice::Unknown(field) = &choice else { panic!("{choice:?}") };
    assert_eq!(&field.bytes()[..], br#"["str", 1 , "\u00e9" ]"#);
    assert_eq!(text(&choice), r#"{"9":{"lst":["str", 1 , "\u00e9" ]}}"#);
    let known: new::Choice = json::from_slice(text(&choice).as_bytes()).unwrap();
    assert_eq!(known, new::Choice::Texts(vec!["é".to_owned()]));
    // Another protocol has no escapes.
    let bytes = thrift::binary::to_vec(&choice).unwrap();
    assert_eq!(thrift::binary::from_slice::<new::Choice>(&bytes).unwrap(), known);
}

#[test]
fn a_rewound_reader_is_where_it_was() {
    let mut input = json::Reader::new(br#"["i32",3,1,2,["#, &Limits::DEFAULT).unwrap();
    assert_eq!(input.list_begin().unwrap(), (Some(TType::I32), 3));
    assert_eq!(input.i32().unwrap(), 1);
    let start = input.checkpoint();
    for _ in 0..2 {
        assert_eq!(i32::decode(&mut input).unwrap(), 2);
        assert!(input.skip(TType::List).is_err());
        input.rewind(start);
    }
}
