//! Clients, servers, and all that is between them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_peers;
mod blocking;
mod context;
mod datagrams;
mod header;
mod mocks;
mod multiplexed;
mod reply_headers;
mod services;
