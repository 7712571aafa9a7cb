//! HTTP: clients and servers against bytes written by hand, and against each other.

#![expect(clippy::unwrap_used, reason = "a test fails where it is surprised")]

mod both;
mod cancelling;
mod client;
mod context;
#[path = "../common/desk.rs"]
mod desk;
mod frames;
mod header;
mod http2;
mod limits;
mod patience;
mod pool;
#[cfg(feature = "tls")]
mod secure;
mod server;
mod shutdown;
mod support;
#[path = "../common/written.rs"]
mod written;

#[path = "../net/support.rs"]
mod messages;
