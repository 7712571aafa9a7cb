//! Annotations for Rust: what an IDL cannot say by itself.

#![deny(warnings)]
#![allow(dead_code, missing_docs)]

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use thrift::{Decode, Encode, Total, UnknownField, binary};

/// A field type of the user's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct UserId(i64);

impl From<i64> for UserId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Encode for UserId {
    const TTYPE: thrift::TType = thrift::TType::I64;

    fn encode<W: thrift::protocol::Writer>(&self, out: &mut W) {
        out.i64(self.0);
    }
}

impl<'de> Decode<'de> for UserId {
    const TTYPE: thrift::TType = thrift::TType::I64;

    fn decode<R: thrift::protocol::Reader<'de>>(input: &mut R) -> thrift::Result<Self> {
        input.i64().map(Self)
    }
}

/// An adapter as a module.
pub mod millis {
    use std::time::Duration;

    pub fn to_wire(value: &Duration) -> i64 {
        value.as_millis() as i64
    }

    pub fn from_wire(wire: i64) -> thrift::Result<Duration> {
        Ok(Duration::from_millis(wire.unsigned_abs()))
    }
}

thrift::thrift! {
    struct Typed {
        1: map<string, i32> table (rust.type = "HashMap"),
        2: set<i32> (rust.type = "HashSet") numbers,
        3: list<string> queue = ["a", "b"] (rust.type = "VecDeque"),
        4: i64 id = 7 (rust.type = "UserId"),
        5: list<i64 (rust.type = "UserId")> ids = [1, 2],
        6: map<string, i32> written (rust.type = "std::collections::HashMap<String, i32>"),
        7: map<string, i32> defaults = {"a": 1} (rust.type = "std::collections::HashMap"),
        8: map<i64 (rust.type = "UserId"), string> names = {1: "one"},
    }

    typedef i64 (rust.type = "UserId") Id
    typedef string Words (rust.type = "Box<str>")
    struct Aliased { 1: Id id = 3, 2: Words words = "some" }
    const Id ROOT = 12
    const list<Id> ROOTS = [12, 13]

    struct Adapted {
        1: i64 timeout (rust.type = "Duration", rust.with = "millis"),
        2: required i64 exact (rust.type = "Duration", rust.with = "crate::millis"),
        3: optional i64 maybe (rust.type = "Duration", rust.with = "millis"),
        4: i32 flags (rust.type = "u32", rust.with = "thrift::adapter::Bits"),
        5: list<i16> ports (rust.type = "Vec<u16>", rust.with = "thrift::adapter::Each<thrift::adapter::Bits>"),
    }

    struct Shaped {
        1: string name (rust.box, rust.name = "title"),
        2: i32 hidden (rust.visibility = "pub(crate)"),
        3: i32 own (rust.visibility = "private"),
        4: string password (rust.redact),
    }
    struct Derived { 1: map<string, i32> table (rust.type = "HashMap") } (rust.derive = "Eq")

    struct Kept { 1: i32 a, 5: i32 b } (rust.unknown_fields = "keep")
    struct Newer { 1: i32 a, 3: string c, 5: i32 b, 6: list<i32> d }
    const Kept KEPT = {"a": 1, "b": 2}

    union Shape {
        1: string big (rust.box),
        2: list<i32> many (rust.type = "VecDeque", rust.attr = "doc = \"Many.\""),
    } (rust.attr = "#[must_use]", rust.visibility = "pub(crate)")

    enum Color { RED = 1 (rust.attr = "doc(alias = \"rouge\")") } (rust.visibility = "private")

    struct Borrowed {
        1: string name (rust.type = "&'a str"),
        2: optional binary bytes (rust.type = "&'a [u8]"),
        3: list<string (rust.type = "&'a str")> parts,
        4: string cow = "moo" (rust.type = "std::borrow::Cow<'a, str>"),
        5: optional Borrowed next,
    }
    struct Outer { 1: Borrowed inner, 2: list<Borrowed> all, 3: BorrowedName name }
    typedef string (rust.type = "&'a str") BorrowedName
    union Either { 1: Borrowed left, 2: i32 right }
    const Borrowed NOBODY = {"name": "nobody", "parts": ["a"]}

    struct Point { 1: double x, 2: double y }
    struct Doubles {
        1: set<double> plain = [1.5, 0.5],
        2: map<Point, i32> points = {{"x": 1.0}: 1},
        3: set<list<Point>> nested,
        4: set<map<double, double>> maps,
        5: map<double, double> pairs (rust.type = "HashMap"),
    }
    const set<double> HALVES = [0.5, 1.5]

    exception Hidden { 1: string message (rust.redact) }
}

