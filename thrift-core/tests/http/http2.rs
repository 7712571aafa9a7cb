//! Servers against frames of HTTP/2 written by hand.

use core::time::Duration;

use thrift::http::Paths;
use thrift::server::Config;
use thrift::service::{Dispatch, Headers, Request, Response, ResponseKind};
use thrift::{Kind, Limits, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

use crate::frames::*;
use crate::support::*;

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn a_call_is_a_stream() {
    within(async {
        let (mut stream, _visitor, _serving) = desk_at(Config::default());
        stream.write_all(&hello(&[])).await.unwrap();
        for (id, value) in [(1, 1), (3, 2), (5, 3)] {
            let call = message(CALL, "echo", value, &number(value));
            stream.write_all(&stream_of(id, &call)).await.unwrap();
            let reply = message(REPLY, "echo", value, &number(value));
            assert_eq!(stream_answer(&mut stream, id).await, (OK, reply));
        }
    })
    .await;
}

#[tokio::test]
async fn the_preface_is_understood_however_its_bytes_arrive() {
    within(async {
        let bytes = [hello(&[]), stream_of(1, &message(CALL, "echo", 1, &[0]))].concat();
        for split in 1..bytes.len() {
            let (mut stream, _visitor, _serving) = desk_at(Config::default());
            write_in_two(&mut stream, &bytes, split).await;
            let reply = message(REPLY, "echo", 1, &[0]);
            assert_eq!(stream_answer(&mut stream, 1).await, (OK, reply), "{split}");
        }
    })
    .await;
}

#[tokio::test]
async fn calls_overtake_each_other() {
    within(async {
        let (mut stream, mut visitor, _serving) = desk_at(Config::default());
        stream.write_all(&hello(&[])).await.unwrap();
        stream.write_all(&stream_of(1, &message(CALL, "wait", 1, &[0]))).await.unwrap();
        visitor.started("wait").await;
        stream.write_all(&stream_of(3, &message(CALL, "echo", 2, &[0]))).await.unwrap();
        assert_eq!(stream_answer(&mut stream, 3).await.1, message(REPLY, "echo", 2, &[0]));
        visitor.let_one();
        assert_eq!(stream_answer(&mut stream, 1).await.1, message(REPLY, "wait", 1, &[0]));
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_is_reset_drops_its_handler_and_no_other() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        let (mut stream, _serving) = serve(Config::default(), handler);
        stream.write_all(&hello(&[])).await.unwrap();
        stream.write_all(&stream_of(1, &message(CALL, "f", 1, &[0]))).await.unwrap();
        let first = seen.contexts.recv().await.unwrap();
        stream.write_all(&stream_of(3, &message(CALL, "g", 2, &[0]))).await.unwrap();
        let second = seen.contexts.recv().await.unwrap();
        stream.write_all(&reset(1)).await.unwrap();
        seen.dropped.recv().await.unwrap();
        first.cancelled().await;
        assert!(!second.is_cancelled());
        seen.gate.add_permits(1);
        assert_eq!(stream_answer(&mut stream, 3).await.1, message(REPLY, "g", 2, &[0]));
        assert!(seen.dropped.try_recv().is_err());
    })
    .await;
}

#[tokio::test]
async fn a_client_that_leaves_drops_its_handlers_save_for_oneway_calls() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        let (mut stream, serving) = serve(Config::default(), handler);
        stream.write_all(&hello(&[])).await.unwrap();
        stream.write_all(&stream_of(1, &message(ONEWAY, "f", 1, &[0]))).await.unwrap();
        assert_eq!(stream_answer(&mut stream, 1).await, (OK, vec![]));
        stream.write_all(&stream_of(3, &message(CALL, "g", 2, &[0]))).await.unwrap();
        let oneway = seen.contexts.recv().await.unwrap();
        let call = seen.contexts.recv().await.unwrap();
        drop(stream);
        seen.dropped.recv().await.unwrap();
        assert!(call.is_cancelled() && !oneway.is_cancelled());
        assert!(!serving.is_finished());
        seen.gate.add_permits(1);
        let _ = serving.await.unwrap();
        assert!(seen.dropped.try_recv().is_err());
    })
    .await;
}

