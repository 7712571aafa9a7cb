//! Members that come to a union, go, and get another type.

// The new shapes have doubles inside, and are keys in a `Total`.
#![allow(clippy::useless_conversion)]

use std::collections::{BTreeMap, BTreeSet};

use thrift::protocol::Codec;
use thrift::{Kind, Limits, TType, ThriftStruct, ThriftUnion, UnknownField};
use thrift_tests::{codecs, hex};

use super::support::{passes, reads, refuses};

mod old {
    thrift::thrift! {
        union Shape { 1: i32 circle, 2: string label, 4: list<i32> points, 5: Shape nested }
        struct Places {
            1: Shape plain,
            2: optional Shape maybe,
            3: list<Shape> items,
            4: set<Shape> several,
            5: map<i32, Shape> values,
            6: map<Shape, i32> keys,
            7: list<map<string, list<Shape>>> nested,
            8: i32 after,
        }
        struct Required { 1: required Shape shape }
    }
}

mod new {
    thrift::thrift! {
        struct Point { 1: double x, 2: optional list<bool> flags }
        union Shape {
            1: i32 circle,
            3: map<string, list<Point>> extra,
            4: list<string> points,
            5: Shape nested,
            6: bool flag,
            7: uuid id,
            200: Point far,
            300: map<bool, bool> both,
        }
        struct Places {
            1: Shape plain,
            2: optional Shape maybe,
            3: list<Shape> items,
            4: set<Shape> several,
            5: map<i32, Shape> values,
            6: map<Shape, i32> keys,
            7: list<map<string, list<Shape>>> nested,
            8: i32 after,
        }
        struct Required { 1: required Shape shape }
    }
}

/// The old union in Rust, with a place for what it does not know, and without one.
macro_rules! derived {
    ($module:ident { $($variant:tt)* }) => {
        mod $module {
            use super::*;

            #[derive(ThriftUnion, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
            pub enum Shape {
                #[thrift(id = 1)]
                Circle(i32),
                #[thrift(id = 2)]
                Label(String),
                #[thrift(id = 4)]
                Points(Vec<i32>),
                #[thrift(id = 5)]
                Nested(Box<Shape>),
                $($variant)*
            }

            #[derive(ThriftStruct, Debug, PartialEq)]
            pub struct Places {
                #[thrift(id = 1)]
                pub plain: Option<Shape>,
                #[thrift(id = 2)]
                pub maybe: Option<Shape>,
                #[thrift(id = 3)]
                pub items: Vec<Shape>,
                #[thrift(id = 4)]
                pub several: BTreeSet<Shape>,
                #[thrift(id = 5)]
                pub values: BTreeMap<i32, Shape>,
                #[thrift(id = 6)]
                pub keys: BTreeMap<Shape, i32>,
                #[thrift(id = 7)]
                pub nested: Vec<BTreeMap<String, Vec<Shape>>>,
                #[thrift(id = 8)]
                pub after: i32,
            }
        }
    };
}

