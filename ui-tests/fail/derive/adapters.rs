//! Adapters that do not exist, adapt something else, or whose type on the wire is none.

use std::time::Duration;

use thrift::ThriftStruct;
use thrift::adapter::{Bits, Each, Text};

#[derive(ThriftStruct)]
struct Missing {
    #[thrift(id = 1, required, with = NoAdapter)]
    path: Duration,
    #[thrift(id = 2, required, with = "no_module::inside")]
    module: Duration,
}

struct NoAdapter2;

mod half {
    pub(super) fn to_wire(value: &i32) -> i32 {
        *value
    }
}

mod strings {
    pub(super) fn to_wire(value: &String) -> String {
        value.clone()
    }

    pub(super) fn from_wire(wire: String) -> thrift::Result<String> {
        Ok(wire)
    }
}

mod unsigned {
    pub(super) fn to_wire(value: &i32) -> u32 {
        value.unsigned_abs()
    }

    pub(super) fn from_wire(wire: u32) -> thrift::Result<i32> {
        Ok(wire.cast_signed())
    }
}

mod infallible {
    pub(super) fn to_wire(value: &i32) -> i32 {
        *value
    }

    pub(super) fn from_wire(wire: i32) -> i32 {
        wire
    }
}

#[derive(ThriftStruct)]
struct Wrong {
    #[thrift(id = 1, with = NoAdapter2)]
    not_an_adapter: i32,
    #[thrift(id = 2, with = half)]
    half: i32,
    #[thrift(id = 3, with = strings)]
    another_type: i32,
    #[thrift(id = 4, with = unsigned)]
    no_encoding: i32,
    #[thrift(id = 5, with = infallible)]
    infallible: i32,
    #[thrift(id = 6, with = Bits)]
    signed: i32,
    #[thrift(id = 7, with = Text)]
    no_text: Vec<i32>,
    #[thrift(id = 8, with = Each)]
    each: Vec<u32>,
}

fn main() {}
