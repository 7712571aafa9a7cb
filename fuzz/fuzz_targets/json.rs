//! `cargo +nightly fuzz run json -- -dict=json.dict`

#![no_main]
#![forbid(unsafe_code)]

libfuzzer_sys::fuzz_target!(|text: &[u8]| thrift_fuzz::targets::json::check(text));
