//! TLS, with [rustls]: who is at the other end, and nobody between.
//!
//! [`ClientTls`] is for [`ClientBuilder::tls`](crate::client::ClientBuilder::tls), and [`ServerTls`]
//! for [`Server::tls`](crate::Server::tls).
//!
//! ```no_run
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use std::fs::read;
//! # use thrift::service::{Dispatch, Request, Response, answer_unknown};
//! # struct Empty;
//! # impl Dispatch for Empty {
//! #     async fn dispatch(&self, request: Request) -> Option<Response> {
//! #         answer_unknown(&request)
//! #     }
//! # }
//! use thrift::tls::{ClientTls, ServerTls};
//! use thrift::{Client, Server};
//!
//! let tls = ServerTls::from_pem(&read("server.pem")?, &read("server.key")?)?;
//! let server = Server::bind("tls://127.0.0.1:0").await?.tls(tls);
//! let endpoint = server.endpoint();
//! tokio::spawn(server.serve(Empty));
//!
//! let tls = ClientTls::with_ca_pem(&read("ca.pem")?)?;
//! let client = Client::builder().tls(tls).connect(endpoint).await?;
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "http")]
mod alpn;
mod certificates;
mod client;
mod explain;
mod peeked;
mod pem;
mod server;
mod stream;

use std::sync::Arc;

/// The TLS library, in the version that [`ClientTls::from`] and [`ServerTls::from`] take the
/// configurations of.
pub use rustls;

use rustls::crypto::CryptoProvider;

pub use self::certificates::PeerCertificates;
pub use self::client::ClientTls;
pub(crate) use self::peeked::Peeked;
pub use self::server::ServerTls;
pub use self::stream::Stream;
use crate::error::{Error, Kind};

/// What a certificate of a server is for.
pub(crate) type ServerName = rustls::pki_types::ServerName<'static>;

/// The cryptography of ring, whatever the process has set for others.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// A provider without cryptography for any version of TLS, or without random numbers, which that of
/// ring is not.
#[cold]
fn cannot_set_up(error: rustls::Error) -> Error {
    Error::new(Kind::Transport, format!("TLS cannot be set up: {error}")).with_source(error)
}
