//! Types without a Thrift type are named, and underlined where they stand.

use thrift::ThriftStruct;

#[derive(ThriftStruct, Default)]
struct Unsigned {
    #[thrift(id = 1)]
    a: u32,
    #[thrift(id = 2)]
    b: Vec<usize>,
}

#[derive(Default)]
struct Plain;

#[derive(ThriftStruct)]
struct Nested {
    #[thrift(id = 1)]
    plain: Plain,
}

fn main() {}
