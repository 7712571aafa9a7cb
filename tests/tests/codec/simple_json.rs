//! JSON with names: what Python writes, what Go writes, and what nobody should.

use core::fmt::Debug;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use proptest::collection::vec;
use proptest::prelude::*;
use thrift::protocol::Writer;
use thrift::{Bytes, DecodeOwned, Encode, Kind, Limits, TType, Total, Value, binary, simple_json};
use thrift_tests::hex;
use thrift_tests::sample::{Choice, Everything, In, Keys, Mood, Tree, everything, keys, tree};

thrift::thrift! {
    struct Kept { 1: i32 number } (rust.unknown_fields = "keep")
    union Newest { 1: i32 number }
    struct Newer { 1: i32 number, 2: Newest choice }
    union Older { 9: i32 other }
    struct Holder { 1: list<Older> olders, 2: map<string, Kept> kept }
    struct Defaults { 1: i32 number = 5, 2: required i32 must, 3: optional string text }
    struct Borrowed { 1: string text (rust.type = "&'a str") }
}

fn refused<T: Encode + DecodeOwned + Debug>(text: &str) -> String {
    simple_json::from_str::<T>(text).unwrap_err().to_string()
}

fn not_written<T: Encode>(value: &T) -> String {
    let mut out = b"before".to_vec();
    let error = simple_json::to_writer(&mut out, value).unwrap_err();
    assert_eq!(out, b"before");
    assert_eq!(error.kind(), Kind::Invalid);
    error.to_string()
}

#[test]
fn what_python_writes_is_read_and_written() {
    fn both_ways<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T, vector: &str) {
        let text = String::from_utf8(hex::bytes(vector)).unwrap();
        assert_eq!(simple_json::from_str::<T>(&text).unwrap(), *value);
        // Python writes control characters as they are.
        let text = text.replace('\u{1}', "\\u0001");
        assert_eq!(simple_json::to_string(value).unwrap(), text);
    }
    let vector = include_str!("../../vectors/simple_json/everything.hex");
    assert_eq!(hex::bytes(vector).len(), 284);
    both_ways(&everything(), vector);
    both_ways(&tree(), include_str!("../../vectors/simple_json/tree.hex"));
    let with_text =
        Keys { structs: BTreeMap::new(), lists: BTreeMap::new(), maps: BTreeMap::new(), ..keys() };
    both_ways(&with_text, include_str!("../../vectors/simple_json/keys.hex"));
}

#[test]
fn what_people_and_other_libraries_write_is_read() {
    let text = r#"
        { "b" : true, "y": -1 , "e": "ANGRY", "d": 2, "st": "\u0068\u00e9\/", "bi": "AP8",
          "u": "00112233-4455-6677-8899-AABBCCDDEEFF", "lb": [ true, false, 1, 0 ],
          "m": { "\u006b" : 1 }, "em": { "7": 8 }, "ls": null, "n": { "f": true }, "li": [ ],
          "what": { "is": [ 1, "a", null, { } , [ ] ], "this": false }, "else": 1e5,
          "more": "\"]}", "i": 1, "\u0069": 2 }
    "#;
    let read: Everything = simple_json::from_str(text).unwrap();
    let expected = Everything {
        b: true,
        y: -1,
        i: 2,
        e: Mood::ANGRY,
        d: 2.0,
        st: "hé/".to_owned(),
        bi: Bytes::from_static(&[0, 0xff]),
        u: everything().u,
        lb: vec![true, false, true, false],
        m: BTreeMap::from([("k".to_owned(), 1)]),
        em: BTreeMap::from([(7, 8)]),
        n: In { t: false, f: true },
        ..Everything::default()
    };
    assert_eq!(read, expected);
}

