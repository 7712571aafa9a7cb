//! Fields of another type: skipped, unless both types are written alike.
//!
//! Each type in every position of a struct is read as each other type there.

// The value of a field is `Some` of it where its type has no default.
#![allow(clippy::useless_conversion)]

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use thrift::protocol::Codec;
use thrift::{Protocol, ThriftStruct, Total};
use thrift_tests::codecs;
use uuid::Uuid;

use super::support::{reads, refuses};

/// What a reader made of a struct of another type.
#[derive(Debug, PartialEq)]
enum Found {
    /// All fields.
    All,
    /// None but the one that has the same type.
    Skipped,
    Other(String),
}

/// A type in every position.
struct Kind {
    name: &'static str,
    write: fn(Codec) -> Vec<u8>,
    read: fn(Codec, &[u8]) -> Found,
}

/// The types that are written alike: what is written as one is read as another of its row.
const ALIKE: &[&[&str]] =
    &[&["string", "binary"], &["i32", "Tone"], &["Point", "Choice", "Failed"]];

macro_rules! kinds {
    ($($holder:ident: [$($idl:tt)+] $rust:ty | $key:ty = $value:expr, $as_key:expr;)*) => {
        mod idl {
            thrift::thrift! {
                enum Tone { LOW = 1, HIGH = 5 }
                struct Point { 1: i32 x, 2: i32 y }
                union Choice { 1: i32 number, 2: string text }
                exception Failed { 1: i32 code }

                $(
                    struct $holder {
                        1: $($idl)+ plain,
                        2: optional $($idl)+ maybe,
                        3: list<$($idl)+> items,
                        4: set<$($idl)+> several,
                        5: map<i16, $($idl)+> values,
                        6: map<$($idl)+, i16> keys,
                        7: list<map<i16, list<$($idl)+>>> nested,
                        100: i32 after,
                    }
                )*
            }
        }

        mod derived {
            use super::*;
            use super::idl::{Choice, Failed, Point, Tone};

            $(
                #[derive(ThriftStruct, Debug, Default, PartialEq)]
                pub(super) struct $holder {
                    #[thrift(id = 1)]
                    pub(super) plain: Option<$rust>,
                    #[thrift(id = 2)]
                    pub(super) maybe: Option<$rust>,
                    #[thrift(id = 3)]
                    pub(super) items: Vec<$rust>,
                    #[thrift(id = 4)]
                    pub(super) several: BTreeSet<$key>,
                    #[thrift(id = 5)]
                    pub(super) values: BTreeMap<i16, $rust>,
                    #[thrift(id = 6)]
                    pub(super) keys: BTreeMap<$key, i16>,
                    #[thrift(id = 7)]
                    pub(super) nested: Vec<BTreeMap<i16, Vec<$rust>>>,
                    #[thrift(id = 100)]
                    pub(super) after: i32,
                }
            )*
        }

        /// Each type in each notation.
        const KINDS: [&[Kind]; 2] =
            [&[$(kinds!(kind idl $holder [$($idl)+] $rust, $value, $as_key)),*],
             &[$(kinds!(kind derived $holder [$($idl)+] $rust, $value, $as_key)),*]];
    };
    (kind $notation:ident $holder:ident [$($idl:tt)+] $rust:ty, $value:expr, $as_key:expr) => {{
        #[allow(unused_imports)]
        use idl::{Choice, Failed, Point, Tone};

        fn full() -> $notation::$holder {
            $notation::$holder {
                plain: { let value: $rust = $value; value.into() },
                maybe: Some($value),
                items: vec![$value, $value],
                several: [$as_key].into(),
                values: [(1, $value)].into(),
                keys: [($as_key, 1)].into(),
                nested: vec![BTreeMap::new(), [(1, vec![]), (2, vec![$value])].into()],
                after: 7,
            }
        }

        Kind {
            name: stringify!($($idl)+),
            write: |codec| codec.encode(&full()).unwrap(),
            read: |codec, bytes| {
                let found: $notation::$holder = codec.decode(bytes).unwrap();
                let skipped = $notation::$holder { after: 7, ..Default::default() };
                if found == full() {
                    Found::All
                } else if found == skipped {
                    Found::Skipped
                } else {
                    Found::Other(format!("{found:?}"))
                }
            },
        }
    }};
}

