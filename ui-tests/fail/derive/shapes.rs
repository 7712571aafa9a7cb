//! Each derive has the shapes that it fits.

use thrift::{ThriftEnum, ThriftError, ThriftStruct, ThriftUnion};

#[derive(ThriftStruct)]
enum NotAStruct {
    A,
}

#[derive(ThriftUnion)]
struct NotAUnion {
    a: i32,
}

#[derive(ThriftUnion)]
enum NoPayload {
    #[thrift(id = 1)]
    A,
    #[thrift(id = 2)]
    B(i32, i32),
}

#[derive(ThriftEnum)]
enum Payload {
    A = 1,
    B(i32),
}

#[derive(ThriftEnum)]
enum SameValue {
    #[thrift(value = 1)]
    A,
    #[thrift(value = 1)]
    B,
}

#[derive(ThriftError, Debug)]
enum NoOther {}

fn main() {}
