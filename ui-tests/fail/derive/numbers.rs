//! Numbers of enums that are not what they seem, and keys without a value.

use thrift::{ThriftEnum, ThriftStruct};

#[derive(ThriftEnum)]
enum Mixed {
    #[thrift(value = 1)]
    A,
    B,
}

#[derive(ThriftStruct)]
struct NoValues {
    #[thrift(id)]
    a: i32,
    #[thrift(id = 2, default =)]
    b: i32,
    #[thrift()]
    c: i32,
}

fn main() {}