#[tokio::test]
async fn a_shutdown_finishes_the_streams_and_takes_no_more() {
    within(async {
        let (address, mut visitor, handle) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&hello(&[])).await.unwrap();
        stream.write_all(&stream_of(1, &message(CALL, "wait", 1, &[0]))).await.unwrap();
        visitor.started("wait").await;
        let shutdown = tokio::spawn(async move { handle.shutdown().await });
        // The first one says that there will be an end, and the second one after which stream.
        until(&mut stream, GOAWAY).await;
        let last = until(&mut stream, GOAWAY).await;
        assert_eq!(last.payload[..4], [0, 0, 0, 1]);
        assert!(!shutdown.is_finished());
        visitor.let_one();
        assert_eq!(stream_answer(&mut stream, 1).await.1, message(REPLY, "wait", 1, &[0]));
        expect_end(&mut stream).await;
        shutdown.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_unknown_path_is_not_found() {
    within(async {
        let (desk, _visitor) = desk();
        let (mut stream, _serving) = serve(Config::default(), Paths::new().add("/desk", desk));
        stream.write_all(&hello(&[])).await.unwrap();
        stream.write_all(&stream_of(1, &message(CALL, "echo", 1, &[0]))).await.unwrap();
        let (status, text) = stream_answer(&mut stream, 1).await;
        assert_eq!((status, &text[..]), (NOT_FOUND, &b"no service is under this path"[..]));
    })
    .await;
}

#[tokio::test]
async fn as_many_streams_are_open_as_calls_may_be() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap().max_in_flight(2);
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, mut visitor) = desk();
        tokio::spawn(server.serve(desk));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&hello(&[])).await.unwrap();
        let settings = until(&mut stream, SETTINGS).await.payload;
        let most = [&MAX_CONCURRENT_STREAMS.to_be_bytes()[..], &2_u32.to_be_bytes()].concat();
        assert!(settings.chunks(6).any(|setting| setting == most));
        // A client that does not keep to it, as it may until it has seen it.
        for id in [1, 3, 5] {
            let call = message(CALL, "wait", 1, &[0]);
            stream.write_all(&stream_of(id, &call)).await.unwrap();
        }
        assert_eq!(until(&mut stream, RST_STREAM).await.stream, 5);
        visitor.started("wait").await;
        visitor.started("wait").await;
        assert!(visitor.is_idle());
    })
    .await;
}

#[tokio::test]
async fn messages_of_one_connection_take_no_more_than_one_may() {
    within(async {
        let config = Config::default().with_limits(Limits::NETWORK.with_message(10_000));
        let (mut stream, mut visitor, _serving) = desk_at(config);
        stream.write_all(&hello(&[])).await.unwrap();
        let text = [&b"\x0b\0\x01\0\0\x17\x70"[..], &[b'x'; 6000], &[0]].concat();
        let call = message(CALL, "wait", 1, &text);
        stream.write_all(&stream_of(1, &call)).await.unwrap();
        visitor.started("wait").await;
        stream.write_all(&stream_of(3, &call)).await.unwrap();
        // A short one fits beside the first, but it waits for its turn: the long one is never overtaken.
        stream.write_all(&stream_of(5, &message(CALL, "echo", 1, &[0]))).await.unwrap();
        stream.write_all(&raw(PING, 0, 0, &[0; 8])).await.unwrap();
        while until(&mut stream, PING).await.flags == 0 {}
        assert!(visitor.is_idle());
        // One that will never have a place is told at once.
        let head = head(7, END_HEADERS, &[("content-length", "10001")]);
        stream.write_all(&head).await.unwrap();
        let refused = until(&mut stream, HEADERS).await;
        assert_eq!(refused.stream, 7);
        let text = until(&mut stream, DATA).await.payload;
        assert_eq!(text, b"a body of 10001 bytes is over the limit of 10000");
        visitor.let_one();
        visitor.started("wait").await;
        visitor.started("echo").await;
    })
    .await;
}

/// Answers every call with as many bytes, and tells that it did.
struct Long(usize, tokio::sync::mpsc::UnboundedSender<()>);

impl Dispatch for Long {
    async fn dispatch(&self, _: Request) -> Option<Response> {
        let _ = self.1.send(());
        Some(Response::new(ResponseKind::Reply, vec![0; self.0].into()))
    }
}

