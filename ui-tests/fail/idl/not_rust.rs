//! What Thrift has and Rust has not, and the other way round.

use thrift::thrift;

thrift! {
    const i32 SUFFIX = 10u8
    const i32 BINARY = 0b11
    const i32 UNDERSCORE = 1_000
    const i32 HEXADECIMAL = 0XFF
    const double DOT = 1.
    const i64 LARGE = 9223372036854775808

    const string HEX_ESCAPE = "\x41"
    const string CODE_POINT = "\u{e9}"
    const string CONTINUED = "one \
        two"
    const string LINES = "one
        two"
    const binary BYTES = b"bytes"
    const string C = c"text"
    const string LIFETIME = 'long

    struct Percent { 1: i32 % }
    struct Größe { 1: i32 x }

    #![crate = ::renamed]
}

fn main() {
    let _ = (SUFFIX, BINARY, UNDERSCORE, HEXADECIMAL, DOT, LARGE);
    let _ = (HEX_ESCAPE, CODE_POINT, CONTINUED, LINES, BYTES, C, LIFETIME);
    let _ = Größe { x: 1 };
}
