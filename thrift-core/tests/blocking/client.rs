//! Clients against servers that are written by hand.

use core::time::Duration;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Instant;

use thrift::blocking::{Client, block_on};
use thrift::protocol::Writer;
use thrift::service::{Channel, Method, Request, ResponseKind};
use thrift::{ApplicationKind, Context, Encode, Error, Kind, TType, service};

use crate::support::*;

/// A client that waits for its answers no longer than so many milliseconds, and a listener for it.
fn impatient(millis: u64) -> (Client, TcpListener) {
    let (listener, address) = listen();
    let client = Client::builder().call_timeout(Duration::from_millis(millis));
    (client.connect_lazy(address).unwrap(), listener)
}

/// A connected client, and the server's side.
fn connection() -> (Client, TcpStream) {
    let (listener, address) = listen();
    let client = Client::connect(address).unwrap();
    (client, accept(&listener))
}

#[test]
fn nobody_listens() {
    within(|| {
        let (listener, address) = listen();
        drop(listener);
        let error = Client::connect(address).unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);
        let text = format!("cannot connect to tcp://{address}: ");
        assert!(error.to_string().starts_with(&text), "{error}");
        let error = Client::connect("nowhere").unwrap_err();
        assert!(error.to_string().starts_with("`nowhere` is none of"), "{error}");
    });
}

#[test]
fn names_in_the_process_are_for_others() {
    let error = Client::connect("mem:users").unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    let text = "cannot connect to mem:users: blocking clients and servers have TCP, and sockets in \
                the file system, alone";
    assert_eq!(error.to_string(), text);
}

#[test]
fn what_can_never_be_connected_fails_before_the_first_call() {
    for endpoint in ["mem:users", "tls://localhost:1", "http://localhost:1/", "https://localhost/"]
    {
        let error = Client::builder().connect_lazy(endpoint).unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);
        let text = format!("cannot connect to {endpoint}: blocking clients and servers have TCP, ");
        assert!(error.to_string().starts_with(&text), "{error}");
    }
}

#[test]
fn a_call_is_a_message_and_its_answer_another_one() {
    within(|| {
        let (client, mut theirs) = connection();
        let server = thread::spawn(move || {
            expect(&mut theirs, &frame(&message(CALL, "f", 1, &number(1))));
            reply(&mut theirs, REPLY, "f", 1, &number(2));
            expect(&mut theirs, &frame(&message(CALL, "Calculator:f", 2, &number(3))));
            // Some servers give all of the name back.
            reply(&mut theirs, REPLY, "Calculator:f", 2, &number(4));
        });
        assert_eq!(send(&client, "f", &number(1)).unwrap(), number(2));
        assert_eq!(send(&client.service("Calculator"), "f", &number(3)).unwrap(), number(4));
        server.join().unwrap();
    });
}

#[test]
fn what_no_server_sends_closes_the_connection() {
    within(|| {
        let unknown = frame(&message(REPLY, "f", 77, &[0]));
        for (bytes, why) in [
            (&b"\xff\xff\xff\xff\0"[..], "frame length -1 is not positive"),
            (b"HTTP/1.1 400", "frame length of 1213486160 is over the limit of 16777216"),
            (
                &b"\0\0\0\x04\x83\x21\0\0"[..],
                "byte 0: no version of the Binary protocol starts with 0x83210000",
            ),
            (&unknown[..], "no call has the sequence id 77 of a reply"),
        ] {
            let (client, mut theirs) = connection();
            let bytes = bytes.to_vec();
            let server = thread::spawn(move || {
                receive(&mut theirs);
                theirs.write_all(&bytes).unwrap();
                expect_end(&mut theirs);
            });
            let error = send(&client, "f", &[0]).unwrap_err();
            assert_eq!(error.kind(), Kind::Closed);
            assert_eq!(error.to_string(), format!("the connection is closed: {why}"));
            server.join().unwrap();
        }
    });
}

#[test]
fn a_server_that_closes_fails_the_call_and_not_the_next_one() {
    within(|| {
        let (listener, address) = listen();
        let client = Client::builder().connect_lazy(address).unwrap();
        let server = thread::spawn(move || {
            for start in [&b""[..], b"\0\0\0\x05\x80"] {
                let mut stream = accept(&listener);
                receive(&mut stream);
                stream.write_all(start).unwrap();
            }
            let mut stream = accept(&listener);
            let (_, seqid, _) = receive(&mut stream);
            reply(&mut stream, REPLY, "f", seqid, &number(1));
        });
        for why in ["the peer closed it", "the peer closed it inside a message"] {
            let error = send(&client, "f", &[0]).unwrap_err();
            assert_eq!(error.kind(), Kind::Closed);
            assert_eq!(error.to_string(), format!("the connection is closed: {why}"));
        }
        assert_eq!(send(&client, "f", &[0]).unwrap(), number(1));
        server.join().unwrap();
    });
}

