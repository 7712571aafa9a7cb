//! Clients and servers without a runtime, with each other, with asynchronous ones, and against bytes
//! written by hand.

#![expect(clippy::unwrap_used, reason = "a test fails where it is surprised")]

mod client;
#[path = "../common/desk.rs"]
mod desk;
mod header;
mod matrix;
mod patience;
mod pool;
mod server;
mod shutdown;
mod support;
#[path = "../common/written.rs"]
mod written;
