//! Every key of `#[thrift(…)]` on types of the user's.

#![deny(warnings)]

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use thrift::adapter::{Bits, Each, Text};
use thrift::{
    Adapter, DecodeOwned, Encode, Kind, ThriftEnum, ThriftException, ThriftStruct, ThriftUnion,
    Total, UnknownField, binary,
};

struct Millis;

impl Adapter<Duration> for Millis {
    type Wire = i64;

    fn to_wire(value: &Duration) -> i64 {
        value.as_millis() as i64
    }

    fn from_wire(wire: i64) -> thrift::Result<Duration> {
        match u64::try_from(wire) {
            Ok(millis) => Ok(Duration::from_millis(millis)),
            Err(_) => Err(thrift::Error::new(Kind::Invalid, "the duration is negative")),
        }
    }
}

mod doubled {
    pub(super) fn to_wire(value: &i32) -> i32 {
        value * 2
    }

    pub(super) fn from_wire(wire: i32) -> thrift::Result<i32> {
        Ok(wire / 2)
    }
}

#[derive(ThriftStruct, Debug, PartialEq)]
#[thrift(reserved(4, 20..=29, "old"))]
struct Adapted {
    #[thrift(id = 1, with = "Millis")]
    timeout: Duration,
    #[thrift(id = 2, required, with = Millis)]
    exact: Duration,
    #[thrift(id = 3, with = Millis)]
    maybe: Option<Duration>,
    #[thrift(id = 5, with = "doubled", default = 8)]
    number: i32,
    #[thrift(id = 6, with = Bits)]
    flags: u64,
    #[thrift(id = 8, with = Each<Bits>)]
    ports: Vec<u16>,
    #[thrift(id = 9, with = "Each<Text>")]
    peers: Option<Vec<core::net::IpAddr>>,
    #[thrift(id = 7, with = Text, default = core::net::IpAddr::from([127, 0, 0, 1]))]
    address: core::net::IpAddr,
}

#[derive(ThriftStruct, Debug, Default, PartialEq)]
struct Cached {
    #[thrift(id = 1, deprecated_ids(7, 8))]
    moved: i32,
    #[thrift(skip)]
    cache: HashMap<String, Vec<u8>>,
    #[thrift(skip, default = 3)]
    generation: usize,
    #[thrift(unknown)]
    rest: Vec<UnknownField>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Page<T, K, M = ()> {
    #[thrift(id = 1)]
    items: Vec<T>,
    #[thrift(id = 2, required)]
    first: K,
    #[thrift(skip)]
    marker: PhantomData<M>,
}

#[derive(ThriftStruct, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[thrift(transparent)]
struct UserId(i64);

#[derive(ThriftStruct, Debug, PartialEq)]
#[thrift(transparent)]
struct Names<'a> {
    names: Vec<Cow<'a, str>>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
#[thrift(transparent)]
struct Flag(bool);

#[derive(ThriftStruct, Debug, PartialEq)]
struct Holder<'a> {
    #[thrift(id = 1)]
    id: Option<UserId>,
    #[thrift(id = 2, required)]
    names: Names<'a>,
    #[thrift(id = 3)]
    ids: BTreeSet<UserId>,
    #[thrift(id = 4, required)]
    flag: Flag,
}

#[derive(ThriftStruct, Debug, PartialEq, Default)]
struct Tuple(#[thrift(id = 1)] i32, #[thrift(id = 2, name = "second")] Option<String>);

#[derive(ThriftEnum, Clone, Copy, Debug, PartialEq)]
#[thrift(rename_all = "SCREAMING_SNAKE_CASE", reserved(9))]
enum Level {
    #[thrift(value = 1)]
    VeryLow,
    #[thrift(value = 2, name = "TOP")]
    High,
}

#[derive(ThriftUnion, Debug, PartialEq)]
#[thrift(reserved(2))]
enum Shape<T> {
    #[thrift(id = 1)]
    Circle(T),
    #[thrift(unknown)]
    Unknown(UnknownField),
}

#[derive(ThriftException, Debug)]
struct Failed<T: core::fmt::Debug> {
    #[thrift(id = 1)]
    message: String,
    #[thrift(id = 2)]
    detail: Option<T>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Containers<'a> {
    #[thrift(id = 1)]
    array: [i32; 3],
    #[thrift(id = 2)]
    deque: VecDeque<i64>,
    #[thrift(id = 3)]
    hashed: HashMap<i32, String, BuildHasherDefault<DefaultHasher>>,
    #[thrift(id = 4)]
    set: HashSet<i32, BuildHasherDefault<DefaultHasher>>,
    #[thrift(id = 5)]
    shared: Arc<str>,
    #[thrift(id = 6)]
    boxed: Option<Box<Containers<'a>>>,
    #[thrift(id = 7)]
    bytes: &'a [u8],
    #[thrift(id = 8)]
    text: &'a str,
    #[thrift(id = 9)]
    cow: Cow<'a, [u8]>,
    #[thrift(id = 10)]
    doubles: BTreeSet<Total<f64>>,
}

/// Only what a reader of [`Containers`] wants.
#[derive(ThriftStruct, Debug, PartialEq)]
struct Projection<'a> {
    #[thrift(id = 8)]
    text: &'a str,
}

