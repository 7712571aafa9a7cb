//! What handlers are told of their calls, and what they say beside their answers.

use core::time::Duration;

use thrift::server::Config;
use thrift::service::{Dispatch, Headers, Request, Response, answer};
use thrift::value::Struct;
use thrift::{ApplicationKind, Error, Server};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::support::*;

#[tokio::test]
async fn a_handler_knows_its_caller_its_path_its_deadline_and_its_headers() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let server = server.handler_timeout(Duration::from_secs(7));
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(handler));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let fields = "Tenant: 7\r\nX-Many: 1\r\nx-many: 2\r\nUser-Agent: test\r\n\
            Connection: keep-alive, X-Hop\r\nX-Hop: 1\r\nAccept: */*\r\n";
        let request = post(fields, &message(CALL, "f", 1, &[0]));
        let request = String::from_utf8_lossy(&request).replace("POST /", "POST /users/7?x=y");
        let head = request.split_inclusive("\r\n\r\n").next().unwrap().as_bytes();
        stream.write_all(&[head, &message(CALL, "f", 1, &[0])].concat()).await.unwrap();

        let context = seen.contexts.recv().await.unwrap();
        assert_eq!(context.method(), "f");
        assert_eq!(context.path(), Some("/users/7"));
        assert_eq!(context.peer().unwrap().address(), Some(stream.local_addr().unwrap()));
        let left = context.time_left().unwrap();
        assert!(left <= Duration::from_secs(7) && left > Duration::from_secs(5));
        let headers: Vec<_> = context.headers().iter().collect();
        assert_eq!(headers, [("tenant", &b"7"[..]), ("x-many", b"1, 2")]);
    })
    .await;
}

#[tokio::test]
async fn a_call_without_http_has_no_path() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        let (mut stream, _serving) = serve(Config::default(), handler);
        stream.write_all(&message(CALL, "f", 1, &[0])).await.unwrap();
        assert_eq!(seen.contexts.recv().await.unwrap().path(), None);
    })
    .await;
}

#[tokio::test]
async fn the_headers_of_an_answer_are_fields_of_its_response() {
    within(async {
        let headers = Headers::new().with("Tenant", "7").with("Content-Length", "1");
        let (handler, seen) = shown(headers);
        seen.gate.add_permits(1);
        let (mut stream, _serving) = serve(Config::default(), handler);
        let response = exchange(&mut stream, &post("", &message(CALL, "f", 1, &[0]))).await;
        assert_eq!(response.field("tenant"), Some("7"));
        assert_eq!(response.body, message(REPLY, "f", 1, &[0]));
    })
    .await;
}

#[tokio::test]
async fn a_header_that_http_cannot_carry_fails_its_call_only() {
    within(async {
        let (handler, seen) = shown(Headers::new().with("a", "1").with("bad", "1\r\nb: 2"));
        seen.gate.add_permits(2);
        let (mut stream, _serving) = serve(Config::default(), handler);
        for seqid in 1..3 {
            let response = exchange(&mut stream, &post("", &message(CALL, "f", seqid, &[0]))).await;
            assert_eq!((response.status(), response.field("a")), (200, None));
            let text = "HTTP cannot carry the header \"bad\": \
                its value has a byte that no field may have";
            assert_eq!(response.body, message(EXCEPTION, "f", seqid, &exception(text, 6)));
        }
    })
    .await;
}

/// Sets a header of its answer before it does what its method is called.
struct Stamp;

impl Dispatch for Stamp {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        answer(&request, |_: Struct| async {
            request.context().set_reply_header("Stamp", "7");
            match request.method() {
                "fail" => Err(Error::application(ApplicationKind::Unknown, "no")),
                "panic" => panic!("a handler that panics, as this test wants"),
                "bad" => {
                    request.context().set_reply_header("bad", "a line\n");
                    Ok(())
                }
                _ => Ok(()),
            }
        })
        .await
    }
}

#[tokio::test]
async fn a_handler_sets_headers_that_are_fields_of_its_response() {
    within(async {
        let (mut stream, _serving) = serve(Config::default(), Stamp);
        let cannot = "HTTP cannot carry the header \"bad\": \
            its value has a byte that no field may have";
        for (name, stamp, kind, body) in [
            ("f", Some("7"), REPLY, vec![0]),
            ("fail", Some("7"), EXCEPTION, exception("no", 0)),
            // It is the server that answers these.
            ("panic", None, EXCEPTION, exception("the handler panicked", 6)),
            ("bad", None, EXCEPTION, exception(cannot, 6)),
            ("f", Some("7"), REPLY, vec![0]),
        ] {
            let call = post("", &message(CALL, name, 1, &[0]));
            let response = exchange(&mut stream, &call).await;
            assert_eq!((response.status(), response.field("stamp")), (200, stamp), "{name}");
            assert_eq!(response.body, message(kind, name, 1, &body));
        }
        let response = exchange(&mut stream, &post("", &message(ONEWAY, "f", 1, &[0]))).await;
        assert_eq!((response.field("stamp"), &*response.body), (None, &[][..]));
    })
    .await;
}
