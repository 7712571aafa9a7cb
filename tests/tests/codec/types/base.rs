//! Base types.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use thrift::adapter::Bits;
use thrift::{ByteString, ThriftStruct, Total, binary};
use uuid::Uuid;

use super::support::{is, read_back, written};

#[test]
fn b1_bool() {
    thrift::thrift! { struct Idl { 1: bool x } }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        x: bool,
    }
    let value = Idl { x: true };
    is::<bool>(&value.x);
    written(&value, &Derived { x: true }, "02 0001 01 00");
    read_back(&value);
}

#[test]
fn b2_integers() {
    thrift::thrift! { struct Idl { 1: i8 a, 2: byte b, 3: i16 c, 4: i32 d, 5: i64 e } }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        a: i8,
        #[thrift(id = 2)]
        b: i8,
        #[thrift(id = 3)]
        c: i16,
        #[thrift(id = 4)]
        d: i32,
        #[thrift(id = 5)]
        e: i64,
    }
    let value = Idl { a: -1, b: 1, c: -2, d: 3, e: i64::MIN };
    is::<i8>(&value.b);
    let bytes = "03 0001 ff 03 0002 01 06 0003 fffe 08 0004 00000003 0a 0005 8000000000000000 00";
    written(&value, &Derived { a: -1, b: 1, c: -2, d: 3, e: i64::MIN }, bytes);
    read_back(&value);
}

#[test]
fn b3_unsigned_integers() {
    thrift::thrift! { struct Idl { 1: i32 x (rust.type = "u32", rust.with = "Bits") } }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1, with = Bits)]
        x: u32,
    }
    let value = Idl { x: u32::MAX };
    is::<u32>(&value.x);
    written(&value, &Derived { x: u32::MAX }, "08 0001 ffffffff 00");
    read_back(&value);
}

#[test]
fn b4_double() {
    thrift::thrift! {
        struct Idl { 1: double x, 2: double (rust.type = "OrderedFloat") y }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        x: f64,
        #[thrift(id = 2, required)]
        y: Total<f64>,
    }
    let value = Idl { x: 1.5, y: (-1.5).into() };
    is::<f64>(&value.x);
    is::<f64>(&value.y.0);
    let bytes = "04 0001 3ff8000000000000 04 0002 bff8000000000000 00";
    written(&value, &Derived { x: 1.5, y: Total(-1.5) }, bytes);
    read_back(&value);
}

#[test]
fn b5_string() {
    thrift::thrift! { struct Idl { 1: string x } }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        x: String,
    }
    let value = Idl { x: "é".into() };
    is::<String>(&value.x);
    written(&value, &Derived { x: "é".into() }, "0b 0001 00000002 c3a9 00");
    read_back(&value);
    assert!(binary::from_slice::<Idl>(b"\x0b\0\x01\0\0\0\x01\xff\0").is_err(), "it is UTF-8");
}

#[test]
fn b6_string_that_borrows_or_shares() {
    thrift::thrift! {
        struct Idl {
            1: string a (rust.type = "&'a str"),
            2: string b (rust.type = "std::borrow::Cow<'a, str>"),
            3: string c (rust.type = "ByteString"),
            4: string d (rust.type = "std::sync::Arc<str>"),
        }
    }
    #[derive(ThriftStruct)]
    struct Derived<'a> {
        #[thrift(id = 1)]
        a: &'a str,
        #[thrift(id = 2)]
        b: Cow<'a, str>,
        #[thrift(id = 3)]
        c: ByteString,
        #[thrift(id = 4)]
        d: Arc<str>,
    }
    let value = Idl { a: "a", b: "b".into(), c: "c".into(), d: "d".into() };
    let derived = Derived { a: "a", b: "b".into(), c: "c".into(), d: "d".into() };
    let bytes = "0b 0001 00000001 61 0b 0002 00000001 62 0b 0003 00000001 63 \
                 0b 0004 00000001 64 00";
    written(&value, &derived, bytes);
    let message = Bytes::from(binary::to_vec(&value).unwrap());
    let read: Idl<'_> = binary::from_bytes(&message).unwrap();
    let inside = message.as_ptr_range();
    assert!(inside.contains(&read.a.as_ptr()) && inside.contains(&read.c.as_ptr()));
    assert!(matches!(read.b, Cow::Borrowed(_)));
    assert_eq!(read, value);
}

#[test]
fn b7_binary() {
    thrift::thrift! { struct Idl { 1: binary x, 2: binary y (rust.type = "&'a [u8]") } }
    #[derive(ThriftStruct)]
    struct Derived<'a> {
        #[thrift(id = 1)]
        x: Bytes,
        #[thrift(id = 2)]
        y: Cow<'a, [u8]>,
    }
    let value = Idl { x: Bytes::from_static(&[0xff]), y: &[0] };
    is::<Bytes>(&value.x);
    let derived = Derived { x: Bytes::from_static(&[0xff]), y: Cow::Borrowed(&[0]) };
    written(&value, &derived, "0b 0001 00000001 ff 0b 0002 00000001 00 00");
    let message = Bytes::from(binary::to_vec(&value).unwrap());
    let read: Idl<'_> = binary::from_bytes(&message).unwrap();
    assert!(message.as_ptr_range().contains(&read.x.as_ptr()), "it shares the message");
}

#[test]
fn b8_uuid() {
    thrift::thrift! { struct Idl { 1: uuid x } }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        x: Uuid,
    }
    let x = Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff);
    let value = Idl { x };
    is::<Uuid>(&value.x);
    written(&value, &Derived { x }, "10 0001 00112233445566778899aabbccddeeff 00");
    read_back(&value);
}

#[test]
fn b9_typedef() {
    thrift::thrift! {
        typedef i64 UserId
        typedef i64 (rust.type = "Meters") Length
        struct Idl { 1: UserId id, 2: Length length = 3 }
    }
    #[derive(ThriftStruct, Clone, Copy, Debug, Default, PartialEq)]
    #[thrift(transparent)]
    struct Meters(i64);
    impl From<i64> for Meters {
        fn from(meters: i64) -> Self {
            Self(meters)
        }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        id: i64,
        #[thrift(id = 2)]
        length: Meters,
    }
    let value = Idl { id: 7, ..Default::default() };
    is::<i64>(&value.id);
    is::<Meters>(&value.length);
    let bytes = "0a 0001 0000000000000007 0a 0002 0000000000000003 00";
    written(&value, &Derived { id: 7, length: Meters(3) }, bytes);
    read_back(&value);
}
