//! Calls, peers and time limits.

use core::net::SocketAddr;
use core::time::Duration;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use bytes::Bytes;

use thrift::blocking::{Client, Server, ServerHandle, block_on};
use thrift::service::{Channel, Dispatch, Request, ResponseKind};
use thrift::{Context, Result};

pub(crate) use crate::desk::{Visitor, desk};
pub(crate) use crate::written::*;

/// Long enough for anything that does not hang.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Fails a test that hangs.
pub(crate) fn within<T: Send + 'static>(test: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, finished) = mpsc::channel();
    let running = thread::spawn(move || {
        let result = test();
        // Nobody waits for it after a test that hung.
        let _ = done.send(());
        result
    });
    if let Err(mpsc::RecvTimeoutError::Timeout) = finished.recv_timeout(PATIENCE) {
        panic!("the test hangs");
    }
    running.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// A server on a thread of its own.
pub(crate) fn serve(server: Server, dispatch: impl Dispatch) -> JoinHandle<Result<()>> {
    thread::spawn(move || server.serve(dispatch))
}

/// A server of a desk on a free port.
pub(crate) fn start() -> (SocketAddr, Visitor, ServerHandle) {
    start_with(|server| server)
}

/// The same with settings.
pub(crate) fn start_with(
    settings: impl FnOnce(Server) -> Server,
) -> (SocketAddr, Visitor, ServerHandle) {
    let server = settings(Server::bind("127.0.0.1:0").unwrap());
    let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
    let (desk, visitor) = desk();
    serve(server, desk);
    (address, visitor, handle)
}

/// Waits until a method is executed.
pub(crate) fn started(visitor: &mut Visitor, method: &str) {
    block_on(visitor.started(method));
}

/// Calls a method, and returns the body of its reply.
pub(crate) fn send(client: &Client, method: &str, body: &[u8]) -> Result<Bytes> {
    send_in(client, method, body, Context::new())
}

pub(crate) fn send_in(client: &Client, method: &str, body: &[u8], cx: Context) -> Result<Bytes> {
    let arguments = Bytes::copy_from_slice(body);
    let request = Request::received(method, false, client.codec(), arguments).with_context(cx);
    match block_on(client.send(request))? {
        Some(answer) if answer.kind() == ResponseKind::Reply => Ok(answer.body().clone()),
        answer => panic!("{answer:?} is no reply"),
    }
}

/// Calls a method that is not answered.
pub(crate) fn notify(client: &Client, method: &str, body: &[u8]) -> Result<()> {
    let arguments = Bytes::copy_from_slice(body);
    let request = Request::received(method, true, client.codec(), arguments);
    assert_eq!(block_on(client.send(request))?, None);
    Ok(())
}

/// A port at which nobody listens but the test.
pub(crate) fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Accepts a connection whose reads do not hang.
pub(crate) fn accept(listener: &TcpListener) -> TcpStream {
    patient(listener.accept().unwrap().0)
}

/// Connects for reads that do not hang.
pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    patient(TcpStream::connect(address).unwrap())
}

fn patient(stream: TcpStream) -> TcpStream {
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// Reads a framed call: its name, sequence id and body.
pub(crate) fn receive(stream: &mut TcpStream) -> (String, i32, Vec<u8>) {
    let mut length = [0; 4];
    stream.read_exact(&mut length).unwrap();
    let mut message = vec![0; u32::from_be_bytes(length) as usize];
    stream.read_exact(&mut message).unwrap();
    let length = u32::from_be_bytes(message[4..8].try_into().unwrap()) as usize;
    let (name, rest) = message[8..].split_at(length);
    let seqid = i32::from_be_bytes(rest[..4].try_into().unwrap());
    (String::from_utf8(name.to_vec()).unwrap(), seqid, rest[4..].to_vec())
}

/// Writes a framed message.
pub(crate) fn reply(stream: &mut TcpStream, kind: u8, name: &str, seqid: i32, body: &[u8]) {
    stream.write_all(&frame(&message(kind, name, seqid, body))).unwrap();
}

/// Reads as many bytes as are expected, and compares them.
pub(crate) fn expect(stream: &mut impl Read, expected: &[u8]) {
    let mut found = vec![0; expected.len()];
    stream.read_exact(&mut found).unwrap();
    assert_eq!(found, expected);
}

/// Waits for the end of a stream on which nothing more is sent.
pub(crate) fn expect_end(stream: &mut impl Read) {
    let mut rest = Vec::new();
    // Whether the peer closes or resets is a matter of what it left unread; but it must end.
    if let Err(error) = stream.read_to_end(&mut rest) {
        assert_ne!(error.kind(), std::io::ErrorKind::WouldBlock, "the stream does not end");
    }
    assert_eq!(rest, []);
}

/// A folder for sockets, which is removed with its content.
#[cfg(unix)]
pub(crate) struct Folder(std::path::PathBuf);

#[cfg(unix)]
impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let name = format!("thrift-blocking-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn join(&self, name: &str) -> std::path::PathBuf {
        self.0.join(name)
    }
}

#[cfg(unix)]
impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
