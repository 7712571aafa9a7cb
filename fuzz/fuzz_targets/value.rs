//! `cargo +nightly fuzz run value`

#![no_main]
#![forbid(unsafe_code)]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| thrift_fuzz::targets::value::check(bytes));
