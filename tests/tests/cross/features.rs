//! What the contract asks of servers besides: that they know old clients, and refuse what is too much
//! or too old.

use core::time::Duration;
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use thrift::{ApplicationKind, Client, Kind, Protocol, Transport};
use thrift_tests::cross::idl::{ThriftTest, ThriftTestClient};

use crate::support::*;

/// What the tests of limits set, in bytes and in elements.
const LIMIT: usize = 50;

/// A record of a handshake.
const HANDSHAKE: u8 = 22;

/// An alert that ends the connection, and its reason: no version in common.
const ALERT: u8 = 21;
const PROTOCOL_VERSION: [u8; 2] = [2, 70];

#[tokio::test]
async fn servers_of_headers_know_clients_without() {
    let server = Server::start(&["--protocol=header", "--transport=buffered"]).await;
    let mut clients = vec!["--protocol=header".to_owned()];
    for protocol in ["binary", "compact"] {
        for transport in ["buffered", "framed"] {
            clients.push(format!("--protocol={protocol} --transport={transport}"));
        }
    }
    server.satisfies(clients).await;
}

#[tokio::test]
async fn strings_up_to_the_limit_are_accepted() {
    let server = Server::start(&[&format!("--string-limit={LIMIT}")]).await;
    for client in clients(&server).await {
        let most = "a".repeat(LIMIT);
        assert_eq!(client.test_string(most.clone()).await.unwrap(), most);
        let error = client.test_string(format!("{most}a")).await.unwrap_err();
        assert_refused(&error, "over the limit of 50");
        let error = client.test_binary(vec![0; LIMIT + 1].into()).await.unwrap_err();
        assert_refused(&error, "over the limit of 50");
        // The connection is in step.
        assert_eq!(client.test_string(most.clone()).await.unwrap(), most);
    }
}

#[tokio::test]
async fn containers_up_to_the_limit_are_accepted() {
    let server = Server::start(&["--container-limit", &LIMIT.to_string()]).await;
    for client in clients(&server).await {
        let most: Vec<_> = (0..).take(LIMIT).collect();
        assert_eq!(client.test_list(most.clone()).await.unwrap(), most);
        let error = client.test_list((0..).take(LIMIT + 1).collect()).await.unwrap_err();
        assert_refused(&error, "over the limit of 50");
        let map = (0..).take(LIMIT + 1).map(|number| (number, 0)).collect();
        assert_refused(&client.test_map(map).await.unwrap_err(), "over the limit of 50");
        assert_eq!(client.test_list(most.clone()).await.unwrap(), most);
    }
}

async fn clients(server: &Server) -> Vec<ThriftTestClient> {
    let mut clients = Vec::new();
    for protocol in [Protocol::Binary, Protocol::Compact, Protocol::Json] {
        for transport in [Transport::Buffered, Transport::Framed] {
            let builder = Client::builder().protocol(protocol).transport(transport);
            let client = builder.connect(&server.endpoint).await.unwrap();
            clients.push(ThriftTestClient::new(client));
        }
    }
    clients
}

fn assert_refused(error: &thrift::Error, why: &str) {
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::ProtocolError), "{error}");
    assert!(error.message().contains(why), "{error}");
}

/// On one connection of a server with threads, the next call waits for the sleep of the one before.
#[tokio::test]
async fn a_oneway_call_is_executed() {
    let server = Server::start(&["--server-type=threaded"]).await;
    let client = ThriftTestClient::connect(&server.endpoint).await.unwrap();
    let start = Instant::now();
    client.test_oneway(1).await.unwrap();
    assert_eq!(client.test_i32(-1).await.unwrap(), -1);
    let time = start.elapsed();
    assert!(time >= Duration::from_secs(1), "{time:?}");
}

/// The same hello, in versions that were given up and in one that was not.
#[tokio::test]
async fn versions_of_tls_that_were_given_up_are_refused() {
    let keys = Folder::of_keys();
    let folder = format!("--keys={}", keys.path().display());
    let server = Server::start(&["--ssl", &folder]).await;
    for minor in [0, 1, 2] {
        let (kind, body) = answer(&server, [3, minor]).await;
        assert_eq!((kind, &body[..]), (ALERT, &PROTOCOL_VERSION[..]), "version 3.{minor}");
    }
    let (kind, body) = answer(&server, [3, 3]).await;
    assert_eq!(kind, HANDSHAKE, "{body:?}");
    server.satisfies([format!("--ssl {folder}")]).await;
}

/// The first record that a server answers a client with, whose best version of TLS this is.
async fn answer(server: &Server, version: [u8; 2]) -> (u8, Vec<u8>) {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(&hello(version)).await.unwrap();
    let read = async {
        let mut head = [0; 5];
        stream.read_exact(&mut head).await.unwrap();
        let mut body = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
        stream.read_exact(&mut body).await.unwrap();
        (head[0], body)
    };
    timeout(Duration::from_secs(10), read).await.expect("it answers in time")
}

/// A record with a `ClientHello` (RFC 5246, section 7.4.1.2).
fn hello(version: [u8; 2]) -> Vec<u8> {
    let suites = [0xc0, 0x2b, 0xc0, 0x2f, 0xc0, 0x09, 0xc0, 0x13, 0x00, 0x2f, 0x00, 0x0a];
    let extensions = [
        // Groups x25519 and P-256, points without compression, ECDSA with P-256 and SHA-256.
        &[0, 10, 0, 6, 0, 4, 0, 29, 0, 23][..],
        &[0, 11, 0, 2, 1, 0],
        &[0, 13, 0, 4, 0, 2, 4, 3],
    ]
    .concat();
    let random = [7; 32];
    let (session, compression) = ([0], [1, 0]);
    let body = [
        &version[..],
        &random,
        &session,
        &length(&suites),
        &suites,
        &compression,
        &length(&extensions),
        &extensions,
    ]
    .concat();
    let handshake = [&[1, 0][..], &length(&body), &body].concat();
    // Records of a first hello say version 3.1 at most.
    let record = [3, version[1].min(1)];
    [&[HANDSHAKE][..], &record, &length(&handshake), &handshake].concat()
}

fn length(bytes: &[u8]) -> [u8; 2] {
    u16::try_from(bytes.len()).unwrap().to_be_bytes()
}
