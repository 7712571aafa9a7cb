//! What a server does with clients that keep it waiting.

use core::time::Duration;

use thrift::Kind;
use thrift::server::Config;
use thrift::service::Headers;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep};

use crate::support::*;

const SECOND: Duration = Duration::from_secs(1);

/// A configuration in which each wait has another length.
fn config() -> Config {
    Config::default()
        .with_read_timeout(Some(10 * SECOND))
        .with_write_timeout(Some(20 * SECOND))
        .with_idle_timeout(Some(30 * SECOND))
        .with_handler_timeout(Some(40 * SECOND))
}

#[tokio::test(start_paused = true)]
async fn a_head_that_takes_too_long_ends_its_connection() {
    let (mut stream, _visitor, serving) = desk_at(config());
    // Several requests may take longer together, and so may nothing at all.
    for _ in 0..3 {
        stream.write_all(&echo(1)[..7]).await.unwrap();
        sleep(9 * SECOND).await;
        stream.write_all(&echo(1)[7..]).await.unwrap();
        assert_eq!(answer(&mut stream).await, message(REPLY, "echo", 1, &number(1)));
        sleep(25 * SECOND).await;
    }
    // A byte a second is no reason to wait longer.
    let start = Instant::now();
    for byte in &echo(1) {
        if stream.write_all(&[*byte]).await.is_err() {
            break;
        }
        sleep(SECOND).await;
    }
    expect_end(&mut stream).await;
    assert!(start.elapsed() <= 11 * SECOND);
    let error = serving.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout);
    assert_eq!(error.to_string(), "the peer took longer than 10s to send a message");
}

#[tokio::test(start_paused = true)]
async fn a_first_head_that_takes_too_long_ends_its_connection() {
    let (mut stream, _visitor, serving) = desk_at(config());
    let start = Instant::now();
    stream.write_all(b"POST / HTTP/1.1\r\n").await.unwrap();
    expect_end(&mut stream).await;
    assert_eq!(start.elapsed().as_secs(), 10);
    assert_eq!(serving.await.unwrap().unwrap_err().kind(), Kind::Timeout);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_takes_too_long_is_refused() {
    let (mut stream, visitor, _serving) = desk_at(config());
    let start = Instant::now();
    let request = echo(1);
    stream.write_all(&request[..request.len() - 1]).await.unwrap();
    let response = read(&mut stream).await;
    let text = "the body took too long to arrive";
    assert_eq!((response.status(), response.text()), (408, text));
    assert_eq!(start.elapsed().as_secs(), 10);
    expect_end(&mut stream).await;
    assert!(visitor.is_idle());
}

#[tokio::test(start_paused = true)]
async fn a_connection_without_requests_is_closed_in_the_end() {
    let (mut stream, mut visitor, serving) = desk_at(config());
    for _ in 0..3 {
        check_echo(&mut stream).await;
        visitor.started("echo").await;
        sleep(29 * SECOND).await;
    }
    // A client that waits for an answer is not idle.
    stream.write_all(&post("", &message(CALL, "wait", 2, &[0]))).await.unwrap();
    visitor.started("wait").await;
    sleep(35 * SECOND).await;
    visitor.let_one();
    assert_eq!(answer(&mut stream).await, message(REPLY, "wait", 2, &[0]));
    let start = Instant::now();
    expect_end(&mut stream).await;
    assert_eq!(start.elapsed().as_secs(), 30);
    serving.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_client_that_takes_too_long_to_read_is_cut() {
    let (mut stream, _visitor, serving) = desk_at(config());
    let text = vec![b'x'; 64 * 1024];
    let body = [&b"\x0b\0\x01\0\x01\0\0"[..], &text, &[0]].concat();
    stream.write_all(&post("", &message(CALL, "echo", 1, &body))).await.unwrap();
    // What is read now and then goes on.
    let mut some = [0; 4096];
    for _ in 0..3 {
        sleep(19 * SECOND).await;
        stream.read_exact(&mut some).await.unwrap();
    }
    let start = Instant::now();
    let error = serving.await.unwrap().unwrap_err();
    assert!(start.elapsed() <= 21 * SECOND, "{:?}", start.elapsed());
    assert_eq!(error.kind(), Kind::Timeout);
    assert_eq!(error.to_string(), "the peer took longer than 20s to read its replies");
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_takes_too_long_is_dropped_and_its_call_fails() {
    let (handler, mut seen) = shown(Headers::new());
    let (mut stream, _serving) = serve(config(), handler);
    let start = Instant::now();
    stream.write_all(&post("", &message(CALL, "f", 1, &[0]))).await.unwrap();
    let body = exception("the handler was not done in time", 6);
    assert_eq!(answer(&mut stream).await, message(EXCEPTION, "f", 1, &body));
    assert_eq!(start.elapsed().as_secs(), 40);
    seen.dropped.recv().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_handler_has_no_more_time_than_its_client_says() {
    let (handler, mut seen) = shown(Headers::new());
    let (mut stream, _serving) = serve(config(), handler);
    let start = Instant::now();
    for (timeout, seconds) in [("2500", 2), ("100000", 40), ("99999999999999999999", 40)] {
        let call = message(CALL, "f", 1, &[0]);
        let request = post(&format!("Client-Timeout: {timeout}\r\n"), &call);
        let start = Instant::now();
        stream.write_all(&request).await.unwrap();
        let left = seen.contexts.recv().await.unwrap().time_left().unwrap();
        assert_eq!(left.as_secs(), seconds);
        let body = exception("the handler was not done in time", 6);
        assert_eq!(answer(&mut stream).await, message(EXCEPTION, "f", 1, &body));
        assert_eq!(start.elapsed().as_secs(), seconds);
    }
    assert!(start.elapsed() < 83 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_ever_for_oneway_calls_to_end() {
    let config = config().with_max_in_flight(2);
    let (handler, mut seen) = shown(Headers::new());
    let (mut stream, _serving) = serve(config, handler);
    let oneway = post("", &message(ONEWAY, "f", 1, &[0]));
    for _ in 0..2 {
        assert_eq!(exchange(&mut stream, &oneway).await.status(), 200);
        seen.contexts.recv().await.unwrap();
    }
    // As many as may be are executed: the next call waits until one is over.
    let start = Instant::now();
    stream.write_all(&post("", &message(CALL, "g", 2, &[0]))).await.unwrap();
    seen.contexts.recv().await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 40);
    seen.gate.add_permits(1);
    assert_eq!(answer(&mut stream).await, message(REPLY, "g", 2, &[0]));
}