/// Answers the first call of a connection, sends something else perhaps, and closes it.
fn answer_once(listener: &TcpListener, unasked: &[u8]) {
    let mut stream = accept(listener);
    let (_, seqid, _) = receive(&mut stream);
    assert_eq!(seqid, 1);
    reply(&mut stream, REPLY, "f", seqid, &[0]);
    stream.write_all(unasked).unwrap();
}

#[test]
fn a_connection_that_was_closed_meanwhile_is_not_used() {
    within(|| {
        let (listener, address) = listen();
        let client = Client::connect(address).unwrap();
        // An answer to nobody tells as well that the connection is of no use.
        for unasked in [vec![], frame(&message(REPLY, "f", 77, &[0])), vec![], vec![0xff; 4]] {
            thread::scope(|scope| {
                let server = scope.spawn(|| answer_once(&listener, &unasked));
                send(&client, "f", &[0]).unwrap();
                server.join().unwrap();
            });
        }
    });
}

#[test]
fn an_answer_that_does_not_fit_fails_its_call_only() {
    within(|| {
        let (client, mut theirs) = connection();
        let answers = [
            (REPLY, "g", ApplicationKind::WrongMethodName, "the answer to `f` is to `g`"),
            (CALL, "f", ApplicationKind::InvalidMessageType, "the answer to `f` is a call"),
            (ONEWAY, "f", ApplicationKind::InvalidMessageType, "the answer to `f` is a call"),
        ];
        let server = thread::spawn(move || {
            for (kind, name, ..) in answers {
                let (_, seqid, _) = receive(&mut theirs);
                reply(&mut theirs, kind, name, seqid, &[0]);
                let (_, seqid, _) = receive(&mut theirs);
                reply(&mut theirs, REPLY, "f", seqid, &[0]);
            }
            for answer in [&b"\x82\x41\x07\x01f\0"[..], br#"[1,"f",2,8,{}]"#] {
                receive(&mut theirs);
                theirs.write_all(&frame(answer)).unwrap();
            }
        });
        for (_, _, kind, text) in answers {
            let error = send(&client, "f", &[0]).unwrap_err();
            assert_eq!((error.kind(), error.to_string().as_str()), (Kind::Application(kind), text));
            send(&client, "f", &[0]).unwrap();
        }
        for text in ["the answer is in Compact", "the answer is in Json"] {
            let error = send(&client, "f", &[0]).unwrap_err();
            assert_eq!((error.kind(), error.to_string().as_str()), (Kind::Version, text));
        }
        server.join().unwrap();
    });
}

/// Arguments of a method without parameters.
struct Nothing;

impl Encode for Nothing {
    const TTYPE: TType = TType::Struct;

    fn encode<W: Writer>(&self, out: &mut W) {
        let Some(fields) = out.struct_begin() else { return };
        out.struct_end(fields);
    }
}

#[test]
fn an_exception_is_the_error_of_its_call() {
    within(|| {
        let (client, mut theirs) = connection();
        let server = thread::spawn(move || {
            receive(&mut theirs);
            // Some servers answer with an exception under a name of their own.
            reply(&mut theirs, EXCEPTION, "", 1, &exception("not today", 6));
            receive(&mut theirs);
            reply(&mut theirs, REPLY, "f", 2, &[0]);
        });
        let call = || block_on(service::call::<_, _, (), Error>(&client, "f", Nothing));
        let error = call().unwrap_err();
        assert_eq!(error.kind(), Kind::Application(ApplicationKind::InternalError));
        assert_eq!(error.to_string(), "not today");
        call().unwrap();
        server.join().unwrap();
    });
}

#[test]
fn answers_to_oneway_calls_are_ignored() {
    within(|| {
        let (client, mut theirs) = connection();
        let server = thread::spawn(move || {
            expect(&mut theirs, &frame(&message(ONEWAY, "touch", 1, &[0])));
            reply(&mut theirs, REPLY, "touch", 1, &[0]);
            expect(&mut theirs, &frame(&message(ONEWAY, "touch", 2, &[0])));
            expect(&mut theirs, &frame(&message(CALL, "f", 3, &[0])));
            let answers = [(2, "touch"), (3, "f")];
            let answers = answers.map(|(seqid, name)| frame(&message(REPLY, name, seqid, &[0])));
            theirs.write_all(&answers.concat()).unwrap();
        });
        notify(&client, "touch", &[0]).unwrap();
        notify(&client, "touch", &[0]).unwrap();
        send(&client, "f", &[0]).unwrap();
        server.join().unwrap();
    });
}

