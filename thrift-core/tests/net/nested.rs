//! Messages behind headers whose frames are in further frames.

use bytes::Bytes;
use tokio::io::{AsyncWriteExt, DuplexStream};

use thrift::server::{Config, serve_connection};
use thrift::service::{Channel, Dispatch, Request, Response, ResponseKind};
use thrift::{Client, Connection, Context, Kind, Protocol, Server, Transport};

use crate::support::*;

/// Answers with the arguments and the headers of each call.
struct Mirror;

impl Dispatch for Mirror {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let reply = Response::new(ResponseKind::Reply, request.arguments().clone());
        (!request.is_oneway()).then(|| reply.with_headers(request.context().headers().clone()))
    }
}

/// The client's end of a connection that is served.
fn served() -> DuplexStream {
    let (ours, theirs) = tokio::io::duplex(64 * 1024);
    tokio::spawn(async move { serve_connection(theirs, &Mirror, Config::default()).await });
    ours
}

/// A message behind headers, in a frame in a frame.
fn nested(seqid: i32, headers: &[(&str, &str)], message: &[u8]) -> Vec<u8> {
    frame(&header_frame(seqid, headers, message))
}

async fn send(connection: &Connection, context: Context) -> thrift::Result<Response> {
    let request = Request::received("f", false, connection.codec(), Bytes::from_static(&[0]));
    connection.send(request.with_context(context)).await.map(|answer| answer.unwrap())
}

#[tokio::test]
async fn a_call_is_answered_in_the_frames_that_it_has() {
    within(async {
        let mut stream = served();
        let headers = [("tenant", "7")];
        let call = message(CALL, "f", 5, &number(42));
        let reply = message(REPLY, "f", 5, &number(42));
        stream.write_all(&nested(5, &headers, &call)).await.unwrap();
        expect(&mut stream, &nested(5, &headers, &reply)).await;
        // The next one of the connection has one frame, and the third two again.
        stream.write_all(&frame(&call)).await.unwrap();
        expect(&mut stream, &frame(&reply)).await;
        stream.write_all(&nested(6, &[], &message(ONEWAY, "f", 6, &[0]))).await.unwrap();
        stream.write_all(&nested(7, &[], &call)).await.unwrap();
        expect(&mut stream, &nested(7, &[], &reply)).await;
    })
    .await;
}

#[tokio::test]
async fn a_header_that_cannot_be_read_is_answered_in_two_frames_and_ends_the_connection() {
    within(async {
        let mut stream = served();
        let call = message(CALL, "f", 3, &[0]);
        let unknown = frame(&raw_header_frame(3, &[0, 1, 2], &call));
        stream.write_all(&[unknown, nested(4, &[], &call)].concat()).await.unwrap();
        let refusal = exception("byte 13: no transform has the number 2", 8);
        expect(&mut stream, &nested(3, &[], &message(EXCEPTION, "", 3, &refusal))).await;
        expect_end(&mut stream).await;
    })
    .await;
}

#[tokio::test]
async fn lengths_that_do_not_fit_each_other_end_the_connection_with_a_reason() {
    within(async {
        let mut call = nested(1, &[], &message(CALL, "f", 1, &[0]));
        call[7] += 1;
        let stream = tokio::io::join(&call[..], tokio::io::sink());
        let error = serve_connection(stream, &Mirror, Config::default()).await.unwrap_err();
        let text = "the length of the frame with a header is 29, but it has 28 bytes";
        assert_eq!((error.kind(), &*error.to_string()), (Kind::Invalid, text));
    })
    .await;
}

#[tokio::test]
async fn a_client_puts_its_calls_in_two_frames_and_finds_answers_there() {
    within(async {
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let builder = Client::builder().transport(Transport::FramedHeader).call_timeout(None);
        let connection = builder.header("client", "a").attach(ours);
        let server = async {
            let headers = [("client", "a"), ("tenant", "7")];
            expect(&mut theirs, &nested(1, &headers, &message(CALL, "f", 1, &[0]))).await;
            let reply = nested(1, &[("Served-By", "9")], &message(REPLY, "f", 1, &[0]));
            theirs.write_all(&reply).await.unwrap();
        };
        let context = Context::new().with_header("tenant", "7");
        let (answer, ()) = tokio::join!(send(&connection, context), server);
        assert_eq!(answer.unwrap().headers().get("served-by"), Some("9"));
        // An answer in one frame is of a server that is set up in another way.
        let server = async {
            let call = message(CALL, "f", 2, &[0]);
            expect(&mut theirs, &nested(2, &[("client", "a")], &call)).await;
            theirs.write_all(&frame(&message(REPLY, "f", 2, &[0]))).await.unwrap();
        };
        let (answer, ()) = tokio::join!(send(&connection, Context::new()), server);
        let error = answer.unwrap_err().to_string();
        assert!(error.contains("there is no frame with a header in the frame"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn our_own_ends_understand_each_other() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let endpoint = server.endpoint();
        tokio::spawn(server.serve(Mirror));
        for protocol in [Protocol::Binary, Protocol::Compact] {
            let builder = Client::builder().transport(Transport::FramedHeader).protocol(protocol);
            let client = builder.header("tenant", "7").connect(endpoint.clone()).await.unwrap();
            let body = Bytes::from_static(&[0]);
            let request = Request::received("f", false, client.codec(), body.clone());
            let answer = client.send(request).await.unwrap().unwrap();
            assert_eq!((answer.headers().get("tenant"), answer.body()), (Some("7"), &body));
        }
        let json = Client::builder().transport(Transport::FramedHeader).protocol(Protocol::Json);
        let error = json.connect(endpoint).await.unwrap_err();
        assert_eq!(error.to_string(), "a message in Json cannot go behind a header");
    })
    .await;
}
