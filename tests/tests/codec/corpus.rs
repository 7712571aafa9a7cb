//! IDL that says all that can be said: values of every type survive every protocol.

// As a user would have it who refuses all warnings; what nobody uses is no mistake of the macros.
#![deny(warnings)]
#![allow(dead_code, missing_docs)]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;

use thrift::schema::{self, Type};
use thrift::{DecodeOwned, Encode, Total};
use thrift_idl::{FileLoader, Item, Options};
use thrift_tests::roundtrip::{self, Order};

mod annotations {
    thrift::include_thrift!("../../corpus/annotations.thrift");
}

mod constants {
    thrift::include_thrift!("../../corpus/constants.thrift");
}

mod corners {
    thrift::include_thrift!("../../corpus/corners.thrift");
}

mod doubles {
    thrift::include_thrift!("../../corpus/doubles.thrift");
}

mod names {
    thrift::include_thrift!("../../corpus/names.thrift");
}

mod recursion {
    thrift::include_thrift!("../../corpus/recursion.thrift");
}

mod services {
    thrift::include_thrift!("../../corpus/services.thrift");
}

/// Values tried of each type.
const VALUES: u32 = 24;

/// A type of a file.
struct Entry {
    /// The name in the IDL.
    name: &'static str,
    order: Order,
    tries: fn(u32, Order) -> Result<(), String>,
}

impl Entry {
    /// There is a hash table in it.
    fn hashed(self) -> Self {
        Self { order: Order::Hashed, ..self }
    }
}

fn entry<T: Encode + DecodeOwned + PartialEq + Debug>() -> Entry {
    let name = match schema::of::<T>() {
        Type::Struct(item) => item.name,
        Type::Enum(item) => item.name,
        other => panic!("{other} has no name"),
    };
    Entry { name, order: Order::Stable, tries: roundtrip::tries_in::<T> }
}

macro_rules! corpus {
    ($($file:ident: $($module:ident)::+ { $($ty:ident $(($order:ident))?),* $(,)? })*) => {$(
        // Some of the types are, and it is no mistake to use them here.
        #[allow(deprecated)]
        #[test]
        fn $file() {
            use $($module)::+ as types;
            check(stringify!($file), &[$(entry::<types::$ty>()$(.$order())?),*]);
        }
    )*};
}

fn check(file: &str, entries: &[Entry]) {
    let listed: BTreeSet<_> = entries.iter().map(|entry| entry.name.to_owned()).collect();
    assert_eq!(listed, declared(file), "the list is not that of the file");
    for Entry { name, order, tries } in entries {
        tries(VALUES, *order).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    }
}

/// What the file declares that has values.
fn declared(file: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/{file}.thrift"));
    let parsed = thrift_idl::parse_file(&path, &FileLoader::default(), Options::default()).unwrap();
    let root = &parsed.program.files[0];
    let has_values = |item: &&Item| matches!(item, Item::Struct(_) | Item::Enum(_));
    root.items.iter().filter(has_values).map(|item| item.name().text.clone()).collect()
}

corpus! {
    annotations: crate::corpus::annotations {
        Old, Tables (hashed), Kept, KeptException, Boxed, Choice, Aliases (hashed),
    }
    constants: crate::corpus::constants {
        Size, Point, Choice, Broken, Defaults, OptionalDefaults, RequiredDefaults,
    }
    corners: crate::corpus::corners {
        A, B, C, Req, E, Def, HasDef, Empty, Msg, OptMsg, ListMsg, Wide, Deep,
    }
    doubles: crate::corpus::doubles {
        E, Inner, U, X, Keys, D,
    }
    names: crate::corpus::names {
        TypeItself, Words, Option, Result, Vec, String, Box, Default, Ok, Some, None,
        Error, Encode, Total, SnakeCaseName, Another, Utf8String, S,
    }
    recursion: crate::corpus::recursion {
        OptionalSelf, DefaultSelf, ListSelf, SetSelf, ValueSelf, KeySelf, NestedSelf,
        RequiredList, Reference, Named, Forward, Backward, First, Second, Third, Loop,
        Knot, Expression, Operation, Caused, Measured,
    }
    services: crate::corpus::services {
        First, Second,
    }
    shared: crate::corpus::services::shared {
        Color, Pair, Either, Refused,
    }
    types: crate::corpus::services::kinds {
        Tone, Point, Choice, Failed, Unqualified, Required, Optional, Lists, Sets, Keys,
        Values, Members, Thrown, Nested, NestedOptional, Empty, EmptyException, NoValues,
        Hollow, Far, Unnumbered, UnnumberedUnion, Measures, Measured,
    }
}