fn main() {
    let typed = Typed::default();
    let _: &HashMap<String, i32> = &typed.table;
    assert_eq!(typed.queue, VecDeque::from(["a".to_owned(), "b".to_owned()]));
    assert_eq!((typed.id, &typed.ids[..]), (UserId(7), &[UserId(1), UserId(2)][..]));
    assert_eq!(typed.defaults["a"], 1);
    assert_eq!(typed.names, BTreeMap::from([(UserId(1), "one".to_owned())]));
    round_trip(&typed);
    adapters();
    declarations();
    unknown_fields();
    borrowed();
    doubles();
}

fn adapters() {
    let second = Duration::from_secs(1);
    let ports = vec![1, u16::MAX];
    let value = Adapted { timeout: second, exact: second, maybe: Some(second), flags: u32::MAX, ports };
    round_trip(&value);
    round_trip(&Adapted { maybe: None, ..value });
    assert_eq!(ROOT.0, 12);
    assert_eq!(ROOTS[1], UserId(13));
    let Aliased { id, words } = Aliased::default();
    assert_eq!((id, &*words), (UserId(3), "some"));
}

fn declarations() {
    let shaped = Shaped { title: Box::new("x".to_owned()), password: "p".to_owned(), ..Default::default() };
    assert_eq!(
        format!("{shaped:?}"),
        r#"Shaped { title: "x", hidden: 0, own: 0, password: … }"#
    );
    round_trip(&shaped);
    assert_eq!(Hidden { message: "secret".to_owned() }.to_string(), "Hidden { message: … }");
    let _ = (Shape::Big(Box::default()), Shape::Many(VecDeque::new()), Color::RED);
    fn is_eq<T: Eq>() {}
    is_eq::<Derived>();
}

fn unknown_fields() {
    let newer = Newer { a: 1, c: "c".to_owned(), b: 2, d: vec![1] };
    let bytes = binary::to_vec(&newer).unwrap();
    let kept: Kept = binary::from_slice(&bytes).unwrap();
    assert_eq!(kept.unknown_fields.iter().map(UnknownField::id).collect::<Vec<_>>(), [3, 6]);
    assert_eq!(binary::to_vec(&kept).unwrap(), bytes);
    assert_eq!(*KEPT, Kept { a: 1, b: 2, ..Default::default() });
}

fn borrowed() {
    let value = Outer {
        inner: Borrowed { name: "x", parts: vec!["y"], ..NOBODY.clone() },
        all: vec![NOBODY.clone()],
        name: "z",
    };
    let bytes = binary::to_vec(&value).unwrap();
    let read: Outer<'_> = binary::from_slice(&bytes).unwrap();
    assert_eq!(read, value);
    assert!(bytes.as_ptr_range().contains(&read.name.as_ptr()));
    assert_eq!(NOBODY.cow, "moo");
    let _ = Either::Left(read.inner);
}

fn doubles() {
    let value = Doubles { nested: [Total(vec![Point::default()])].into(), ..Default::default() };
    assert_eq!(value.plain, BTreeSet::from([Total(0.5), Total(1.5)]));
    assert_eq!(value.points[&Total(Point { x: 1.0, y: 0.0 })], 1);
    assert_eq!(HALVES.len(), 2);
    let pairs = HashMap::from([(Total(f64::INFINITY), 1.0)]);
    let maps = BTreeSet::from([BTreeMap::from([(Total(1.0), 1.0)])].map(Total));
    round_trip(&Doubles { pairs, maps, ..value });
}

fn round_trip<T: Encode + thrift::DecodeOwned + PartialEq + core::fmt::Debug>(value: &T) {
    let bytes = binary::to_vec(value).unwrap();
    assert_eq!(&binary::from_slice::<T>(&bytes).unwrap(), value);
}
