//! Servers against clients that are written by hand.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use thrift::server::{Config, serve_connection};
use thrift::{Kind, Limits, Server};

use crate::support::*;

#[tokio::test]
async fn each_client_is_answered_in_the_way_it_speaks() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        let body = number(42);

        let mut framed = TcpStream::connect(address).await.unwrap();
        framed.write_all(&frame(&message(CALL, "echo", 7, &body))).await.unwrap();
        expect(&mut framed, b"\0\0\0\x18\x80\x01\0\x02\0\0\0\x04echo\0\0\0\x07").await;
        expect(&mut framed, &body).await;

        let mut unframed = TcpStream::connect(address).await.unwrap();
        unframed.write_all(&message(CALL, "echo", -1, &body)).await.unwrap();
        expect(&mut unframed, b"\x80\x01\0\x02\0\0\0\x04echo\xff\xff\xff\xff").await;
        expect(&mut unframed, &body).await;

        let mut old = TcpStream::connect(address).await.unwrap();
        old.write_all(&old_message(CALL, "echo", 0, &body)).await.unwrap();
        expect(&mut old, b"\0\0\0\x04echo\x02\0\0\0\0").await;
        expect(&mut old, &body).await;

        let mut old_framed = TcpStream::connect(address).await.unwrap();
        old_framed.write_all(&frame(&old_message(CALL, "echo", 1, &body))).await.unwrap();
        expect(&mut old_framed, &frame(&old_message(REPLY, "echo", 1, &body))).await;
    })
    .await;
}

#[tokio::test]
async fn pipelined_calls_are_answered_in_order() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let (mut calls, mut replies) = (Vec::new(), Vec::new());
        for seqid in 0..1000 {
            calls.extend(frame(&message(CALL, "echo", seqid, &number(seqid * 3))));
            replies.extend(frame(&message(REPLY, "echo", seqid, &number(seqid * 3))));
        }
        stream.write_all(&calls).await.unwrap();
        expect(&mut stream, &replies).await;
    })
    .await;
}

#[tokio::test]
async fn a_slow_call_delays_the_reply_to_the_next_but_not_the_call_itself() {
    within(async {
        let (address, mut visitor, _handle) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(CALL, "wait", 1, &number(1))).await.unwrap();
        stream.write_all(&message(CALL, "echo", 2, &number(2))).await.unwrap();
        visitor.started("wait").await;
        visitor.started("echo").await;
        visitor.let_one();
        expect(&mut stream, &message(REPLY, "wait", 1, &number(1))).await;
        expect(&mut stream, &message(REPLY, "echo", 2, &number(2))).await;
    })
    .await;
}

#[tokio::test]
async fn a_oneway_call_is_not_answered_and_delays_nobody() {
    within(async {
        let (address, mut visitor, _handle) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(ONEWAY, "ponder", 1, &[0])).await.unwrap();
        stream.write_all(&message(ONEWAY, "no such method", 2, &[0])).await.unwrap();
        // Some clients do not say that a call is oneway: then only the handler knows.
        stream.write_all(&message(CALL, "touch", 3, &[0])).await.unwrap();
        stream.write_all(&message(CALL, "echo", 4, &number(4))).await.unwrap();
        expect(&mut stream, &message(REPLY, "echo", 4, &number(4))).await;
        visitor.started("ponder").await;
        visitor.let_one();
    })
    .await;
}

#[tokio::test]
async fn a_oneway_call_is_executed_even_if_its_client_is_gone() {
    within(async {
        let (desk, mut visitor) = desk();
        let (mut ours, theirs) = tokio::io::duplex(1024);
        ours.write_all(&message(ONEWAY, "ponder", 1, &[0])).await.unwrap();
        ours.write_all(&message(CALL, "wait", 2, &[0])).await.unwrap();
        drop(ours);
        let served =
            tokio::spawn(async move { serve_connection(theirs, &desk, Config::default()).await });
        visitor.started("ponder").await;
        visitor.started("wait").await;
        visitor.let_one();
        visitor.let_one();
        // The reply can go nowhere, and that is how the connection ends.
        assert_eq!(served.await.unwrap().unwrap_err().kind(), Kind::Transport);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_method_leaves_the_connection_in_step() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(CALL, "nothing", 1, &number(1))).await.unwrap();
        stream.write_all(&message(CALL, "echo", 2, &number(2))).await.unwrap();
        let body = exception("unknown method `nothing`", 1);
        expect(&mut stream, &message(EXCEPTION, "nothing", 1, &body)).await;
        expect(&mut stream, &message(REPLY, "echo", 2, &number(2))).await;
    })
    .await;
}

