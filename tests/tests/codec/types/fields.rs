//! Fields: when they are written, and what an absent one is.

use std::time::Duration;

use thrift::{Kind, ThriftStruct, UnknownField, binary};
use thrift_tests::hex;

use super::support::{is, read_back, written};

const NOTHING: [u8; 1] = [0];

#[test]
fn f1_required() {
    thrift::thrift! { struct Idl { 1: required i8 x } }
    #[derive(ThriftStruct, Debug)]
    struct Derived {
        #[thrift(id = 1, required)]
        x: i8,
    }
    let value = Idl { x: 0 };
    is::<i8>(&value.x);
    written(&value, &Derived { x: 0 }, "03 0001 00 00");
    let missing = binary::from_slice::<Idl>(&NOTHING).unwrap_err();
    assert_eq!(missing.kind(), Kind::Missing);
    assert_eq!(missing.to_string(), "x: byte 1: the field is required, but absent");
    assert_eq!(binary::from_slice::<Derived>(&NOTHING).unwrap_err().kind(), Kind::Missing);
}

#[test]
fn f2_optional() {
    thrift::thrift! { struct Idl { 1: optional i8 x } }
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Derived {
        #[thrift(id = 1)]
        x: Option<i8>,
    }
    let value = Idl { x: Some(0) };
    is::<Option<i8>>(&value.x);
    written(&value, &Derived { x: Some(0) }, "03 0001 00 00");
    written(&Idl { x: None }, &Derived { x: None }, "00");
    assert_eq!(binary::from_slice::<Idl>(&NOTHING).unwrap(), Idl { x: None });
    assert_eq!(binary::from_slice::<Derived>(&NOTHING).unwrap(), Derived { x: None });
}

#[test]
fn f3_unqualified() {
    thrift::thrift! { struct Idl { 1: i8 x, 2: list<string> y } }
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Derived {
        #[thrift(id = 1)]
        x: i8,
        #[thrift(id = 2)]
        y: Vec<String>,
    }
    let value = Idl::default();
    is::<i8>(&value.x);
    written(&value, &Derived { x: 0, y: vec![] }, "03 0001 00 0f 0002 0b 00000000 00");
    assert_eq!(binary::from_slice::<Idl>(&NOTHING).unwrap(), value);
    assert_eq!(binary::from_slice::<Derived>(&NOTHING).unwrap(), Derived { x: 0, y: vec![] });
}

#[test]
fn f4_default() {
    thrift::thrift! { struct Idl { 1: i8 x = 3, 2: optional i8 y = 4, 3: required i8 z = 5 } }
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Derived {
        #[thrift(id = 1, default = 3)]
        x: i8,
        #[thrift(id = 2, default = 4)]
        y: Option<i8>,
        #[thrift(id = 3, required)]
        z: i8,
    }
    let value = Idl::default();
    assert_eq!(value, Idl { x: 3, y: Some(4), z: 5 });
    written(&value, &Derived { x: 3, y: Some(4), z: 5 }, "03 0001 03 03 0002 04 03 0003 05 00");
    let absent = hex::bytes("03 0003 07 00");
    assert_eq!(binary::from_slice::<Idl>(&absent).unwrap(), Idl { z: 7, ..value });
    let expected = Derived { x: 3, y: Some(4), z: 7 };
    assert_eq!(binary::from_slice::<Derived>(&absent).unwrap(), expected);
}

#[test]
fn f5_without_a_natural_default() {
    thrift::thrift! {
        union Either { 1: i8 left, 2: i8 right }
        struct Needs { 1: required Either either }
        struct Idl { 1: Either a, 2: Needs b, 3: Either c = {"left": 1} }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        a: Option<Either>,
        #[thrift(id = 2)]
        b: Option<Needs>,
        #[thrift(id = 3, default = Either::Left(1))]
        c: Either,
    }
    let value = Idl::default();
    is::<Option<Either>>(&value.a);
    is::<Option<Needs>>(&value.b);
    is::<Either>(&value.c);
    let derived = Derived { a: None, b: None, c: Either::Left(1) };
    written(&value, &derived, "0c 0003 03 0001 01 00 00");
    read_back(&value);
}

#[test]
fn f6_recursion() {
    thrift::thrift! {
        struct Tree { 1: i8 value, 2: Tree left, 3: optional Tree right, 4: list<Tree> more }
        union Chain { 1: i8 end, 2: Chain next }
    }
    #[derive(ThriftStruct, Default)]
    struct Derived {
        #[thrift(id = 1)]
        value: i8,
        #[thrift(id = 2)]
        left: Option<Box<Derived>>,
        #[thrift(id = 3)]
        right: Option<Box<Derived>>,
        #[thrift(id = 4)]
        more: Vec<Derived>,
    }
    let value = Tree { left: Some(Box::default()), ..Default::default() };
    is::<Option<Box<Tree>>>(&value.left);
    is::<Option<Box<Tree>>>(&value.right);
    is::<Vec<Tree>>(&value.more);
    let derived = Derived { left: Some(Box::default()), ..Default::default() };
    let empty = "0f 0004 0c 00000000 00";
    written(&value, &derived, &format!("03 0001 00 0c 0002 03 0001 00 {empty} {empty}"));
    read_back(&value);
    read_back(&Chain::Next(Box::new(Chain::End(1))));
}

