//! `cargo +nightly fuzz run idl_text`

#![no_main]
#![forbid(unsafe_code)]

libfuzzer_sys::fuzz_target!(|text: &str| thrift_fuzz::targets::idl_text::check(text));
