//! Servers against requests written by hand.

use thrift::server::Config;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::*;

#[tokio::test]
async fn a_call_is_a_post_and_its_reply_a_response() {
    within(async {
        let (mut stream, _visitor, _serving) = desk_at(Config::default());
        for value in 1..4 {
            stream.write_all(&echo(value)).await.unwrap();
            let response = read(&mut stream).await;
            assert_eq!(response.line, "HTTP/1.1 200 OK");
            assert_eq!(response.field("content-type"), Some("application/x-thrift"));
            assert_eq!(response.body, message(REPLY, "echo", value, &number(value)));
        }
    })
    .await;
}

#[tokio::test]
async fn one_port_speaks_http_and_everything_else() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        let mut http = TcpStream::connect(address).await.unwrap();
        let mut framed = TcpStream::connect(address).await.unwrap();
        let mut buffered = TcpStream::connect(address).await.unwrap();
        let call = message(CALL, "echo", 1, &number(1));
        let reply = message(REPLY, "echo", 1, &number(1));
        check_echo(&mut http).await;
        framed.write_all(&frame(&call)).await.unwrap();
        expect(&mut framed, &frame(&reply)).await;
        buffered.write_all(&call).await.unwrap();
        expect(&mut buffered, &reply).await;
        check_echo(&mut http).await;
    })
    .await;
}

