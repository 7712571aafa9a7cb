//! Keys that say opposite things of one member.

use thrift::{ThriftEnum, ThriftError, ThriftException, ThriftStruct, ThriftUnion, UnknownField};

#[derive(ThriftStruct)]
struct Skipped {
    #[thrift(skip, id = 1)]
    id: i32,
    #[thrift(skip, name = "other")]
    name: i32,
    #[thrift(skip, required)]
    required: i32,
    #[thrift(skip, with = thrift::adapter::Bits)]
    with: u32,
    #[thrift(skip, deprecated_ids(3))]
    deprecated_ids: i32,
    #[thrift(skip, unknown)]
    unknown: Vec<UnknownField>,
}

#[derive(ThriftStruct)]
struct Unknown {
    #[thrift(unknown, id = 1)]
    id: Vec<UnknownField>,
}

#[derive(ThriftStruct)]
struct UnknownDefault {
    #[thrift(unknown, default = Vec::new())]
    default: Vec<UnknownField>,
}

#[derive(ThriftStruct)]
struct UnknownTwice {
    #[thrift(unknown)]
    first: Vec<UnknownField>,
    #[thrift(unknown)]
    second: Vec<UnknownField>,
}

#[derive(ThriftStruct)]
struct Presence {
    #[thrift(id = 1, required)]
    option: Option<i32>,
    #[thrift(id = 2, required)]
    qualified: core::option::Option<i32>,
    #[thrift(id = 3, required, default = 3)]
    default: i32,
    #[thrift(id = 4, required, default)]
    natural: i32,
}

#[derive(ThriftStruct)]
#[thrift(transparent)]
struct TwoMembers(i32, i32);

#[derive(ThriftStruct)]
#[thrift(transparent)]
struct NoMember;

#[derive(ThriftStruct)]
#[thrift(transparent)]
struct WithKeys(#[thrift(id = 1)] i32);

#[derive(ThriftStruct)]
#[thrift(transparent, rename_all = "camelCase")]
struct Renamed(i32);

#[derive(ThriftStruct)]
#[thrift(transparent, reserved(3))]
struct Reserved(i32);

#[derive(ThriftException, Debug)]
#[thrift(transparent)]
struct Exception(#[thrift(id = 1)] String);

#[derive(ThriftStruct)]
#[thrift(transparent)]
enum TransparentEnum {
    A(i32),
}

#[derive(ThriftUnion)]
enum Numbered {
    #[thrift(unknown, id = 1)]
    A(UnknownField),
}

#[derive(ThriftUnion)]
enum Named {
    #[thrift(unknown, name = "a")]
    A(UnknownField),
}

#[derive(ThriftUnion)]
enum Two {
    #[thrift(unknown)]
    A(UnknownField),
    #[thrift(unknown)]
    B(UnknownField),
}

#[derive(ThriftEnum)]
enum NumberedUnknown {
    #[thrift(unknown, value = 1)]
    A(i32),
}

#[derive(ThriftEnum)]
enum NamedUnknown {
    #[thrift(unknown, name = "a")]
    A(i32),
}

#[derive(ThriftEnum)]
enum TwoUnknown {
    #[thrift(unknown)]
    A(i32),
    #[thrift(unknown)]
    B(i32),
}

#[derive(ThriftEnum)]
enum Mixed {
    #[thrift(value = 1)]
    A,
    B,
}

#[derive(ThriftEnum)]
enum Discriminants {
    A,
    #[thrift(unknown)]
    Other(i32),
}

#[derive(ThriftError, Debug)]
enum NumberedOther {
    #[thrift(other, id = 1)]
    A(thrift::Error),
}

#[derive(ThriftError, Debug)]
enum NamedOther {
    #[thrift(other, name = "a")]
    A(thrift::Error),
}

#[derive(ThriftError, Debug)]
enum TwoOthers {
    #[thrift(other)]
    A(thrift::Error),
    #[thrift(other)]
    B(thrift::Error),
}

fn main() {
    let _ = thrift::binary::to_vec(&TwoMembers(1, 2));
    let _ = thrift::binary::to_vec(&Mixed::B);
    let _: NumberedOther = thrift::Error::new(thrift::Kind::Invalid, "").into();
}
