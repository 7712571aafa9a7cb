//! Texts through lexer, parser, resolver and formatter: `cargo +nightly fuzz run idl_text`

#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::fuzz_target;

#[path = "../../thrift-idl/tests/support/invariants.rs"]
mod invariants;

fuzz_target!(|text: &str| {
    invariants::check(text);
    invariants::check_format(text);
});