kinds! {
    Bools: [bool] bool | bool = true, true;
    Bytes8: [i8] i8 | i8 = 5, 5;
    Shorts: [i16] i16 | i16 = 5, 5;
    Ints: [i32] i32 | i32 = 5, 5;
    Longs: [i64] i64 | i64 = 5, 5;
    Doubles: [double] f64 | Total<f64> = 5.0, Total(5.0);
    Strings: [string] String | String = "text".to_owned(), "text".to_owned();
    Binaries: [binary] Bytes | Bytes = Bytes::from("text"), Bytes::from("text");
    Uuids: [uuid] Uuid | Uuid = Uuid::from_u128(5), Uuid::from_u128(5);
    Tones: [Tone] Tone | Tone = Tone::HIGH, Tone::HIGH;
    Points: [Point] Point | Point = Point { x: 5, y: 0 }, Point { x: 5, y: 0 };
    Choices: [Choice] Choice | Choice = Choice::Number(5), Choice::Number(5);
    Failures: [Failed] Failed | Failed = Failed { code: 5 }, Failed { code: 5 };
    IntLists: [list<i32>] Vec<i32> | Vec<i32> = vec![5], vec![5];
    LongLists: [list<i64>] Vec<i64> | Vec<i64> = vec![5], vec![5];
    PointLists: [list<Point>] Vec<Point> | Vec<Point> =
        vec![Point { x: 5, y: 5 }], vec![Point { x: 5, y: 5 }];
    Nested: [list<list<i32>>] Vec<Vec<i32>> | Vec<Vec<i32>> = vec![vec![5]], vec![vec![5]];
    IntSets: [set<i32>] BTreeSet<i32> | BTreeSet<i32> = [5].into(), [5].into();
    LongSets: [set<i64>] BTreeSet<i64> | BTreeSet<i64> = [5].into(), [5].into();
    IntMaps: [map<i32, i32>] BTreeMap<i32, i32> | BTreeMap<i32, i32> = [(5, 5)].into(), [(5, 5)].into();
    KeyMaps: [map<i64, i32>] BTreeMap<i64, i32> | BTreeMap<i64, i32> = [(5, 5)].into(), [(5, 5)].into();
    ValueMaps: [map<i32, i64>] BTreeMap<i32, i64> | BTreeMap<i32, i64> = [(5, 5)].into(), [(5, 5)].into();
}

#[test]
fn a_field_of_another_type_is_skipped_wherever_it_is() {
    let mut pairs = 0;
    for (written, read) in pairs_of_kinds() {
        if is_alike(written, read) && written.name != read.name {
            continue;
        }
        pairs += 1;
        let expected = if written.name == read.name { Found::All } else { Found::Skipped };
        for codec in codecs() {
            let found = (read.read)(codec, &(written.write)(codec));
            let protocol = codec.protocol;
            assert_eq!(found, expected, "{protocol:?}: {} as {}", written.name, read.name);
        }
    }
    // 22 types, in both notations; 10 pairs of different types are alike.
    assert_eq!(pairs, (22 * 22 - 10) * 4);
}

#[test]
fn types_that_are_written_alike_are_read_as_each_other() {
    for (written, read) in pairs_of_kinds() {
        // A struct of two fields is no union; see below.
        let is_point = written.name == "Point" || read.name == "Point";
        if !is_alike(written, read) || is_point {
            continue;
        }
        for codec in codecs() {
            // JSON has binaries in base64.
            let is_other = codec.protocol == Protocol::Json && written.name != read.name;
            if is_other && ["string", "binary"].contains(&written.name) {
                continue;
            }
            let found = (read.read)(codec, &(written.write)(codec));
            let protocol = codec.protocol;
            assert_eq!(found, Found::All, "{protocol:?}: {} as {}", written.name, read.name);
        }
    }
}

