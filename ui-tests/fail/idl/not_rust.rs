//! What Thrift has and the lexer of Rust has not.

use thrift::thrift;

thrift! {
    const i32 LIMIT = 10u8

    struct Percent { 1: i32 % }
}

fn main() {}
