//! Calls through layers of tower, on both sides: the feature `tower`.
//!
//! A call is a [`Request`], its answer an `Option<Response>`, which is `None` for a oneway call. What
//! sends calls is a [`Channel`] here and a service there, and what answers them a [`Dispatch`] here
//! and a service there; four adapters turn each into the other.
//!
//! | from | to | by |
//! |---|---|---|
//! | [`Channel`] | service: [`ChannelService`] | [`ChannelExt::into_service`] |
//! | service | [`Channel`]: [`ServiceChannel`] | [`ServiceChannel::new`] |
//! | [`Dispatch`] | service: [`DispatchService`] | [`DispatchExt::into_service`] |
//! | service | [`Dispatch`]: [`ServiceDispatch`] | [`ServiceDispatch::new`] |
//!
//! Most often the way through tower and back is one step, [`ChannelExt::layer`] and
//! [`DispatchExt::layer`]:
//!
//! ```
//! # #[cfg(feature = "idl")] {
//! use core::time::Duration;
//! use thrift::service::{ChannelExt, DispatchExt};
//! use thrift::{Client, Server};
//! use tower::ServiceBuilder;
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
//! let server = Server::bind("127.0.0.1:0").await?;
//! let address = server.endpoint();
//! let limited = ServiceBuilder::new().load_shed().concurrency_limit(1000);
//! tokio::spawn(server.serve(GreeterServer::new(English).layer(limited)));
//!
//! let patient = ServiceBuilder::new().timeout(Duration::from_secs(2)).concurrency_limit(64);
//! let client = GreeterClient::new(Client::connect(address).await?.layer(patient));
//! assert_eq!(client.hello("Ada".into()).await?, "Hello, Ada!");
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! Errors of layers become errors of this crate, as [`into_error`] says. [`RetryIdempotent`] makes
//! calls again whose methods are idempotent, and [`ConnectedClient`] is one of several servers that a
//! load is spread over.

mod channel;
mod connected;
mod dispatch;
mod error;
mod layers;
mod retry;

pub use self::channel::{ChannelService, ServiceChannel};
pub use self::connected::ConnectedClient;
pub use self::dispatch::{DispatchService, ServiceDispatch};
pub use self::error::into_error;
pub use self::layers::{Observe, ObserveLayer};
#[cfg(feature = "tracing")]
pub use self::layers::{Trace, TraceLayer};
pub use self::retry::RetryIdempotent;
#[cfg(doc)]
use crate::service::{Channel, ChannelExt, Dispatch, DispatchExt, Request};