#[tokio::test(start_paused = true)]
async fn calls_wait_while_the_memory_is_spent_with_answers_that_nobody_reads() {
    let config = Config::default()
        .with_limits(Limits::NETWORK.with_message(1_500_000))
        .with_max_bytes_in_flight(0)
        .with_read_timeout(Some(10 * SECOND))
        .with_write_timeout(Some(20 * SECOND));
    let (sender, mut answered) = tokio::sync::mpsc::unbounded_channel();
    let (mut stream, serving) = serve(config, Long(1_000_000, sender));
    stream.write_all(&hello(&[(INITIAL_WINDOW_SIZE, 0)])).await.unwrap();
    let calls: Vec<_> =
        (0..50).flat_map(|id| stream_of(2 * id + 1, &message(CALL, "f", 1, &[0]))).collect();
    let (mut reading, mut writing) = tokio::io::split(stream);
    // It may not take all of them.
    let writing = tokio::spawn(async move { writing.write_all(&calls).await });
    let reading = tokio::spawn(async move {
        let mut statuses = Vec::new();
        while let Some(found) = read_frame(&mut reading).await {
            statuses.extend((found.kind == HEADERS).then(|| found.payload[0]));
        }
        statuses
    });
    assert_eq!(serving.await.unwrap().unwrap_err().kind(), Kind::Timeout);
    let _ = writing.await.unwrap();
    // As many as the longest message has bytes, and one more.
    let begun = core::iter::from_fn(|| answered.try_recv().ok()).count();
    assert!(begun <= 2, "{begun} calls were answered");
    let statuses = reading.await.unwrap();
    let (good, refused): (Vec<_>, Vec<_>) = statuses.into_iter().partition(|status| *status == OK);
    assert_eq!(good.len(), begun);
    assert!(!refused.is_empty(), "nobody was told");
}

#[tokio::test(start_paused = true)]
async fn answers_count_although_a_client_that_reads_nothing_gives_them_room() {
    let config = Config::default()
        .with_limits(Limits::NETWORK.with_message(1_500_000))
        .with_max_bytes_in_flight(0)
        .with_read_timeout(Some(10 * SECOND))
        .with_write_timeout(Some(20 * SECOND));
    let (sender, mut answered) = tokio::sync::mpsc::unbounded_channel();
    let (mut stream, serving) = serve(config, Long(300_000, sender));
    let room = 0x7fff_0000_u32;
    stream.write_all(&hello(&[(INITIAL_WINDOW_SIZE, room)])).await.unwrap();
    stream.write_all(&raw(WINDOW_UPDATE, 0, 0, &room.to_be_bytes())).await.unwrap();
    let calls: Vec<_> =
        (0..50).flat_map(|id| stream_of(2 * id + 1, &message(CALL, "f", 1, &[0]))).collect();
    let (reading, mut writing) = tokio::io::split(stream);
    let writing = tokio::spawn(async move { writing.write_all(&calls).await });
    assert_eq!(serving.await.unwrap().unwrap_err().kind(), Kind::Timeout);
    let _ = writing.await.unwrap();
    drop(reading);
    // As many as the longest message has bytes, one more, and what is on its way unseen.
    let begun = core::iter::from_fn(|| answered.try_recv().ok()).count();
    assert!(begun <= 8, "{begun} calls were answered");
}

#[tokio::test(start_paused = true)]
async fn a_client_that_gives_a_reply_no_room_is_cut() {
    let config = Config::default()
        .with_write_timeout(Some(20 * SECOND))
        .with_idle_timeout(Some(300 * SECOND));
    let (mut stream, _visitor, serving) = desk_at(config);
    let start = Instant::now();
    stream.write_all(&hello(&[(INITIAL_WINDOW_SIZE, 0)])).await.unwrap();
    stream.write_all(&stream_of(1, &message(CALL, "echo", 1, &[0]))).await.unwrap();
    // Other bytes that come and go are no reason to wait longer.
    let mut error = None;
    let mut serving = serving;
    for _ in 0..30 {
        let pinged = stream.write_all(&raw(PING, 0, 0, &[0; 8])).await;
        if pinged.is_err() {
            error = Some((&mut serving).await.unwrap().unwrap_err());
            break;
        }
        while read_frame(&mut stream).await.is_some_and(|found| found.kind != PING) {}
        tokio::time::sleep(SECOND).await;
    }
    let error = error.unwrap();
    assert!(start.elapsed() <= 22 * SECOND, "{:?}", start.elapsed());
    assert_eq!(error.kind(), Kind::Timeout);
    assert_eq!(error.to_string(), "the peer took longer than 20s to read its replies");
}

#[tokio::test(start_paused = true)]
async fn a_client_that_takes_a_reply_slowly_gets_all_of_it() {
    let config = Config::default()
        .with_write_timeout(Some(20 * SECOND))
        .with_idle_timeout(Some(30 * SECOND));
    let (sender, _answered) = tokio::sync::mpsc::unbounded_channel();
    let (mut stream, _serving) = serve(config, Long(100_000, sender));
    stream.write_all(&hello(&[(INITIAL_WINDOW_SIZE, 0)])).await.unwrap();
    stream.write_all(&stream_of(1, &message(CALL, "f", 1, &[0]))).await.unwrap();
    until(&mut stream, HEADERS).await;
    let mut received = 0;
    let mut ended = false;
    while !ended {
        tokio::time::sleep(19 * SECOND).await;
        // For all streams, and for this one.
        for id in [0, 1] {
            let more = raw(WINDOW_UPDATE, 0, id, &20_000_u32.to_be_bytes());
            stream.write_all(&more).await.unwrap();
        }
        let before = received;
        while !ended && received < before + 20_000 {
            let data = until(&mut stream, DATA).await;
            received += data.payload.len();
            ended = data.flags & END_STREAM != 0;
        }
    }
    assert_eq!(received, message(REPLY, "f", 1, &[]).len() + 100_000);
}

