//! HTTP/1.1 and HTTP/2: each call is a `POST` whose body is its message, and each answer a response.
//!
//! A [`Server`](crate::Server) answers clients that speak HTTP on the port where it answers all others.
//! A [`Client`](crate::Client) speaks it to an endpoint such as `http://127.0.0.1:9090/`:
//!
//! ```
//! # #[cfg(feature = "idl")] {
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> thrift::Result<()> {
//! thrift::thrift! { service Greeter { string hello(1: string name) } }
//!
//! struct English;
//!
//! impl Greeter for English {
//!     async fn hello(&self, name: String) -> thrift::Result<String> {
//!         Ok(format!("Hello, {name}!"))
//!     }
//! }
//!
//! let server = thrift::Server::bind("127.0.0.1:0").await?;
//! let address = server.endpoint().socket_addr().expect("it is a port");
//! tokio::spawn(server.serve(GreeterServer::new(English)));
//!
//! let client = GreeterClient::connect(format!("http://{address}/")).await?;
//! assert_eq!(client.hello("Ada".into()).await?, "Hello, Ada!");
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! With the feature `tls` as well, there are endpoints such as `https://users.example/` too.
//!
//! Several services have one path each with [`Paths`]. Headers of a [`Context`](crate::Context) and of
//! a [`Response`](crate::service::Response) are header fields, save for those that are HTTP's own.
//! The guide says more.

mod fields;
mod media;
mod message;
mod paths;
mod start;
mod tapped;
mod version;

pub(crate) use self::fields::{give, take, timeout, with_timeout};
pub(crate) use self::media::{THRIFT, is_thrift};
pub(crate) use self::message::{Unread, next, receive};
pub use self::paths::Paths;
pub(crate) use self::start::Start;
pub(crate) use self::tapped::{Tap, Tapped};
pub use self::version::Version;

use crate::error::{Error, Kind};

/// The most bytes of the head of a request or a response: tokens of all kinds are among the headers.
pub(crate) const HEAD: u32 = 64 * 1024;

/// The name of HTTP/2 in ALPN (RFC 9113, section 3.2).
pub(crate) const ALPN_HTTP2: &[u8] = b"h2";

/// The name of HTTP/1.1 in ALPN (RFC 7301, section 6).
#[cfg(feature = "tls")]
pub(crate) const ALPN_HTTP1: &[u8] = b"http/1.1";

/// The error of a connection that hyper gave up.
#[cold]
pub(crate) fn broken(error: hyper::Error) -> Error {
    let kind = if error.is_parse() {
        Kind::Invalid
    } else if error.is_timeout() {
        Kind::Timeout
    } else {
        Kind::Closed
    };
    // It says little of itself, and more by its source.
    let why = core::error::Error::source(&error).map(|source| format!(": {source}"));
    let message = format!("HTTP: {error}{}", why.unwrap_or_default());
    Error::new(kind, message).with_source(error)
}
