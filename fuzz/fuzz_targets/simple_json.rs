//! `cargo +nightly fuzz run simple_json -- -dict=json.dict`

#![no_main]
#![forbid(unsafe_code)]

libfuzzer_sys::fuzz_target!(|text: &[u8]| thrift_fuzz::targets::simple_json::check(text));
