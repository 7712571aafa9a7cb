//! Field ids: duplicate, zero, negative, too large, missing, reserved, deprecated. The types are
//! usable all the same.

use thrift::{ThriftError, ThriftException, ThriftStruct, ThriftUnion};

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

#[derive(ThriftStruct)]
struct MissingInTuple(i32, #[thrift(id = 2)] i32);

#[derive(ThriftException, Debug)]
struct Exception {
    #[thrift(id = 1)]
    first: i32,
    #[thrift(id = 0x01)]
    second: i32,
    third: i32,
}

#[derive(ThriftUnion)]
enum Union {
    #[thrift(id = 1)]
    A(i32),
    #[thrift(id = 1)]
    B(i32),
    #[thrift(id = 0)]
    C(i32),
    #[thrift(id = 32768)]
    D(i32),
    E(i32),
}

#[derive(ThriftError, Debug)]
enum Errors {
    #[thrift(id = 1)]
    A(Exception),
    #[thrift(id = 1)]
    B(Exception),
    #[thrift(id = -1)]
    C(Exception),
    D(Exception),
    #[thrift(other)]
    Other(thrift::Error),
}

#[derive(ThriftStruct)]
struct Deprecated {
    #[thrift(id = 1, deprecated_ids(1))]
    own: i32,
    #[thrift(id = 2, deprecated_ids(7, 7))]
    twice: i32,
    #[thrift(id = 3, deprecated_ids(2))]
    another: i32,
    #[thrift(id = 4, deprecated_ids(7))]
    shared: i32,
    #[thrift(id = 7)]
    late: i32,
}

#[derive(ThriftStruct)]
#[thrift(reserved(3, 5..=9, "old", "oldName"), rename_all = "camelCase")]
struct Reserved {
    #[thrift(id = 3)]
    number: i32,
    #[thrift(id = 9)]
    range: i32,
    #[thrift(id = 1)]
    old: i32,
    #[thrift(id = 2, name = "old")]
    named: i32,
    #[thrift(id = 4)]
    old_name: i32,
    #[thrift(id = 10, deprecated_ids(6))]
    deprecated: i32,
}

#[derive(ThriftUnion)]
#[thrift(reserved(3, "Old"))]
enum ReservedMembers {
    #[thrift(id = 3)]
    A(i32),
    #[thrift(id = 4)]
    Old(i32),
}

#[derive(thrift::ThriftEnum)]
#[thrift(reserved(-1, 7..=8, "OLD"))]
enum ReservedValues {
    #[thrift(value = -1)]
    A,
    #[thrift(value = 8)]
    B,
    #[thrift(value = 1, name = "OLD")]
    C,
}

#[derive(thrift::ThriftEnum)]
#[thrift(reserved(2))]
enum ReservedDiscriminants {
    A = 1,
    B = 2,
}

fn main() {
    let _ = thrift::binary::to_vec(&Duplicate { first: 1, second: 2 });
    let _ = thrift::binary::to_vec(&Missing { a: 1 });
    let _ = thrift::binary::to_vec(&Union::E(1));
    let _ = thrift::binary::to_vec(&ReservedValues::A);
}