#[test]
fn f7_on_the_heap() {
    thrift::thrift! {
        struct Big { 1: i8 x }
        struct Idl { 1: Big & a, 2: Big b (rust.box), 3: required Big c (rust.box) }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        a: Option<Box<Big>>,
        #[thrift(id = 2)]
        b: Box<Big>,
        #[thrift(id = 3, required)]
        c: std::sync::Arc<Big>,
    }
    let value = Idl { a: None, ..Default::default() };
    is::<Option<Box<Big>>>(&value.a);
    is::<Box<Big>>(&value.b);
    let derived = Derived { a: None, b: Box::default(), c: std::sync::Arc::default() };
    written(&value, &derived, "0c 0002 03 0001 00 00 0c 0003 03 0001 00 00 00");
    read_back(&value);
}

/// A duration as its milliseconds.
mod millis {
    use std::time::Duration;

    use thrift::{Error, Kind, Result};

    pub(super) fn to_wire(value: &Duration) -> i64 {
        i64::try_from(value.as_millis()).unwrap_or(i64::MAX)
    }

    pub(super) fn from_wire(wire: i64) -> Result<Duration> {
        match u64::try_from(wire) {
            Ok(millis) => Ok(Duration::from_millis(millis)),
            Err(_) => Err(Error::new(Kind::Invalid, "the duration is negative")),
        }
    }
}

#[test]
fn f8_adapters() {
    thrift::thrift! {
        struct Idl {
            1: i64 a (rust.type = "Duration", rust.with = "millis"),
            2: optional i64 b (rust.type = "Duration", rust.with = "millis"),
        }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1, with = "millis")]
        a: Duration,
        #[thrift(id = 2, with = "millis")]
        b: Option<Duration>,
    }
    let value = Idl { a: Duration::from_secs(1), b: None };
    is::<Duration>(&value.a);
    is::<Option<Duration>>(&value.b);
    let derived = Derived { a: Duration::from_secs(1), b: None };
    written(&value, &derived, "0a 0001 00000000000003e8 00");
    read_back(&value);
    let negative = hex::bytes("0a 0002 ffffffffffffffff 00");
    let error = binary::from_slice::<Idl>(&negative).unwrap_err();
    assert_eq!(error.to_string(), "b: byte 12: the duration is negative");
}

#[test]
fn f9_not_on_the_wire() {
    thrift::thrift! { struct Idl { 1: i8 x } }
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Derived {
        #[thrift(id = 1)]
        x: i8,
        #[thrift(skip)]
        cache: Option<usize>,
        #[thrift(skip, default = 9)]
        count: usize,
    }
    written(&Idl { x: 1 }, &Derived { x: 1, cache: Some(1), count: 0 }, "03 0001 01 00");
    let read: Derived = binary::from_slice(&hex::bytes("03 0001 01 00")).unwrap();
    assert_eq!(read, Derived { x: 1, cache: None, count: 9 });
}

#[test]
fn f10_fields_that_are_not_declared() {
    thrift::thrift! {
        struct Idl { 2: i8 x } (rust.unknown_fields = "keep")
        struct Skips { 2: i8 x }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 2)]
        x: i8,
        #[thrift(unknown)]
        rest: Vec<UnknownField>,
    }
    let newer = "0b 0001 00000001 61 03 0002 05 0f 0003 03 00000001 09 00";
    let value: Idl = binary::from_slice(&hex::bytes(newer)).unwrap();
    is::<Vec<UnknownField>>(&value.unknown_fields);
    let derived: Derived = binary::from_slice(&hex::bytes(newer)).unwrap();
    assert_eq!((value.x, derived.rest.len()), (5, 2));
    written(&value, &derived, newer);
    let skips: Skips = binary::from_slice(&hex::bytes(newer)).unwrap();
    written(&skips, &Skips { x: 5 }, "03 0002 05 00");
}

#[test]
fn f11_former_ids() {
    thrift::thrift! { struct Old { 7: i8 x } struct New { 1: i8 x } }
    #[derive(ThriftStruct, Debug, PartialEq)]
    #[thrift(reserved(2, 5..=6, "y"))]
    struct Derived {
        #[thrift(id = 1, deprecated_ids(7))]
        x: i8,
    }
    let old = binary::to_vec(&Old { x: 3 }).unwrap();
    assert_eq!(binary::from_slice::<Derived>(&old).unwrap(), Derived { x: 3 });
    written(&New { x: 3 }, &Derived { x: 3 }, "03 0001 03 00");
}

#[test]
fn f12_hidden_and_less_public() {
    thrift::thrift! {
        struct Idl {
            1: string name,
            2: string password (rust.redact),
            3: i8 own (rust.visibility = "private"),
        }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        name: String,
        #[thrift(id = 2)]
        password: String,
        #[thrift(id = 3)]
        own: i8,
    }
    let value = Idl { name: "a".into(), password: "b".into(), own: 1 };
    assert_eq!(format!("{value:?}"), r#"Idl { name: "a", password: …, own: 1 }"#);
    let derived = Derived { name: "a".into(), password: "b".into(), own: 1 };
    written(&value, &derived, "0b 0001 00000001 61 0b 0002 00000001 62 03 0003 01 00");
}

#[test]
fn f13_another_type_is_skipped() {
    thrift::thrift! {
        struct Old { 1: i8 x, 2: list<i32> y }
        struct New { 1: string x, 2: list<string> y }
    }
    let bytes = binary::to_vec(&New { x: "a".into(), y: vec!["b".into()] }).unwrap();
    assert_eq!(binary::from_slice::<Old>(&bytes).unwrap(), Old::default());
}
