//! Clients against servers that are written by hand, and against our own.

use core::pin::Pin;
use core::task::{self, Poll};
use core::time::Duration;
use std::io;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, DuplexStream, ReadBuf};
use tokio::time::{Instant, sleep};

use thrift::protocol::Writer;
use thrift::service::{self, Channel, Method, Request, ResponseKind};
use thrift::{ApplicationKind, Client, Connection, Context, Encode, Error, Kind, TType, Transport};

use crate::support::*;

/// A connection, and the stream that its server would have.
fn connection() -> (Connection, DuplexStream) {
    let (ours, theirs) = tokio::io::duplex(64 * 1024);
    (Client::builder().attach(ours), theirs)
}

async fn send(connection: &impl Channel, method: &str, body: &[u8]) -> thrift::Result<Bytes> {
    let body = Bytes::copy_from_slice(body);
    let request = Request::received(method, false, connection.codec(), body);
    match connection.send(request).await? {
        Some(answer) if answer.kind() == ResponseKind::Reply => Ok(answer.body().clone()),
        answer => panic!("{answer:?} is no reply"),
    }
}

/// Takes a framed call in strict Binary: its name, sequence id and arguments.
async fn receive(stream: &mut DuplexStream) -> (String, i32, Vec<u8>) {
    let length = stream.read_u32().await.unwrap() as usize;
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await.unwrap();
    assert_eq!(bytes[..4], [0x80, 1, 0, CALL]);
    let name = 8..8 + usize::from(bytes[7]);
    let body = name.end + 4;
    let seqid = i32::from_be_bytes(bytes[name.end..body].try_into().unwrap());
    (String::from_utf8(bytes[name].to_vec()).unwrap(), seqid, bytes[body..].to_vec())
}

async fn reply(stream: &mut DuplexStream, kind: u8, name: &str, seqid: i32, body: &[u8]) {
    stream.write_all(&frame(&message(kind, name, seqid, body))).await.unwrap();
}

#[tokio::test]
async fn a_call_is_one_message_and_its_reply_another() {
    within(async {
        for transport in [Transport::Framed, Transport::Buffered] {
            let (ours, mut theirs) = tokio::io::duplex(1024);
            let connection = Client::builder().transport(transport).attach(ours);
            let wrap = |message: &[u8]| match transport {
                Transport::Framed => frame(message),
                _ => message.to_vec(),
            };
            let server = async {
                expect(&mut theirs, &wrap(&message(CALL, "echo", 1, &number(1)))).await;
                theirs.write_all(&wrap(&message(REPLY, "echo", 1, &number(2)))).await.unwrap();
            };
            let call = async { send(&connection, "echo", &number(1)).await };
            let (found, ()) = tokio::join!(call, server);
            assert_eq!(found.unwrap(), number(2));
        }
    })
    .await;
}

