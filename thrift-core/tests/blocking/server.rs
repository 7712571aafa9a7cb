//! Servers against clients that are written by hand.

use core::time::Duration;
use std::io::{Read, Write};
use std::net::Shutdown;
use std::sync::mpsc;

use thrift::blocking::Server;
use thrift::service::{Dispatch, Request, Response, ResponseKind};
use thrift::{Context, Limits};

use crate::support::*;

#[test]
fn each_client_is_answered_in_the_way_it_speaks() {
    within(|| {
        let (address, _visitor, handle) = start();
        let body = number(42);
        let (strict, old) = (message(CALL, "echo", 7, &body), old_message(CALL, "echo", 7, &body));
        let (reply, old_reply) =
            (message(REPLY, "echo", 7, &body), old_message(REPLY, "echo", 7, &body));
        for (call, reply) in [
            (frame(&strict), frame(&reply)),
            (strict, reply),
            (frame(&old), frame(&old_reply)),
            (old, old_reply),
        ] {
            let mut stream = connect(address);
            stream.write_all(&call).unwrap();
            expect(&mut stream, &reply);
            // Byte by byte it is the same.
            for byte in call {
                stream.write_all(&[byte]).unwrap();
            }
            expect(&mut stream, &reply);
        }
        handle.shutdown();
    });
}

#[test]
fn calls_that_come_at_once_are_answered_in_order() {
    within(|| {
        let (address, _visitor, handle) = start();
        let mut stream = connect(address);
        let (mut calls, mut replies) = (Vec::new(), Vec::new());
        for seqid in 0..1000 {
            calls.extend(frame(&message(CALL, "echo", seqid, &number(seqid * 3))));
            replies.extend(frame(&message(REPLY, "echo", seqid, &number(seqid * 3))));
        }
        stream.write_all(&calls).unwrap();
        expect(&mut stream, &replies);
        handle.shutdown();
    });
}

#[test]
fn a_reply_is_written_before_the_next_call_is_executed() {
    within(|| {
        let (address, mut visitor, handle) = start();
        let mut stream = connect(address);
        let calls = [message(CALL, "echo", 1, &number(1)), message(CALL, "wait", 2, &number(2))];
        stream.write_all(&calls.concat()).unwrap();
        expect(&mut stream, &message(REPLY, "echo", 1, &number(1)));
        started(&mut visitor, "echo");
        started(&mut visitor, "wait");
        visitor.let_one();
        expect(&mut stream, &message(REPLY, "wait", 2, &number(2)));
        handle.shutdown();
    });
}

#[test]
fn a_oneway_call_is_not_answered() {
    within(|| {
        let (address, mut visitor, handle) = start();
        let mut stream = connect(address);
        stream.write_all(&message(ONEWAY, "touch", 1, &[0])).unwrap();
        stream.write_all(&message(ONEWAY, "no such method", 2, &[0])).unwrap();
        stream.write_all(&message(ONEWAY, "panic", 3, &[0])).unwrap();
        stream.write_all(&message(ONEWAY, "echo", 4, &[0])).unwrap();
        // Some clients do not say that a call is oneway: then only the handler knows.
        stream.write_all(&message(CALL, "touch", 5, &[0])).unwrap();
        stream.write_all(&message(CALL, "echo", 6, &number(6))).unwrap();
        expect(&mut stream, &message(REPLY, "echo", 6, &number(6)));
        for method in ["touch", "no such method", "panic", "echo", "touch", "echo"] {
            started(&mut visitor, method);
        }
        handle.shutdown();
    });
}

#[test]
fn calls_are_executed_even_if_their_client_is_gone() {
    within(|| {
        let (address, mut visitor, handle) = start();
        let mut stream = connect(address);
        stream.write_all(&message(ONEWAY, "ponder", 1, &[0])).unwrap();
        stream.write_all(&message(CALL, "wait", 2, &[0])).unwrap();
        drop(stream);
        started(&mut visitor, "ponder");
        visitor.let_one();
        started(&mut visitor, "wait");
        visitor.let_one();
        handle.shutdown();
    });
}

#[test]
fn a_client_may_close_its_half_first() {
    within(|| {
        let (address, _visitor, handle) = start();
        let mut stream = connect(address);
        stream.write_all(&message(CALL, "echo", 1, &number(1))).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        expect(&mut stream, &message(REPLY, "echo", 1, &number(1)));
        expect_end(&mut stream);
        handle.shutdown();
    });
}

#[test]
fn an_unknown_method_leaves_the_connection_in_step() {
    within(|| {
        let (address, _visitor, handle) = start();
        let mut stream = connect(address);
        stream.write_all(&message(CALL, "Service:nothing", 1, &number(1))).unwrap();
        stream.write_all(&message(CALL, "echo", 2, &number(2))).unwrap();
        let body = exception("unknown method `Service:nothing`", 1);
        expect(&mut stream, &message(EXCEPTION, "nothing", 1, &body));
        expect(&mut stream, &message(REPLY, "echo", 2, &number(2)));
        handle.shutdown();
    });
}

