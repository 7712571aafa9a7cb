//! Writes pilota's Rust for an IDL: `thrift-bench-pilota IDL OUT`

#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;

use pilota_build::{Builder, IdlService};

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [idl, out] = arguments.as_slice() else {
        eprintln!("usage: thrift-bench-pilota IDL OUT");
        return ExitCode::FAILURE;
    };
    Builder::thrift().ignore_unused(false).compile_with_config(
        vec![IdlService::from_path(idl.clone())],
        pilota_build::Output::File(out.clone()),
    );
    ExitCode::SUCCESS
}
