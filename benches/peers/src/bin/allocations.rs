//! Writes the allocations of every row: what `codec` runs beside itself.

#![forbid(unsafe_code)]

use std::env;
use std::process::ExitCode;

use thrift_bench_codec::case::Case;
use thrift_bench_codec::options::Options;
use thrift_bench_codec::payloads;

fn main() -> ExitCode {
    let counted = Options::parse(env::args().skip(1)).and_then(|o| payloads::each(&o, count));
    match counted {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn count(cases: Vec<Case>) {
    for mut case in cases {
        // The first operation gives buffers that are used again their size.
        (case.run)(1);
        let counted = allocation_counter::measure(|| (case.run)(1));
        println!("{} {}", case.key(), counted.count_total);
    }
}