#[tokio::test(start_paused = true)]
async fn a_connection_without_streams_is_closed_in_the_end_whatever_else_comes() {
    let config = Config::default().with_idle_timeout(Some(30 * SECOND));
    let (mut stream, _visitor, serving) = desk_at(config);
    stream.write_all(&hello(&[])).await.unwrap();
    stream.write_all(&stream_of(1, &message(CALL, "echo", 1, &[0]))).await.unwrap();
    stream_answer(&mut stream, 1).await;
    let start = Instant::now();
    let mut goaway = false;
    while let Some(found) = read_frame(&mut stream).await {
        goaway |= found.kind == GOAWAY;
        if found.kind == PING && found.flags == 0 {
            stream.write_all(&raw(PING, 1, 0, &found.payload)).await.unwrap();
        }
    }
    assert!(goaway);
    assert_eq!(start.elapsed().as_secs(), 30);
    serving.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_silent_client_is_cut_even_if_it_does_not_say_goodbye() {
    let config = Config::default()
        .with_idle_timeout(Some(30 * SECOND))
        .with_write_timeout(Some(20 * SECOND));
    for start in [&hello(&[])[..], PREFACE] {
        let (mut stream, _visitor, serving) = desk_at(config);
        stream.write_all(start).await.unwrap();
        let begun = Instant::now();
        serving.await.unwrap().unwrap();
        assert_eq!(begun.elapsed().as_secs(), 50);
        drop(stream);
    }
}

#[tokio::test(start_paused = true)]
async fn a_preface_that_takes_too_long_ends_its_connection() {
    let config = Config::default().with_read_timeout(Some(10 * SECOND));
    let (mut stream, _visitor, serving) = desk_at(config);
    let start = Instant::now();
    stream.write_all(&PREFACE[..20]).await.unwrap();
    expect_end(&mut stream).await;
    assert_eq!(start.elapsed().as_secs(), 10);
    assert_eq!(serving.await.unwrap().unwrap_err().kind(), Kind::Timeout);
}

#[tokio::test]
async fn a_head_without_end_ends_its_connection() {
    within(async {
        let (mut stream, visitor, serving) = desk_at(Config::default());
        stream.write_all(&hello(&[])).await.unwrap();
        stream.write_all(&head(1, 0, &[])).await.unwrap();
        let fields = [0, 1, b'a', 127, 0x81, 0x7e].iter().copied().chain([b'x'; 16_000]);
        let part = raw(CONTINUATION, 0, 1, &fields.collect::<Vec<_>>());
        let (mut reading, mut writing) = tokio::io::split(stream);
        let ended = tokio::spawn(async move {
            let mut rest = Vec::new();
            let _ = reading.read_to_end(&mut rest).await;
        });
        let mut sent = 0;
        while writing.write_all(&part).await.is_ok() {
            sent += 1;
            assert!(sent < 1000, "16 MiB of a head are taken");
        }
        ended.await.unwrap();
        assert!(serving.await.unwrap().is_err());
        assert!(visitor.is_idle());
    })
    .await;
}

#[tokio::test]
async fn what_is_no_http_2_ends_its_connection() {
    within(async {
        for bytes in [
            raw(DATA, 0, 1, b"x"),
            raw(HEADERS, END_HEADERS, 2, &[0x83]),
            raw(SETTINGS, 0, 0, &[0; 5]),
            raw(WINDOW_UPDATE, 0, 0, &[0; 4]),
            b"POST / HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(),
        ] {
            let (mut stream, visitor, serving) = desk_at(Config::default());
            stream.write_all(&[hello(&[]), bytes].concat()).await.unwrap();
            while read_frame(&mut stream).await.is_some() {}
            let error = serving.await.unwrap().unwrap_err();
            assert_eq!(error.kind(), Kind::Closed);
            assert!(error.to_string().starts_with("HTTP: http2 error"), "{error}");
            assert!(visitor.is_idle());
        }
    })
    .await;
}