#[test]
fn garbage_closes_its_connection_and_no_other() {
    within(|| {
        let (address, mut visitor, handle) = start();
        let mut other = connect(address);
        let unknown_type = message(9, "echo", 1, &[0]);
        let garbage: [&[u8]; 10] = [
            b"GET / HTTP/1.1\r\n\r\n",
            b"\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\0\0\0\0\0\0\0\0\0",
            b"\0\0\0\x02\x80\x02",
            b"\x7f\xff\xff\xff\x80",
            &frame(b"\x80\x01\0\x01\0\0\0\x04\xff\xff\xff\xff\0\0\0\x01\0"),
            &unknown_type,
            &frame(&unknown_type),
            &message(REPLY, "echo", 1, &[0]),
            &message(EXCEPTION, "echo", 1, &[0]),
        ];
        for bytes in garbage {
            let mut stream = connect(address);
            // What came before is answered.
            let call = message(CALL, "echo", 7, &number(7));
            let (call, reply) = match bytes.first() {
                Some(0x80) => (call, message(REPLY, "echo", 7, &number(7))),
                _ => (frame(&call), frame(&message(REPLY, "echo", 7, &number(7)))),
            };
            stream.write_all(&[&call[..], bytes].concat()).unwrap();
            expect(&mut stream, &reply);
            started(&mut visitor, "echo");
            expect_end(&mut stream);

            let mut stream = connect(address);
            stream.write_all(bytes).unwrap();
            expect_end(&mut stream);
        }
        assert!(visitor.is_idle());
        other.write_all(&message(CALL, "echo", 1, &number(1))).unwrap();
        expect(&mut other, &message(REPLY, "echo", 1, &number(1)));
        handle.shutdown();
    });
}

#[test]
fn every_prefix_of_a_message_is_harmless() {
    within(|| {
        let (address, visitor, handle) = start();
        let strict = message(CALL, "echo", 1, &number(1));
        let old = old_message(CALL, "echo", 1, &number(1));
        for whole in [frame(&strict), strict, frame(&old), old] {
            for end in 0..whole.len() {
                let mut stream = connect(address);
                stream.write_all(&whole[..end]).unwrap();
                stream.shutdown(Shutdown::Write).unwrap();
                expect_end(&mut stream);
            }
        }
        assert!(visitor.is_idle());
        handle.shutdown();
    });
}

#[test]
fn a_message_over_the_limit_is_refused_before_it_arrives() {
    within(|| {
        let (address, visitor, handle) =
            start_with(|server| server.limits(Limits::NETWORK.with_message(1000)));
        for start in [
            &b"\x7f\xff\xff\xff\x80"[..],
            b"\0\0\x03\xe9\x80",
            b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x01\x0b\0\x01\0\0\x04\0",
        ] {
            let mut stream = connect(address);
            stream.write_all(start).unwrap();
            expect_end(&mut stream);
        }
        assert!(visitor.is_idle());
        handle.shutdown();
    });
}

#[test]
fn a_handler_that_panics_answers_an_internal_error_and_harms_nobody() {
    within(|| {
        let (address, _visitor, handle) = start();
        let mut stream = connect(address);
        stream.write_all(&message(CALL, "panic", 1, &[0])).unwrap();
        stream.write_all(&message(CALL, "echo", 2, &number(2))).unwrap();
        let body = exception("the handler panicked", 6);
        expect(&mut stream, &message(EXCEPTION, "panic", 1, &body));
        expect(&mut stream, &message(REPLY, "echo", 2, &number(2)));
        handle.shutdown();
    });
}

/// Panics before there is a future.
struct Hasty;

impl Dispatch for Hasty {
    fn dispatch(&self, _: Request) -> impl Future<Output = Option<Response>> + Send {
        panic!("a handler that panics early, as this test wants");
        #[expect(unreachable_code, reason = "says of which type the future is")]
        async {
            None
        }
    }
}

#[test]
fn a_handler_may_panic_before_it_returns_a_future() {
    within(|| {
        let server = Server::bind("127.0.0.1:0").unwrap();
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        serve(server, Hasty);
        let mut stream = connect(address);
        stream.write_all(&message(CALL, "f", 1, &[0])).unwrap();
        let body = exception("the handler panicked", 6);
        expect(&mut stream, &message(EXCEPTION, "f", 1, &body));
        handle.shutdown();
    });
}

