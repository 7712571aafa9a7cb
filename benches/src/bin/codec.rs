//! The codec beside those of others: `cargo run --release -p thrift-bench --bin codec`

#![forbid(unsafe_code)]

use std::env;
use std::process::ExitCode;

use thrift_bench::Outside;

fn main() -> ExitCode {
    // What counts allocations is another program, and linking one takes half a minute.
    let counts = env::args().all(|argument| argument != "--no-allocs");
    let others: &[&str] = if counts { &["allocations"] } else { &[] };
    Outside { folder: "peers", program: "codec", others }.run()
}
