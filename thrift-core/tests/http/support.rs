//! Requests and responses by hand, and servers to send them to.

use std::sync::Arc;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, DuplexStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

use thrift::server::{Config, serve_connection};
use thrift::service::{Channel, Dispatch, Headers, Request, Response, ResponseKind};
use thrift::{Client, Context, Result};

pub(crate) use crate::messages::*;

/// A request with these fields, besides those that every request has.
pub(crate) fn post(fields: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-thrift\r\n\
         Content-Length: {length}\r\n{fields}\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// A request whose body is in chunks.
pub(crate) fn chunked(chunks: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-thrift\r\n\
        Transfer-Encoding: chunked\r\n\r\n"
        .to_vec();
    for chunk in chunks {
        bytes.extend(format!("{:x}\r\n", chunk.len()).as_bytes());
        bytes.extend(*chunk);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"0\r\n\r\n");
    bytes
}

/// The request that has `echo` return a number.
pub(crate) fn echo(value: i32) -> Vec<u8> {
    post("", &message(CALL, "echo", value, &number(value)))
}

/// What a server or a client sent.
#[derive(Debug)]
pub(crate) struct Received {
    /// The first line.
    pub(crate) line: String,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) fn status(&self) -> u16 {
        self.line.split(' ').nth(1).unwrap().parse().unwrap()
    }

    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(found, _)| found.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        core::str::from_utf8(&self.body).unwrap()
    }
}

/// Reads a request or a response whose length is in its head.
pub(crate) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Received {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.trim_end().split("\r\n");
    let line = lines.next().unwrap().to_owned();
    let field = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_owned(), value.to_owned())
    };
    let mut received = Received { line, fields: lines.map(field).collect(), body: Vec::new() };
    let length = received.field("content-length").unwrap_or("0").parse().unwrap();
    received.body.resize(length, 0);
    stream.read_exact(&mut received.body).await.unwrap();
    received
}

/// Reads a response, which must be an answer.
pub(crate) async fn answer(stream: &mut (impl AsyncRead + Unpin)) -> Vec<u8> {
    let response = read(stream).await;
    assert_eq!(response.line, "HTTP/1.1 200 OK", "{response:?}");
    assert_eq!(response.field("content-type"), Some("application/x-thrift"));
    response.body
}

/// Sends a request and reads its response.
pub(crate) async fn exchange<Io>(stream: &mut Io, request: &[u8]) -> Received
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(request).await.unwrap();
    read(stream).await
}

/// Writes bytes in two parts, the first of which may be read alone.
pub(crate) async fn write_in_two(
    stream: &mut (impl AsyncWrite + Unpin),
    bytes: &[u8],
    split: usize,
) {
    stream.write_all(&bytes[..split]).await.unwrap();
    tokio::task::yield_now().await;
    stream.write_all(&bytes[split..]).await.unwrap();
}

/// Checks that `echo` is answered.
pub(crate) async fn check_echo<Io>(stream: &mut Io)
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(&echo(7)).await.unwrap();
    assert_eq!(answer(stream).await, message(REPLY, "echo", 7, &number(7)));
}

/// A connection in memory that is served.
pub(crate) fn serve(
    config: Config,
    dispatch: impl Dispatch,
) -> (DuplexStream, JoinHandle<Result<()>>) {
    let (ours, theirs) = tokio::io::duplex(4096);
    let serving = tokio::spawn(async move { serve_connection(theirs, &dispatch, config).await });
    (ours, serving)
}

/// A connection in memory to a [`Desk`].
pub(crate) fn desk_at(config: Config) -> (DuplexStream, Visitor, JoinHandle<Result<()>>) {
    let (desk, visitor) = desk();
    let (stream, serving) = serve(config, desk);
    (stream, visitor, serving)
}

/// Shows the contexts of its calls, and answers when the test lets it, with its headers.
pub(crate) struct Shown {
    contexts: mpsc::UnboundedSender<Context>,
    gate: Arc<Semaphore>,
    dropped: mpsc::UnboundedSender<()>,
    headers: Headers,
}

/// The test's side of [`Shown`].
pub(crate) struct Seen {
    pub(crate) contexts: mpsc::UnboundedReceiver<Context>,
    pub(crate) gate: Arc<Semaphore>,
    /// Calls whose handlers were dropped before they were done.
    pub(crate) dropped: mpsc::UnboundedReceiver<()>,
}

pub(crate) fn shown(headers: Headers) -> (Shown, Seen) {
    let (sender, contexts) = mpsc::unbounded_channel();
    let (drops, dropped) = mpsc::unbounded_channel();
    let gate = Arc::new(Semaphore::new(0));
    let handler = Shown { contexts: sender, gate: Arc::clone(&gate), dropped: drops, headers };
    (handler, Seen { contexts, gate, dropped })
}

impl Dispatch for Shown {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        self.contexts.send(request.context().clone()).unwrap();
        let mut running = Running(Some(self.dropped.clone()));
        self.gate.acquire().await.unwrap().forget();
        running.0 = None;
        let reply = Response::new(ResponseKind::Reply, request.arguments().clone());
        (!request.is_oneway()).then(|| reply.with_headers(self.headers.clone()))
    }
}

/// Tells when it is dropped before it is done.
struct Running(Option<mpsc::UnboundedSender<()>>);

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(sender) = self.0.take() {
            let _ = sender.send(());
        }
    }
}

/// Calls a method through a channel, and returns what is in its reply.
pub(crate) async fn send(channel: &impl Channel, method: &str, body: &[u8]) -> Result<Bytes> {
    let body = Bytes::copy_from_slice(body);
    let request = Request::received(method, false, channel.codec(), body);
    match channel.send(request).await? {
        Some(answer) if answer.kind() == ResponseKind::Reply => Ok(answer.body().clone()),
        answer => panic!("{answer:?} is no reply"),
    }
}

/// A call of a method without arguments, as it goes on while the test does something else.
pub(crate) fn calling(client: &Client, method: &'static str) -> JoinHandle<Result<Vec<u8>>> {
    let client = client.clone();
    tokio::spawn(async move { send(&client, method, &[0]).await.map(|body| body.to_vec()) })
}
