//! Clients against servers that are written by hand.

use core::time::Duration;

use thrift::http::Version;
use thrift::service::{self, Channel, Method, Request};
use thrift::{Client, Context, Endpoint, Error, Kind, Limits, Protocol};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::frames::*;
use crate::support::*;

/// Listens, and says where a client finds it.
async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, format!("http://{address}/service?x=1"))
}

async fn accept(listener: &TcpListener) -> TcpStream {
    listener.accept().await.unwrap().0
}

fn lazy(url: &str) -> Client {
    Client::builder().connect_lazy(url).unwrap()
}

fn ok(fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\n{fields}\r\n");
    [head.as_bytes(), body].concat()
}

fn reply(method: &str) -> Vec<u8> {
    let body = message(REPLY, method, 0, &number(1));
    ok(&format!("Content-Length: {}\r\n", body.len()), &body)
}

#[tokio::test]
async fn a_call_is_a_post_with_what_servers_expect() {
    within(async {
        let (listener, url) = listen().await;
        let call = calling(&lazy(&url), "f");
        let mut stream = accept(&listener).await;
        let request = read(&mut stream).await;
        assert_eq!(request.line, "POST /service?x=1 HTTP/1.1");
        let address = listener.local_addr().unwrap().to_string();
        let body = message(CALL, "f", 0, &[0]);
        let agent = concat!("thrift-core/", env!("CARGO_PKG_VERSION"));
        for (name, value) in [
            ("host", address.as_str()),
            ("content-type", "application/x-thrift"),
            ("accept", "application/x-thrift"),
            ("content-length", &body.len().to_string()),
            ("user-agent", agent),
        ] {
            assert_eq!(request.field(name), Some(value), "{name}");
        }
        assert_eq!(request.body, body);
        stream.write_all(&reply("f")).await.unwrap();
        assert_eq!(call.await.unwrap().unwrap(), number(1));
    })
    .await;
}

#[tokio::test]
async fn headers_and_the_time_left_go_with_the_call() {
    within(async {
        let (listener, url) = listen().await;
        let builder = Client::builder().user_agent("test/1").header("zone", "b");
        let builder = builder.call_timeout(Duration::from_secs(9));
        let client = builder.connect_lazy(url).unwrap();
        let context = Context::new()
            .with_header("Tenant", "7")
            .with_header("Host", "elsewhere")
            .with_header("Transfer-Encoding", "chunked")
            .with_header("Client-Timeout", "0");
        let call = Request::received("f", false, client.codec(), vec![0].into());
        let call = call.with_context(context);
        let calling = tokio::spawn(async move { client.send(call).await });
        let mut stream = accept(&listener).await;
        let request = read(&mut stream).await;
        assert_eq!(request.field("tenant"), Some("7"));
        assert_eq!(request.field("zone"), Some("b"));
        assert_eq!(request.field("user-agent"), Some("test/1"));
        assert_eq!(request.field("transfer-encoding"), None);
        assert!(request.field("host").unwrap().starts_with("127.0.0.1:"));
        let left: u64 = request.field("client-timeout").unwrap().parse().unwrap();
        assert!(left > 5000 && left <= 9000, "{left}");

        let body = message(REPLY, "f", 0, &[0]);
        let fields = format!("Content-Length: {}\r\nServer: x\r\nA: 1\r\na: 2\r\n", body.len());
        stream.write_all(&ok(&fields, &body)).await.unwrap();
        let answer = calling.await.unwrap().unwrap().unwrap();
        let headers: Vec<_> = answer.headers().iter().collect();
        assert_eq!(headers, [("a", &b"1, 2"[..])]);
    })
    .await;
}

#[tokio::test]
async fn without_a_limit_of_time_none_is_sent() {
    within(async {
        let (listener, url) = listen().await;
        let client = Client::builder().call_timeout(None).connect_lazy(url).unwrap();
        let call = calling(&client, "f");
        let mut stream = accept(&listener).await;
        assert_eq!(read(&mut stream).await.field("client-timeout"), None);
        call.abort();
    })
    .await;
}

