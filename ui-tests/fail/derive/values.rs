//! Keys with values that they do not take, and without those that they do.

use thrift::{ThriftEnum, ThriftError, ThriftStruct, ThriftUnion, UnknownField};

#[derive(ThriftStruct)]
struct Numbers {
    #[thrift(id)]
    nothing: i32,
    #[thrift(id(2))]
    parentheses: i32,
    #[thrift(id = "3")]
    string: i32,
    #[thrift(id = 4.0)]
    float: i32,
    #[thrift(id = FIVE)]
    constant: i32,
    #[thrift(id = 6 + 1)]
    expression: i32,
    #[thrift(id = 99999999999999999999)]
    huge: i32,
    #[thrift(id = 8 name = "x")]
    comma: i32,
}

#[derive(ThriftStruct)]
#[thrift]
#[thrift = "id"]
struct Attributes {
    #[thrift()]
    empty: i32,
    #[thrift("id")]
    string: i32,
    #[thrift(id: 3)]
    colon: i32,
}

#[derive(ThriftStruct)]
struct Names {
    #[thrift(id = 1, name)]
    nothing: i32,
    #[thrift(id = 2, name = word)]
    word: i32,
    #[thrift(id = 3, name = "")]
    empty: i32,
    #[thrift(id = 4, name = "a b")]
    blank: i32,
    #[thrift(id = 5, name = "1st")]
    digit: i32,
    #[thrift(id = 6, name = "größe")]
    letters: i32,
}

#[derive(ThriftStruct)]
struct Flags {
    #[thrift(id = 1, required = true)]
    required: i32,
    #[thrift(skip(true))]
    skip: i32,
    #[thrift(unknown = "keep")]
    unknown: Vec<UnknownField>,
    #[thrift(id = 4, default =)]
    default: i32,
    #[thrift(id = 5, default(5))]
    parentheses: i32,
}

#[derive(ThriftStruct)]
struct Deprecated {
    #[thrift(id = 1, deprecated_ids)]
    nothing: i32,
    #[thrift(id = 2, deprecated_ids = 3)]
    number: i32,
    #[thrift(id = 4, deprecated_ids("old"))]
    string: i32,
    #[thrift(id = 5, deprecated_ids(6 7))]
    comma: i32,
    #[thrift(id = 8, deprecated_ids(0, -9, 32768))]
    ranges: i32,
}

#[derive(ThriftStruct)]
struct Adapted {
    #[thrift(id = 1, with)]
    nothing: u32,
    #[thrift(id = 2, with = "")]
    empty: u32,
    #[thrift(id = 3, with = "a b")]
    blank: u32,
    #[thrift(id = 4, with = 5)]
    number: u32,
}

#[derive(ThriftStruct)]
#[thrift(crate)]
struct NoCrate {}

#[derive(ThriftStruct)]
#[thrift(crate = "::thrift")]
struct CrateString {}

#[derive(ThriftStruct)]
#[thrift(rename_all)]
struct NoCase {}

#[derive(ThriftStruct)]
#[thrift(rename_all = camelCase)]
struct CaseWord {}

#[derive(ThriftStruct)]
#[thrift(rename_all = "camelcase")]
struct CaseMisspelt {}

#[derive(ThriftStruct)]
#[thrift(rename_all = "kebab-case")]
struct CaseUnknown {}

#[derive(ThriftStruct)]
#[thrift(transparent = true)]
struct NotTransparent(i32);

#[derive(ThriftUnion)]
#[thrift(reserved)]
enum NoReserved {}

#[derive(ThriftUnion)]
#[thrift(reserved = 3)]
enum ReservedNumber {}

#[derive(ThriftUnion)]
#[thrift(reserved(3..5))]
enum HalfOpen {}

#[derive(ThriftUnion)]
#[thrift(reserved(3..))]
enum Unbounded {}

#[derive(ThriftUnion)]
#[thrift(reserved(-9..=-10))]
enum Backwards {}

#[derive(ThriftUnion)]
#[thrift(reserved(word))]
enum ReservedWord {}

#[derive(ThriftUnion)]
#[thrift(reserved(99999999999999999999))]
enum ReservedHuge {}

#[derive(ThriftEnum)]
enum Values {
    #[thrift(value)]
    Nothing,
    #[thrift(value = "1")]
    String,
    #[thrift(value = 2147483648)]
    Above,
    #[thrift(value = -2147483649)]
    Below,
    #[thrift(value = -)]
    Minus,
}

#[derive(ThriftError, Debug)]
enum Errors {
    #[thrift(other = true)]
    Other(thrift::Error),
}

fn main() {}
