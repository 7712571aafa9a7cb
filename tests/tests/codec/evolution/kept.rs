//! Programs that know less than those on either side, and lose nothing.

use thrift::protocol::Codec;
use thrift::{Protocol, ThriftStruct, UnknownField};
use thrift_tests::codecs;

use super::support::passes;

mod new {
    thrift::thrift! {
        enum Tone { LOW = 1 }
        union Choice { 1: i32 number, 2: New later }
        struct Part { 1: i32 id, 2: optional string note, 3: bool flag }
        exception Trouble { 1: string message, 2: list<Part> parts }
        struct New {
            1: i32 id,
            2: bool yes = true,
            3: bool no,
            4: i8 tiny = -4,
            5: i16 small = 5,
            6: i64 large = -9223372036854775808,
            7: double real = 0.1,
            8: string text = "é\"\\\n",
            9: uuid unique = "00112233-4455-6677-8899-aabbccddeeff",
            10: string name,
            11: list<bool> flags = [true, false],
            12: set<string> words = ["a", "b"],
            13: map<string, list<map<i32, Part>>> table,
            14: map<Tone, Choice> choices,
            15: optional Choice choice,
            16: Part part = {"id": 1, "note": "n"},
            17: optional Trouble trouble,
            18: list<i32> none = [],
            200: bool far = true,
            32767: i32 last = 1,
        }
        struct Holder { 1: list<New> items, 2: map<i32, New> values, 3: optional New maybe }
    }
}

mod idl {
    thrift::thrift! {
        struct Kept { 1: i32 id, 10: string name } (rust.unknown_fields = "keep")
        struct Nothing {} (rust.unknown_fields = "keep")
        exception Thrown { 1: string message } (rust.unknown_fields = "keep")
        struct Holder { 1: list<Kept> items, 2: map<i32, Nothing> values, 3: optional Kept maybe }
    }
}

mod derived {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(ThriftStruct, Debug)]
    pub struct Kept {
        #[thrift(id = 1)]
        pub id: i32,
        #[thrift(id = 10)]
        pub name: String,
        #[thrift(unknown)]
        pub rest: Vec<UnknownField>,
    }

    #[derive(ThriftStruct, Debug)]
    pub struct Nothing {
        #[thrift(unknown)]
        pub rest: Vec<UnknownField>,
    }

    #[derive(ThriftStruct, Debug)]
    pub struct Holder {
        #[thrift(id = 1)]
        pub items: Vec<Kept>,
        #[thrift(id = 2)]
        pub values: BTreeMap<i32, Nothing>,
        #[thrift(id = 3)]
        pub maybe: Option<Kept>,
    }
}

fn full() -> new::New {
    let part = new::Part { id: 2, note: None, flag: true };
    let later = new::Choice::Later(Box::default());
    new::New {
        id: 1,
        name: "known".to_owned(),
        table: [("k".to_owned(), vec![[(1, part.clone())].into()])].into(),
        choices: [(new::Tone::LOW, new::Choice::Number(1)), (new::Tone(7), later)].into(),
        choice: Some(Box::new(new::Choice::Number(3))),
        trouble: Some(new::Trouble { message: "m".to_owned(), parts: vec![part] }),
        ..Default::default()
    }
}

#[test]
fn a_struct_that_keeps_what_it_does_not_know_loses_nothing() {
    for value in [full(), new::New::default()] {
        passes::<idl::Kept, _>(&value);
        passes::<derived::Kept, _>(&value);
        passes::<idl::Nothing, _>(&value);
        passes::<derived::Nothing, _>(&value);
        let holder = new::Holder {
            items: vec![value.clone(), new::New::default(), value.clone()],
            values: [(1, value.clone())].into(),
            maybe: Some(value),
        };
        passes::<idl::Holder, _>(&holder);
        passes::<derived::Holder, _>(&holder);
    }
    let trouble = new::Trouble { message: "m".to_owned(), parts: vec![new::Part::default()] };
    passes::<idl::Thrown, _>(&trouble);
}

