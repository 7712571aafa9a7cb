//! Clients and servers over real and in-memory connections, against bytes written by hand.

#![cfg(feature = "net")]
#![expect(clippy::unwrap_used, reason = "a test fails where it is surprised")]

mod client;
mod context;
#[path = "../common/desk.rs"]
mod desk;
mod header;
mod nested;
mod patience;
mod pool;
mod server;
mod shutdown;
mod support;
#[cfg(feature = "tls")]
mod tls;
mod udp;
#[cfg(not(feature = "http"))]
mod without_http;
#[cfg(not(feature = "tls"))]
mod without_tls;
#[path = "../common/written.rs"]
mod written;
#[cfg(feature = "zlib")]
mod zlib;
