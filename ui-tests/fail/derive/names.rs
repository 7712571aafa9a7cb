//! Names that meet on the wire.

use thrift::{ThriftEnum, ThriftError, ThriftException, ThriftStruct, ThriftUnion};

#[derive(ThriftStruct)]
struct Fields {
    #[thrift(id = 1, name = "b")]
    a: i32,
    #[thrift(id = 2)]
    b: i32,
}

#[derive(ThriftStruct)]
#[thrift(rename_all = "camelCase")]
#[allow(non_snake_case)]
struct Cases {
    #[thrift(id = 1)]
    foo_bar: i32,
    #[thrift(id = 2)]
    fooBar: i32,
}

#[derive(ThriftException, Debug)]
struct Exception {
    #[thrift(id = 1, name = "b")]
    a: i32,
    #[thrift(id = 2)]
    b: i32,
}

#[derive(ThriftUnion)]
enum Members {
    #[thrift(id = 1)]
    A(i32),
    #[thrift(id = 2, name = "A")]
    B(i32),
}

#[derive(ThriftEnum)]
#[thrift(rename_all = "SCREAMING_SNAKE_CASE")]
enum Values {
    FooBar = 1,
    #[allow(non_camel_case_types)]
    Foo_Bar = 2,
    #[thrift(name = "FOO_BAR")]
    Third = 3,
}

#[derive(ThriftEnum)]
enum SameValue {
    #[thrift(value = 1)]
    A,
    #[thrift(value = 1)]
    B,
}

#[derive(ThriftError, Debug)]
enum Errors {
    #[thrift(id = 1)]
    First(Exception),
    #[thrift(id = 2, name = "first")]
    Second(Exception),
    #[thrift(other)]
    Other(thrift::Error),
}

fn main() {}