#[test]
fn constants_are_what_is_written() {
    use constants::*;

    assert_eq!((YES, NO), (true, false));
    assert_eq!((LEAST8, MOST8, LEAST16, MOST16), (i8::MIN, i8::MAX, i16::MIN, i16::MAX));
    assert_eq!((LEAST32, MOST32, LEAST64, MOST64), (i32::MIN, i32::MAX, i64::MIN, i64::MAX));
    assert_eq!((TENTH, MINUS, WHOLE, HALF), (0.1, -1.5e-300, 3.0, 0.5));
    assert_eq!(TEXT, "a \"quoted\" 'text' with \t and \\ and é and 🎉");
    assert_eq!((APOSTROPHE, NOTHING), ("it's", ""));
    assert_eq!(RAW, b"raw");
    assert_eq!(ID, "00112233-4455-6677-8899-aabbccddeeff".parse::<uuid::Uuid>().unwrap());
    assert_eq!(BRACED, ID);
    assert_eq!((LARGE.0, TEN, NUMBER_OF_SIZE), (11, Size::MEDIUM, 11));
    assert_eq!((Size::TINY, Size::NONE.0), (Size::SMALL, i32::MIN));
    assert_eq!(COLOR, shared::Color(3));

    assert_eq!(*LIST, [1, 2, 3, 4]);
    assert_eq!(SET.iter().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(MAP["b"], i32::MAX);
    assert_eq!(DOUBLES.iter().map(|it| it.0).collect::<Vec<_>>(), [-0.5, 0.0, 1.5]);
    assert_eq!(BY_DOUBLE[&Total(0.5)], "half");
    let points = Choice::Points(vec![point(5, None), point(5, Some(2))]);
    assert_eq!(DEEP[&point(1, None)], [Choice::Number(1), points]);
    assert_eq!(NESTED[0][&Size::SMALL].len(), 1);
    assert_eq!((NESTED[0][&Size::HUGE].len(), NESTED[1].len()), (0, 0));
}

#[test]
fn constants_may_refer_to_others() {
    use constants::*;

    assert_eq!((FORWARD, &REFERRED[..]), (5, &[5, 1][..]));
    assert_eq!(WHOLE_LIST["list"], *LIST);
    assert_eq!(*ORIGIN, Point { x: 5, y: Some(-1), z: None });
    assert_eq!(*POINTS, [ORIGIN.clone(), point(5, None)]);
    assert_eq!((PAIR.left, PAIR.right.as_str()), (1, "r"));
    assert_eq!(TABLE[&1], [PAIR.clone(), shared::Pair { left: 2, right: TEXT.to_owned() }]);
    assert_eq!(*CHOICE, Choice::Size(Size::MEDIUM));
    assert_eq!((BROKEN.message.as_str(), &BROKEN.choice), ("always", &*CHOICE));
    assert_eq!((TYPED, &TYPED_LIST[..]), (7, &[7][..]));
}

#[test]
fn constants_may_have_doubles_in_keys() {
    use doubles::*;

    let keys: Vec<_> = N.iter().flat_map(|map| map.values().copied()).collect();
    assert_eq!(keys, [1.0, 2.5]);
    let inner = Inner { r: 1.0, t: [(Total(2.0), [Total(3.0)].into())].into(), rs: None };
    let elements: BTreeSet<_> = [Total(U::E(E::A))].into();
    assert_eq!(I[&Total(inner)], U::Us(elements));
    assert_eq!(D::default().x, *EX);
    assert_eq!(D::default().u, Some(U::Es([(E::B, 1.0)].into())));
}

fn point(x: i32, y: Option<i32>) -> constants::Point {
    constants::Point { x, y: y.or(Some(-1)), z: None }
}

#[test]
fn defaults_are_what_is_written() {
    use constants::*;

    let value = Defaults::default();
    assert_eq!((value.b, value.y, value.s, value.i, value.l), (true, i8::MIN, -1, 16, i64::MAX));
    assert_eq!((value.d.to_bits(), &*value.t, &value.r[..]), (0.1_f64.to_bits(), TEXT, &b"\t"[..]));
    assert_eq!((value.u, value.e, value.number), (ID, Size::LARGE, Size::MEDIUM));
    assert_eq!((&value.list, value.set.len(), value.map["k"]), (&*LIST, 1, 1));
    assert_eq!(value.point, point(3, None));
    let points = vec![Point { z: Some(1), ..Point::default() }];
    assert_eq!(value.choice, Choice::Points(points));
    assert_eq!((&value.broken, &value.pair, &value.table), (&*BROKEN, &*PAIR, &*TABLE));
    assert_eq!((value.color, &value.deep, &value.doubles), (shared::FAVOURITE, &*DEEP, &*DOUBLES));

    let optional = OptionalDefaults::default();
    assert_eq!((optional.b, optional.list.as_ref()), (Some(true), Some(&*LIST)));
    assert_eq!((optional.point, optional.broken), (Some(value.point), Some(value.broken)));
    // What is absent has its default, and what is required has none when it is absent.
    assert_eq!(thrift::binary::from_slice::<Defaults>(&[0]).unwrap(), Defaults::default());
    let error = thrift::binary::from_slice::<RequiredDefaults>(&[0]).unwrap_err();
    assert_eq!(error.to_string(), "i: byte 1: the field is required, but absent");
}
