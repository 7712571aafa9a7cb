//! How servers end.

use core::time::Duration;
use std::io::Write;
use std::net::TcpStream;
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use thrift::blocking::Server;
use thrift::service::{Dispatch, Request, Response};

use crate::support::*;

#[test]
fn a_shutdown_finishes_the_calls_in_flight() {
    within(|| {
        let (address, mut visitor, handle) = start();
        let mut idle = connect(address);
        let mut busy = connect(address);
        busy.write_all(&message(CALL, "wait", 1, &number(1))).unwrap();
        started(&mut visitor, "wait");
        let half = &message(CALL, "echo", 2, &number(2))[..10];
        busy.write_all(half).unwrap();

        let shutdown = thread::spawn(move || handle.shutdown());
        expect_end(&mut idle);
        visitor.let_one();
        expect(&mut busy, &message(REPLY, "wait", 1, &number(1)));
        expect_end(&mut busy);
        shutdown.join().unwrap();
        assert!(TcpStream::connect(address).is_err());
    });
}

/// Other systems throw away what has arrived when no more is to be read.
#[cfg(target_os = "linux")]
#[test]
fn calls_that_have_arrived_are_answered() {
    within(|| {
        let (address, mut visitor, handle) = start();
        let mut stream = connect(address);
        let calls = [1, 2, 3].map(|seqid| message(CALL, "wait", seqid, &[0])).concat();
        stream.write_all(&calls).unwrap();
        started(&mut visitor, "wait");
        let shutdown = thread::spawn(move || handle.shutdown());
        for seqid in 1..=3 {
            visitor.let_one();
            expect(&mut stream, &message(REPLY, "wait", seqid, &[0]));
        }
        expect_end(&mut stream);
        shutdown.join().unwrap();
    });
}

/// Waits for ever, and holds a sender as long.
struct Forever(mpsc::Sender<()>);

impl Dispatch for Forever {
    async fn dispatch(&self, _: Request) -> Option<Response> {
        self.0.send(()).unwrap();
        core::future::pending().await
    }
}

#[test]
fn a_handler_that_waits_too_long_is_cut() {
    within(|| {
        let most = Duration::from_millis(50);
        let server = Server::bind("127.0.0.1:0").unwrap().shutdown_timeout(most);
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (begins, begun) = mpsc::channel();
        serve(server, Forever(begins));
        let mut stream = connect(address);
        stream.write_all(&message(CALL, "wait", 1, &[0])).unwrap();
        begun.recv().unwrap();
        let start = Instant::now();
        handle.shutdown();
        assert!(start.elapsed() >= most);
        expect_end(&mut stream);
        // Its thread has ended, and nothing is left of the handler.
        assert_eq!(begun.recv_timeout(PATIENCE), Err(mpsc::RecvTimeoutError::Disconnected));
    });
}

/// Blocks its thread, until the test lets it.
struct Stubborn(mpsc::Sender<()>, std::sync::Mutex<mpsc::Receiver<()>>);

impl Dispatch for Stubborn {
    async fn dispatch(&self, _: Request) -> Option<Response> {
        self.0.send(()).unwrap();
        let _ = self.1.lock().unwrap().recv();
        None
    }
}

#[test]
fn a_handler_that_blocks_its_thread_does_not_hold_up_the_end() {
    within(|| {
        let server = Server::bind("127.0.0.1:0").unwrap();
        let server = server.shutdown_timeout(Duration::from_millis(50));
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (begins, begun) = mpsc::channel();
        let (goes_on, gate) = mpsc::channel();
        let serving = serve(server, Stubborn(begins, gate.into()));
        let mut stream = connect(address);
        stream.write_all(&message(CALL, "block", 1, &[0])).unwrap();
        begun.recv().unwrap();
        handle.shutdown();
        serving.join().unwrap().unwrap();
        expect_end(&mut stream);
        goes_on.send(()).unwrap();
    });
}

#[test]
fn a_shutdown_may_come_twice_and_before_the_server_serves() {
    within(|| {
        let server = Server::bind("127.0.0.1:0").unwrap();
        let (endpoint, handle) = (server.endpoint(), server.handle());
        let first = thread::spawn({
            let handle = handle.clone();
            move || handle.shutdown()
        });
        let second = thread::spawn(move || handle.shutdown());
        let (desk, _visitor) = desk();
        // It serves those who come before it is told to stop, and ends then.
        server.serve(desk).unwrap();
        first.join().unwrap();
        second.join().unwrap();
        Server::bind(endpoint).unwrap();
    });
}

#[test]
fn a_server_that_never_serves_ends_when_it_is_dropped() {
    within(|| {
        let server = Server::bind("127.0.0.1:0").unwrap();
        let handle = server.handle();
        let shutdown = thread::spawn(move || handle.shutdown());
        drop(server);
        shutdown.join().unwrap();
    });
}

#[test]
fn a_server_that_is_full_can_be_shut_down() {
    within(|| {
        let (address, mut visitor, handle) = start_with(|server| server.max_connections(1));
        let mut stream = connect(address);
        stream.write_all(&message(CALL, "wait", 1, &[0])).unwrap();
        started(&mut visitor, "wait");
        let waiting = connect(address);
        let shutdown = thread::spawn(move || handle.shutdown());
        visitor.let_one();
        expect(&mut stream, &message(REPLY, "wait", 1, &[0]));
        expect_end(&mut stream);
        shutdown.join().unwrap();
        drop(waiting);
    });
}

/// Shuts its own server down.
struct Last(std::sync::Mutex<Option<thrift::blocking::ServerHandle>>);

impl Dispatch for Last {
    async fn dispatch(&self, _: Request) -> Option<Response> {
        let handle = self.0.lock().unwrap().take();
        if let Some(handle) = handle {
            handle.shutdown();
        }
        None
    }
}

#[test]
fn a_handler_that_waits_for_the_end_of_its_server_waits_until_then() {
    within(|| {
        let server = Server::bind("127.0.0.1:0").unwrap();
        let server = server.shutdown_timeout(Duration::from_millis(50));
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let serving = serve(server, Last(Some(handle).into()));
        let mut stream = connect(address);
        stream.write_all(&message(ONEWAY, "stop", 1, &[0])).unwrap();
        serving.join().unwrap().unwrap();
        expect_end(&mut stream);
    });
}
