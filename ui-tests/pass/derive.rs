//! What derives accept: lifetimes, generics, tuples, defaults, other containers.

#![deny(warnings)]
#![allow(dead_code, non_camel_case_types)]

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use thrift::{ThriftEnum, ThriftException, ThriftStruct, ThriftUnion};

#[derive(ThriftStruct, Debug, PartialEq)]
struct Borrowed<'a> {
    #[thrift(id = 1)]
    name: &'a str,
    #[thrift(id = 2)]
    blob: &'a [u8],
    #[thrift(id = 3)]
    text: Cow<'a, str>,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Page<T> {
    #[thrift(id = 1)]
    items: Vec<T>,
    #[thrift(id = 2, default = 10)]
    size: i32,
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Tuple(#[thrift(id = 1)] i64, #[thrift(id = 2, required)] Arc<String>);

#[derive(ThriftStruct, Debug, PartialEq, Default)]
struct Containers {
    #[thrift(id = 1)]
    map: HashMap<String, HashSet<i32>>,
    #[thrift(id = 2)]
    boxed: Option<Box<Containers>>,
}

#[derive(ThriftEnum, Debug, PartialEq, Clone, Copy)]
enum Closed {
    A = 1,
    B = -2,
    C,
}

#[derive(ThriftUnion, Debug, PartialEq)]
#[thrift(rename_all = "camelCase")]
enum Either<'a> {
    #[thrift(id = 1)]
    Left(Borrowed<'a>),
    #[thrift(id = 2, name = "RIGHT")]
    Right(Closed),
}

#[derive(ThriftException, Debug)]
struct Failed<T> {
    #[thrift(id = 1, required)]
    why: T,
}

#[derive(ThriftEnum, Debug)]
enum NoValues {}

#[derive(ThriftUnion, Debug)]
enum NoMembers {}

#[derive(ThriftEnum)]
enum RawNames {
    r#Box = 1,
    r#try = 2,
}

#[derive(ThriftStruct)]
struct Defaults {
    #[thrift(id = 1, default = HashMap::<String, i32>::from([("a".to_owned(), 1)]))]
    turbofish: HashMap<String, i32>,
    #[thrift(id = 2, default = <i64 as From<i32>>::from(-1))]
    qualified: i64,
    #[thrift(id = 3, default = i32::from(1 < 2), name = "compared")]
    comparison: i32,
}

/// A fragment stands in a group that nobody wrote.
macro_rules! declare {
    ($name:ident, $ty:ty, $id:literal) => {
        #[derive(ThriftStruct, Debug, PartialEq)]
        struct $name {
            #[thrift(id = $id)]
            value: $ty,
        }
    };
}

declare!(FromMacro, Option<i32>, 7);

#[derive(ThriftStruct, Debug, PartialEq)]
struct Conditional {
    #[cfg(any())]
    #[thrift(id = 1)]
    gone: NoSuchType,
    #[deprecated]
    #[thrift(id = 1)]
    here: i32,
}

fn main() {
    assert_eq!(thrift::binary::to_vec(&FromMacro { value: None }).unwrap(), [0]);
    assert_eq!(Failed { why: 7 }.to_string(), "Failed { why: 7 }");
    assert_eq!(RawNames::r#try.name(), Some("try"));
    let defaults: Defaults = thrift::binary::from_slice(&[0]).unwrap();
    assert_eq!((defaults.turbofish["a"], defaults.qualified, defaults.comparison), (1, -1, 1));

    let value = Either::Left(Borrowed { name: "a", blob: b"b", text: "c".into() });
    let bytes = thrift::binary::to_vec(&value).unwrap();
    assert_eq!(thrift::binary::from_slice::<Either<'_>>(&bytes).unwrap(), value);

    let page = Page { items: vec![Closed::C, Closed::B], size: 2 };
    let bytes = thrift::binary::to_vec(&page).unwrap();
    assert_eq!(thrift::binary::from_slice::<Page<Closed>>(&bytes).unwrap(), page);
    assert_eq!(thrift::binary::from_slice::<Page<Closed>>(&[0]).unwrap().size, 10);

    let tuple = Tuple(1, Arc::new("x".into()));
    let bytes = thrift::binary::to_vec(&tuple).unwrap();
    assert_eq!(thrift::binary::from_slice::<Tuple>(&bytes).unwrap(), tuple);
}
