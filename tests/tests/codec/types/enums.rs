//! Enums.

use thrift::{Kind, ThriftEnum, ThriftStruct, binary};

use super::support::{is, read_back, written};

#[test]
fn e1_enum() {
    thrift::thrift! {
        enum Color { RED = 1, GREEN }
        struct Idl { 1: Color color = Color.GREEN, 2: Color other }
    }
    #[derive(ThriftStruct)]
    struct Derived {
        #[thrift(id = 1)]
        color: Color,
        #[thrift(id = 2)]
        other: Color,
    }
    let value = Idl::default();
    assert_eq!((value.color, value.other), (Color::GREEN, Color(0)));
    let derived = Derived { color: Color::GREEN, other: Color(0) };
    written(&value, &derived, "08 0001 00000002 08 0002 00000000 00");
    read_back(&Idl { other: Color(99), ..value });
}

#[test]
fn e2_closed_enum() {
    thrift::thrift! { enum Color { RED = 1, GREEN = 2 } struct Idl { 1: Color color } }
    #[derive(ThriftEnum, Clone, Copy, Debug, PartialEq)]
    enum Closed {
        Red = 1,
        Green,
    }
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Derived {
        #[thrift(id = 1, required)]
        color: Closed,
    }
    let derived = Derived { color: Closed::Green };
    written(&Idl { color: Color::GREEN }, &derived, "08 0001 00000002 00");
    let newer = binary::to_vec(&Idl { color: Color(3) }).unwrap();
    let error = binary::from_slice::<Derived>(&newer).unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string()),
        (Kind::Invalid, "color: byte 7: `Closed` has no value 3".into())
    );
    let _ = Closed::Red;
}

#[test]
fn e3_enum_that_takes_the_unknown() {
    thrift::thrift! { enum Color { RED = 1 } struct Idl { 1: Color color } }
    #[derive(ThriftEnum, Debug, PartialEq)]
    enum Open {
        #[thrift(value = 1)]
        Red,
        #[thrift(unknown)]
        Other(i32),
    }
    #[derive(ThriftStruct, Debug, PartialEq)]
    struct Derived {
        #[thrift(id = 1, required)]
        color: Open,
    }
    let derived = Derived { color: Open::Other(3) };
    written(&Idl { color: Color(3) }, &derived, "08 0001 00000003 00");
    read_back(&derived);
    assert_eq!(Open::Red.number(), 1);
}

#[test]
fn e4_names() {
    thrift::thrift! { enum Color { RED = 1, GREEN = 2, CRIMSON = 1 } }
    #[derive(ThriftEnum, Debug, PartialEq)]
    #[thrift(rename_all = "SCREAMING_SNAKE_CASE")]
    enum Level {
        #[thrift(value = 1)]
        VeryLow,
        #[thrift(value = 2, name = "TOP")]
        High,
    }
    assert_eq!(
        (Color::RED.to_string(), format!("{:?}", Color(7))),
        ("RED".into(), "Color(7)".into())
    );
    assert_eq!("GREEN".parse::<Color>().unwrap(), Color::GREEN);
    assert!("BLUE".parse::<Color>().is_err());
    assert_eq!(Color::VALUES, [Color::RED, Color::GREEN, Color::CRIMSON]);
    assert_eq!(i32::from(Color::from(2)), 2);
    is::<i32>(&Color::RED.0);
    assert_eq!((Level::VeryLow.name(), Level::High.name()), (Some("VERY_LOW"), Some("TOP")));
}
