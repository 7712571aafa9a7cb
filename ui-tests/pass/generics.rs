//! Parameters, bounds and lifetimes of types with derives, and types out of macros.

#![deny(warnings)]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::marker::PhantomData;

use thrift::{
    DecodeOwned, Encode, ThriftException, ThriftStruct, ThriftUnion, UnknownField, binary,
};

#[derive(ThriftStruct, Debug, PartialEq)]
struct Where<T, U>
where
    T: Clone + Debug,
    U: Default,
{
    #[thrift(id = 1, required)]
    first: T,
    #[thrift(id = 2)]
    second: Vec<U>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Array<const N: usize> {
    #[thrift(id = 1, required)]
    numbers: [i32; N],
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Both<'a, T, const N: usize = 2>
where
    T: 'a,
{
    #[thrift(id = 1, required)]
    items: [T; N],
    #[thrift(id = 2)]
    name: &'a str,
    #[thrift(skip)]
    marker: PhantomData<&'a T>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Bounded<T: Ord, V: Clone = i32> {
    #[thrift(id = 1)]
    map: BTreeMap<T, V>,
}

/// Parameters named like types.
mod named_like_types {
    use super::*;

    pub(super) struct N;

    #[derive(ThriftStruct, Debug, PartialEq)]
    pub(super) struct Array<const N: usize> {
        #[thrift(id = 1, default = [0; N])]
        pub(super) numbers: [i32; N],
    }

    #[derive(ThriftUnion, Debug, PartialEq)]
    pub(super) enum Either<T, const N: usize> {
        #[thrift(id = 1)]
        One(T),
        #[thrift(id = 2)]
        Many([T; N]),
    }
}

/// The same lifetime twice, and two lifetimes.
#[derive(ThriftStruct, Debug, PartialEq)]
struct Lifetimes<'a, 'b: 'a> {
    #[thrift(id = 1)]
    first: &'a str,
    #[thrift(id = 2)]
    second: Cow<'b, str>,
    #[thrift(id = 3)]
    third: Option<&'a [u8]>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Tree<T> {
    #[thrift(id = 1, required)]
    value: T,
    #[thrift(id = 2)]
    left: Option<Box<Tree<T>>>,
    #[thrift(id = 3)]
    children: Vec<Tree<T>>,
}

#[derive(ThriftUnion, Debug, PartialEq)]
enum Either<'a, L, R>
where
    L: Debug,
{
    #[thrift(id = 1)]
    Left(L),
    #[thrift(id = 2)]
    Right(R),
    #[thrift(id = 3)]
    Text(&'a str),
    #[thrift(unknown)]
    Unknown(UnknownField),
}

#[derive(ThriftException, Debug)]
struct Failed<T>
where
    T: Debug,
{
    #[thrift(id = 1, required)]
    why: T,
}

#[derive(ThriftStruct, Debug, PartialEq)]
#[thrift(transparent)]
struct Wrapper<'a, T>(Vec<Wrapped<'a, T>>)
where
    T: Clone;

#[derive(ThriftStruct, Debug, PartialEq)]
struct Wrapped<'a, T: Clone> {
    #[thrift(id = 1, required)]
    value: Cow<'a, str>,
    #[thrift(id = 2)]
    more: Option<T>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Associated<I: Iterator>
where
    I::Item: Debug,
{
    #[thrift(skip)]
    iterator: PhantomData<I>,
    #[thrift(id = 1)]
    count: i32,
}

/// What is on the wire is associated with the parameter, which is not.
trait Keyed {
    type Key;
    type Value;
}

#[derive(Debug, PartialEq)]
struct Numbered;

impl Keyed for Numbered {
    type Key = i32;
    type Value = String;
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Entry<K: Keyed>
where
    K::Key: Ord,
{
    #[thrift(id = 1, required)]
    key: K::Key,
    #[thrift(id = 2)]
    values: BTreeMap<K::Key, Vec<K::Value>>,
    #[thrift(id = 3)]
    next: Option<<K as Keyed>::Value>,
}

#[derive(ThriftUnion, Debug, PartialEq)]
enum Part<K: Keyed> {
    #[thrift(id = 1)]
    Key(K::Key),
    #[thrift(id = 2)]
    Value(K::Value),
}

/// Fragments of every kind.
macro_rules! declare {
    ($(#[$meta:meta])* $vis:vis struct $name:ident<$lifetime:lifetime, $param:ident> {
        $($id:literal $field:ident: $ty:ty $(= $default:expr)?,)*
    }) => {
        $(#[$meta])*
        #[derive(ThriftStruct, Debug, PartialEq)]
        $vis struct $name<$lifetime, $param> {
            $(#[thrift(id = $id $(, default = $default)?)] $field: $ty,)*
        }
    };
}

declare! {
    /// Docs.
    pub(crate) struct Declared<'a, T> {
        1 name: &'a str,
        2 items: Vec<T>,
        3 size: Option<i64> = 3 + 4,
    }
}

macro_rules! tagged {
    ($name:ident { $($variant:ident($ty:ty) = $id:expr),* } $value:tt) => {
        #[derive(ThriftUnion, Debug, PartialEq)]
        enum $name {
            $(#[thrift(id = $id)] $variant($ty),)*
        }

        #[derive(thrift::ThriftEnum, Debug, PartialEq)]
        #[repr(i32)]
        enum Tag {
            $($variant = $id,)*
            Last = $value,
        }
    };
}

tagged!(Tagged { A(i32) = 1, B(Option3) = 2 } (7));

#[derive(ThriftStruct, Debug, PartialEq)]
struct Option3 {
    #[thrift(id = 3)]
    x: Option<i32>,
}

/// A block out of a macro, with names and numbers of who calls it.
macro_rules! block {
    ($name:ident, $field:ident, $id:literal, $value:literal) => {
        thrift::thrift! {
            struct $name { $id: i32 $field = $value, 9: optional $name next }
            service Calls { $name get(1: i32 $field) }
        }
    };
}

block!(FromBlock, size, 3, 12);

mod wrapped {
    macro_rules! idl {
        ($($tokens:tt)*) => { thrift::thrift! { $($tokens)* } };
    }

    idl! {
        namespace rs wrapped
        struct Point { 1: i32 x, 2: list<map<string, i32>> y = [{"a": -1}] }
        const i64 LARGE = 0x7fffffffff
    }
}

fn round_trip<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T) {
    let bytes = binary::to_vec(value).unwrap();
    assert_eq!(&binary::from_slice::<T>(&bytes).unwrap(), value);
}

fn main() {
    round_trip(&Where { first: 1_i32, second: vec!["a".to_owned()] });
    round_trip(&Array { numbers: [1, 2, 3] });
    let _ = named_like_types::N;
    round_trip(&named_like_types::Array { numbers: [1, 2, 3] });
    round_trip(&named_like_types::Either::<i32, 2>::Many([1, 2]));
    round_trip(&named_like_types::Either::<i32, 2>::One(1));
    round_trip(&Bounded { map: [(1_i64, 2_i32)].into() });
    let leaf = |value| Tree { value, left: None, children: vec![] };
    round_trip(&Tree { value: 1_i32, left: Some(Box::new(leaf(2))), children: vec![leaf(3)] });
    round_trip(&Option3 { x: Some(1) });
    round_trip(&Tagged::B(Option3 { x: None }));
    round_trip(&Tag::Last);
    round_trip(&FromBlock { size: 1, next: Some(Box::default()) });
    round_trip(&wrapped::Point::default());
    round_trip(&Associated { iterator: PhantomData::<std::ops::Range<i32>>, count: 1 });
    round_trip(&Entry::<Numbered> { key: 1, values: [(2, vec![])].into(), next: Some("x".into()) });
    round_trip(&Part::<Numbered>::Key(1));
    round_trip(&Part::<Numbered>::Value("x".into()));
    assert_eq!((FromBlock::default().size, wrapped::LARGE), (12, 0x7f_ffff_ffff));

    let both = Both { items: [1_i32, 2], name: "x", marker: PhantomData };
    let bytes = binary::to_vec(&both).unwrap();
    assert_eq!(binary::from_slice::<Both<'_, i32>>(&bytes).unwrap(), both);

    let value = Lifetimes { first: "a", second: "b".into(), third: Some(b"c") };
    let bytes = binary::to_vec(&value).unwrap();
    assert_eq!(binary::from_slice::<Lifetimes<'_, '_>>(&bytes).unwrap(), value);

    let value: Either<'_, i32, String> = Either::Text("x");
    let bytes = binary::to_vec(&value).unwrap();
    assert_eq!(binary::from_slice::<Either<'_, i32, String>>(&bytes).unwrap(), value);

    let value = Wrapper(vec![Wrapped { value: "x".into(), more: Some(1_i64) }]);
    let bytes = binary::to_vec(&value).unwrap();
    assert_eq!(binary::from_slice::<Wrapper<'_, i64>>(&bytes).unwrap(), value);

    let value: Declared<'_, i32> = binary::from_slice(&[0]).unwrap();
    assert_eq!(value, Declared { name: "", items: vec![], size: Some(7) });
    assert_eq!(Failed { why: 1 }.to_string(), "Failed { why: 1 }");
}