#[test]
fn what_is_known_is_not_kept() {
    for codec in codecs() {
        let bytes = codec.encode(&full()).unwrap();
        let kept: idl::Kept = codec.decode(&bytes).unwrap();
        assert_eq!((kept.id, kept.name.as_str()), (1, "known"));
        let ids: Vec<_> = kept.unknown_fields.iter().map(UnknownField::id).collect();
        let others = (2..=9).chain(11..=18).chain([200, 32767]);
        assert_eq!(ids, others.collect::<Vec<i16>>(), "{:?}", codec.protocol);
        let derived: derived::Kept = codec.decode(&bytes).unwrap();
        assert_eq!(derived.rest, kept.unknown_fields);
    }
}

#[test]
fn what_is_known_can_be_changed_by_the_way() {
    for from in codecs() {
        let mut kept: idl::Kept = from.decode(&from.encode(&full()).unwrap()).unwrap();
        kept.name = "changed".to_owned();
        kept.unknown_fields.retain(|field| field.id() != 15);
        for to in codecs() {
            let read: new::New = to.decode(&to.encode(&kept).unwrap()).unwrap();
            let expected = new::New { name: "changed".to_owned(), choice: None, ..full() };
            assert_eq!(read, expected, "{:?} to {:?}", from.protocol, to.protocol);
        }
    }
}

/// What this program has in its place is written beside it, and who knows the other type skips that.
#[test]
fn a_declared_field_of_another_type_is_kept_too() {
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Retyped {
        #[thrift(id = 1)]
        id: Option<String>,
        #[thrift(id = 2)]
        other: bool,
        #[thrift(id = 10)]
        name: Vec<i32>,
    }

    for from in codecs() {
        let written = Retyped { id: Some("one".to_owned()), other: true, name: vec![1, 2] };
        let bytes = from.encode(&written).unwrap();
        let kept: idl::Kept = from.decode(&bytes).unwrap();
        assert_eq!((kept.id, kept.name.as_str(), kept.unknown_fields.len()), (0, "", 3));
        let derived: derived::Kept = from.decode(&bytes).unwrap();
        assert_eq!((derived.id, derived.name.as_str()), (0, ""));
        assert_eq!(derived.rest, kept.unknown_fields);
        for to in codecs() {
            let read: Retyped = to.decode(&to.encode(&kept).unwrap()).unwrap();
            assert_eq!(read, written, "{:?} to {:?}", from.protocol, to.protocol);
        }
    }
}

/// JSON has binaries in base64, and nothing says which of its texts are some: who does not know the
/// field cannot tell. Inside of one protocol nothing is lost.
#[test]
fn binaries_that_go_into_json_or_come_from_it_are_taken_for_texts() {
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Raw {
        #[thrift(id = 2)]
        text: bytes::Bytes,
        #[thrift(id = 3)]
        other: bytes::Bytes,
    }

    let [json, binary] = [Protocol::Json, Protocol::Binary]
        .map(|protocol| Codec::new(protocol, thrift::Limits::DEFAULT));
    let written = Raw { text: "abcd".into(), other: vec![0, 255].into() };
    let through = |from: Codec, to: Codec| -> Raw {
        let kept: idl::Kept = from.decode(&from.encode(&written).unwrap()).unwrap();
        to.decode(&to.encode(&kept).unwrap()).unwrap()
    };
    assert_eq!(through(json, json), written);
    assert_eq!(through(binary, binary), written);
    let read = through(json, binary);
    assert_eq!((&read.text[..], &read.other[..]), (&b"YWJjZA=="[..], &b"AP8="[..]));
    // What is no UTF-8 can only be a binary.
    let read = through(binary, json);
    assert_eq!((&read.text[..], &read.other[..]), (&b"\x69\xb7\x1d"[..], &[0, 255][..]));
}
