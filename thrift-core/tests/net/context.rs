//! What handlers are told of their calls, and what becomes of the calls that they make.

use core::time::Duration;
use std::sync::Arc;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};

use thrift::service::{Channel, Dispatch, Request, Response, ResponseKind};
use thrift::{Client, Context, Kind, Result, Server};

use crate::support::*;

/// Shows the contexts of its calls, and answers when the test lets it.
struct Shown {
    contexts: mpsc::UnboundedSender<Context>,
    gate: Arc<Semaphore>,
}

impl Dispatch for Shown {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        self.contexts.send(request.context().clone()).unwrap();
        self.gate.acquire().await.unwrap().forget();
        let reply = Response::new(ResponseKind::Reply, request.arguments().clone());
        (!request.is_oneway()).then_some(reply)
    }
}

/// A server that shows the contexts of its calls.
async fn shown() -> (Server, Shown, mpsc::UnboundedReceiver<Context>) {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let (contexts, received) = mpsc::unbounded_channel();
    (server, Shown { contexts, gate: Arc::new(Semaphore::new(0)) }, received)
}

#[tokio::test]
async fn a_handler_knows_its_method_its_caller_and_its_deadline() {
    within(async {
        let (server, handler, mut contexts) = shown().await;
        let server = server.handler_timeout(Duration::from_secs(7));
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(handler));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(CALL, "wait", 1, &[0])).await.unwrap();
        let context = contexts.recv().await.unwrap();
        assert_eq!(context.method(), "wait");
        assert_eq!(context.peer().unwrap().address(), Some(stream.local_addr().unwrap()));
        let left = context.time_left().unwrap();
        assert!(left <= Duration::from_secs(7) && left > Duration::from_secs(5));
        assert!(context.headers().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_caller_in_this_process_has_no_address() {
    within(async {
        let (handler, mut contexts) = {
            let (_, handler, contexts) = shown().await;
            (handler, contexts)
        };
        let server = Server::bind("mem:context").await.unwrap();
        tokio::spawn(server.serve(handler));
        let client = Client::connect("mem:context").await.unwrap();
        let call = Request::received("wait", false, client.codec(), vec![0].into());
        let calling = tokio::spawn(async move { client.send(call).await });
        let context = contexts.recv().await.unwrap();
        assert_eq!(context.peer().unwrap().address(), None);
        calling.abort();
    })
    .await;
}

#[tokio::test]
async fn a_call_is_cancelled_when_its_caller_leaves_and_a_oneway_call_never() {
    within(async {
        let (server, handler, mut contexts) = shown().await;
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(handler));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(CALL, "wait", 1, &[0])).await.unwrap();
        stream.write_all(&message(ONEWAY, "ponder", 2, &[0])).await.unwrap();
        let call = contexts.recv().await.unwrap();
        let oneway = contexts.recv().await.unwrap();
        assert!(!call.is_cancelled() && !oneway.is_cancelled());
        drop(stream);
        call.cancelled().await;
        assert!(call.is_cancelled() && !oneway.is_cancelled());
    })
    .await;
}

/// Hands its calls to another server, in the context in which they came.
struct Proxy(Client);

impl Dispatch for Proxy {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let codec = request.codec();
        match self.0.send(request).await {
            Ok(response) => response,
            Err(error) => Some(Response::exception(codec, &error)),
        }
    }
}

#[tokio::test]
async fn calls_that_a_handler_makes_end_with_its_own() {
    within(async {
        let (server, handler, mut contexts) = shown().await;
        let (behind, gate) = (server.endpoint(), Arc::clone(&handler.gate));
        tokio::spawn(server.serve(handler));
        let front = Server::bind("127.0.0.1:0").await.unwrap();
        let address = front.endpoint().socket_addr().unwrap();
        let client = Client::connect(behind).await.unwrap();
        tokio::spawn(front.serve(Proxy(client)));

        let mut stream = TcpStream::connect(address).await.unwrap();
        let call = |seqid| message(CALL, "wait", seqid, &number(seqid));
        stream.write_all(&call(1)).await.unwrap();
        contexts.recv().await.unwrap();
        gate.add_permits(1);
        expect(&mut stream, &message(REPLY, "wait", 1, &number(1))).await;

        stream.write_all(&call(2)).await.unwrap();
        contexts.recv().await.unwrap();
        drop(stream);
        // The call behind is forgotten, not the connection: others go on over it.
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&call(3)).await.unwrap();
        contexts.recv().await.unwrap();
        gate.add_permits(2);
        expect(&mut stream, &message(REPLY, "wait", 3, &number(3))).await;
    })
    .await;
}

#[tokio::test]
async fn a_call_for_somebody_who_left_is_given_up() {
    within(async {
        let (server, handler, mut contexts) = shown().await;
        let address = server.endpoint();
        tokio::spawn(server.serve(handler));
        let mut stream = TcpStream::connect(address.socket_addr().unwrap()).await.unwrap();
        stream.write_all(&message(CALL, "wait", 1, &[0])).await.unwrap();
        let context = contexts.recv().await.unwrap();

        let client = Client::connect(address).await.unwrap();
        let call = Request::received("search", false, client.codec(), vec![0].into());
        let call = call.with_context(context);
        let calling: tokio::task::JoinHandle<Result<_>> =
            tokio::spawn(async move { client.send(call).await });
        assert_eq!(contexts.recv().await.unwrap().method(), "search");
        drop(stream);
        let error = calling.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), Kind::Closed);
        let text = "`search` was given up: whoever it was made for is gone";
        assert_eq!(error.to_string(), text);
    })
    .await;
}
