//! What a server does with handlers that fail and with clients that keep it waiting.

use core::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

use thrift::server::{Config, serve_connection};
use thrift::{Kind, Result, Server};

use crate::support::*;

const SECOND: Duration = Duration::from_secs(1);

/// A connection in memory, which is served where time passes as fast as everybody waits.
fn serve(config: Config) -> (DuplexStream, Visitor, JoinHandle<Result<()>>) {
    let (ours, theirs) = tokio::io::duplex(1024);
    let (desk, visitor) = desk();
    let serving = tokio::spawn(async move { serve_connection(theirs, &desk, config).await });
    (ours, visitor, serving)
}

#[tokio::test]
async fn a_handler_that_panics_answers_an_internal_error() {
    within(async {
        let (mut stream, _visitor, _serving) = serve(Config::default());
        stream.write_all(&message(CALL, "panic", 1, &[0])).await.unwrap();
        stream.write_all(&message(ONEWAY, "panic", 2, &[0])).await.unwrap();
        stream.write_all(&message(CALL, "echo", 3, &number(3))).await.unwrap();
        let body = exception("the handler panicked", 6);
        expect(&mut stream, &message(EXCEPTION, "panic", 1, &body)).await;
        expect(&mut stream, &message(REPLY, "echo", 3, &number(3))).await;
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_takes_too_long_is_dropped_and_its_call_fails() {
    let config = Config::default().with_handler_timeout(Some(2 * SECOND));
    let (mut stream, mut visitor, _serving) = serve(config);
    let start = Instant::now();
    stream.write_all(&message(CALL, "wait", 1, &[0])).await.unwrap();
    visitor.started("wait").await;
    let body = exception("the handler was not done in time", 6);
    expect(&mut stream, &message(EXCEPTION, "wait", 1, &body)).await;
    assert_eq!(start.elapsed().as_secs(), 2);
    // Dropped, it does not take what lets another one go on.
    stream.write_all(&message(CALL, "wait", 2, &number(2))).await.unwrap();
    visitor.let_one();
    expect(&mut stream, &message(REPLY, "wait", 2, &number(2))).await;
}

#[tokio::test(start_paused = true)]
async fn a_message_that_takes_too_long_to_arrive_ends_its_connection() {
    let config = Config::default().with_read_timeout(Some(10 * SECOND));
    let (mut stream, _visitor, serving) = serve(config);
    let whole = message(CALL, "echo", 1, &number(1));
    // Several messages may take longer together, and so may nothing at all.
    for _ in 0..3 {
        stream.write_all(&whole[..5]).await.unwrap();
        sleep(9 * SECOND).await;
        stream.write_all(&whole[5..]).await.unwrap();
        expect(&mut stream, &message(REPLY, "echo", 1, &number(1))).await;
        sleep(60 * SECOND).await;
    }
    // A byte a second is no reason to wait longer.
    let start = Instant::now();
    for byte in &whole {
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
async fn a_client_that_takes_too_long_to_read_is_cut() {
    let config = Config::default().with_write_timeout(Some(10 * SECOND));
    let (mut stream, _visitor, serving) = serve(config);
    let call =
        message(CALL, "echo", 1, &[&[11, 0, 1, 0, 0, 4, 0][..], &[b'x'; 1024], &[0]].concat());
    stream.write_all(&call).await.unwrap();
    stream.write_all(&call).await.unwrap();
    sleep(9 * SECOND).await;
    let mut read = vec![0; call.len()];
    stream.read_exact(&mut read).await.unwrap();
    let error = serving.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout);
    assert_eq!(error.to_string(), "the peer took longer than 10s to read its replies");
}

#[tokio::test(start_paused = true)]
async fn a_connection_without_calls_is_closed_in_the_end() {
    let config = Config::default().with_idle_timeout(Some(30 * SECOND));
    let (mut stream, mut visitor, serving) = serve(config);
    for _ in 0..3 {
        sleep(29 * SECOND).await;
        stream.write_all(&message(CALL, "echo", 1, &number(1))).await.unwrap();
        expect(&mut stream, &message(REPLY, "echo", 1, &number(1))).await;
    }
    // While a call is executed, a client that waits for it is not idle.
    stream.write_all(&message(CALL, "wait", 2, &[0])).await.unwrap();
    visitor.started("echo").await;
    sleep(50 * SECOND).await;
    visitor.let_one();
    expect(&mut stream, &message(REPLY, "wait", 2, &[0])).await;
    let start = Instant::now();
    expect_end(&mut stream).await;
    assert_eq!(start.elapsed().as_secs(), 30);
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_until_one_ends() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap().max_connections(2);
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, _visitor) = desk();
        tokio::spawn(server.serve(desk));
        let call = message(CALL, "echo", 1, &number(1));
        let reply = message(REPLY, "echo", 1, &number(1));
        let mut others = Vec::new();
        for _ in 0..2 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(&call).await.unwrap();
            expect(&mut stream, &reply).await;
            others.push(stream);
        }
        let mut waiting = TcpStream::connect(address).await.unwrap();
        waiting.write_all(&call).await.unwrap();
        let answered = timeout(Duration::from_millis(100), waiting.readable()).await;
        assert!(answered.is_err(), "a third connection was served");
        drop(others.pop());
        expect(&mut waiting, &reply).await;
    })
    .await;
}

#[tokio::test]
async fn a_shutdown_tells_how_many_connections_it_cut() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let server = server.shutdown_timeout(Duration::from_millis(50));
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, mut visitor) = desk();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let stopped = async { drop(stopped.await) };
        let serving = tokio::spawn(server.serve_with_shutdown(desk, stopped));
        let _idle = TcpStream::connect(address).await.unwrap();
        let mut busy = TcpStream::connect(address).await.unwrap();
        busy.write_all(&message(CALL, "wait", 1, &[0])).await.unwrap();
        visitor.started("wait").await;
        drop(stop);
        assert_eq!(serving.await.unwrap().unwrap().cut_connections, 1);
        expect_end(&mut busy).await;
    })
    .await;
}

#[tokio::test]
async fn long_messages_wait_for_memory_and_short_ones_do_not() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap().max_bytes_in_flight(100_000);
        let address = server.endpoint().socket_addr().unwrap();
        let (desk, _visitor) = desk();
        tokio::spawn(server.serve(desk));
        let body = [&[11, 0, 1, 0, 4, 0, 0][..], &vec![b'x'; 256 * 1024], &[0]].concat();
        let call = frame(&message(CALL, "echo", 1, &body));

        let mut greedy = TcpStream::connect(address).await.unwrap();
        greedy.write_all(&call[..200_000]).await.unwrap();
        let mut patient = TcpStream::connect(address).await.unwrap();
        let (mut reader, mut writer) = patient.split();
        let (sent, expected) = (call.clone(), frame(&message(REPLY, "echo", 1, &body)));
        let whole_call = async {
            let (_, ()) = tokio::join!(writer.write_all(&sent), expect(&mut reader, &expected));
        };
        let mut whole_call = core::pin::pin!(whole_call);
        assert!(timeout(Duration::from_millis(100), whole_call.as_mut()).await.is_err());

        let mut short = TcpStream::connect(address).await.unwrap();
        short.write_all(&message(CALL, "echo", 2, &number(2))).await.unwrap();
        expect(&mut short, &message(REPLY, "echo", 2, &number(2))).await;

        drop(greedy);
        whole_call.await;
    })
    .await;
}
