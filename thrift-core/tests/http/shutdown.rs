//! How servers end that have clients of HTTP.

use core::time::Duration;

use thrift::Server;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::support::*;

#[tokio::test]
async fn a_shutdown_finishes_the_requests_in_flight() {
    within(async {
        let (address, mut visitor, handle) = start().await;
        let mut idle = TcpStream::connect(address).await.unwrap();
        check_echo(&mut idle).await;
        visitor.started("echo").await;
        let mut busy = TcpStream::connect(address).await.unwrap();
        busy.write_all(&post("", &message(CALL, "wait", 1, &number(1)))).await.unwrap();
        visitor.started("wait").await;
        let mut oneway = TcpStream::connect(address).await.unwrap();
        exchange(&mut oneway, &post("", &message(ONEWAY, "ponder", 1, &[0]))).await;
        visitor.started("ponder").await;

        let shutdown = tokio::spawn(async move { handle.shutdown().await });
        expect_end(&mut idle).await;
        expect_end(&mut oneway).await;
        assert!(!shutdown.is_finished());
        visitor.let_one();
        visitor.let_one();
        let response = read(&mut busy).await;
        assert_eq!(response.body, message(REPLY, "wait", 1, &number(1)));
        assert_eq!(response.field("connection"), Some("close"));
        expect_end(&mut busy).await;
        shutdown.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_request_that_has_arrived_counts_as_before_the_shutdown() {
    within(async {
        let (address, _visitor, handle) = start().await;
        let mut first = TcpStream::connect(address).await.unwrap();
        let mut kept = TcpStream::connect(address).await.unwrap();
        check_echo(&mut kept).await;
        first.write_all(&echo(1)).await.unwrap();
        kept.write_all(&echo(2)).await.unwrap();
        handle.shutdown().await;
        assert_eq!(answer(&mut first).await, message(REPLY, "echo", 1, &number(1)));
        assert_eq!(answer(&mut kept).await, message(REPLY, "echo", 2, &number(2)));
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
        let mut idle = TcpStream::connect(address).await.unwrap();
        check_echo(&mut idle).await;
        visitor.started("echo").await;
        let mut busy = TcpStream::connect(address).await.unwrap();
        busy.write_all(&post("", &message(CALL, "wait", 1, &[0]))).await.unwrap();
        visitor.started("wait").await;
        drop(stop);
        assert_eq!(serving.await.unwrap().unwrap().cut_connections, 1);
        expect_end(&mut busy).await;
    })
    .await;
}

#[tokio::test]
async fn dropping_the_future_ends_everything() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
        let (handler, mut seen) = shown(thrift::service::Headers::new());
        let serving = tokio::spawn(server.serve(handler));
        let mut stream = TcpStream::connect(address).await.unwrap();
        exchange(&mut stream, &post("", &message(ONEWAY, "f", 1, &[0]))).await;
        stream.write_all(&post("", &message(CALL, "g", 2, &[0]))).await.unwrap();
        seen.contexts.recv().await.unwrap();
        seen.contexts.recv().await.unwrap();

        serving.abort();
        expect_end(&mut stream).await;
        seen.dropped.recv().await.unwrap();
        seen.dropped.recv().await.unwrap();
        handle.shutdown().await;
    })
    .await;
}
