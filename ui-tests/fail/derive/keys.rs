//! Attribute keys that are misspelt, or not there at all.

use thrift::{ThriftEnum, ThriftError, ThriftStruct, ThriftUnion};

#[derive(ThriftStruct)]
#[thrift(rename = "camelCase")]
#[thrift(transparant)]
struct Struct {
    #[thrift(idd = 1)]
    misspelt: i32,
    #[thrift(id = 2, colour = "red")]
    unknown: i32,
    #[thrift(id = 3, colour(red, blue), requird)]
    several: i32,
    #[thrift(ID = 4)]
    case: i32,
}

#[derive(ThriftUnion)]
#[thrift(tag = "type")]
enum Union {
    #[thrift(id = 1, renam = "x")]
    A(i32),
    #[thrift(unkown)]
    B(thrift::UnknownField),
}

#[derive(ThriftEnum)]
#[thrift(untagged)]
enum Enum {
    #[thrift(valeu = 1)]
    A,
    #[thrift(x = 1)]
    B,
}

#[derive(ThriftError, Debug)]
#[thrift(krate = ::thrift)]
enum Errors {
    #[thrift(transparent_)]
    A(thrift::Error),
    #[thrift(othr)]
    Other(thrift::Error),
}

fn main() {}