derived! { closed {} }
derived! { open { #[thrift(unknown)] Other(UnknownField), } }

/// A shape in every place, between two that all know.
macro_rules! places {
    ($module:ident, $shape:expr) => {{
        use $module::{Places, Shape};

        let circle = || Shape::Circle(1);
        Places {
            plain: Some($shape),
            maybe: Some($shape),
            items: vec![circle(), $shape, circle()],
            several: [circle(), $shape].into_iter().map(Into::into).collect(),
            values: [(1, circle()), (2, $shape), (3, circle())].into(),
            keys: [(circle(), 1), ($shape, 2)]
                .into_iter()
                .map(|(key, it)| (key.into(), it))
                .collect(),
            nested: vec![[("a".to_owned(), vec![circle(), $shape, circle()])].into()],
            after: 8,
        }
    }};
}

/// Shapes that the old union does not know: ids, types on the wire, values.
fn unknown() -> Vec<(i16, TType, new::Shape)> {
    use new::{Point, Shape};

    let point = Point { x: -0.5, flags: Some(vec![true, false]) };
    vec![
        (3, TType::Map, Shape::Extra([("k\"é".to_owned(), vec![point.clone()])].into())),
        (3, TType::Map, Shape::Extra(BTreeMap::new())),
        // It has the id of one that is known, and another type.
        (4, TType::List, Shape::Points(vec!["a".to_owned()])),
        (6, TType::Bool, Shape::Flag(true)),
        (6, TType::Bool, Shape::Flag(false)),
        (7, TType::Uuid, Shape::Id(uuid::Uuid::from_u128(7))),
        (200, TType::Struct, Shape::Far(point)),
        (300, TType::Map, Shape::Both([(true, false)].into())),
    ]
}

#[test]
fn an_unknown_member_is_kept_and_so_are_its_siblings() {
    for (id, ttype, shape) in unknown() {
        let written = places!(new, shape.clone());
        for codec in codecs() {
            let read: old::Places = codec.decode(&codec.encode(&written).unwrap()).unwrap();
            let Some(old::Shape::Unknown(field)) = &read.plain else { panic!("{read:?}") };
            assert_eq!((field.id(), field.ttype(), field.protocol()), (id, ttype, codec.protocol));
            assert_eq!(read, places!(old, Shape::Unknown(field.clone())));

            let derived: open::Places = codec.decode(&codec.encode(&written).unwrap()).unwrap();
            assert_eq!(derived, places!(open, Shape::Other(field.clone())));
        }
        passes::<old::Places, _>(&written);
        passes::<open::Places, _>(&written);
    }
}

#[test]
fn an_unknown_member_inside_a_known_one_is_kept() {
    for (_, _, shape) in unknown() {
        let written = places!(new, Shape::Nested(Box::new(Shape::Nested(Box::new(shape.clone())))));
        passes::<old::Places, _>(&written);
        passes::<open::Places, _>(&written);
        passes::<old::Required, _>(&new::Required { shape });
    }
}

#[test]
fn a_member_that_was_removed_is_kept() {
    let written = places!(old, Shape::Label("x".to_owned()));
    for codec in codecs() {
        let read: new::Places = codec.decode(&codec.encode(&written).unwrap()).unwrap();
        let Some(new::Shape::Unknown(field)) = &read.maybe else { panic!("{read:?}") };
        assert_eq!((field.id(), field.ttype()), (2, TType::String));
        assert_eq!(read.items[0], new::Shape::Circle(1));
    }
    passes::<new::Places, _>(&written);
    let retyped = places!(old, Shape::Points(vec![1, 2]));
    passes::<new::Places, _>(&retyped);
}

#[test]
fn members_that_both_know_are_read() {
    let nested = places!(old, Shape::Nested(Box::new(Shape::Circle(2))));
    reads(&nested, &places!(new, Shape::Nested(Box::new(Shape::Circle(2)))));
    reads(&nested, &places!(open, Shape::Nested(Box::new(Shape::Circle(2)))));
    reads(&nested, &places!(closed, Shape::Nested(Box::new(Shape::Circle(2)))));
    // An empty list has any type.
    let empty = places!(old, Shape::Points(vec![]));
    reads(&empty, &places!(new, Shape::Points(vec![])));
}

#[test]
fn a_closed_union_says_where_the_member_is_that_it_does_not_have() {
    use new::{Places, Shape};

    let known = || places!(new, Shape::Circle(2));
    let flag = || Shape::Flag(true);
    let rows = [
        ("plain", Places { plain: Some(flag()), ..known() }),
        ("maybe", Places { maybe: Some(flag()), ..known() }),
        ("items[1]", Places { items: vec![Shape::Circle(1), flag()], ..known() }),
        ("several[0]", Places { several: [flag().into()].into(), ..known() }),
        ("values[0]", Places { values: [(2, flag())].into(), ..known() }),
        ("keys[0].key", Places { keys: [(flag().into(), 2)].into(), ..known() }),
        ("maybe.Nested", Places { maybe: Some(Shape::Nested(Box::new(flag()))), ..known() }),
    ];
    for (place, written) in rows {
        let message = format!("{place}: the union has no field 6 of this type");
        refuses::<closed::Places>(&written, &message);
        for codec in codecs() {
            let bytes = codec.encode(&written).unwrap();
            assert_eq!(codec.decode::<closed::Places>(&bytes).unwrap_err().kind(), Kind::Union);
        }
    }
    let retyped = Places { plain: Some(Shape::Points(vec!["x".to_owned()])), ..known() };
    refuses::<closed::Places>(&retyped, "plain: the union has no field 4 of this type");
}

#[test]
fn an_unknown_member_that_is_no_value_is_an_error_of_its_writer() {
    // What is unknown is only walked over: that 7 is no `bool` shows when it must be read.
    let read: old::Shape = thrift::compact::from_slice(&hex::bytes("59 11 07 00")).unwrap();
    assert_eq!(thrift::compact::to_vec(&read).unwrap(), hex::bytes("59 11 07 00"));
    let error = thrift::json::to_vec(&read).unwrap_err();
    assert_eq!((error.kind(), error.message()), (Kind::Invalid, "no `bool` is written as 7"));
}

#[test]
fn an_unknown_member_may_be_too_deep_for_its_writer() {
    mod deep {
        thrift::thrift! { union Lists { 9: list<list<list<i32>>> lists } }
    }
    for from in codecs() {
        let bytes = from.encode(&deep::Lists::Lists(vec![vec![vec![1]]])).unwrap();
        let read: old::Shape = from.decode(&bytes).unwrap();
        for to in codecs().filter(|to| to.protocol != from.protocol) {
            let shallow = Codec::new(to.protocol, Limits::DEFAULT.with_depth(3));
            assert_eq!(shallow.encode(&read).unwrap_err().kind(), Kind::Limit);
        }
    }
}
