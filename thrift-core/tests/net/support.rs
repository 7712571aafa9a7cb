//! Servers of a handler that tells what it does, and time limits.

use core::net::SocketAddr;
use core::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};

use thrift::{Server, ServerHandle};

pub(crate) use crate::desk::{Visitor, desk};
pub(crate) use crate::written::*;

/// Fails a test that hangs.
pub(crate) async fn within<F: Future>(test: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(20), test).await.expect("the test hangs")
}

/// Reads as many bytes as are expected, and compares them.
pub(crate) async fn expect(stream: &mut (impl AsyncRead + Unpin), expected: &[u8]) {
    let mut found = vec![0; expected.len()];
    stream.read_exact(&mut found).await.unwrap();
    assert_eq!(found, expected);
}

/// Waits for the end of a stream on which nothing more is sent.
pub(crate) async fn expect_end(stream: &mut (impl AsyncRead + Unpin)) {
    let mut rest = Vec::new();
    // Whether the peer closes or resets is a matter of what it left unread.
    let _ = stream.read_to_end(&mut rest).await;
    assert_eq!(rest, []);
}

/// A server of a [`Desk`] on a free port.
pub(crate) async fn start() -> (SocketAddr, Visitor, ServerHandle) {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
    let (desk, visitor) = desk();
    tokio::spawn(server.serve(desk));
    (address, visitor, handle)
}
