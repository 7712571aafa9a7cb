//! Types without a Thrift type are named, and underlined where they stand.

use std::collections::{BTreeMap, BTreeSet};

use thrift::{ThriftError, ThriftStruct, ThriftUnion};

#[derive(ThriftStruct)]
struct Unsigned {
    #[thrift(id = 1)]
    integer: u32,
    #[thrift(id = 2)]
    sizes: Vec<usize>,
    #[thrift(id = 3)]
    bytes: Vec<u8>,
    #[thrift(id = 4)]
    size: isize,
    #[thrift(id = 5)]
    wide: i128,
    #[thrift(id = 6)]
    float: f32,
}

#[derive(ThriftStruct)]
struct Others {
    #[thrift(id = 1)]
    letter: char,
    #[thrift(id = 2)]
    unit: (),
    #[thrift(id = 3)]
    pair: (i32, i32),
    #[thrift(id = 4, required)]
    object: Box<dyn core::fmt::Debug>,
    #[thrift(id = 5, required)]
    function: fn(i32) -> i32,
    #[thrift(id = 6, required)]
    reference: &'static i32,
}

#[derive(Default)]
struct Plain;

#[derive(ThriftStruct)]
struct Nested {
    #[thrift(id = 1)]
    plain: Plain,
    #[thrift(id = 2)]
    optional: Option<Option<i32>>,
}

#[derive(ThriftStruct)]
struct Keys {
    #[thrift(id = 1)]
    doubles: BTreeSet<f64>,
    #[thrift(id = 2)]
    table: BTreeMap<f64, i32>,
}

#[derive(ThriftStruct)]
#[thrift(transparent)]
struct Transparent(u64);

#[derive(ThriftUnion)]
enum Members {
    #[thrift(id = 1)]
    Unsigned(u16),
}

#[derive(ThriftError, Debug)]
enum Errors {
    #[thrift(id = 1)]
    Struct(Plain),
    #[thrift(other)]
    Other(std::io::Error),
}

fn main() {}
