//! Wrong uses must be refused with the text in the `.stderr` file, right ones must compile.
//!
//! `TRYBUILD=overwrite cargo test -p thrift-ui-tests` rewrites the texts; read the difference.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Wrong uses whose texts quote the standard library. The compiler does so where the source of it is
/// installed: `rustup component add rust-src`.
const QUOTING: [&str; 4] = [
    "fail/annotations/signatures.rs",
    "fail/annotations/types.rs",
    "fail/derive/members.rs",
    "fail/derive/types.rs",
];

/// Other compilers word their part of the messages differently.
#[rustversion::attr(not(stable(1.95)), ignore = "the texts are those of Rust 1.95")]
#[test]
fn wrong_uses_are_explained() {
    let cases = trybuild::TestCases::new();
    let quoted = has_library_source();
    for case in cases_in("fail") {
        if quoted || !QUOTING.contains(&&*case) {
            cases.compile_fail(case);
        } else {
            println!("SKIPPED: {case}, since there is no source of the standard library to quote");
        }
    }
}

#[test]
fn right_uses_compile() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
}

#[test]
fn what_quotes_the_standard_library_is_there() {
    let cases = cases_in("fail");
    for quoting in QUOTING {
        assert!(cases.iter().any(|case| case == quoting), "there is no {quoting}");
    }
}

/// The sources in the folders of a folder, in an order that is always the same.
fn cases_in(folder: &str) -> Vec<String> {
    let families = entries(Path::new(folder));
    let files = families.iter().flat_map(|family| entries(family));
    let sources = files.filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    let mut cases: Vec<_> = sources.map(|source| source.display().to_string()).collect();
    cases.sort();
    cases
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().expect("the folder is there");
    entries.map(|entry| entry.expect("it is readable").path()).collect()
}

fn has_library_source() -> bool {
    let rustc = Command::new("rustc").args(["--print", "sysroot"]).output().expect("it runs");
    let sysroot = String::from_utf8(rustc.stdout).expect("it is UTF-8");
    Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library").is_dir()
}