#[tokio::test]
async fn our_own_server_understands() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        for transport in [Transport::Framed, Transport::Buffered] {
            let connection = Client::builder().transport(transport).connect(address).await;
            let connection = connection.unwrap();
            for value in 0..100 {
                let found = send(&connection, "echo", &number(value)).await.unwrap();
                assert_eq!(found, number(value));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn long_messages_pass_both_ways() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        for transport in [Transport::Framed, Transport::Buffered] {
            let connection = Client::builder().transport(transport).connect(address).await;
            let connection = connection.unwrap();
            for length in [1_u32 << 14, 1 << 16, 1 << 20, 1 << 23] {
                let text = vec![b'x'; length as usize];
                let body = [&b"\x0b\0\x01"[..], &length.to_be_bytes(), &text, b"\0"].concat();
                let call = || send(&connection, "echo", &body);
                let (one, two, three) = tokio::join!(call(), call(), call());
                let found = [one.unwrap(), two.unwrap(), three.unwrap()];
                assert!(found.iter().all(|found| *found == body), "{length}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn replies_find_their_calls_in_any_order() {
    within(async {
        const CALLS: i32 = 500;
        let (connection, mut theirs) = connection();
        let server = async {
            let mut calls = Vec::new();
            for _ in 0..CALLS {
                calls.push(receive(&mut theirs).await);
            }
            for (name, seqid, body) in calls.into_iter().rev() {
                reply(&mut theirs, REPLY, &name, seqid, &body).await;
            }
        };
        let calls = (0..CALLS).map(|value| {
            let connection = connection.clone();
            tokio::spawn(async move { send(&connection, "echo", &number(value)).await })
        });
        let calls: Vec<_> = calls.collect();
        server.await;
        for (value, call) in (0..).zip(calls) {
            assert_eq!(call.await.unwrap().unwrap(), number(value));
        }
    })
    .await;
}

#[tokio::test]
async fn further_calls_do_not_wait_until_all_replies_are_handed_out() {
    within(async {
        const CALLERS: usize = 64;
        let (connection, mut theirs) = connection();
        for _ in 0..CALLERS {
            let connection = connection.clone();
            tokio::spawn(async move {
                send(&connection, "echo", &number(0)).await.unwrap();
                send(&connection, "echo", &number(1)).await.unwrap();
            });
        }
        let mut replies = Vec::new();
        for _ in 0..CALLERS {
            let (name, seqid, body) = receive(&mut theirs).await;
            replies.extend(frame(&message(REPLY, &name, seqid, &body)));
        }
        theirs.write_all(&replies).await.unwrap();

        // A call is as long as its reply.
        let mut calls = vec![0; replies.len()];
        let first = theirs.read(&mut calls).await.unwrap();
        assert_eq!(first, replies.len() / 2);
        theirs.read_exact(&mut calls[first..]).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_tasks_share_a_connection() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        let connection = Client::connect(address).await.unwrap();
        let run = async |connection: Client, first: i32| {
            for value in first..first + 200 {
                let found = send(&connection, "echo", &number(value)).await.unwrap();
                assert_eq!(found, number(value));
            }
        };
        let tasks = (0..64).map(|task| tokio::spawn(run(connection.clone(), task * 1000)));
        let tasks: Vec<_> = tasks.collect();
        for task in tasks {
            task.await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_dropped_call_is_forgotten_and_its_late_reply_ignored() {
    within(async {
        let (connection, mut theirs) = connection();
        tokio::select! {
            _ = send(&connection, "first", &[0]) => panic!("nobody answered"),
            (name, seqid, _) = receive(&mut theirs) => assert_eq!((&*name, seqid), ("first", 1)),
        }
        let server = async {
            assert_eq!(receive(&mut theirs).await.1, 2);
            reply(&mut theirs, REPLY, "first", 1, &number(1)).await;
            reply(&mut theirs, REPLY, "second", 2, &number(2)).await;
        };
        let (found, ()) = tokio::join!(send(&connection, "second", &[0]), server);
        assert_eq!(found.unwrap(), number(2));
    })
    .await;
}

#[tokio::test]
async fn a_closed_connection_fails_the_calls_that_wait_and_those_that_come() {
    within(async {
        for (start, why) in [
            (&b""[..], "the peer closed it"),
            (b"\0\0\0\x05\x80", "the peer closed it inside a message"),
        ] {
            let (connection, mut theirs) = connection();
            let server = async {
                receive(&mut theirs).await;
                receive(&mut theirs).await;
                theirs.write_all(start).await.unwrap();
                drop(theirs);
            };
            let (one, two) = (send(&connection, "f", &[0]), send(&connection, "g", &[0]));
            let (one, two, ()) = tokio::join!(one, two, server);
            for outcome in [one, two, send(&connection, "h", &[0]).await] {
                let error = outcome.unwrap_err();
                assert_eq!(error.kind(), Kind::Closed);
                assert_eq!(error.to_string(), format!("the connection is closed: {why}"));
            }
            assert!(connection.is_closed());
        }
    })
    .await;
}

#[tokio::test]
async fn a_reply_that_has_arrived_counts_although_no_further_call_can_be_written() {
    within(async {
        let (connection, mut theirs) = connection();
        let server = async {
            receive(&mut theirs).await;
            reply(&mut theirs, REPLY, "f", 1, &number(1)).await;
            drop(theirs);
            send(&connection, "g", &[0]).await
        };
        let (one, two) = tokio::join!(send(&connection, "f", &[0]), server);
        assert_eq!(one.unwrap(), number(1));
        assert_eq!(two.unwrap_err().kind(), Kind::Closed);
    })
    .await;
}

/// A stream that nothing can be written to, and that says why when it is read.
struct Refused;

impl AsyncRead for Refused {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
        _: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Poll::Ready(Err(io::Error::other("the peer refused")))
    }
}

impl AsyncWrite for Refused {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
        _: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn what_the_peer_says_counts_for_more_than_that_it_cannot_be_written_to() {
    within(async {
        let connection = Client::builder().attach(Refused);
        let error = send(&connection, "echo", &number(1)).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Closed);
        let text = "the connection is closed: connection failed: the peer refused";
        assert_eq!(error.to_string(), text);
    })
    .await;
}

#[tokio::test]
async fn what_no_server_sends_closes_the_connection() {
    within(async {
        let unknown = frame(&message(REPLY, "f", 77, &[0]));
        for (bytes, why) in [
            (&b"\xff\xff\xff\xff\0"[..], "frame length -1 is not positive"),
            (
                &b"\0\0\0\x04\x83\x21\0\0"[..],
                "byte 0: no version of the Binary protocol starts with 0x83210000",
            ),
            (&unknown[..], "no call has the sequence id 77 of a reply"),
        ] {
            let (connection, mut theirs) = connection();
            let server = async {
                receive(&mut theirs).await;
                theirs.write_all(bytes).await.unwrap();
                expect_end(&mut theirs).await;
            };
            let (outcome, ()) = tokio::join!(send(&connection, "f", &[0]), server);
            let error = outcome.unwrap_err();
            assert_eq!(error.kind(), Kind::Closed);
            assert_eq!(error.to_string(), format!("the connection is closed: {why}"));
        }
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_does_not_fit_fails_its_call_only() {
    within(async {
        let (connection, mut theirs) = connection();
        for (seqid, kind, name, expected, text) in [
            (1, REPLY, "g", ApplicationKind::WrongMethodName, "the answer to `f` is to `g`"),
            (3, CALL, "f", ApplicationKind::InvalidMessageType, "the answer to `f` is a call"),
            (5, ONEWAY, "f", ApplicationKind::InvalidMessageType, "the answer to `f` is a call"),
        ] {
            let server = async {
                receive(&mut theirs).await;
                reply(&mut theirs, kind, name, seqid, &[0]).await;
                receive(&mut theirs).await;
                reply(&mut theirs, REPLY, "f", seqid + 1, &[0]).await;
            };
            let calls = async {
                let error = send(&connection, "f", &[0]).await.unwrap_err();
                assert_eq!(error.kind(), Kind::Application(expected));
                assert_eq!(error.to_string(), text);
                send(&connection, "f", &[0]).await.unwrap();
            };
            tokio::join!(calls, server);
        }
    })
    .await;
}

#[tokio::test]
async fn an_answer_in_another_protocol_fails_its_call_only() {
    within(async {
        let (connection, mut theirs) = connection();
        let answers = [&b"\x82\x41\x01\x01f\0"[..], br#"[1,"f",2,2,{}]"#];
        for (answer, text) in
            answers.into_iter().zip(["the answer is in Compact", "the answer is in Json"])
        {
            let server = async {
                receive(&mut theirs).await;
                theirs.write_all(&frame(answer)).await.unwrap();
            };
            let (outcome, ()) = tokio::join!(send(&connection, "f", &[0]), server);
            let error = outcome.unwrap_err();
            assert_eq!((error.kind(), error.to_string().as_str()), (Kind::Version, text));
        }
        assert!(!connection.is_closed());
    })
    .await;
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

#[tokio::test]
async fn an_exception_is_the_error_of_its_call() {
    within(async {
        let (connection, mut theirs) = connection();
        let server = async {
            receive(&mut theirs).await;
            // Some servers answer with an exception under a name of their own.
            reply(&mut theirs, EXCEPTION, "", 1, &exception("not today", 6)).await;
            receive(&mut theirs).await;
            reply(&mut theirs, REPLY, "f", 2, &[0]).await;
        };
        let calls = async {
            let call = || service::call::<_, _, (), Error>(&connection, "f", Nothing);
            let refused = call().await;
            let error = refused.unwrap_err();
            assert_eq!(error.kind(), Kind::Application(ApplicationKind::InternalError));
            assert_eq!(error.to_string(), "not today");
            call().await.unwrap();
        };
        tokio::join!(calls, server);
    })
    .await;
}

#[tokio::test]
async fn a_oneway_call_is_done_when_it_is_written() {
    within(async {
        let (ours, mut theirs) = tokio::io::duplex(8);
        let connection = Client::builder().attach(ours);
        let mut call = touch(&connection);
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        assert!(!call.is_finished(), "only eight bytes fit the stream");
        expect(&mut theirs, &frame(&message(ONEWAY, "touch", 1, &[0]))).await;
        (&mut call).await.unwrap().unwrap();

        drop(theirs);
        let error = touch(&connection).await.unwrap().unwrap_err();
        assert_eq!(error.kind(), Kind::Closed);
    })
    .await;
}

fn touch(connection: &Connection) -> tokio::task::JoinHandle<thrift::Result<()>> {
    let connection = connection.clone();
    let method = Method::new("touch").oneway();
    tokio::spawn(async move { service::call(&connection, method, Nothing).await })
}

#[tokio::test]
async fn calls_wait_for_their_turn_when_the_server_does_not_read() {
    within(async {
        const CALLS: i32 = 3000;
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let connection = Client::builder().attach(ours);
        let body = [&b"\x0b\0\x01\0\0\x04\0"[..], &[b'x'; 1024], b"\0"].concat();
        let calls: Vec<_> = (0..CALLS)
            .map(|_| {
                let (connection, body) = (connection.clone(), body.clone());
                tokio::spawn(async move { send(&connection, "f", &body).await })
            })
            .collect();
        for _ in 0..CALLS {
            let (name, seqid, _) = receive(&mut theirs).await;
            reply(&mut theirs, REPLY, &name, seqid, &[0]).await;
        }
        for call in calls {
            call.await.unwrap().unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_call_that_waits_for_its_turn_fails_when_the_connection_closes() {
    within(async {
        let (ours, theirs) = tokio::io::duplex(16);
        let connection = Client::builder().attach(ours);
        let long = [&b"\x0b\0\x01\0\x10\0\0"[..], &vec![b'x'; 1024 * 1024], b"\0"].concat();
        let calls =
            async { tokio::join!(send(&connection, "f", &long), send(&connection, "g", &long)) };
        let server = async {
            tokio::task::yield_now().await;
            drop(theirs);
        };
        let ((one, two), ()) = tokio::join!(calls, server);
        assert_eq!(one.unwrap_err().kind(), Kind::Closed);
        assert_eq!(two.unwrap_err().kind(), Kind::Closed);
    })
    .await;
}

#[tokio::test]
async fn the_last_clone_closes_the_connection() {
    within(async {
        let (connection, mut theirs) = connection();
        let clone = connection.clone();
        drop(connection);
        let server = async {
            receive(&mut theirs).await;
            reply(&mut theirs, REPLY, "f", 1, &[0]).await;
        };
        let (found, ()) = tokio::join!(send(&clone, "f", &[0]), server);
        found.unwrap();
        drop(clone);
        expect_end(&mut theirs).await;
    })
    .await;
}

#[test]
fn calls_fail_when_the_runtime_of_the_connection_is_gone() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = runtime();
    let (connection, _theirs) = first.block_on(async { connection() });
    drop(first);
    let error = runtime().block_on(within(send(&connection, "f", &[0]))).unwrap_err();
    assert_eq!(error.to_string(), "the connection is closed: its runtime ended");
}

#[tokio::test]
async fn a_time_limit_is_a_dropped_call() {
    within(async {
        let (address, mut visitor, _handle) = start().await;
        let connection = Client::connect(address).await.unwrap();
        let limit = Duration::from_millis(10);
        let call = tokio::time::timeout(limit, send(&connection, "wait", &[0])).await;
        assert!(call.is_err());
        visitor.started("wait").await;
        visitor.let_one();
        assert_eq!(send(&connection, "echo", &number(1)).await.unwrap(), number(1));
    })
    .await;
}

#[tokio::test]
async fn nobody_listens() {
    within(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let error = Client::connect(address).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_call_without_an_answer_fails_in_time_and_no_other() {
    let (ours, mut theirs) = tokio::io::duplex(1024);
    let connection = Client::builder().call_timeout(Duration::from_secs(5)).attach(ours);
    let start = Instant::now();
    let short = Context::new().with_timeout(Duration::from_secs(2));
    let late = async {
        let error = send_in(&connection, "late", short).await.unwrap_err();
        assert_eq!((error.kind(), start.elapsed().as_secs()), (Kind::Timeout, 2));
        assert_eq!(error.to_string(), "no answer to `late` in time");
    };
    let never = async {
        let error = send_in(&connection, "never", Context::new()).await.unwrap_err();
        assert_eq!((error.kind(), start.elapsed().as_secs()), (Kind::Timeout, 5));
    };
    let good = async { send_in(&connection, "good", Context::new()).await.unwrap() };
    let server = async {
        for _ in 0..3 {
            let (name, seqid, _) = receive(&mut theirs).await;
            match &*name {
                "good" => {
                    sleep(Duration::from_millis(4998)).await;
                    reply(&mut theirs, REPLY, "good", seqid, &[0]).await;
                }
                "late" => assert_eq!(seqid, 1),
                _ => assert_eq!(seqid, 2),
            }
        }
        // An answer that is too late harms nobody.
        reply(&mut theirs, REPLY, "late", 1, &[0]).await;
    };
    tokio::join!(late, never, good, server);
    assert!(!connection.is_closed());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_for_its_turn_waits_no_longer_than_its_time() {
    let (ours, _theirs) = tokio::io::duplex(16);
    let connection = Client::builder().call_timeout(Duration::from_secs(5)).attach(ours);
    let long = [&b"\x0b\0\x01\0\x10\0\0"[..], &vec![b'x'; 1024 * 1024], b"\0"].concat();
    let start = Instant::now();
    let calls = (send(&connection, "f", &long), send(&connection, "g", &long));
    let (one, two) = tokio::join!(calls.0, calls.1);
    assert_eq!(one.unwrap_err().kind(), Kind::Timeout);
    assert_eq!(two.unwrap_err().kind(), Kind::Timeout);
    assert_eq!(start.elapsed().as_secs(), 5);
}

async fn send_in(connection: &Connection, method: &str, cx: Context) -> thrift::Result<()> {
    let request = Request::received(method, false, connection.codec(), Bytes::from_static(&[0]));
    connection.send(request.with_context(cx)).await.map(drop)
}
