//! Measures calls beside those of others; see the README of the benches.

#![forbid(unsafe_code)]

use std::env;
use std::fs;
use std::process::ExitCode;

use thrift_bench_rpc::error::Result;
use thrift_bench_rpc::options::Options;
use thrift_bench_rpc::role::Role;
use thrift_bench_rpc::{idle, measure, report};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let Some(role) = Role::parse(&arguments)? {
        role.play()?;
        return Ok(ExitCode::SUCCESS);
    }
    let options = Options::parse(arguments.into_iter())?;
    let (rows, mut failed) = measure::run(&options)?;
    let idle = idle::run(&options).unwrap_or_else(|error| {
        failed.push(format!("idle connections: {error}"));
        None
    });
    report::table::print(&rows);
    let missed = report::bars::print(&rows, idle.as_ref());
    if let Some(file) = &options.json {
        let text = report::json::text(&rows, idle.as_ref());
        fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    for error in &failed {
        eprintln!("failed: {error}");
    }
    let passed = failed.is_empty() && !(options.check && missed > 0);
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
