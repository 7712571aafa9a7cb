//! Wrong uses must be refused with the text in the `.stderr` file, right ones must compile.
//!
//! `TRYBUILD=overwrite cargo test -p thrift-ui-tests` rewrites the texts; read the difference.

/// Other compilers word their part of the messages differently.
#[rustversion::attr(not(stable(1.95)), ignore = "the texts are those of Rust 1.95")]
#[test]
fn wrong_uses_are_explained() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*/*.rs");
}

#[test]
fn right_uses_compile() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
}
