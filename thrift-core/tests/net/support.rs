//! Messages built by hand, a handler that tells what it does, and time limits.

use core::net::SocketAddr;
use core::time::Duration;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::sync::{Semaphore, mpsc};

use thrift::service::{Dispatch, Request, Response, ResponseKind, answer_unknown};
use thrift::{Server, ServerHandle};

/// Fails a test that hangs.
pub(crate) async fn within<F: Future>(test: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(20), test).await.expect("the test hangs")
}

/// `struct { 1: i32 number }`
pub(crate) fn number(number: i32) -> Vec<u8> {
    let mut bytes = vec![8, 0, 1];
    bytes.extend(number.to_be_bytes());
    bytes.push(0);
    bytes
}

pub(crate) const CALL: u8 = 1;
pub(crate) const REPLY: u8 = 2;
pub(crate) const EXCEPTION: u8 = 3;
pub(crate) const ONEWAY: u8 = 4;

/// A message in strict Binary.
pub(crate) fn message(kind: u8, name: &str, seqid: i32, body: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x80, 1, 0, kind];
    bytes.extend(u32::try_from(name.len()).unwrap().to_be_bytes());
    bytes.extend(name.as_bytes());
    bytes.extend(seqid.to_be_bytes());
    bytes.extend(body);
    bytes
}

/// A message in old Binary.
pub(crate) fn old_message(kind: u8, name: &str, seqid: i32, body: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(name.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend(name.as_bytes());
    bytes.push(kind);
    bytes.extend(seqid.to_be_bytes());
    bytes.extend(body);
    bytes
}

/// A frame around a message.
pub(crate) fn frame(message: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(message.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend(message);
    bytes
}

/// The body of an application exception.
pub(crate) fn exception(text: &str, kind: i32) -> Vec<u8> {
    let mut bytes = vec![11, 0, 1];
    bytes.extend(u32::try_from(text.len()).unwrap().to_be_bytes());
    bytes.extend(text.as_bytes());
    bytes.extend([8, 0, 2]);
    bytes.extend(kind.to_be_bytes());
    bytes.push(0);
    bytes
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

/// A handler that returns its arguments, at once or when it is let.
pub(crate) struct Desk {
    started: mpsc::UnboundedSender<String>,
    gate: Arc<Semaphore>,
}

/// The test's side of a [`Desk`].
pub(crate) struct Visitor {
    started: mpsc::UnboundedReceiver<String>,
    gate: Arc<Semaphore>,
}

pub(crate) fn desk() -> (Desk, Visitor) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let gate = Arc::new(Semaphore::new(0));
    let desk = Desk { started: sender, gate: Arc::clone(&gate) };
    (desk, Visitor { started: receiver, gate })
}

/// A server of a [`Desk`] on a free port.
pub(crate) async fn start() -> (SocketAddr, Visitor, ServerHandle) {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
    let (desk, visitor) = desk();
    tokio::spawn(server.serve(desk));
    (address, visitor, handle)
}

impl Visitor {
    /// Waits until a method is executed.
    pub(crate) async fn started(&mut self, method: &str) {
        assert_eq!(self.started.recv().await.as_deref(), Some(method));
    }

    /// Whether no method was executed that the test has not seen.
    pub(crate) fn is_idle(&self) -> bool {
        self.started.is_empty()
    }

    /// Lets one waiting handler go on.
    pub(crate) fn let_one(&self) {
        self.gate.add_permits(1);
    }
}

impl Dispatch for Desk {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let _ = self.started.send(request.method().to_owned());
        match request.method() {
            "echo" => Some(Response::new(ResponseKind::Reply, request.arguments().clone())),
            "wait" => {
                self.gate.acquire().await.unwrap().forget();
                Some(Response::new(ResponseKind::Reply, request.arguments().clone()))
            }
            "touch" => None,
            "ponder" => {
                self.gate.acquire().await.unwrap().forget();
                None
            }
            "panic" => panic!("a handler that panics, as this test wants"),
            _ => answer_unknown(&request),
        }
    }
}
