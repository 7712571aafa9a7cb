//! Texts through lexer, parser and resolver: `cargo +nightly fuzz run idl_text`

#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::fuzz_target;

#[path = "../../thrift-idl/tests/support/invariants.rs"]
mod invariants;

fuzz_target!(|text: &str| invariants::check(text));
