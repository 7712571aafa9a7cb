//! Texts through lexer, parser, resolver and formatter: `cargo +nightly fuzz run idl_text`

#[path = "../../../thrift-idl/tests/support/invariants.rs"]
mod invariants;

pub fn check(text: &str) {
    invariants::check(text);
    invariants::check_format(text);
}