#[tokio::test]
async fn a_reply_is_no_call_and_closes_the_connection() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        for kind in [REPLY, EXCEPTION] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(&message(CALL, "echo", 4, &number(1))).await.unwrap();
            stream.write_all(&message(kind, "echo", 5, &number(1))).await.unwrap();
            expect(&mut stream, &message(REPLY, "echo", 4, &number(1))).await;
            assert_eq!(stream.read(&mut [0; 1]).await.unwrap(), 0);
        }
    })
    .await;
}

#[tokio::test]
async fn garbage_closes_its_connection_and_no_other() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        let mut other = TcpStream::connect(address).await.unwrap();
        let unknown_type = message(9, "echo", 1, &[0]);
        let garbage: [&[u8]; 7] = [
            b"HELO localhost\r\n\r\n",
            b"\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\0\0\0\0\0\0\0\0\0",
            b"\0\0\0\x02\x80\x02",
            &frame(b"\x80\x01\0\x01\0\0\0\x04\xff\xff\xff\xff\0\0\0\x01\0"),
            &unknown_type,
            &frame(&unknown_type),
        ];
        for bytes in garbage {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(bytes).await.unwrap();
            expect_end(&mut stream).await;
        }
        other.write_all(&message(CALL, "echo", 1, &number(1))).await.unwrap();
        expect(&mut other, &message(REPLY, "echo", 1, &number(1))).await;
    })
    .await;
}

#[tokio::test]
async fn calls_before_garbage_are_answered() {
    within(async {
        let (address, mut visitor, _handle) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let mut bytes = frame(&message(CALL, "wait", 1, &number(1)));
        bytes.extend(frame(b"garbage"));
        stream.write_all(&bytes).await.unwrap();
        visitor.started("wait").await;
        visitor.let_one();
        expect(&mut stream, &frame(&message(REPLY, "wait", 1, &number(1)))).await;
        expect_end(&mut stream).await;
    })
    .await;
}