/// Every type as every other, in the same notation and in the other one.
fn pairs_of_kinds() -> impl Iterator<Item = (&'static Kind, &'static Kind)> {
    let all = || KINDS.iter().flat_map(|kinds| kinds.iter());
    all().flat_map(move |written| all().map(move |read| (written, read)))
}

fn is_alike(one: &Kind, other: &Kind) -> bool {
    one.name == other.name
        || ALIKE.iter().any(|row| row.contains(&one.name) && row.contains(&other.name))
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Text {
    #[thrift(id = 1)]
    text: String,
    #[thrift(id = 2)]
    texts: Vec<String>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Raw {
    #[thrift(id = 1)]
    text: Bytes,
    #[thrift(id = 2)]
    texts: Vec<Bytes>,
}

#[test]
fn strings_and_binaries_are_alike_but_in_json() {
    let text = Text { text: "AAEC".to_owned(), texts: vec!["AP8=".to_owned()] };
    let raw = Raw { text: Bytes::from(vec![0, 1, 2]), texts: vec![Bytes::from(vec![0, 255])] };
    for codec in codecs() {
        let read: Raw = codec.decode(&codec.encode(&text).unwrap()).unwrap();
        let bytes = codec.encode(&raw).unwrap();
        if codec.protocol == Protocol::Json {
            assert_eq!(read, raw);
            assert_eq!(codec.decode::<Text>(&bytes).unwrap(), text);
        } else {
            assert_eq!((&read.text[..], &read.texts[0][..]), (&b"AAEC"[..], &b"AP8="[..]));
            let error = codec.decode::<Text>(&bytes).unwrap_err().to_string();
            assert!(error.starts_with("texts[0]: "), "{error}");
        }
    }
}

#[derive(ThriftStruct)]
struct One<T> {
    #[thrift(id = 1)]
    value: Option<T>,
}

fn one<T>(value: T) -> One<T> {
    One { value: Some(value) }
}

#[test]
fn structs_unions_and_exceptions_are_alike() {
    use idl::{Choice, Choices, Failed, Failures, Point, Points};

    let plain = |point| Points { plain: point, ..Default::default() };
    reads(&one(Failed { code: 5 }), &plain(Point { x: 5, y: 0 }));
    reads(&one(Choice::Number(5)), &plain(Point { x: 5, y: 0 }));
    // The member is a text, and the field of this id a number.
    reads(&one(Choice::Text("x".to_owned())), &plain(Point { x: 0, y: 0 }));
    let failed = Failures { plain: Failed { code: 5 }, ..Default::default() };
    reads(&one(Point { x: 5, y: 6 }), &failed);
    let choice = Choices { plain: Some(Choice::Number(5)), ..Default::default() };
    reads(&one(Failed { code: 5 }), &choice);
    // A struct of two fields is no union.
    let message = "plain: the union has more than one field";
    refuses::<Choices>(&one(Point { x: 5, y: 6 }), message);
    let message = "plain: the union has no field";
    refuses::<Choices>(&one(thrift::value::Struct::new()), message);
}

#[test]
fn empty_containers_have_any_type() {
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Texts {
        #[thrift(id = 1)]
        plain: Vec<Vec<String>>,
        #[thrift(id = 2)]
        maybe: Option<Vec<Vec<String>>>,
    }

    let empty = idl::IntLists { plain: vec![], maybe: Some(vec![]), ..Default::default() };
    let read = idl::LongLists { plain: vec![], maybe: Some(vec![]), ..Default::default() };
    reads(&empty, &read);
    let nested = idl::Nested { plain: vec![vec![]], maybe: Some(vec![]), ..Default::default() };
    reads(&nested, &Texts { plain: vec![vec![]], maybe: Some(vec![]) });
}
