//! `cargo +nightly fuzz run scan`

#![no_main]
#![forbid(unsafe_code)]

libfuzzer_sys::fuzz_target!(|input: (u8, u8, u8, &[u8])| thrift_fuzz::targets::scan::check(input));