#[tokio::test]
async fn a_header_that_http_cannot_carry_fails_its_call_before_it_is_sent() {
    within(async {
        let (listener, url) = listen().await;
        let client = lazy(&url);
        let call = Request::received("f", false, client.codec(), vec![0].into());
        let call = call.with_context(Context::new().with_header("a", "1\n2"));
        let error = client.send(call).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Invalid);
        assert!(error.to_string().starts_with("HTTP cannot carry the header \"a\""), "{error}");
        let mut stream = accept(&listener).await;
        let call = calling(&client, "g");
        assert_eq!(read(&mut stream).await.body, message(CALL, "g", 0, &[0]));
        call.abort();
    })
    .await;
}

#[tokio::test]
async fn responses_may_come_in_any_form() {
    within(async {
        let body = message(REPLY, "f", 0, &number(1));
        let chunks = chunked(&[&body[..3], &body[3..]]);
        let chunks = &chunks[chunks.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4..];
        let close = format!(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let old = format!("HTTP/1.0 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        let forms = [
            (ok("Transfer-Encoding: chunked\r\n", chunks), false),
            (ok("", &body), true),
            ([b"HTTP/1.0 200 OK\r\n\r\n", &body[..]].concat(), true),
            ([close.as_bytes(), &body].concat(), false),
            ([old.as_bytes(), &body].concat(), false),
            ([b"HTTP/1.1 100 Continue\r\n\r\n", &reply("f")[..]].concat(), false),
            (reply("f"), false),
        ];
        for (response, ends_with_stream) in forms {
            for split in [1, 17, response.len() - 1] {
                let (listener, url) = listen().await;
                let client = lazy(&url);
                let call = calling(&client, "f");
                let mut stream = accept(&listener).await;
                read(&mut stream).await;
                stream.write_all(&response[..split]).await.unwrap();
                tokio::task::yield_now().await;
                stream.write_all(&response[split..]).await.unwrap();
                // Those that do not say how long they are end with the stream.
                let _open = (!ends_with_stream).then_some(stream);
                assert_eq!(call.await.unwrap().unwrap(), number(1));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_server_that_closes_each_connection_is_called_again() {
    within(async {
        let (listener, url) = listen().await;
        let client = lazy(&url);
        for _ in 0..20 {
            let call = calling(&client, "f");
            let mut stream = accept(&listener).await;
            read(&mut stream).await;
            let body = message(REPLY, "f", 0, &number(1));
            let head = format!("HTTP/1.0 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
            stream.write_all(&[head.as_bytes(), &body].concat()).await.unwrap();
            assert_eq!(call.await.unwrap().unwrap(), number(1));
        }
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_was_closed_while_it_was_idle_is_opened_again() {
    within(async {
        let (listener, url) = listen().await;
        let client = lazy(&url);
        for _ in 0..3 {
            let call = calling(&client, "f");
            let mut stream = accept(&listener).await;
            read(&mut stream).await;
            stream.write_all(&reply("f")).await.unwrap();
            call.await.unwrap().unwrap();
            stream.shutdown().await.unwrap();
            // The client has seen it when it closes its own end.
            expect_end(&mut stream).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_call_whose_request_was_sent_is_not_repeated() {
    within(async {
        let (listener, url) = listen().await;
        let client = lazy(&url);
        for answer in [&b""[..], b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\x80"] {
            let call = calling(&client, "f");
            let mut stream = accept(&listener).await;
            read(&mut stream).await;
            stream.write_all(answer).await.unwrap();
            drop(stream);
            let error = call.await.unwrap().unwrap_err();
            assert_eq!(error.kind(), Kind::Closed, "{error}");
        }
        // The next connection is that of the next call.
        let call = calling(&client, "g");
        let mut stream = accept(&listener).await;
        assert_eq!(read(&mut stream).await.body, message(CALL, "g", 0, &[0]));
        call.abort();
    })
    .await;
}

#[tokio::test]
async fn another_status_is_an_error_with_the_start_of_the_text() {
    within(async {
        let long = "very ".repeat(200);
        for (line, body, shown) in [
            ("404 Not Found", "no service\r\n is here", ": no service is here"),
            ("500 Internal Server Error", "", ""),
            ("302 Found", "\u{1}\u{2}", ""),
            ("204 No Content", "", ""),
            ("503 Service Unavailable", &long, &format!(": {}", long[..200].trim_end())),
        ] {
            let (listener, url) = listen().await;
            let client = lazy(&url);
            let call = calling(&client, "f");
            let mut stream = accept(&listener).await;
            read(&mut stream).await;
            let length = if line.starts_with("204") {
                String::new()
            } else {
                format!("Content-Length: {}\r\n", body.len())
            };
            let response = format!("HTTP/1.1 {line}\r\n{length}\r\n{body}");
            stream.write_all(response.as_bytes()).await.unwrap();
            let error = call.await.unwrap().unwrap_err();
            assert_eq!(error.kind(), Kind::Transport);
            assert_eq!(error.to_string(), format!("{url} answered {line}{shown}"));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_http_fails_the_call() {
    within(async {
        for answer in
            [&b"\0\0\0\x04\x80\x01\0\x02"[..], b"HTTP/9.9 200 OK\r\n\r\n", b"SSH-2.0-x\r\n\r\n"]
        {
            let (listener, url) = listen().await;
            let call = calling(&lazy(&url), "f");
            let mut stream = accept(&listener).await;
            read(&mut stream).await;
            stream.write_all(answer).await.unwrap();
            drop(stream);
            let error = call.await.unwrap().unwrap_err();
            assert!(matches!(error.kind(), Kind::Invalid | Kind::Closed), "{error:?}");
            assert!(error.to_string().starts_with("HTTP: "), "{error}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_does_not_fit_fails_its_call_only() {
    within(async {
        let (listener, url) = listen().await;
        let client = lazy(&url);
        let mut streams = Vec::new();
        for (body, text) in [
            (message(REPLY, "g", 0, &[0]), "the answer to `f` is to `g`"),
            (message(CALL, "f", 0, &[0]), "the answer to `f` is a call"),
            (b"\x82\x41\0\x01f\0".to_vec(), "the answer is in Compact"),
            (b"\x80".to_vec(), "byte 0: input ended: 4 bytes wanted, 1 left"),
        ] {
            let call = calling(&client, "f");
            if streams.is_empty() {
                streams.push(accept(&listener).await);
            }
            read(&mut streams[0]).await;
            let response = ok(&format!("Content-Length: {}\r\n", body.len()), &body);
            streams[0].write_all(&response).await.unwrap();
            assert_eq!(call.await.unwrap().unwrap_err().to_string(), text);
        }
        let call = calling(&client, "f");
        read(&mut streams[0]).await;
        streams[0].write_all(&reply("f")).await.unwrap();
        call.await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_answer_without_a_message_is_a_missing_result() {
    within(async {
        let (listener, url) = listen().await;
        let client = lazy(&url);
        let call = tokio::spawn(async move {
            service::call::<_, _, (), Error>(&client, "f", Vec::<i32>::new()).await
        });
        let mut stream = accept(&listener).await;
        read(&mut stream).await;
        stream.write_all(&ok("Content-Length: 0\r\n", b"")).await.unwrap();
        let error = call.await.unwrap().unwrap_err();
        let kind = Kind::Application(thrift::ApplicationKind::MissingResult);
        assert_eq!(error.kind(), kind);
    })
    .await;
}

#[tokio::test]
async fn an_answer_over_the_limit_is_refused() {
    within(async {
        let limits = Limits::NETWORK.with_message(1000);
        let long = vec![b'x'; 2000];
        let chunks = chunked(&[&long[..900], &long[..900]]);
        let chunks = &chunks[chunks.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4..];
        for response in [
            ok("Content-Length: 1001\r\n", b""),
            ok("Content-Length: 100000000000\r\n", b""),
            ok("Transfer-Encoding: chunked\r\n", chunks),
            ok("", &long),
        ] {
            let (listener, url) = listen().await;
            let client = Client::builder().limits(limits).connect_lazy(&*url).unwrap();
            let call = calling(&client, "f");
            let mut stream = accept(&listener).await;
            read(&mut stream).await;
            stream.write_all(&response).await.unwrap();
            let error = call.await.unwrap().unwrap_err();
            assert_eq!(error.kind(), Kind::Limit, "{error}");
            assert!(error.to_string().ends_with("is over the limit of 1000"), "{error}");
        }
    })
    .await;
}

/// The next call has a connection of its own.
async fn is_called_anew(client: &Client, listener: &TcpListener) {
    let call = calling(client, "f");
    let mut stream = accept(listener).await;
    assert_eq!(read(&mut stream).await.body, message(CALL, "f", 0, &[0]));
    stream.write_all(&reply("f")).await.unwrap();
    assert_eq!(call.await.unwrap().unwrap(), number(1));
}

async fn touch(client: Client) -> Result<(), Error> {
    let method = Method::new("touch").oneway();
    service::call::<_, _, (), Error>(&client, method, Vec::<i32>::new()).await
}

#[tokio::test]
async fn a_oneway_call_is_done_when_it_is_answered() {
    within(async {
        let (listener, url) = listen().await;
        let client = lazy(&url);
        let oneway = tokio::spawn(touch(client.clone()));
        let mut stream = accept(&listener).await;
        let request = read(&mut stream).await;
        assert_eq!(request.body[..4], [0x80, 1, 0, ONEWAY]);
        tokio::task::yield_now().await;
        assert!(!oneway.is_finished());
        // Some servers answer with something.
        stream.write_all(&ok("Content-Length: 3\r\n", b"yes")).await.unwrap();
        oneway.await.unwrap().unwrap();
        let call = calling(&client, "f");
        assert_eq!(read(&mut stream).await.body, message(CALL, "f", 0, &[0]));
        stream.write_all(&reply("f")).await.unwrap();
        call.await.unwrap().unwrap();
    })
    .await;
}

/// Some servers send the head of an answer at once, and end its body when the method has ended.
#[tokio::test]
async fn a_oneway_call_does_not_wait_for_an_end_without_a_length() {
    within(async {
        let heads =
            ["HTTP/1.0 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"];
        for head in heads {
            let (listener, url) = listen().await;
            let client = lazy(&url);
            let oneway = tokio::spawn(touch(client.clone()));
            let mut busy = accept(&listener).await;
            read(&mut busy).await;
            busy.write_all(head.as_bytes()).await.unwrap();
            oneway.await.unwrap().unwrap();
            is_called_anew(&client, &listener).await;
            drop(busy);
        }
    })
    .await;
}

#[tokio::test]
async fn a_oneway_call_is_done_however_its_answer_ends() {
    within(async {
        let (listener, url) = listen().await;
        let client = lazy(&url);
        let oneway = tokio::spawn(touch(client.clone()));
        let mut stream = accept(&listener).await;
        read(&mut stream).await;
        stream.write_all(&ok("Content-Length: 3\r\n", b"y")).await.unwrap();
        drop(stream);
        oneway.await.unwrap().unwrap();
        is_called_anew(&client, &listener).await;
    })
    .await;
}

#[tokio::test]
async fn a_call_that_takes_too_long_gives_its_connection_up() {
    within(async {
        let (listener, url) = listen().await;
        let builder = Client::builder().call_timeout(Duration::from_millis(30));
        let client = builder.connect_lazy(url).unwrap();
        let call = calling(&client, "f");
        let mut late = accept(&listener).await;
        read(&mut late).await;
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), Kind::Timeout);
        assert_eq!(error.to_string(), "no answer to `f` in time");
        expect_end(&mut late).await;
    })
    .await;
}

#[tokio::test]
async fn a_call_whose_time_is_over_is_not_sent() {
    within(async {
        let (listener, url) = listen().await;
        let client = lazy(&url);
        let call = calling(&client, "f");
        let mut stream = accept(&listener).await;
        read(&mut stream).await;
        stream.write_all(&reply("f")).await.unwrap();
        call.await.unwrap().unwrap();
        let late = Request::received("late", false, client.codec(), vec![0].into());
        let late = late.with_context(Context::new().with_timeout(Duration::ZERO));
        assert_eq!(client.send(late).await.unwrap_err().kind(), Kind::Timeout);
        let call = calling(&client, "g");
        assert_eq!(read(&mut stream).await.body, message(CALL, "g", 0, &[0]));
        call.abort();
    })
    .await;
}

#[tokio::test]
async fn every_protocol_has_its_messages() {
    within(async {
        for (protocol, call, reply) in [
            (Protocol::Compact, &b"\x82\x21\0\x01f\0"[..], &b"\x82\x41\0\x01f\0"[..]),
            (Protocol::Json, br#"[1,"f",1,0,{}]"#, br#"[1,"f",2,0,{}]"#),
        ] {
            let (listener, url) = listen().await;
            let client = Client::builder().protocol(protocol).connect_lazy(url).unwrap();
            let arguments = if protocol == Protocol::Json { &b"{}"[..] } else { &[0] };
            let calling = async { send(&client, "f", arguments).await.unwrap() };
            let serving = async {
                let mut stream = accept(&listener).await;
                assert_eq!(read(&mut stream).await.body, call);
                let response = ok(&format!("Content-Length: {}\r\n", reply.len()), reply);
                stream.write_all(&response).await.unwrap();
                stream
            };
            let (answer, _stream) = tokio::join!(calling, serving);
            assert_eq!(answer, arguments);
        }
    })
    .await;
}

#[tokio::test]
async fn http_2_is_spoken_at_once_if_it_is_set() {
    within(async {
        let (listener, url) = listen().await;
        let builder = Client::builder().http_version(Version::Http2);
        let client = builder.connect_lazy(url).unwrap();
        let one = calling(&client, "f");
        let mut stream = accept(&listener).await;
        expect(&mut stream, PREFACE).await;
        stream.write_all(&settings(&[])).await.unwrap();
        assert_eq!(until(&mut stream, HEADERS).await.stream, 1);
        assert_eq!(until(&mut stream, DATA).await.payload, message(CALL, "f", 0, &[0]));
        // The next call needs no other connection, and may be answered first.
        let two = calling(&client, "g");
        assert_eq!(until(&mut stream, HEADERS).await.stream, 3);
        assert_eq!(until(&mut stream, DATA).await.payload, message(CALL, "g", 0, &[0]));
        for (id, method) in [(3, "g"), (1, "f")] {
            let body = message(REPLY, method, 0, &number(1));
            stream.write_all(&raw(HEADERS, END_HEADERS, id, &[OK])).await.unwrap();
            stream.write_all(&raw(DATA, END_STREAM, id, &body)).await.unwrap();
        }
        assert_eq!(two.await.unwrap().unwrap(), number(1));
        assert_eq!(one.await.unwrap().unwrap(), number(1));
    })
    .await;
}

#[tokio::test]
async fn a_dropped_call_of_http_2_resets_its_stream_and_keeps_the_connection() {
    within(async {
        let (listener, url) = listen().await;
        let builder = Client::builder().http_version(Version::Http2);
        let client = builder.connect_lazy(url).unwrap();
        let call = calling(&client, "f");
        let mut stream = accept(&listener).await;
        expect(&mut stream, PREFACE).await;
        stream.write_all(&settings(&[])).await.unwrap();
        until(&mut stream, DATA).await;
        call.abort();
        let reset = until(&mut stream, RST_STREAM).await;
        assert_eq!((reset.stream, reset.payload), (1, CANCEL.to_be_bytes().to_vec()));
        let call = calling(&client, "g");
        assert_eq!(until(&mut stream, HEADERS).await.stream, 3);
        call.abort();
    })
    .await;
}

#[tokio::test]
async fn a_server_of_http_2_that_says_nothing_is_left() {
    within(async {
        let (listener, url) = listen().await;
        let builder = Client::builder().http_version(Version::Http2);
        let client = builder.call_timeout(Duration::from_millis(1100)).connect_lazy(url).unwrap();
        let call = calling(&client, "f");
        let mut silent = accept(&listener).await;
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), Kind::Timeout);
        let call = calling(&client, "g");
        let _other = accept(&listener).await;
        call.abort();
        // It is closed as soon as nobody uses it.
        let mut rest = Vec::new();
        silent.read_to_end(&mut rest).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_server_that_goes_away_is_left_for_another_connection() {
    within(async {
        let (listener, url) = listen().await;
        let builder = Client::builder().http_version(Version::Http2);
        let client = builder.connect_lazy(url).unwrap();
        let one = calling(&client, "f");
        let mut stream = accept(&listener).await;
        expect(&mut stream, PREFACE).await;
        stream.write_all(&settings(&[])).await.unwrap();
        until(&mut stream, DATA).await;
        stream.write_all(&raw(GOAWAY, 0, 0, &[0, 0, 0, 1, 0, 0, 0, 0])).await.unwrap();
        // It has been seen when what follows is acknowledged.
        stream.write_all(&raw(PING, 0, 0, &[0; 8])).await.unwrap();
        while until(&mut stream, PING).await.flags == 0 {}
        let two = calling(&client, "g");
        let mut other = accept(&listener).await;
        expect(&mut other, PREFACE).await;
        // The first call is still answered.
        let body = message(REPLY, "f", 0, &number(1));
        stream.write_all(&raw(HEADERS, END_HEADERS, 1, &[OK])).await.unwrap();
        stream.write_all(&raw(DATA, END_STREAM, 1, &body)).await.unwrap();
        assert_eq!(one.await.unwrap().unwrap(), number(1));
        two.abort();
    })
    .await;
}

#[test]
fn what_cannot_be_called_is_told_before_anything_is_connected() {
    let refused = |client: thrift::Result<Client>| client.unwrap_err().to_string();
    let named = Client::builder().user_agent("a\nb").connect_lazy("http://localhost/");
    assert_eq!(refused(named), "HTTP cannot carry \"a\\nb\" as the `User-Agent`");
    let endpoint = Endpoint::Http {
        secure: false,
        host: "localhost".to_owned(),
        port: 80,
        path: "/a b".to_owned(),
    };
    let error = refused(Client::builder().connect_lazy(endpoint));
    #[cfg(feature = "zlib")]
    {
        let plain = Client::builder().compression(thrift::Compression::Zlib);
        let header = Client::builder().transport(thrift::Transport::Header);
        for builder in [plain, header.compression(thrift::Compression::ZlibStream)] {
            let error = refused(builder.connect_lazy("http://localhost/"));
            let text = "HTTP has no zlib streams: messages are compressed with \
                        `Transport::Header` and `Compression::Zlib`";
            assert_eq!(error, text);
        }
    }
    #[cfg(not(feature = "tls"))]
    {
        let error = refused(Client::builder().connect_lazy("https://localhost/"));
        let text = "cannot connect to https://localhost/: \
            TLS needs the feature `tls` of the crate `thrift-core`, which is off";
        assert_eq!(error, text);
    }
    assert!(error.starts_with("no request can be made to http://localhost/a b: "), "{error}");
}
