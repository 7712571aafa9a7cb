//! Streams that fail as networks do, for tests: the feature `testing`.
//!
//! A [`Faulty`] stream stands between a client or a server and what it really speaks over. What goes
//! wrong is told to it as a [`Flow`] for each direction, and with the same seed it goes wrong in the
//! same way again.
//!
//! ```
//! # #[cfg(feature = "idl")] {
//! use thrift::testing::{Faulty, Flow};
//! use thrift::{Client, Kind, server};
//!
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
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> thrift::Result<()> {
//! let (ours, theirs) = tokio::io::duplex(1024);
//! tokio::spawn(async move {
//!     let server = GreeterServer::new(English);
//!     server::serve_connection(theirs, &server, server::Config::default()).await
//! });
//!
//! // All comes byte by byte, and nothing more once the first answer is half there.
//! let faulty = Faulty::new(ours, 7).reading(Flow::new().pieces(1..=1).cut_after(20));
//! let client = GreeterClient::new(Client::builder().attach(faulty));
//! assert_eq!(client.hello("Ada".into()).await.unwrap_err().kind(), Kind::Closed);
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! For calls without any stream there is [`Direct`](crate::service::Direct).

mod faulty;
mod flow;
mod random;

pub use self::faulty::Faulty;
pub use self::flow::Flow;