#[test]
fn no_more_connections_are_served_at_once_than_allowed() {
    within(|| {
        let (address, mut visitor, handle) = start_with(|server| server.max_connections(2));
        let mut streams = [connect(address), connect(address), connect(address)];
        for stream in &mut streams {
            stream.write_all(&message(CALL, "wait", 1, &[0])).unwrap();
        }
        started(&mut visitor, "wait");
        started(&mut visitor, "wait");
        let [mut first, second, third] = streams;
        // As long as neither ends, the third is not accepted.
        visitor.let_one();
        visitor.let_one();
        for mut stream in [&first, &second] {
            let mut found = [0; 1];
            stream.read_exact(&mut found).unwrap();
        }
        assert!(visitor.is_idle());
        first.shutdown(Shutdown::Write).unwrap();
        let mut rest = Vec::new();
        first.read_to_end(&mut rest).unwrap();
        started(&mut visitor, "wait");
        visitor.let_one();
        expect(&mut &third, &message(REPLY, "wait", 1, &[0]));
        drop(second);
        handle.shutdown();
    });
}

/// Shows the contexts of its calls.
struct Shown(mpsc::Sender<Context>);

impl Dispatch for Shown {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        self.0.send(request.context().clone()).unwrap();
        Some(Response::new(ResponseKind::Reply, request.arguments().clone()))
    }
}

#[test]
fn a_handler_knows_its_method_its_caller_and_its_deadline() {
    within(|| {
        let server = Server::bind("127.0.0.1:0").unwrap();
        let server = server.handler_timeout(Duration::from_secs(7));
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (contexts, received) = mpsc::channel();
        serve(server, Shown(contexts));
        let mut stream = connect(address);
        stream.write_all(&message(CALL, "look", 1, &[0])).unwrap();
        let context = received.recv().unwrap();
        assert_eq!(context.method(), "look");
        assert_eq!(context.peer().unwrap().address(), Some(stream.local_addr().unwrap()));
        let left = context.time_left().unwrap();
        assert!(left <= Duration::from_secs(7) && left > Duration::from_secs(3));
        expect(&mut stream, &message(REPLY, "look", 1, &[0]));
        drop(stream);
        handle.shutdown();
        assert!(context.is_cancelled(), "what outlives the call sees that its caller is gone");
    });
}

#[test]
fn a_place_is_taken_once() {
    within(|| {
        let server = Server::bind("127.0.0.1:0").unwrap();
        let endpoint = server.endpoint();
        let error = Server::bind(&endpoint).unwrap_err();
        let text = format!("cannot listen at {endpoint}: ");
        assert!(error.to_string().starts_with(&text), "{error}");
        drop(server);
        Server::bind(&endpoint).unwrap();
        let error = Server::bind("mem:users").unwrap_err();
        let text = "cannot listen at mem:users: blocking clients and servers have TCP, and sockets \
                    in the file system, alone";
        assert_eq!(error.to_string(), text);
    });
}

#[test]
fn a_listener_may_be_made_elsewhere() {
    within(|| {
        let (listener, address) = listen();
        let server = Server::from_listener(listener).unwrap();
        assert_eq!(server.endpoint().socket_addr(), Some(address));
        let handle = server.handle();
        let (desk, _visitor) = desk();
        serve(server, desk);
        let mut stream = connect(address);
        stream.write_all(&message(CALL, "echo", 1, &number(1))).unwrap();
        expect(&mut stream, &message(REPLY, "echo", 1, &number(1)));
        handle.shutdown();
    });
}

#[cfg(unix)]
#[test]
fn a_socket_that_somebody_else_made_is_served_and_stays() {
    use std::os::unix::net::{UnixListener, UnixStream};

    within(|| {
        let folder = Folder::new("given");
        let path = folder.join("a.sock");
        let server = Server::from_listener(UnixListener::bind(&path).unwrap()).unwrap();
        assert_eq!(server.endpoint(), thrift::Endpoint::Unix(path.clone()));
        let handle = server.handle();
        let (desk, _visitor) = desk();
        serve(server, desk);
        let mut stream = UnixStream::connect(&path).unwrap();
        stream.write_all(&message(CALL, "echo", 1, &number(1))).unwrap();
        expect(&mut stream, &message(REPLY, "echo", 1, &number(1)));
        handle.shutdown();
        assert!(path.exists());
    });
}

#[cfg(unix)]
#[test]
fn a_socket_in_the_file_system_is_removed_with_its_server() {
    use std::os::unix::net::{UnixListener, UnixStream};

    within(|| {
        let folder = Folder::new("server");
        let path = folder.join("a.sock");
        let endpoint = thrift::Endpoint::Unix(path.clone());
        // As a server that was killed leaves it.
        drop(UnixListener::bind(&path).unwrap());
        let server = Server::bind(&endpoint).unwrap();
        let handle = server.handle();
        let (desk, _visitor) = desk();
        let serving = serve(server, desk);
        assert!(Server::bind(&endpoint).is_err());
        let mut stream = UnixStream::connect(&path).unwrap();
        stream.write_all(&message(CALL, "echo", 1, &number(1))).unwrap();
        expect(&mut stream, &message(REPLY, "echo", 1, &number(1)));
        handle.shutdown();
        serving.join().unwrap().unwrap();
        assert!(!path.exists());
        // A file that is no socket is none of ours.
        std::fs::write(&path, "something").unwrap();
        assert!(Server::bind(&endpoint).is_err());
        assert!(path.exists());
    });
}
