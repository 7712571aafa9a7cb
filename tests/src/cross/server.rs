//! The server: finds out what its clients speak, so that most options only say who may call.

use std::io::{self, Write as _};

use thrift::service::Dispatch;
use thrift::{Endpoint, Limits, Server, blocking};

use super::{Exit, Handler, Options, ServerType, services, tls};

/// Serves until the process is ended.
///
/// It prints `listening on` and the endpoint once it does.
///
/// # Errors
///
/// Fails when it cannot listen, or when a certificate cannot be read.
pub fn run(options: &Options) -> Result<Exit, String> {
    let served = if options.server_type.is_blocking() {
        serve_blocking(options, services(Handler::blocking()))
    } else {
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        runtime.block_on(serve(options, services(Handler::new())))
    };
    served.map(|()| Exit::SUCCESS)
}

async fn serve(options: &Options, services: impl Dispatch) -> Result<(), String> {
    let tls = if options.ssl { Some(tls::server(options)?) } else { None };
    let server = Server::bind(options.endpoint()).await.map_err(|error| error.to_string())?;
    let mut server = server.limits(limits(options));
    if let Some(tls) = tls {
        server = server.tls(tls);
    }
    tell(&server.endpoint())?;
    server.serve(services).await.map_err(|error| error.to_string())
}

fn serve_blocking(options: &Options, services: impl Dispatch) -> Result<(), String> {
    let server = blocking::Server::bind(options.endpoint()).map_err(|error| error.to_string())?;
    let server = server.limits(limits(options));
    let server = match options.server_type {
        ServerType::Simple => server.max_connections(1),
        ServerType::ThreadPool => server.max_connections(options.workers),
        ServerType::Threaded | ServerType::Nonblocking => server,
    };
    tell(&server.endpoint())?;
    server.serve(services).map_err(|error| error.to_string())
}

fn limits(options: &Options) -> Limits {
    let limits = Limits::NETWORK;
    limits
        .with_string(options.string_limit.unwrap_or(limits.string))
        .with_container(options.container_limit.unwrap_or(limits.container))
}

fn tell(endpoint: &Endpoint) -> Result<(), String> {
    let mut out = io::stdout();
    let told = writeln!(out, "listening on {endpoint}").and_then(|()| out.flush());
    told.map_err(|error| error.to_string())
}
