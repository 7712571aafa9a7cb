//! Messages behind headers in bodies.

use core::time::Duration;

use bytes::Bytes;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use thrift::http::Version;
use thrift::server::Config;
use thrift::service::{Channel, Headers, Request, Response};
use thrift::value::Struct;
use thrift::{Client, Context, Protocol, Transport};

use crate::support::*;

/// A request that has a call of `f` behind headers.
fn call(fields: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    post(fields, &header_frame(3, headers, &message(CALL, "f", 3, &[0])))
}

/// A response with these fields.
fn ok(fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{fields}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Calls `f` with these headers.
async fn call_f(client: Client, headers: Headers) -> thrift::Result<Response> {
    let request = Request::received("f", false, client.codec(), Bytes::from_static(&[0]));
    let request = request.with_context(Context::new().with_headers(headers));
    client.send(request).await.map(|answer| answer.unwrap())
}

#[tokio::test]
async fn a_call_is_answered_behind_a_header_when_it_has_one() {
    within(async {
        let set = Headers::new().with("Stamp", [0, b'\n']);
        let (handler, seen) = shown(set);
        seen.gate.add_permits(3);
        let (mut stream, _serving) = serve(Config::default(), handler);
        let response = exchange(&mut stream, &call("", &[])).await;
        let reply = message(REPLY, "f", 3, &[0]);
        let header = b"\0\0\x01\x01\x05Stamp\x02\0\n";
        assert_eq!((response.status(), response.field("stamp")), (200, None));
        assert_eq!(response.field("content-type"), Some("application/x-thrift"));
        assert_eq!(response.body, raw_header_frame(3, header, &reply));

        let oneway = header_frame(4, &[], &message(ONEWAY, "f", 4, &[0]));
        let response = exchange(&mut stream, &post("", &oneway)).await;
        assert_eq!((response.status(), response.body.len()), (200, 0));
    })
    .await;
}

#[tokio::test]
async fn a_handler_sees_headers_of_both_and_those_of_http_count() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        seen.gate.add_permits(1);
        let (mut stream, _serving) = serve(Config::default(), handler);
        let headers = [("user", "smuggled"), ("tenant", "7"), ("client_timeout", "5000")];
        let fields = "User: checked\r\nZone: b\r\nClient-Timeout: 9000\r\n";
        assert_eq!(exchange(&mut stream, &call(fields, &headers)).await.status(), 200);
        let context = seen.contexts.recv().await.unwrap();
        let found = ["user", "tenant", "zone"].map(|name| context.headers().get(name));
        assert_eq!(found, [Some("checked"), Some("7"), Some("b")]);
        assert_eq!(context.headers().len(), 3);
        let left = context.time_left().unwrap();
        assert!(left <= Duration::from_secs(5) && left > Duration::from_secs(3), "{left:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_call_behind_a_header_is_refused_with_a_reason() {
    within(async {
        let (mut stream, visitor, _serving) = desk_at(Config::default());
        let message = message(CALL, "echo", 3, &[0]);
        let good = header_frame(3, &[], &message);
        for (body, text) in [
            (frame(&good), "the message has a frame, which it has not over HTTP"),
            (
                good[..30].to_vec(),
                "the length of the frame with a header is 31, but it has 26 bytes",
            ),
            (
                [&good[..], b"\0"].concat(),
                "the length of the frame with a header is 31, but it has 32 bytes",
            ),
            (
                raw_header_frame(3, &[0, 1, 2], &message),
                "the body is no call: byte 13: no transform has the number 2",
            ),
        ] {
            let response = exchange(&mut stream, &post("", &body)).await;
            assert_eq!((response.status(), response.text()), (400, text));
        }
        assert!(visitor.is_idle());
        check_echo(&mut stream).await;
    })
    .await;
}

#[tokio::test]
async fn a_client_puts_its_headers_into_the_body() {
    within(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        for transport in [Transport::Header, Transport::FramedHeader] {
            let builder = Client::builder().transport(transport).call_timeout(None);
            let client = builder.connect_lazy(&*url).unwrap();
            let headers = Headers::new().with("tenant", "7").with("token", [0xff, b'\n']);
            let sending = tokio::spawn(call_f(client.clone(), headers));
            let (mut stream, _) = listener.accept().await.unwrap();
            let request = read(&mut stream).await;
            assert_eq!(request.field("content-type"), Some("application/x-thrift"));
            assert_eq!(request.field("tenant"), None);
            let header = b"\0\0\x01\x02\x06tenant\x017\x05token\x02\xff\n";
            let call = message(CALL, "f", 0, &[0]);
            assert_eq!(request.body, raw_header_frame(0, header, &call));

            let reply = message(REPLY, "f", 0, &[0]);
            let body = header_frame(0, &[("by", "frame"), ("stamp", "1")], &reply);
            stream.write_all(&ok("By: http\r\n", &body)).await.unwrap();
            let answer = sending.await.unwrap().unwrap();
            let found = ["by", "stamp"].map(|name| answer.headers().get(name));
            assert_eq!(found, [Some("http"), Some("1")]);

            // A server need not have headers, but more frames than one are none of HTTP.
            let sending = tokio::spawn(call_f(client.clone(), Headers::new()));
            read(&mut stream).await;
            stream.write_all(&ok("", &reply)).await.unwrap();
            assert!(sending.await.unwrap().unwrap().headers().is_empty());
            let sending = tokio::spawn(call_f(client, Headers::new()));
            read(&mut stream).await;
            stream.write_all(&ok("", &frame(&body))).await.unwrap();
            let error = sending.await.unwrap().unwrap_err().to_string();
            assert_eq!(error, "the message has a frame, which it has not over HTTP");
        }
    })
    .await;
}

