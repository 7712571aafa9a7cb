//! Measures the codec beside those of others; see the README of the benches.

#![forbid(unsafe_code)]

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use thrift_bench_codec::measure::{self, Row};
use thrift_bench_codec::options::Options;
use thrift_bench_codec::{allocations, instructions, linear, payloads, report};

const ROUNDS: u32 = 60;
const QUICK_ROUNDS: u32 = 15;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let options = Options::parse(env::args().skip(1))?;
    if options.linear {
        linear::print(options.rounds.unwrap_or(QUICK_ROUNDS))?;
        return Ok(ExitCode::SUCCESS);
    }
    if options.counted {
        payloads::each(&options, instructions::run_counted)?;
        return Ok(ExitCode::SUCCESS);
    }
    let usual = if options.quick { QUICK_ROUNDS } else { ROUNDS };
    let rounds = options.rounds.unwrap_or(usual);
    let mut rows = Vec::new();
    let left_out = payloads::each(&options, |cases| rows.extend(measure::run(cases, rounds)))?;
    if !options.no_allocs {
        add_allocations(&mut rows)?;
    }
    if options.instructions {
        add_instructions(&mut rows)?;
    }
    report::table::print(&rows);
    let missed = report::bars::print(&rows);
    report::print_notes(&left_out);
    if let Some(file) = &options.json {
        write(file, &report::json::text(&rows))?;
    }
    if let Some(file) = &options.svg {
        write(file, &report::chart::svg(&rows))?;
    }
    Ok(if options.check && missed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn add_allocations(rows: &mut [Row]) -> Result<(), String> {
    let counts = allocations::count()?;
    for row in rows {
        row.allocs = counts.get(&row.key()).copied();
    }
    Ok(())
}

fn add_instructions(rows: &mut [Row]) -> Result<(), String> {
    let Some(counts) = instructions::count()? else {
        eprintln!("instructions are not counted: there is no valgrind");
        return Ok(());
    };
    for row in rows {
        row.instructions = counts.get(&row.key()).copied();
    }
    Ok(())
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}
