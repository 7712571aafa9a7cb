//! Servers and clients with a proxy between them, for `tests/real/envoy.py`.
//!
//! ```text
//! proxied server NAME ENDPOINT
//! proxied check ENDPOINT TRANSPORT PROTOCOL UPSTREAM
//! proxied load ENDPOINT...
//! ```
//!
//! A server prints `serving on tcp://127.0.0.1:PORT`. Behind a line on its standard input it is not
//! healthy; at the end of that it finishes its calls and ends.
//!
//! `check` prints a line that starts with `ok` for each group of checks of a proxy, which speaks the
//! transport UPSTREAM to the servers `a`, `b` and `c`. `load` calls the proxies, in all transports and
//! protocols, until the end of its standard input; behind each line there it prints what became of the
//! calls since the line before, as JSON.

#![forbid(unsafe_code)]

mod checks;
mod load;
mod server;

use std::process::ExitCode;

use thrift::{Protocol, Transport};

mod idl {
    thrift::thrift! {
        struct Answer { 1: i64 number, 2: string server }

        exception Refused { 1: i64 number }

        /** What is behind the proxy. */
        service Proxied {
            /** Takes so many milliseconds; negative numbers are refused. */
            Answer call(1: i64 number, 2: i32 milliseconds) throws (1: Refused refused) (rust.context)
            /** Fails with an error that is not declared. */
            void fail(1: string reason)
            /** Is answered with as many bytes as it has. */
            binary echo(1: binary bytes)
            /** Counts a call that nobody answers. */
            oneway void note(1: i64 number)
            /** How many calls the server that answers has counted. */
            Answer noted()
            /** Fails once the server is to get no more calls. An answer of nothing is none to Envoy. */
            bool healthy()
        }

        /** What became of calls. */
        struct Report {
            /** Of those that were answered: how many, by server. */
            1: map<string, i64> answered,
            2: list<Lost> lost,
        }

        /** A call that was not answered. Times are in seconds since 1970. */
        struct Lost { 1: double began, 2: double ended, 3: string error }
    }
}

/// What went wrong, for whoever reads the log.
type Checked<T = ()> = Result<T, String>;

/// The names of the transports and protocols of clients.
const TRANSPORTS: [(&str, Transport); 3] = [
    ("framed", Transport::Framed),
    ("header", Transport::Header),
    ("buffered", Transport::Buffered),
];
const PROTOCOLS: [(&str, Protocol); 2] =
    [("binary", Protocol::Binary), ("compact", Protocol::Compact)];

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["server", name, endpoint] => server::serve(name, endpoint).await,
        ["check", endpoint, transport, protocol, upstream] => {
            checks::all(endpoint, transport, protocol, upstream).await
        }
        ["load", ref endpoints @ ..] => load::run(endpoints).await,
        _ => Err("usage: proxied server NAME ENDPOINT | check … | load ENDPOINT...".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("proxied {}: {reason}", words.join(" "));
            ExitCode::FAILURE
        }
    }
}

fn named<T: Copy>(what: &str, names: &[(&str, T)], name: &str) -> Checked<T> {
    let found = names.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| *value).ok_or_else(|| format!("no {what} is named `{name}`"))
}

fn shown(error: impl core::fmt::Display) -> String {
    error.to_string()
}
