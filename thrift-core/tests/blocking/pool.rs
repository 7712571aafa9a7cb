//! How a client keeps connections to its server, and how threads share them.

use core::time::Duration;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use thrift::blocking::{Client, Server, block_on};
use thrift::service::{Dispatch, Request, Response, ResponseKind};
use thrift::{Context, Kind};

use crate::support::*;

#[test]
fn threads_share_a_client() {
    within(|| {
        let (address, _visitor, handle) = start();
        let client = Client::connect(address).unwrap();
        let run = |client: Client, first: i32| {
            move || {
                for value in first..first + 100 {
                    let found = send(&client, "echo", &number(value)).unwrap();
                    assert_eq!(found, number(value));
                }
            }
        };
        let threads = (0..32).map(|index| thread::spawn(run(client.clone(), index * 1000)));
        let threads: Vec<_> = threads.collect();
        for thread in threads {
            thread.join().unwrap();
        }
        handle.shutdown();
    });
}

/// Counts who is at it at once, in groups of three.
struct Together {
    there: AtomicUsize,
    most: Arc<AtomicUsize>,
    group: Barrier,
}

impl Dispatch for Together {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let there = self.there.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(there, Ordering::SeqCst);
        // It blocks the thread, which is its own.
        self.group.wait();
        self.there.fetch_sub(1, Ordering::SeqCst);
        Some(Response::new(ResponseKind::Reply, request.arguments().clone()))
    }
}

#[test]
fn as_many_calls_are_under_way_as_there_may_be_connections() {
    within(|| {
        let server = Server::bind("127.0.0.1:0").unwrap();
        let (endpoint, handle) = (server.endpoint(), server.handle());
        let most = Arc::new(AtomicUsize::new(0));
        let there = AtomicUsize::new(0);
        serve(server, Together { there, most: Arc::clone(&most), group: Barrier::new(3) });
        let client = Client::builder().max_connections(3).connect(endpoint).unwrap();
        let call = |client: Client| move || send(&client, "f", &[0]).unwrap();
        let calls: Vec<_> = (0..9).map(|_| thread::spawn(call(client.clone()))).collect();
        for call in calls {
            call.join().unwrap();
        }
        assert_eq!(most.load(Ordering::SeqCst), 3);
        handle.shutdown();
    });
}

#[test]
fn a_call_waits_for_its_turn_no_longer_than_its_time() {
    within(|| {
        let (address, mut visitor, handle) = start();
        let client = Client::builder().max_connections(1).connect(address).unwrap();
        let first = thread::spawn({
            let client = client.clone();
            move || send(&client, "wait", &number(1)).unwrap()
        });
        started(&mut visitor, "wait");
        let short = Context::new().with_timeout(Duration::from_millis(20));
        let error = send_in(&client, "echo", &[0], short).unwrap_err();
        assert_eq!(error.kind(), Kind::Timeout);
        let text = format!("no connection to tcp://{address} in time for `echo`");
        assert_eq!(error.to_string(), text);

        // One whose turn it is goes on.
        let second = thread::spawn(move || send(&client, "echo", &number(2)).unwrap());
        visitor.let_one();
        assert_eq!(first.join().unwrap(), number(1));
        assert_eq!(second.join().unwrap(), number(2));
        handle.shutdown();
    });
}

#[test]
fn a_place_is_free_again_after_every_failure() {
    within(|| {
        let (listener, address) = listen();
        let client = Client::builder().max_connections(1).connect_lazy(address).unwrap();
        let server = thread::spawn(move || {
            for _ in 0..3 {
                // Refused, before anything is read.
                drop(accept(&listener));
            }
            drop(listener);
        });
        for _ in 0..3 {
            assert_eq!(send(&client, "f", &[0]).unwrap_err().kind(), Kind::Closed);
        }
        server.join().unwrap();
        for _ in 0..3 {
            assert_eq!(send(&client, "f", &[0]).unwrap_err().kind(), Kind::Transport);
        }
    });
}

#[test]
fn a_client_connects_again_when_its_server_is_back() {
    within(|| {
        let (address, _visitor, handle) = start();
        let client = Client::connect(address).unwrap();
        assert_eq!(send(&client, "echo", &number(1)).unwrap(), number(1));
        handle.shutdown();
        // That the connection is closed is known at once: the call fails to open another one.
        let error = send(&client, "echo", &number(2)).unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);

        let server = Server::bind(address).unwrap();
        let handle = server.handle();
        let (desk, _visitor) = desk();
        serve(server, desk);
        assert_eq!(send(&client, "echo", &number(3)).unwrap(), number(3));
        handle.shutdown();
    });
}

