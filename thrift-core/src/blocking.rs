//! Clients and servers without an asynchronous runtime: calls wait on their own threads.
//!
//! For small tools, and for programs whose threads may wait. What goes over the wire is the same as
//! with [`net`](crate#features), and so are the services: handlers implement the same traits.
//!
//! ```
//! # #[cfg(feature = "idl")] {
//! use thrift::blocking;
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
//! # fn main() -> thrift::Result<()> {
//! let server = blocking::Server::bind("127.0.0.1:0")?;
//! let (address, handle) = (server.endpoint(), server.handle());
//! let serving = std::thread::spawn(move || server.serve(GreeterServer::new(English)));
//!
//! let client = GreeterClient::connect_blocking(address)?;
//! assert_eq!(client.hello("Ada".into())?, "Hello, Ada!");
//!
//! handle.shutdown();
//! serving.join().expect("the server does not panic")?;
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! Do not use a blocking client inside of an asynchronous handler that shares its thread with others:
//! they would wait as well.

mod client;
mod executor;
mod input;
mod listener;
mod server;
mod stream;
mod timed;

pub use self::client::{Client, ClientBuilder};
pub use self::executor::block_on;
pub use self::server::{AnyListener, Server, ServerHandle};
