//! Field ids: duplicate, zero, negative, too large, missing. The types are usable all the same.

use thrift::ThriftStruct;

#[derive(ThriftStruct)]
struct Duplicate {
    #[thrift(id = 1)]
    first: i32,
    #[thrift(id = 1)]
    second: i32,
}

#[derive(ThriftStruct)]
struct Zero {
    #[thrift(id = 0)]
    a: i32,
}

#[derive(ThriftStruct)]
struct Negative {
    #[thrift(id = -3)]
    a: i32,
}

#[derive(ThriftStruct)]
struct TooLarge {
    #[thrift(id = 99999)]
    a: i32,
}

#[derive(ThriftStruct)]
struct Missing {
    a: i32,
}

fn main() {
    let _ = thrift::binary::to_vec(&Duplicate { first: 1, second: 2 });
    let _ = thrift::binary::to_vec(&Missing { a: 1 });
}
