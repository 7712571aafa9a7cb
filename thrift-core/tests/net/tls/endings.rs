//! How connections over TLS end.

use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, copy_bidirectional};
use tokio::task::JoinHandle;

use thrift::server::{Config, serve_connection};
use thrift::{Connection, Kind, Result};

use super::*;

const HOST: &[&str] = &["127.0.0.1"];

fn settings() -> (ClientTls, ServerTls) {
    let ca = Authority::new();
    (client(&ca), server(&ca.issue(HOST)))
}

/// Both ends of a connection, with somebody between who can cut it.
fn cuttable() -> (DuplexStream, DuplexStream, JoinHandle<()>) {
    let (ours, mut near) = tokio::io::duplex(4096);
    let (mut far, theirs) = tokio::io::duplex(4096);
    let between = tokio::spawn(async move {
        let _ = copy_bidirectional(&mut near, &mut far).await;
    });
    (ours, theirs, between)
}

#[tokio::test]
async fn a_client_that_is_dropped_says_so() {
    within(async {
        let (client, server) = settings();
        let (ours, theirs) = tokio::io::duplex(4096);
        let (ours, theirs) = tokio::join!(client.connect(ours, "127.0.0.1"), server.accept(theirs));
        let (connection, mut theirs) = (Client::builder().attach(ours.unwrap()), theirs.unwrap());
        drop(connection);
        // Without such a word it would be an error.
        assert_eq!(theirs.read(&mut [0; 1]).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_shut_down_says_so() {
    within(async {
        let (client, server) = settings();
        let (endpoint, _visitor, handle) = start(server).await;
        let stream = tokio::net::TcpStream::connect(endpoint.socket_addr().unwrap()).await.unwrap();
        let mut stream = client.connect(stream, "127.0.0.1").await.unwrap();
        stream.write_all(&message(CALL, "echo", 1, &number(1))).await.unwrap();
        expect(&mut stream, &message(REPLY, "echo", 1, &number(1))).await;
        handle.shutdown().await;
        assert_eq!(stream.read(&mut [0; 1]).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_half_closed_connection_still_gets_its_replies() {
    within(async {
        let (client, server) = settings();
        let (endpoint, mut visitor, _handle) = start(server).await;
        let stream = tokio::net::TcpStream::connect(endpoint.socket_addr().unwrap()).await.unwrap();
        let mut stream = client.connect(stream, "127.0.0.1").await.unwrap();
        stream.write_all(&message(CALL, "wait", 1, &number(1))).await.unwrap();
        stream.shutdown().await.unwrap();
        visitor.started("wait").await;
        visitor.let_one();
        expect(&mut stream, &message(REPLY, "wait", 1, &number(1))).await;
        assert_eq!(stream.read(&mut [0; 1]).await.unwrap(), 0);
    })
    .await;
}

/// A call under way on a connection that is served.
async fn under_way(
    ours: DuplexStream,
    theirs: DuplexStream,
) -> (JoinHandle<Result<()>>, JoinHandle<Result<()>>, Visitor) {
    let (client, server) = settings();
    let (ours, theirs) = tokio::join!(client.connect(ours, "127.0.0.1"), server.accept(theirs));
    let (connection, theirs) = (Client::builder().attach(ours.unwrap()), theirs.unwrap());
    let (desk, mut visitor) = desk();
    let serving =
        tokio::spawn(async move { serve_connection(theirs, &desk, Config::default()).await });
    let calling = tokio::spawn(wait(connection));
    visitor.started("wait").await;
    (calling, serving, visitor)
}

async fn wait(connection: Connection) -> Result<()> {
    let request = Request::received("wait", false, connection.codec(), number(1).into());
    connection.send(request).await.map(drop)
}

#[tokio::test]
async fn a_connection_that_is_cut_is_told_from_one_that_ended() {
    within(async {
        let (ours, theirs, between) = cuttable();
        let (calling, serving, visitor) = under_way(ours, theirs).await;
        between.abort();
        let error = calling.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), Kind::Closed);
        let text = "the connection is closed: connection failed: the peer closed it without saying \
                    so in TLS: what it sent may be cut short";
        assert_eq!(error.to_string(), text);
        visitor.let_one();
        let error = serving.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), Kind::Closed);
        let text = "connection failed: the peer closed it without saying so in TLS: what it sent \
                    may be cut short";
        assert_eq!(error.to_string(), text);
    })
    .await;
}
