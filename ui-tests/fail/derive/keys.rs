//! Attribute keys: misspelt, unknown, in the wrong place, twice, without sense.

use thrift::{ThriftStruct, ThriftUnion};

#[derive(ThriftStruct)]
#[thrift(id = 1)]
struct Keys {
    #[thrift(idd = 1)]
    misspelt: i32,
    #[thrift(id = 2, colour = "red")]
    unknown: i32,
    #[thrift(id = 3, oneway)]
    misplaced: i32,
    #[thrift(id = 4, id = 5)]
    twice: i32,
    #[thrift(id = 6, required)]
    required_option: Option<i32>,
    #[thrift(id = 7, required, default = 3)]
    required_default: i32,
}

#[derive(ThriftStruct)]
#[thrift(rename_all = "kebab-case")]
struct Renamed {
    #[thrift(id = 1)]
    a: i32,
}

#[derive(ThriftUnion)]
enum Unknowns {
    #[thrift(id = 1)]
    A(i32),
    #[thrift(unknown)]
    B(thrift::UnknownField),
    #[thrift(unknown)]
    C(thrift::UnknownField),
}

#[derive(ThriftUnion)]
enum Numbered {
    #[thrift(unknown, id = 1)]
    A(thrift::UnknownField),
}

fn main() {}
