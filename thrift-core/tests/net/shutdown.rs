//! How servers end.

use core::time::Duration;
use std::sync::{Mutex, mpsc};

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use thrift::service::{Dispatch, Request, Response};
use thrift::{Server, ServerHandle};

use crate::support::*;

#[tokio::test]
async fn a_shutdown_finishes_the_calls_in_flight() {
    within(async {
        let (address, mut visitor, handle) = start().await;
        let mut idle = TcpStream::connect(address).await.unwrap();
        let mut busy = TcpStream::connect(address).await.unwrap();
        busy.write_all(&message(CALL, "wait", 1, &number(1))).await.unwrap();
        visitor.started("wait").await;
        let half = &message(CALL, "echo", 2, &number(2))[..10];
        busy.write_all(half).await.unwrap();

        let shutdown = tokio::spawn(async move { handle.shutdown().await });
        expect_end(&mut idle).await;
        visitor.let_one();
        expect(&mut busy, &message(REPLY, "wait", 1, &number(1))).await;
        expect_end(&mut busy).await;
        shutdown.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn calls_that_have_arrived_are_answered_although_no_more_fit() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap().max_in_flight(1);
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (desk, mut visitor) = desk();
        let serving = tokio::spawn(server.serve(desk));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let calls = [1, 2, 3].map(|seqid| message(CALL, "wait", seqid, &[0])).concat();
        stream.write_all(&calls).await.unwrap();
        visitor.started("wait").await;

        let shutdown = tokio::spawn(async move { handle.shutdown().await });
        for seqid in 1..=3 {
            visitor.let_one();
            expect(&mut stream, &message(REPLY, "wait", seqid, &[0])).await;
        }
        expect_end(&mut stream).await;
        shutdown.await.unwrap();
        serving.await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn calls_that_have_just_arrived_are_answered_however_many_they_are() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap().max_in_flight(10_000);
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (desk, visitor) = desk();
        tokio::spawn(server.serve(desk));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(CALL, "echo", 0, &[0])).await.unwrap();
        expect(&mut stream, &message(REPLY, "echo", 0, &[0])).await;

        // More than one read, and more than one turn of the task of the connection.
        let messages = |kind| (1..=3000).flat_map(move |seqid| message(kind, "wait", seqid, &[0]));
        stream.write_all(&messages(CALL).collect::<Vec<_>>()).await.unwrap();
        (0..3000).for_each(|_| visitor.let_one());
        let replies: Vec<_> = messages(REPLY).collect();
        tokio::join!(handle.shutdown(), expect(&mut stream, &replies));
        expect_end(&mut stream).await;
    })
    .await;
}

#[tokio::test]
async fn a_straggler_is_cut_when_the_time_is_over() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let server = server.shutdown_timeout(Duration::from_millis(20));
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (desk, mut visitor) = desk();
        let serving = tokio::spawn(server.serve(desk));
        let mut stuck = TcpStream::connect(address).await.unwrap();
        stuck.write_all(&message(CALL, "wait", 1, &[0])).await.unwrap();
        visitor.started("wait").await;

        handle.shutdown().await;
        expect_end(&mut stuck).await;
        serving.await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_shutdown_may_come_twice_and_before_the_server_serves() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let handle = server.handle();
        let (desk, _visitor) = desk();
        let serving = async {
            tokio::task::yield_now().await;
            server.serve(desk).await
        };
        let (outcome, (), ()) = tokio::join!(serving, handle.shutdown(), handle.shutdown());
        outcome.unwrap();
        handle.shutdown().await;
    })
    .await;
}

#[tokio::test]
async fn dropping_the_future_ends_everything() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (desk, mut visitor) = desk();
        let serving = tokio::spawn(server.serve(desk));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(CALL, "wait", 1, &[0])).await.unwrap();
        visitor.started("wait").await;

        serving.abort();
        expect_end(&mut stream).await;
        handle.shutdown().await;
    })
    .await;
}

#[tokio::test]
async fn a_server_needs_no_handle() {
    within(async {
        let (address, _visitor, handle) = start().await;
        drop::<ServerHandle>(handle);
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(CALL, "echo", 1, &[0])).await.unwrap();
        expect(&mut stream, &message(REPLY, "echo", 1, &[0])).await;
    })
    .await;
}

/// Blocks its thread until it is let.
struct Blocking {
    started: tokio::sync::mpsc::UnboundedSender<()>,
    gate: Mutex<mpsc::Receiver<()>>,
}

impl Dispatch for Blocking {
    async fn dispatch(&self, _: Request) -> Option<Response> {
        self.started.send(()).unwrap();
        let _ = self.gate.lock().unwrap().recv();
        None
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handler_that_blocks_its_thread_does_not_hold_up_a_shutdown_for_ever() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let server = server.shutdown_timeout(Duration::from_millis(50));
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (started, mut blocked) = tokio::sync::mpsc::unbounded_channel();
        let (gate, closed) = mpsc::channel();
        let handler = Blocking { started, gate: Mutex::new(closed) };
        let serving = tokio::spawn(server.serve(handler));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(CALL, "f", 1, &[0])).await.unwrap();
        blocked.recv().await.unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(10), handle.shutdown()).await;
        // In any case, or else the test itself could not end.
        drop(gate);
        ended.expect("it waits for a thread that is blocked");
        serving.await.unwrap().unwrap();
    })
    .await;
}