#[tokio::test]
async fn our_own_ends_understand_each_other() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        let url = format!("http://{address}/");
        for version in [Version::Http1, Version::Http2] {
            for protocol in [Protocol::Binary, Protocol::Compact] {
                let builder = Client::builder().http_version(version).protocol(protocol);
                let builder = builder.transport(Transport::Header).header("tenant", "7");
                let client = builder.connect(&*url).await.unwrap();
                let body = client.codec().encode(&Struct::new()).unwrap();
                assert_eq!(send(&client, "echo", &body).await.unwrap(), body);
            }
        }
        let json = Client::builder().transport(Transport::Header).protocol(Protocol::Json);
        let error = json.connect(url).await.unwrap_err();
        assert_eq!(error.to_string(), "a message in Json cannot go behind a header");
    })
    .await;
}

#[cfg(feature = "zlib")]
mod compressed {
    use core::net::SocketAddr;

    use tokio::task::JoinHandle;
    use tokio::time::timeout;

    use thrift::{Compression, Limits, Server};

    use super::*;

    const VERSIONS: [Version; 2] = [Version::Http1, Version::Http2];

    /// `struct { 1: string text }`, of so many letters.
    fn long(length: u32) -> Vec<u8> {
        let text = vec![b'x'; length as usize];
        [&[11, 0, 1][..], &length.to_be_bytes(), &text, &[0]].concat()
    }

    async fn connect(address: SocketAddr, version: Version, compression: Compression) -> Client {
        let builder = Client::builder().transport(Transport::Header).compression(compression);
        let builder = builder.http_version(version).max_connections(1);
        builder.connect(format!("http://{address}/")).await.unwrap()
    }

    /// A call as it goes on while the test does something else.
    fn sending(client: Client, method: &'static str, body: Vec<u8>) -> JoinHandle<Bytes> {
        tokio::spawn(async move { send(&client, method, &body).await.unwrap() })
    }

    #[tokio::test]
    async fn messages_are_compressed_both_ways_and_no_longer_than_the_limit() {
        within(async {
            let server = Server::bind("127.0.0.1:0").await.unwrap();
            let server = server.limits(Limits::NETWORK.with_message(200_000));
            let address = server.endpoint().socket_addr().unwrap();
            tokio::spawn(server.serve(desk().0));
            for version in VERSIONS {
                let client = connect(address, version, Compression::Zlib).await;
                let body = long(100_000);
                assert_eq!(send(&client, "echo", &body).await.unwrap(), body);
                let error = send(&client, "echo", &long(300_000)).await.unwrap_err().to_string();
                assert!(error.ends_with("is over the limit of 200000"), "{error}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn what_is_compressed_waits_for_the_memory_that_it_becomes() {
        within(async {
            let server = Server::bind("127.0.0.1:0").await.unwrap().max_bytes_in_flight(50_000);
            let address = server.endpoint().socket_addr().unwrap();
            let (desk, mut visitor) = desk();
            tokio::spawn(server.serve(desk));
            let body = long(150_000);
            for version in VERSIONS {
                // It spends all that there is, with few bytes of its own.
                let greedy = connect(address, version, Compression::Zlib).await;
                let call = sending(greedy, "wait", body.clone());
                visitor.started("wait").await;
                let patient = connect(address, version, Compression::Zlib).await;
                let mut waiting = sending(patient, "echo", body.clone());
                assert!(timeout(Duration::from_millis(100), &mut waiting).await.is_err());
                assert!(visitor.is_idle());
                let short = connect(address, version, Compression::None).await;
                send(&short, "echo", &[0]).await.unwrap();
                visitor.started("echo").await;
                visitor.let_one();
                assert_eq!(call.await.unwrap(), body);
                assert_eq!(waiting.await.unwrap(), body);
                visitor.started("echo").await;
            }
        })
        .await;
    }

    #[tokio::test]
    async fn one_message_of_a_connection_at_a_time_is_longer_than_its_body() {
        within(async {
            let (address, mut visitor, _handle) = start().await;
            let client = connect(address, Version::Http2, Compression::Zlib).await;
            let first = sending(client.clone(), "wait", long(100_000));
            visitor.started("wait").await;
            let mut second = sending(client, "echo", long(100_000));
            assert!(timeout(Duration::from_millis(100), &mut second).await.is_err());
            assert!(visitor.is_idle());
            visitor.let_one();
            assert_eq!(first.await.unwrap(), long(100_000));
            assert_eq!(second.await.unwrap(), long(100_000));
        })
        .await;
    }
}
