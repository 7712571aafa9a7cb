//! The program that those of other languages call, and that calls them: `tests/peers/README.md`.
//!
//! The server prints `listening on ENDPOINT` once it does. It finds out what its clients speak, and
//! answers calls that name no service as well as those of `Conformance` and `Uuids`.

#![forbid(unsafe_code)]

use core::time::Duration;
use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;

use thrift::service::Multiplexed;
use thrift_tests::conformance::uuids::{self, UuidsServer};
use thrift_tests::conformance::{Check, ConformanceServer, Handler, Options, Role, USAGE};
use tokio::time::timeout;

/// Far more than all checks take: a server that does not answer is a failure, not a hang.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> ExitCode {
    let options = match Options::from_env() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("conformance: {error}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let done = match options.role {
        Role::Server => serve(&options).await,
        Role::Client => match timeout(PATIENCE, call(&options)).await {
            Ok(done) => done,
            Err(_) => Err(format!("not done after {PATIENCE:?}").into()),
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("conformance: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: &Options) -> Result<(), Box<dyn Error>> {
    let server = options.listen().await?;
    say(&format!("listening on {}", server.endpoint()))?;
    let handler = Handler::default();
    let services = Multiplexed::new()
        .add("Conformance", ConformanceServer::new(handler.clone()))
        .add("Uuids", UuidsServer::new(handler.clone()))
        .default_service(ConformanceServer::new(handler));
    server.serve(services).await?;
    Ok(())
}

async fn call(options: &Options) -> Result<(), Box<dyn Error>> {
    let client = options.connect().await?;
    if options.uuids {
        uuids::check(&client).await?;
        say("ok uuids")?;
        return Ok(());
    }
    let service = options.multiplex.then_some("Conformance");
    for check in Check::ALL.into_iter().filter(|check| !options.without.contains(check)) {
        check.run(&client, service).await.map_err(|found| format!("{check}: {found}"))?;
        say(&format!("ok {check}"))?;
    }
    Ok(())
}

/// Whoever reads it need not wait for more.
fn say(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{line}")?;
    out.flush()
}