#[tokio::test]
async fn answers_are_in_the_protocol_and_of_the_type_of_the_request() {
    within(async {
        let (mut stream, _visitor, _serving) = desk_at(Config::default());
        let calls = [
            (message(CALL, "echo", 1, &[0]), message(REPLY, "echo", 1, &[0])),
            (old_message(CALL, "echo", 1, &[0]), old_message(REPLY, "echo", 1, &[0])),
            (b"\x82\x21\x01\x04echo\0".to_vec(), b"\x82\x41\x01\x04echo\0".to_vec()),
            (br#"[1,"echo",1,1,{}]"#.to_vec(), br#"[1,"echo",2,1,{}]"#.to_vec()),
        ];
        for (call, reply) in calls {
            for (media, echoed) in [
                ("application/x-thrift", "application/x-thrift"),
                ("application/vnd.apache.thrift.binary", "application/vnd.apache.thrift.binary"),
                (
                    "application/vnd.apache.thrift.json; charset=utf-8",
                    "application/vnd.apache.thrift.json; charset=utf-8",
                ),
                ("application/octet-stream", "application/x-thrift"),
                ("", "application/x-thrift"),
            ] {
                let request = String::from_utf8_lossy(&post("", b""))
                    .replace("Content-Type: application/x-thrift", &format!("Content-Type: {media}"))
                    .replace("Content-Length: 0", &format!("Content-Length: {}", call.len()));
                let request = [request.as_bytes(), &call].concat();
                let response = exchange(&mut stream, &request).await;
                assert_eq!((response.status(), &response.body), (200, &reply), "{media}");
                assert_eq!(response.field("content-type"), Some(echoed));
            }
        }
        let bare = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n\x82\x21\x01\x04echo\0";
        assert_eq!(exchange(&mut stream, bare).await.body, b"\x82\x41\x01\x04echo\0");
    })
    .await;
}

#[tokio::test]
async fn a_request_is_understood_however_its_bytes_arrive() {
    within(async {
        let body = message(CALL, "echo", 1, &number(1));
        let requests =
            [echo(1), chunked(&[&body]), chunked(&[&body[..1], &body[1..9], &body[9..]])];
        for request in requests {
            for split in 1..request.len() {
                let (mut stream, _visitor, _serving) = desk_at(Config::default());
                write_in_two(&mut stream, &request, split).await;
                let reply = message(REPLY, "echo", 1, &number(1));
                assert_eq!(answer(&mut stream).await, reply, "{split}");
            }
            let (mut stream, _visitor, _serving) = desk_at(Config::default());
            for byte in &request {
                stream.write_all(&[*byte]).await.unwrap();
                tokio::task::yield_now().await;
            }
            assert_eq!(answer(&mut stream).await, message(REPLY, "echo", 1, &number(1)));
        }
    })
    .await;
}

#[tokio::test]
async fn requests_that_come_together_are_answered_in_their_order() {
    within(async {
        let (mut stream, _visitor, _serving) = desk_at(Config::default());
        let requests: Vec<_> = (1..=20).flat_map(echo).collect();
        stream.write_all(&requests).await.unwrap();
        for value in 1..=20 {
            assert_eq!(answer(&mut stream).await, message(REPLY, "echo", value, &number(value)));
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_of_http_1_0_is_answered_and_the_connection_closed() {
    within(async {
        let request = |fields: &str| {
            let head = format!("POST / HTTP/1.0\r\nContent-Length: 9\r\n{fields}\r\n");
            [head.as_bytes(), b"\x82\x21\x01\x04echo\0"].concat()
        };
        let (mut stream, _visitor, serving) = desk_at(Config::default());
        let response = exchange(&mut stream, &request("Connection: keep-alive\r\n")).await;
        assert_eq!(response.body, b"\x82\x41\x01\x04echo\0");
        let response = exchange(&mut stream, &request("")).await;
        assert_eq!(response.line, "HTTP/1.0 200 OK");
        assert_eq!(response.body, b"\x82\x41\x01\x04echo\0");
        expect_end(&mut stream).await;
        serving.await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_connection_is_closed_when_its_client_says_so() {
    within(async {
        let (mut stream, _visitor, serving) = desk_at(Config::default());
        check_echo(&mut stream).await;
        let body = message(CALL, "echo", 1, &[0]);
        stream.write_all(&post("Connection: close\r\n", &body)).await.unwrap();
        assert_eq!(answer(&mut stream).await, message(REPLY, "echo", 1, &[0]));
        expect_end(&mut stream).await;
        serving.await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_oneway_call_is_answered_before_it_is_executed() {
    within(async {
        let (mut stream, mut visitor, serving) = desk_at(Config::default());
        let oneway = post("", &message(ONEWAY, "ponder", 1, &[0]));
        let response = exchange(&mut stream, &oneway).await;
        assert_eq!((response.status(), response.body.len()), (200, 0));
        assert_eq!(response.field("content-length"), Some("0"));
        visitor.started("ponder").await;
        // It holds up nobody, and goes on when its client is gone.
        check_echo(&mut stream).await;
        visitor.started("echo").await;
        drop(stream);
        tokio::task::yield_now().await;
        assert!(!serving.is_finished());
        visitor.let_one();
        serving.await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_call_that_only_the_server_knows_to_be_oneway_is_answered_with_nothing() {
    within(async {
        let (mut stream, _visitor, _serving) = desk_at(Config::default());
        let response = exchange(&mut stream, &post("", &message(CALL, "touch", 1, &[0]))).await;
        assert_eq!((response.status(), response.body.len()), (200, 0));
    })
    .await;
}

#[tokio::test]
async fn application_exceptions_are_answers() {
    within(async {
        let (mut stream, _visitor, _serving) = desk_at(Config::default());
        for (method, text, kind) in
            [("nosuch", "unknown method `nosuch`", 1), ("panic", "the handler panicked", 6)]
        {
            stream.write_all(&post("", &message(CALL, method, 1, &[0]))).await.unwrap();
            let expected = message(EXCEPTION, method, 1, &exception(text, kind));
            assert_eq!(answer(&mut stream).await, expected);
        }
        check_echo(&mut stream).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_no_call_is_refused_with_a_reason_and_the_connection_goes_on() {
    within(async {
        let (mut stream, visitor, _serving) = desk_at(Config::default());
        let call = message(CALL, "echo", 1, &[0]);
        let get = |method: &str| format!("{method} / HTTP/1.1\r\nHost: a\r\n\r\n").into_bytes();
        let page = post("Origin: https://evil.example\r\n", &call);
        let page = String::from_utf8_lossy(&page).replace("application/x-thrift", "text/plain");
        let page = [page.split_inclusive("\r\n\r\n").next().unwrap().as_bytes(), &call].concat();
        let refused = [
            (get("GET"), 405, "a call is a `POST`"),
            (get("OPTIONS"), 405, "a call is a `POST`"),
            (get("PUT"), 405, "a call is a `POST`"),
            (post("", b""), 400, "the body is empty"),
            (post("", &frame(&call)), 400, "the message has a frame, which it has not over HTTP"),
            (
                post("", &message(REPLY, "echo", 1, &[0])),
                400,
                "the body is no call: the message is no call",
            ),
            (
                post("", b"hello, world"),
                400,
                "the body is no call: byte 0: method name length of 1751477356 is over the limit of 1024",
            ),
            (
                post("", &call[..9]),
                400,
                "the body is no call: byte 0: input ended: 16 bytes wanted, 9 left",
            ),
            (
                post("Client-Timeout: soon\r\n", &call),
                400,
                "`client-timeout` is no number of milliseconds",
            ),
            (post("Content-Encoding: gzip\r\n", &call), 415, "no `Content-Encoding` is understood"),
            (page, 415, "with `Origin`, the `Content-Type` must be `application/x-thrift`"),
        ];
        for (request, status, text) in refused {
            let response = exchange(&mut stream, &request).await;
            assert_eq!((response.status(), response.text()), (status, text));
            assert_eq!(response.field("content-type"), Some("text/plain; charset=utf-8"));
            let allowed = (status == 405).then_some("POST");
            assert_eq!(response.field("allow"), allowed);
        }
        assert!(visitor.is_idle());
        let allowed = post("Origin: https://localhost\r\nContent-Encoding: identity\r\n", &call);
        assert_eq!(exchange(&mut stream, &allowed).await.status(), 200);
    })
    .await;
}

#[tokio::test]
async fn what_may_be_read_in_two_ways_is_answered_once_and_ends_its_connection() {
    within(async {
        let body = message(CALL, "echo", 1, &[0]);
        let hidden = echo(2);
        let smuggled = [&b"0\r\n\r\n"[..], &hidden].concat();
        let length = smuggled.len();
        for head in [
            format!("Content-Length: {}\r\nContent-Length: {length}", body.len()),
            format!("Content-Length: {length}, {}", body.len()),
            "Content-Length: +17".to_owned(),
            "Content-Length : 17".to_owned(),
            "Transfer-Encoding: chunked, identity".to_owned(),
            "Transfer-Encoding: gzip".to_owned(),
            " Content-Length: 17".to_owned(),
        ] {
            let (mut stream, visitor, serving) = desk_at(Config::default());
            let request = format!("POST / HTTP/1.1\r\nHost: a\r\n{head}\r\n\r\n");
            stream.write_all(request.as_bytes()).await.unwrap();
            stream.write_all(&smuggled).await.unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await.unwrap();
            let answer = String::from_utf8(answer).unwrap();
            assert!(answer.starts_with("HTTP/1.1 400 "), "{head}: {answer}");
            assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{head}");
            assert!(visitor.is_idle(), "{head}");
            assert!(serving.await.unwrap().is_err());
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_that_waits_for_leave_to_send_its_body_gets_it() {
    within(async {
        let (mut stream, _visitor, _serving) = desk_at(Config::default());
        let body = message(CALL, "echo", 1, &[0]);
        let request = post("Expect: 100-continue\r\n", &body);
        let (head, body) = request.split_at(request.len() - body.len());
        stream.write_all(head).await.unwrap();
        expect(&mut stream, b"HTTP/1.1 100 Continue\r\n\r\n").await;
        stream.write_all(body).await.unwrap();
        assert_eq!(answer(&mut stream).await, message(REPLY, "echo", 1, &[0]));
    })
    .await;
}
