//! Writes the allocations of every row: what `codec` runs beside itself.

#![forbid(unsafe_code)]

use std::env;
use std::process::ExitCode;

use thrift_bench_codec::options::Options;
use thrift_bench_codec::payloads;

fn main() -> ExitCode {
    let all = match Options::parse(env::args().skip(1)).and_then(|o| payloads::cases(&o)) {
        Ok(all) => all,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    for mut case in all.cases {
        // The first operation gives buffers that are used again their size.
        (case.run)(1);
        let counted = allocation_counter::measure(|| (case.run)(1));
        println!("{} {}", case.key(), counted.count_total);
    }
    ExitCode::SUCCESS
}
