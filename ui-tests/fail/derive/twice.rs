//! Every key twice on one thing.

use thrift::{ThriftEnum, ThriftError, ThriftStruct, ThriftUnion, UnknownField};

#[derive(ThriftStruct)]
#[thrift(crate = ::thrift, crate = ::thrift)]
#[thrift(rename_all = "camelCase")]
#[thrift(rename_all = "snake_case")]
#[thrift(reserved(30), reserved(31))]
struct Fields {
    #[thrift(id = 1, id = 1)]
    id: i32,
    #[thrift(id = 2, name = "a", name = "b")]
    name: i32,
    #[thrift(id = 3, default, default = 3)]
    default: i32,
    #[thrift(id = 4, required, required)]
    required: i32,
    #[thrift(id = 5, deprecated_ids(20), deprecated_ids(21))]
    deprecated_ids: i32,
    #[thrift(id = 6, with = thrift::adapter::Bits, with = "thrift::adapter::Bits")]
    with: u32,
    #[thrift(skip, skip)]
    skip: i32,
    #[thrift(unknown, unknown)]
    unknown: Vec<UnknownField>,
}

#[derive(ThriftStruct)]
#[thrift(transparent, transparent)]
struct Transparent(i32);

#[derive(ThriftEnum)]
enum Values {
    #[thrift(value = 1, value = 2)]
    A,
    #[thrift(value = 3, name = "b", name = "B")]
    B,
}

#[derive(ThriftUnion)]
enum Members {
    #[thrift(id = 1)]
    #[thrift(id = 2)]
    A(i32),
    #[thrift(unknown)]
    #[thrift(unknown)]
    Unknown(UnknownField),
}

#[derive(ThriftError, Debug)]
enum Errors {
    #[thrift(other, other)]
    Other(thrift::Error),
}

fn main() {}
