//! The programs of Apache's cross-language tests: a server of `ThriftTest`, and a client that checks one.

mod checks;
mod client;
mod exit;
mod handler;
mod options;
mod server;
mod tls;

/// What `tests/idl/thrift_test.thrift` declares.
pub mod idl {
    thrift::include_thrift!("../idl/thrift_test.thrift");
}

use std::env;

pub use self::checks::{Report, check_services, check_thrift_test};
pub use self::client::run as run_client;
pub use self::exit::Exit;
pub use self::handler::{Handler, SECOND_SERVICE, THRIFT_TEST, services};
pub use self::options::{Options, Program, Protocol, ServerType, Transport};
pub use self::server::run as run_server;

/// What both programs do: read their command line, and then what it asks for.
///
/// An error goes to the standard error, with [`Exit::UNKNOWN`].
pub fn run(
    program: Program,
    help: &str,
    then: impl FnOnce(&Options) -> Result<Exit, String>,
) -> Exit {
    let options = Options::parse(program, env::args_os().skip(1));
    let ended = options.and_then(|options| match options {
        Some(options) => then(&options),
        None => {
            println!("{help}");
            Ok(Exit::SUCCESS)
        }
    });
    ended.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        Exit::UNKNOWN
    })
}
