//! Every key in every place where it does not belong: on types and on their parts.

use thrift::{ThriftEnum, ThriftError, ThriftStruct, ThriftUnion};

#[derive(ThriftStruct)]
#[thrift(
    default = 1,
    deprecated_ids(7),
    id = 1,
    idempotent,
    name = "x",
    oneway,
    other,
    required,
    skip,
    unknown,
    value = 1,
    with = path,
)]
struct Struct {
    #[thrift(id = 1)]
    #[thrift(
        crate = ::thrift,
        idempotent,
        oneway,
        other,
        rename_all = "camelCase",
        reserved(3),
        transparent,
        value = 1,
    )]
    field: i32,
}

#[derive(ThriftUnion)]
#[thrift(
    default = 1,
    deprecated_ids(7),
    id = 1,
    idempotent,
    name = "x",
    oneway,
    other,
    required,
    skip,
    transparent,
    unknown,
    value = 1,
    with = path,
)]
enum Union {
    #[thrift(id = 1)]
    #[thrift(
        crate = ::thrift,
        default = 1,
        deprecated_ids(7),
        idempotent,
        oneway,
        other,
        rename_all = "camelCase",
        required,
        reserved(3),
        skip,
        transparent,
        value = 1,
        with = path,
    )]
    Member(i32),
}

#[derive(ThriftEnum)]
#[thrift(
    default = 1,
    deprecated_ids(7),
    id = 1,
    idempotent,
    name = "x",
    oneway,
    other,
    required,
    skip,
    transparent,
    unknown,
    value = 1,
    with = path,
)]
enum Enum {
    #[thrift(value = 1)]
    #[thrift(
        crate = ::thrift,
        default = 1,
        deprecated_ids(7),
        id = 1,
        idempotent,
        oneway,
        other,
        rename_all = "camelCase",
        required,
        reserved(3),
        skip,
        transparent,
        with = path,
    )]
    Value,
}

#[derive(ThriftError, Debug)]
#[thrift(
    default = 1,
    deprecated_ids(7),
    id = 1,
    idempotent,
    name = "x",
    oneway,
    other,
    rename_all = "camelCase",
    required,
    reserved(3),
    skip,
    transparent,
    unknown,
    value = 1,
    with = path,
)]
enum Errors {
    #[thrift(other)]
    #[thrift(
        crate = ::thrift,
        default = 1,
        deprecated_ids(7),
        idempotent,
        oneway,
        rename_all = "camelCase",
        required,
        reserved(3),
        skip,
        transparent,
        unknown,
        value = 1,
        with = path,
    )]
    Other(thrift::Error),
}

fn main() {
    let _ = thrift::binary::to_vec(&Struct { field: 1 });
    let _ = (Union::Member(1), Enum::Value.number());
}
