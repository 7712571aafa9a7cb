//! Calls beside those of others: `cargo run --release -p thrift-bench --bin rpc`

#![forbid(unsafe_code)]

use std::process::ExitCode;

use thrift_bench::Outside;

fn main() -> ExitCode {
    Outside { folder: "rpc", program: "rpc", others: &[] }.run()
}