#[test]
fn a_call_that_cannot_be_written_leaves_no_trace() {
    within(|| {
        let (client, mut theirs) = connection();
        let error = send(&client, &"f".repeat(2000), &[0]).unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
        let server = thread::spawn(move || {
            let (name, seqid, _) = receive(&mut theirs);
            reply(&mut theirs, REPLY, &name, seqid, &[0]);
        });
        send(&client, "f", &[0]).unwrap();
        server.join().unwrap();
    });
}

#[test]
fn a_server_that_falls_silent_fails_the_call_in_time() {
    within(|| {
        for start in [&b""[..], b"\0\0", &frame(&message(REPLY, "f", 1, &number(1)))[..20]] {
            let (listener, address) = listen();
            let client = Client::builder().connect_lazy(address).unwrap();
            let start = start.to_vec();
            let server = thread::spawn(move || {
                let mut silent = accept(&listener);
                receive(&mut silent);
                silent.write_all(&start).unwrap();
                // The connection is out of step, and another one takes its place.
                let mut good = accept(&listener);
                receive(&mut good);
                reply(&mut good, REPLY, "f", 1, &[0]);
                expect_end(&mut silent);
            });
            let begun = Instant::now();
            let short = Context::new().with_timeout(Duration::from_millis(50));
            let error = send_in(&client, "f", &[0], short).unwrap_err();
            assert_eq!(error.kind(), Kind::Timeout);
            assert_eq!(error.to_string(), "no answer to `f` in time");
            assert!(begun.elapsed() >= Duration::from_millis(50));
            assert!(begun.elapsed() < Duration::from_secs(5));
            send(&client, "f", &[0]).unwrap();
            server.join().unwrap();
        }
    });
}

#[test]
fn a_slow_drip_does_not_stretch_a_call() {
    within(|| {
        let (client, listener) = impatient(100);
        let server = thread::spawn(move || {
            let mut stream = accept(&listener);
            receive(&mut stream);
            let answer = frame(&message(REPLY, "f", 1, &vec![0; 100_000]));
            // Each byte comes long before the time of a single read would be over.
            let drip = |byte: &u8| {
                thread::sleep(Duration::from_millis(5));
                stream.write_all(&[*byte])
            };
            assert!(answer.iter().try_for_each(drip).is_err(), "the client reads all of it");
        });
        let begun = Instant::now();
        let error = send(&client, "f", &[0]).unwrap_err();
        assert_eq!(error.to_string(), "no answer to `f` in time");
        assert!(begun.elapsed() < Duration::from_secs(5));
        drop(client);
        server.join().unwrap();
    });
}

#[test]
fn a_server_that_does_not_read_fails_the_call_in_time() {
    within(|| {
        let (client, listener) = impatient(50);
        // More than what the system keeps for both ends.
        let long = vec![0; 64 * 1024 * 1024];
        let server = thread::spawn(move || accept(&listener));
        let error = send(&client, "f", &long).unwrap_err();
        assert_eq!(error.to_string(), "no answer to `f` in time");
        drop(server.join().unwrap());
    });
}

// Elsewhere what has arrived may be lost when a connection is reset.
#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_has_arrived_counts_although_the_call_was_not_written() {
    within(|| {
        let (client, mut stream) = connection();
        let calling = thread::spawn(move || {
            let method = Method::new("echo");
            let call = Request::new(method, client.codec(), &vec![0_i8; 16 << 20]).unwrap();
            (block_on(client.send(call)).unwrap().unwrap(), client)
        });
        // It reads no more than it takes to refuse the call, and resets the connection.
        expect(&mut stream, &[1, 0]);
        reply(&mut stream, EXCEPTION, "echo", 1, &exception("too long", 7));
        drop(stream);
        let (answer, _client) = calling.join().unwrap();
        assert_eq!(answer.kind(), ResponseKind::Exception);
        assert_eq!(answer.body()[..], exception("too long", 7));
    });
}

#[test]
fn a_context_gives_a_call_less_time_and_never_more() {
    within(|| {
        let (listener, address) = listen();
        let client = Client::connect(address).unwrap();
        let begun = Instant::now();
        let short = Context::new().with_timeout(Duration::from_millis(20));
        let error = send_in(&client, "f", &[0], short).unwrap_err();
        assert_eq!(error.to_string(), "no answer to `f` in time");
        assert!(begun.elapsed() < Duration::from_secs(5));
        // A call whose time is over is not even sent.
        let over = Context::new().with_timeout(Duration::ZERO);
        let error = send_in(&client, "f", &[0], over).unwrap_err();
        let text = format!("no connection to tcp://{address} in time for `f`");
        assert_eq!((error.kind(), error.to_string()), (Kind::Timeout, text));
        drop(listener);
    });
}
