//! The peer of Apache's Rust crate: see `../README.md`.
#![forbid(unsafe_code)]

mod checks;
mod client;
mod factories;
mod handler;
mod options;
mod server;
mod tls;
mod values;

#[allow(warnings, clippy::all, clippy::pedantic)]
mod conformance {
    include!(concat!(env!("OUT_DIR"), "/conformance.rs"));
}

use std::process::ExitCode;
use std::{env, panic, process};

use options::{Options, Role};

const SERVICE: &str = "Conformance";

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let (options, factories) = match Options::parse(env::args().skip(1))
        .and_then(|options| factories::new(&options).map(|factories| (options, factories)))
    {
        Ok(parsed) => parsed,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    let result = match options.role {
        Role::Server => server::serve(&options, factories),
        Role::Client => {
            // A check that fails, in whatever way, is a line and an exit code.
            panic::set_hook(Box::new(|panic| {
                eprintln!("{panic}");
                process::exit(1);
            }));
            client::check(&options, &factories)
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
