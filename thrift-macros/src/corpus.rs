//! Real files, where they are there: each expands without a mistake to Rust that parses.
//!
//! That the Rust compiles is the test of `ui-tests/pass` and of the examples.

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand;

/// Every file that there is.
pub(crate) fn files() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../thrift-core/examples/idl");
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/idl");
    [examples, shared]
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "thrift"))
        .collect()
}

fn expansion(path: &Path) -> TokenStream {
    let path = path.to_str().expect("a path in UTF-8");
    expand::include(quote!(#path))
}

#[test]
fn real_files_expand() {
    let files = files();
    assert!(files.len() >= 2, "the files of the calculator are always there");
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let expansion = expansion(&file);
        syn::parse2::<syn::File>(expansion.clone()).expect("the expansion is Rust");
        let text = expansion.to_string();
        // The type `uuid` is a feature, which most builds of this crate do not have.
        assert_eq!(
            text.matches("compile_error").count(),
            text.matches("needs the feature `uuid`").count(),
            "{name} does not expand"
        );
    }
}