#[tokio::test]
async fn every_prefix_of_a_message_is_harmless() {
    within(async {
        let strict = message(CALL, "echo", 1, &number(1));
        let old = old_message(CALL, "echo", 1, &number(1));
        for whole in [frame(&strict), strict, frame(&old), old] {
            for end in 0..whole.len() {
                let (desk, visitor) = desk();
                let served = serve_connection(
                    tokio::io::join(&whole[..end], tokio::io::sink()),
                    &desk,
                    Config::default(),
                );
                let kind = served.await.err().map(|error| error.kind());
                assert_eq!(kind, (end > 0).then_some(Kind::Closed), "{end}");
                assert!(visitor.is_idle());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn bytes_may_arrive_one_by_one() {
    within(async {
        let mut old = old_message(CALL, "echo", 1, &number(1));
        old.extend(old_message(CALL, "echo", 2, &number(2)));
        let framed = frame(&message(CALL, "echo", 1, &number(1))).repeat(3);
        for (calls, reply) in [
            (old, old_message(REPLY, "echo", 1, &number(1))),
            (framed, frame(&message(REPLY, "echo", 1, &number(1)))),
        ] {
            // A stream that holds one byte at a time, in both directions.
            let (mut ours, theirs) = tokio::io::duplex(1);
            let (desk, _visitor) = desk();
            tokio::spawn(async move { serve_connection(theirs, &desk, Config::default()).await });
            let (mut read, mut write) = tokio::io::split(&mut ours);
            let writing = async { write.write_all(&calls).await.unwrap() };
            tokio::join!(writing, expect(&mut read, &reply));
        }
    })
    .await;
}

#[tokio::test]
async fn a_message_over_the_limit_is_refused_before_it_arrives() {
    within(async {
        let config = Config::default().with_limits(Limits::NETWORK.with_message(1000));
        for (start, text) in [
            (&b"\x7f\xff\xff\xff\x80"[..], "frame length of 2147483647 is over the limit of 1000"),
            (b"\0\0\x03\xe9\x80", "frame length of 1001 is over the limit of 1000"),
            (
                b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x01\x0b\0\x01\0\0\x04\0",
                "the message is longer than the limit of 1000 bytes",
            ),
        ] {
            let (desk, _visitor) = desk();
            let (mut ours, theirs) = tokio::io::duplex(1024);
            ours.write_all(start).await.unwrap();
            let error = serve_connection(theirs, &desk, config).await.unwrap_err();
            assert_eq!(error.to_string(), text);
        }
    })
    .await;
}

#[tokio::test]
async fn no_more_calls_are_executed_at_once_than_allowed() {
    within(async {
        let (desk, mut visitor) = desk();
        let (mut ours, theirs) = tokio::io::duplex(64 * 1024);
        let config = Config::default().with_max_in_flight(2);
        tokio::spawn(async move { serve_connection(theirs, &desk, config).await });
        for seqid in 1..=4 {
            ours.write_all(&message(CALL, "wait", seqid, &[0])).await.unwrap();
        }
        visitor.started("wait").await;
        visitor.started("wait").await;
        for seqid in 1..=2 {
            settle().await;
            assert!(visitor.is_idle());
            visitor.let_one();
            expect(&mut ours, &message(REPLY, "wait", seqid, &[0])).await;
            visitor.started("wait").await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_finished_call_whose_reply_must_wait_counts_as_in_flight() {
    within(async {
        let (desk, mut visitor) = desk();
        let (mut ours, theirs) = tokio::io::duplex(64 * 1024);
        let config = Config::default().with_max_in_flight(2);
        tokio::spawn(async move { serve_connection(theirs, &desk, config).await });
        ours.write_all(&message(CALL, "wait", 1, &[0])).await.unwrap();
        for seqid in 2..=3 {
            ours.write_all(&message(CALL, "echo", seqid, &[0])).await.unwrap();
        }
        visitor.started("wait").await;
        visitor.started("echo").await;
        settle().await;
        assert!(visitor.is_idle());
        visitor.let_one();
        expect(&mut ours, &message(REPLY, "wait", 1, &[0])).await;
        visitor.started("echo").await;
    })
    .await;
}

#[tokio::test]
async fn replies_that_wait_for_their_turn_are_bounded_in_bytes() {
    within(async {
        let (desk, mut visitor) = desk();
        let (mut ours, theirs) = tokio::io::duplex(64 * 1024);
        let config = Config::default().with_limits(Limits::NETWORK.with_message(1000));
        tokio::spawn(async move { serve_connection(theirs, &desk, config).await });
        let long = [&b"\x0b\0\x01\0\0\x03\x20"[..], &[b'x'; 800], b"\0"].concat();
        ours.write_all(&message(CALL, "wait", 1, &[0])).await.unwrap();
        for seqid in 2..=5 {
            ours.write_all(&message(CALL, "echo", seqid, &long)).await.unwrap();
        }
        visitor.started("wait").await;
        visitor.started("echo").await;
        visitor.started("echo").await;
        settle().await;
        assert!(visitor.is_idle());
        visitor.let_one();
        expect(&mut ours, &message(REPLY, "wait", 1, &[0])).await;
        for seqid in 2..=5 {
            expect(&mut ours, &message(REPLY, "echo", seqid, &long)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_that_does_not_read_is_not_read_from() {
    within(async {
        let (desk, _visitor) = desk();
        let (mut ours, theirs) = tokio::io::duplex(1024);
        tokio::spawn(async move { serve_connection(theirs, &desk, Config::default()).await });
        let call =
            message(CALL, "echo", 1, &[&b"\x0b\0\x01\0\0\x20\0"[..], &[b'x'; 8193]].concat());
        let call = [&call[..call.len() - 1], b"\0"].concat();

        let (mut read, mut write) = tokio::io::split(&mut ours);
        let mut sent = Vec::new();
        loop {
            let before = sent.len();
            let mut rest = &call[sent.len() % call.len()..];
            tokio::select! {
                biased;
                written = write.write_buf(&mut rest) => {
                    let start = before % call.len();
                    sent.extend_from_slice(&call[start..start + written.unwrap()]);
                }
                () = settle() => break,
            }
            assert!(sent.len() < 1024 * 1024, "the server buffers without bound");
        }

        let replies = sent.len() / call.len();
        let reply = [&b"\x80\x01\0\x02"[..], &call[4..]].concat();
        for _ in 0..replies {
            expect(&mut read, &reply).await;
        }
    })
    .await;
}

/// Lets the other tasks run until they can do no more: the runtime of a test has one thread.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_client_may_close_its_half_before_it_reads() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&message(CALL, "echo", 1, &number(1))).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut found = Vec::new();
        stream.read_to_end(&mut found).await.unwrap();
        assert_eq!(found, message(REPLY, "echo", 1, &number(1)));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_taken_is_an_error() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let error = Server::bind(server.endpoint().socket_addr().unwrap()).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);
        assert!(error.to_string().starts_with("cannot listen at tcp://127.0.0.1:"), "{error}");
    })
    .await;
}
