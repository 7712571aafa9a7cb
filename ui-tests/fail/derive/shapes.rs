//! Each derive has the shapes that it fits.

use thrift::{ThriftEnum, ThriftError, ThriftException, ThriftStruct, ThriftUnion};

#[derive(ThriftStruct)]
enum NotAStruct {
    A,
}

#[derive(ThriftStruct)]
union RustUnion {
    a: i32,
}

#[derive(ThriftException, Debug)]
enum NotAnException {
    A,
}

#[derive(ThriftUnion)]
struct NotAUnion {
    a: i32,
}

#[derive(ThriftUnion)]
union NoThriftUnion {
    a: i32,
}

#[derive(ThriftEnum)]
struct NotAnEnum(i32);

#[derive(ThriftError, Debug)]
struct NotAnError(thrift::Error);

#[derive(ThriftUnion)]
enum NoPayload {
    #[thrift(id = 1)]
    A,
    #[thrift(id = 2)]
    B(i32, i32),
    #[thrift(id = 3)]
    C { value: i32 },
    #[thrift(id = 4)]
    D(),
}

#[derive(ThriftEnum)]
#[repr(i32)]
enum Payload {
    A = 1,
    B(i32),
    C { value: i32 },
}

#[derive(ThriftEnum)]
enum NoUnknownPayload {
    #[thrift(unknown)]
    A,
    #[thrift(unknown)]
    B(i32, i32),
}

#[derive(ThriftUnion)]
enum NoUnknownField {
    #[thrift(unknown)]
    A,
}

#[derive(ThriftError, Debug)]
enum NoOther {}

#[derive(ThriftError, Debug)]
enum NoException {
    #[thrift(id = 1)]
    A,
    #[thrift(other)]
    Other,
}

fn main() {
    let _ = thrift::binary::to_vec(&NotAStruct::A);
    let _ = thrift::binary::to_vec(&NotAnEnum(1));
}