fn round_trip<T: Encode + DecodeOwned + PartialEq + core::fmt::Debug>(value: &T) {
    let bytes = binary::to_vec(value).unwrap();
    assert_eq!(&binary::from_slice::<T>(&bytes).unwrap(), value);
}

fn main() {
    let second = Duration::from_secs(1);
    let value = Adapted {
        timeout: second,
        exact: second,
        maybe: Some(second),
        number: 4,
        flags: u64::MAX,
        ports: vec![80, 65_535],
        peers: Some(vec![core::net::IpAddr::from([10, 0, 0, 2])]),
        address: core::net::IpAddr::from([10, 0, 0, 1]),
    };
    round_trip(&value);
    let error = binary::from_slice::<Adapted>(&[10, 0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 0]);
    assert_eq!(error.unwrap_err().to_string(), "exact: byte 12: the duration is negative");
    let sparse: Adapted = binary::from_slice(&[10, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]).unwrap();
    assert_eq!((sparse.number, sparse.maybe), (8, None));

    let moved = [8, 0, 7, 0, 0, 0, 5, 3, 0, 9, 1, 0];
    let cached: Cached = binary::from_slice(&moved).unwrap();
    assert_eq!((cached.moved, cached.generation, cached.rest[0].id()), (5, 3, 9));
    assert_eq!(binary::to_vec(&cached).unwrap(), [8, 0, 1, 0, 0, 0, 5, 3, 0, 9, 1, 0]);

    round_trip(&Page::<_, _, std::rc::Rc<()>> { items: vec![1_i32], first: "x".to_owned(), marker: PhantomData });
    let holder = Holder {
        id: Some(UserId(3)),
        names: Names { names: vec!["a".into()] },
        ids: BTreeSet::from([UserId(1)]),
        flag: Flag(true),
    };
    let bytes = binary::to_vec(&holder).unwrap();
    assert_eq!(binary::from_slice::<Holder<'_>>(&bytes).unwrap(), holder);
    assert_eq!(binary::to_vec(&UserId(1)).unwrap(), binary::to_vec(&1_i64).unwrap());
    round_trip(&Tuple(1, Some("x".to_owned())));
    assert_eq!((Level::VeryLow.name(), Level::High.name()), (Some("VERY_LOW"), Some("TOP")));
    round_trip(&Shape::Circle(1_i32));
    round_trip(&Shape::<i64>::Circle(1));
    let failed = Failed { message: "no".to_owned(), detail: Some(1_i32) };
    assert_eq!(failed.to_string(), "no");
    let _: Failed<i32> = binary::from_slice(&binary::to_vec(&failed).unwrap()).unwrap();

    let value = Containers {
        array: [1, 2, 3],
        deque: [1].into(),
        hashed: [(1, "x".to_owned())].into_iter().collect(),
        set: [1, 2].into_iter().collect(),
        shared: "s".into(),
        boxed: None,
        bytes: b"b",
        text: "t",
        cow: Cow::Borrowed(b"c"),
        doubles: [Total(0.5)].into(),
    };
    let bytes = binary::to_vec(&value).unwrap();
    assert_eq!(binary::from_slice::<Containers<'_>>(&bytes).unwrap(), value);
    assert_eq!(binary::from_slice::<Projection<'_>>(&bytes).unwrap(), Projection { text: "t" });
}
