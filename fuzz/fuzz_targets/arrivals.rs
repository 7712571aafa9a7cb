//! `cargo +nightly fuzz run arrivals`

#![no_main]
#![forbid(unsafe_code)]

libfuzzer_sys::fuzz_target!(|input: (u8, u8, u8, &[u8])| thrift_fuzz::targets::arrivals::check(
    input
));
