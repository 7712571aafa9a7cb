//! Members without a default, and members that cannot keep what is unknown.

use thrift::{ThriftEnum, ThriftStruct, ThriftUnion};

#[derive(ThriftEnum)]
enum Color {
    Red = 1,
}

#[derive(ThriftStruct)]
struct NoDefault {
    #[thrift(id = 1)]
    color: Color,
    #[thrift(id = 2, default)]
    explicit: Color,
    #[thrift(skip)]
    skipped: Color,
}

#[derive(ThriftStruct)]
struct WrongDefault {
    #[thrift(id = 1, default = "x")]
    text: i32,
    #[thrift(id = 2, default = Some(1))]
    option: Option<i32>,
    #[thrift(skip, default = 1)]
    skipped: String,
    #[thrift(id = 3, default = 99999999999)]
    large: i32,
}

#[derive(ThriftStruct)]
struct WrongKeeper {
    #[thrift(unknown)]
    rest: Vec<u8>,
}

#[derive(ThriftUnion)]
enum WrongUnknown {
    #[thrift(unknown)]
    Unknown(i32),
}

#[derive(ThriftEnum)]
enum WrongOther {
    #[thrift(unknown)]
    Other(String),
}

fn main() {}