#[test]
fn who_connects_lazily_needs_no_server_yet() {
    within(|| {
        let (listener, address) = listen();
        drop(listener);
        let client = Client::builder().connect_lazy(address).unwrap();
        let server = Server::bind(address).unwrap();
        let handle = server.handle();
        let (desk, _visitor) = desk();
        serve(server, desk);
        send(&client, "echo", &[0]).unwrap();
        assert!(Client::builder().connect_lazy("nowhere").is_err());
        handle.shutdown();
    });
}

#[test]
fn the_last_clone_closes_the_connections() {
    within(|| {
        let (listener, address) = listen();
        let client = Client::connect(address).unwrap();
        let mut theirs = accept(&listener);
        let clone = client.service("Calculator");
        drop(client);
        let server = thread::spawn(move || {
            let (_, seqid, _) = receive(&mut theirs);
            reply(&mut theirs, REPLY, "f", seqid, &[0]);
            theirs
        });
        send(&clone, "f", &[0]).unwrap();
        let mut theirs = server.join().unwrap();
        drop(clone);
        expect_end(&mut theirs);
    });
}

/// Answers by a call of its own, in the context in which it was called.
struct Proxy(Client);

impl Dispatch for Proxy {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let codec = request.codec();
        match thrift::service::Channel::send(&self.0, request).await {
            Ok(response) => response,
            Err(error) => Some(Response::exception(codec, &error)),
        }
    }
}

#[test]
fn a_handler_that_calls_another_server_passes_on_its_deadline() {
    within(|| {
        let (behind, mut visitor, handle) = start();
        let front = Server::bind("127.0.0.1:0").unwrap();
        let front = front.handler_timeout(Duration::from_millis(50));
        let (endpoint, front_handle) = (front.endpoint(), front.handle());
        serve(front, Proxy(Client::connect(behind).unwrap()));
        let client = Client::connect(endpoint).unwrap();
        assert_eq!(send(&client, "echo", &number(1)).unwrap(), number(1));
        started(&mut visitor, "echo");

        let call = Request::received(
            "wait",
            false,
            thrift::service::Channel::codec(&client),
            vec![0].into(),
        );
        let answer = block_on(thrift::service::Channel::send(&client, call)).unwrap().unwrap();
        assert_eq!(answer.body()[..], exception("no answer to `wait` in time", 6));
        started(&mut visitor, "wait");
        visitor.let_one();
        front_handle.shutdown();
        handle.shutdown();
    });
}

/// A socket that nobody accepts at takes a few connections and then holds up who connects.
#[cfg(all(unix, feature = "net"))]
#[test]
fn a_server_that_accepts_nobody_is_waited_for_no_longer_than_allowed() {
    use std::io::{Read, Write};

    within(|| {
        let folder = Folder::new("full");
        let path = folder.join("a.sock");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let listener = runtime.block_on(async {
            let socket = tokio::net::UnixSocket::new_stream().unwrap();
            socket.bind(&path).unwrap();
            socket.listen(0).unwrap()
        });
        let endpoint = thrift::Endpoint::Unix(path);
        let mut waiting = Vec::new();
        let most = Duration::from_millis(20);
        // As many as the system takes although it was asked for none.
        let error = loop {
            let client = Client::builder().connect_timeout(most).max_connections(1);
            match client.connect(&endpoint) {
                Ok(client) => waiting.push(client),
                Err(error) => break error,
            }
            assert!(waiting.len() < 100);
        };
        assert_eq!(error.kind(), Kind::Timeout);
        assert_eq!(error.to_string(), format!("no connection to {endpoint} in time"));

        let client = Client::builder().max_connections(1).connect_lazy(&endpoint).unwrap();
        for _ in 0..3 {
            let short = Context::new().with_timeout(most);
            let error = send_in(&client, "f", &[0], short).unwrap_err();
            let text = format!("no connection to {endpoint} in time for `f`");
            assert_eq!((error.kind(), error.to_string()), (Kind::Timeout, text));
        }

        // Once it is accepted, the connection that nobody waited for is that of the next call.
        let accept = || {
            let (stream, _) = runtime.block_on(listener.accept()).unwrap();
            let stream = stream.into_std().unwrap();
            stream.set_nonblocking(false).unwrap();
            stream
        };
        for _ in waiting {
            drop(accept());
        }
        // The other one is that of the client that failed to connect, and is gone.
        let streams = [accept(), accept()];
        let server = thread::spawn(move || {
            let call = frame(&message(CALL, "f", 1, &[0]));
            let mut found = vec![0; call.len()];
            for mut stream in streams {
                if stream.read_exact(&mut found).is_ok() {
                    stream.write_all(&frame(&message(REPLY, "f", 1, &number(1)))).unwrap();
                }
            }
            assert_eq!(found, call);
        });
        let patient = Context::new().with_timeout(PATIENCE);
        assert_eq!(send_in(&client, "f", &[0], patient).unwrap(), number(1));
        server.join().unwrap();
    });
}