#[test]
fn absent_and_null_are_one() {
    for text in [r#"{"must":1}"#, r#"{"number":null,"must":1,"text":null}"#] {
        let read: Defaults = simple_json::from_str(text).unwrap();
        assert_eq!(read, Defaults { number: 5, must: 1, text: None });
    }
    assert_eq!(
        refused::<Defaults>(r#"{"must":null}"#),
        "must: byte 13: the field is required, but absent"
    );
    assert_eq!(refused::<Vec<i32>>("[null]"), "[0]: `null` at byte 1 is no `i32`");
    assert_eq!(refused::<i32>("null"), "`null` at byte 0 is no `i32`");
}

#[test]
fn scalars_have_one_form_and_more_are_read() {
    fn is<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T, text: &str, others: &[&str]) {
        assert_eq!(simple_json::to_string(value).unwrap(), text);
        for text in others.iter().chain([&text]) {
            assert_eq!(simple_json::from_str::<T>(text).unwrap(), *value, "{text}");
        }
    }
    is(&true, "1", &["true"]);
    is(&false, "0", &[" false "]);
    is(&i64::MIN, "-9223372036854775808", &[]);
    is(&Mood::HAPPY, "2", &[r#""HAPPY""#, r#""\u0048APPY""#]);
    is(&Mood(99), "99", &[]);
    is(&0.5, "0.5", &["5e-1", "0.50"]);
    is(&f64::INFINITY, r#""Infinity""#, &["inf", "Infinity"]);
    is(&f64::NEG_INFINITY, r#""-Infinity""#, &["-inf"]);
    assert!(simple_json::from_str::<f64>(r#""NaN""#).unwrap().is_nan());
    assert_eq!(simple_json::to_string(&f64::NAN).unwrap(), r#""NaN""#);
    is(&"é\n\"".to_owned(), r#""é\n\"""#, &[r#""\u00e9\n\u0022""#]);
    is(&Bytes::from_static(b"\xff"), r#""/w==""#, &[r#""/w""#]);
    is(&Choice::Number(5), r#"{"number":5}"#, &[r#"{"other":[],"number":5}"#]);
}

#[test]
fn keys_are_text_whatever_they_are() {
    fn is<K>(key: K, text: &str, others: &[&str])
    where
        K: Encode + DecodeOwned + Ord + Debug,
    {
        let map = BTreeMap::from([(key, true)]);
        assert_eq!(simple_json::to_string(&map).unwrap(), format!("{{{text}:1}}"));
        for key in others.iter().chain([&text]) {
            let read = simple_json::from_str(&format!("{{ {key} : 1 }}")).unwrap();
            assert_eq!(map, read, "{key}");
        }
    }
    is(true, r#""1""#, &[r#""true""#]);
    is(-7_i8, r#""-7""#, &[]);
    is(i64::MAX, r#""9223372036854775807""#, &[]);
    is(Mood::CALM, r#""1""#, &[r#""CALM""#]);
    is(Total(1.5), r#""1.5""#, &[r#""15e-1""#]);
    is(Total(f64::NAN), r#""NaN""#, &[]);
    is("a\"".to_owned(), r#""a\"""#, &[]);
    is(Bytes::from_static(b"\0\0"), r#""AAA=""#, &[r#""AAA""#]);
}

#[test]
fn keys_that_are_no_text_are_refused_where_they_are() {
    let key = "is no text, and keys have to be";
    for (value, path, ty) in [
        (Keys { structs: keys().structs, ..Keys::default() }, "structs", "In"),
        (Keys { lists: keys().lists, ..Keys::default() }, "lists", "list<i32>"),
        (Keys { maps: keys().maps, ..Keys::default() }, "maps", "map<i64, bool>"),
    ] {
        let text = format!("{path}[0].key: a key of type `{ty}` {key}");
        assert_eq!(not_written(&value), text);
        let at = path.len() + 5;
        let text = format!("{path}[0].key: byte {at}: a key of type `{ty}` {key}");
        assert_eq!(refused::<Keys>(&format!(r#"{{"{path}":{{"a":1}}}}"#)), text);
    }
    let nested = vec![BTreeMap::from([("a", BTreeMap::from([(BTreeSet::from([1_i8]), 1_i8)]))])];
    assert_eq!(not_written(&nested), format!("[0][0][0].key: a key of type `set<i8>` {key}"));
}

#[test]
fn what_has_no_name_is_not_lost_in_silence() {
    let newer = Newer { number: 1, choice: Some(Newest::Number(2)) };
    let kept: Kept = binary::from_slice(&binary::to_vec(&newer).unwrap()).unwrap();
    let why = "the field 2 is not declared in `Kept`, so it has no name to write";
    assert_eq!(not_written(&kept), why);
    let older: Older = binary::from_slice(&binary::to_vec(&Newest::Number(2)).unwrap()).unwrap();
    let holder = Holder { olders: vec![Older::Other(1), older], kept: BTreeMap::new() };
    let why = "olders[1]: the field 1 is not declared in `Older`, so it has no name to write";
    assert_eq!(not_written(&holder), why);
    let holder = Holder { olders: Vec::new(), kept: [("a".to_owned(), kept)].into() };
    let why = "kept[0]: the field 2 is not declared in `Kept`, so it has no name to write";
    assert_eq!(not_written(&holder), why);
    // A field of another type than the declared one is kept too.
    let mistyped: Kept = binary::from_slice(&hex::bytes("020001 01 00")).unwrap();
    let why = "number: a field of type `i32` is declared, and one of `bool` is there";
    assert_eq!(not_written(&mistyped), why);

    let read: Kept = simple_json::from_str(r#"{"number":7,"choice":{"number":[2]}}"#).unwrap();
    assert_eq!(read, Kept { number: 7, ..Kept::default() });
    let error = refused::<Holder>(r#"{"olders":[{"number":2}]}"#);
    assert!(error.starts_with("olders[0]: "), "{error}");
}

#[test]
fn what_does_not_describe_itself_is_neither_written_nor_read() {
    struct ByHand(TType);

    impl Encode for ByHand {
        const TTYPE: TType = TType::List;

        fn encode<W: Writer>(&self, out: &mut W) {
            if out.list_begin(self.0, 1) {
                out.i32(7);
                out.list_end();
            }
        }
    }

    let why = "the names in it are not known: the type `struct` does not describe itself";
    assert_eq!(not_written(&Value::from(thrift::value::Struct::new())), why);
    assert_eq!(refused::<Value>("{}"), format!("byte 0: {why}"));
    assert_eq!(refused::<Vec<Value>>("[{}]"), format!("[0]: byte 1: {why}"));
    assert_eq!(not_written(&ByHand(TType::I32)), why.replace("struct", "list"));
}

#[test]
fn mistakes_are_said_with_their_place() {
    for (text, message) in [
        ("", "byte 0: input ended where `{` is expected"),
        ("[", "input ended inside the `[` at byte 0"),
        ("[]", "`{` expected at byte 0, found `[`"),
        ("{} {", "input ended inside the `{` at byte 3"),
        (r#"{"name":""} 1"#, "byte 12: 1 byte after the value"),
        (r#"{"name":""}]"#, "byte 11: 1 byte after the value"),
        (r#"{"name":"a",}"#, "a string expected at byte 12, found `}`"),
        (r#"{"name" "a"}"#, "`:` expected at byte 8, found `\"`"),
        (r#"{"name":"a" "b":1}"#, "`,` or `}` expected at byte 12, found `\"`"),
        (r#"{"name":1}"#, "name: a string expected at byte 8, found `1`"),
        (r#"{"name":"\x"}"#, "name: wrong escape at byte 9: there is no such escape"),
        (r#"{"weight":1.5}"#, "weight: `1.5` at byte 10 is no `i32`"),
        (r#"{"weight":"1"}"#, "weight: `i32` expected at byte 10, found `\"`"),
        (r#"{"children":[{}]}"#, "children[0].name: byte 15: the field is required, but absent"),
        (r#"{"children":[,]}"#, "children[0]: `{` expected at byte 13, found `,`"),
        (r#"{"children":{}}"#, "children: `[` expected at byte 12, found `{`"),
        (r#"{"nested":{"a":[]}}"#, "nested[0].key: `a` at byte 12 is no `i32`"),
        (r#"{"nested":{1:[]}}"#, "nested[0].key: a string expected at byte 11, found `1`"),
        (
            r#"{"nested":{"1":[{"a":[1,]}]}}"#,
            "nested[0][0][0][1]: `i64` expected at byte 24, found `]`",
        ),
        (r#"{"nested":{"1":[{"a":[1 2]}]},"name":""}"#, "`]` expected at byte 24, found `2`"),
        (r#"{"other":[1,]}"#, "`double` expected at byte 12, found `]`"),
        (r#"{"other":[1 2]}"#, "`,` or `]` expected at byte 12, found `2`"),
        (r#"{"other":{1:2}}"#, "a string expected at byte 10, found `1`"),
        (r#"{"other":{"a" 2}}"#, "`:` expected at byte 14, found `2`"),
        (r#"{"other":nul}"#, "`nul` at byte 9 is no `double`"),
        (r#"{"other":"\x"}"#, "wrong escape at byte 10: there is no such escape"),
        (r#"{"other":[}"#, "`}` at byte 10 does not close `[` at byte 9"),
    ] {
        assert_eq!(refused::<Tree>(text), message, "{text}");
    }
    let color = "`BLUE` at byte 1 is no value of the enum `Mood`";
    assert_eq!(refused::<Mood>(r#""BLUE""#), color);
    assert_eq!(refused::<Mood>("1.5"), "`1.5` at byte 0 is no number of the enum `Mood`");
    assert_eq!(refused::<bool>("2"), "`2` at byte 0 is no `bool`");
    let base64 = "the string at byte 0 is no base64: its character 1 is wrong";
    assert_eq!(refused::<Bytes>(r#""A?==""#), base64);
}

#[test]
fn limits_hold() {
    fn over<T: Encode + DecodeOwned + Debug>(text: &str, limits: Limits) -> String {
        let error = simple_json::from_slice_within::<T>(text.as_bytes(), &limits).unwrap_err();
        assert_eq!(error.kind(), Kind::Limit, "{error}");
        error.to_string()
    }
    let most = Limits::DEFAULT;
    over::<bool>("true", most.with_message(3));
    over::<String>(r#""abc""#, most.with_string(2));
    over::<Bytes>(r#""AAAA""#, most.with_string(2));
    over::<In>(r#"{"x":"abcde"}"#, most.with_string(2));
    over::<Vec<i8>>("[1,2,3]", most.with_container(2));
    over::<HashMap<i8, i8>>(r#"{"1":1,"2":2,"3":3}"#, most.with_container(2));
    over::<Vec<Vec<i8>>>("[[]]", most.with_depth(1));
    over::<In>(r#"{"x":[[]]}"#, most.with_depth(2));
    let deep = format!("{{\"x\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    over::<In>(&deep, most);
    // What is open takes memory as well, however deep it may be.
    over::<In>(&deep, most.with_depth(u32::MAX).with_memory_per_byte(16));
    simple_json::from_slice_within::<In>(deep.as_bytes(), &most.with_depth(u32::MAX)).unwrap();
    // A struct that takes three bytes here takes many in memory.
    let sparse = format!("[{}{{}}]", "{},".repeat(200_000));
    let told = over::<Vec<Everything>>(&sparse, most);
    assert!(told.contains("bytes of heap are more than the limit"), "{told}");
    let brackets = format!("{{\"x\":[{}[]]}}", "[],".repeat(400_000));
    over::<In>(&brackets, most.with_memory_per_byte(1));
    assert_eq!(simple_json::from_str::<In>(&brackets).unwrap(), In::default());

    let mut nested: Tree = tree();
    for _ in 0..70 {
        nested = Tree { twin: Some(Box::new(nested)), ..Tree::default() };
    }
    assert_eq!(simple_json::to_vec(&nested).unwrap_err().kind(), Kind::Limit);
}

#[test]
fn strings_are_borrowed_and_shared_where_they_have_no_escapes() {
    let text = r#"{"text":"plain"}"#;
    let read: Borrowed<'_> = simple_json::from_str(text).unwrap();
    assert_eq!(read.text.as_ptr(), text[9..].as_ptr());
    assert!(simple_json::from_str::<Borrowed<'_>>(r#"{"text":"\n"}"#).is_err());
    let text = Bytes::from_static(br#"["plain"]"#);
    let read: Vec<thrift::ByteString> = simple_json::from_bytes(&text).unwrap();
    assert_eq!(read[0].as_bytes().as_ptr(), text[2..].as_ptr());
}

/// Reads text that may be anything; what is read can be written, and then it stays as it is.
fn settles<T: Encode + DecodeOwned + Debug>(text: &[u8]) {
    let Ok(read) = simple_json::from_slice::<T>(text) else { return };
    let written = simple_json::to_string(&read).unwrap();
    let again: T = simple_json::from_str(&written).unwrap();
    assert_eq!(simple_json::to_string(&again).unwrap(), written);
}

proptest! {
    #[test]
    fn arbitrary_tokens_are_read_or_refused(tokens in vec(prop::sample::select(vec![
        "{", "}", "[", "]", ",", ":", "\"", "\\", "1", "-", "1.5", "true", "null", "NaN", " ", "é",
        "\"name\":", "\"children\":[", "\"nested\":{", "\"m\":{\"a\":", "\"twin\":{", "\"lb\":[", "\"x\":",
    ]), 0..40)) {
        let text = tokens.concat();
        settles::<Tree>(text.as_bytes());
        settles::<Everything>(text.as_bytes());
        settles::<Vec<BTreeMap<i32, f64>>>(text.as_bytes());
    }

    #[test]
    fn mutated_texts_are_read_or_refused(
        whole in any::<bool>(), changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        end in any::<prop::sample::Index>(), cut in any::<bool>(),
    ) {
        let mut text = if whole {
            simple_json::to_vec(&everything()).unwrap()
        } else {
            simple_json::to_vec(&tree()).unwrap()
        };
        for (index, byte) in changes {
            let at = index.index(text.len());
            text[at] = byte;
        }
        if cut {
            text.truncate(end.index(text.len()));
        }
        settles::<Everything>(&text);
        settles::<Tree>(&text);
    }
}
