//! Clients that do a handshake badly, or not at all.

use core::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep, timeout};

use thrift::{IntoEndpoint, Kind, Server};

use super::*;

const HOST: &[&str] = &["127.0.0.1"];
const SECOND: Duration = Duration::from_secs(1);

/// The first bytes of a handshake: a record of 512 bytes is announced, and begun.
const HALF: &[u8] = b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03";

async fn bind(ca: &Authority) -> Server {
    Server::bind("tls://127.0.0.1:0").await.unwrap().tls(server(&ca.issue(HOST)))
}

#[tokio::test]
async fn garbage_harms_nobody() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = serve(bind(&ca).await);
        let address = endpoint.socket_addr().unwrap();
        let client = connect(client(&ca), &endpoint).await.unwrap();
        for garbage in [
            &b"\0"[..],
            b"GET / HTTP/1.1\r\n\r\n",
            b"\x16",
            b"\x16\x03\x01\xff\xff",
            b"\x16\x03\x01\0\x04\x01\xff\xff\xff",
            b"\x16\x03\x01\0\0\x16\x03\x01\0\0\x16\x03\x01\0\0",
            b"\x16\x00\x00\0\x01\x01",
            b"\x17\x03\x03\0\x01\x01",
            b"\x80\x2e\x01\x03\x01",
        ] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(garbage).await.unwrap();
            stream.shutdown().await.unwrap();
            // Some get an alert, and all get an end.
            let _ = stream.read_to_end(&mut Vec::new()).await;
            call(&client).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_handshake_that_stalls_ends_and_holds_up_nobody() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = serve(bind(&ca).await.read_timeout(SECOND / 4));
        let address = endpoint.socket_addr().unwrap();
        let start = Instant::now();
        let mut stalled = Vec::new();
        for bytes in [HALF, b""] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(bytes).await.unwrap();
            stalled.push(stream);
        }
        let client = connect(client(&ca), &endpoint).await.unwrap();
        call(&client).await.unwrap();
        for mut stream in stalled {
            expect_end(&mut stream).await;
        }
        assert!(start.elapsed() >= SECOND / 4);
        // The time of a handshake is over with it.
        sleep(SECOND / 4).await;
        call(&client).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_handshake_byte_by_byte_has_no_more_time() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = serve(bind(&ca).await.read_timeout(SECOND / 4));
        let mut stream = TcpStream::connect(endpoint.socket_addr().unwrap()).await.unwrap();
        let start = Instant::now();
        stream.write_all(HALF).await.unwrap();
        while stream.write_all(&[0]).await.is_ok() {
            sleep(SECOND / 50).await;
            assert!(start.elapsed() < 5 * SECOND, "it goes on for ever");
        }
    })
    .await;
}

#[tokio::test]
async fn two_hundred_that_stall_do_not_stop_another() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, handle) = serve(bind(&ca).await);
        let address = endpoint.socket_addr().unwrap();
        let mut stalled = Vec::new();
        for _ in 0..200 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(HALF).await.unwrap();
            stalled.push(stream);
        }
        call(&connect(client(&ca), &endpoint).await.unwrap()).await.unwrap();
        // And they do not hold up a shutdown, which has ten seconds for calls.
        timeout(5 * SECOND, handle.shutdown()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_handshake_counts_as_a_connection() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = serve(bind(&ca).await.max_connections(1));
        let mut stalled = TcpStream::connect(endpoint.socket_addr().unwrap()).await.unwrap();
        stalled.write_all(HALF).await.unwrap();
        let mut connecting = tokio::spawn({
            let (tls, endpoint) = (client(&ca), endpoint.clone());
            async move { connect(tls, &endpoint).await }
        });
        assert!(timeout(SECOND / 10, &mut connecting).await.is_err(), "two were served");
        drop(stalled);
        call(&connecting.await.unwrap().unwrap()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_server_that_stalls_in_the_handshake_is_given_up() {
    within(async {
        let ca = Authority::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = listener.local_addr().unwrap().into_endpoint().unwrap();
        let connecting = Client::builder().tls(client(&ca)).connect_timeout(SECOND / 10);
        let error = connecting.connect(&endpoint).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Timeout);
        assert_eq!(text(&error), "no connection to tls://127.0.0.1: in time");
    })
    .await;
}
