//! Headers that travel beside calls and answers.

use core::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::sync::mpsc;

use thrift::server::{Config, serve_connection};
use thrift::service::{Channel, Dispatch, Headers, Request, Response, ResponseKind, answer};
use thrift::value::Struct;
use thrift::{
    ApplicationKind, Client, Connection, Context, Error, Kind, Limits, Protocol, Server, Transport,
};

use crate::support::*;

/// Shows the context of each call, and answers with its arguments and its headers.
struct Mirror(mpsc::UnboundedSender<Context>);

impl Dispatch for Mirror {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let context = request.context();
        let _ = self.0.send(context.clone());
        let reply = Response::new(ResponseKind::Reply, request.arguments().clone());
        (!request.is_oneway()).then(|| reply.with_headers(context.headers().clone()))
    }
}

fn mirror() -> (Mirror, mpsc::UnboundedReceiver<Context>) {
    let (sender, contexts) = mpsc::unbounded_channel();
    (Mirror(sender), contexts)
}

/// The client's end of a connection that is served with such settings.
fn served(dispatch: impl Dispatch, config: Config) -> DuplexStream {
    let (ours, theirs) = tokio::io::duplex(64 * 1024);
    tokio::spawn(async move { serve_connection(theirs, &dispatch, config).await });
    ours
}

async fn send(
    client: &impl Channel,
    method: &str,
    context: Context,
) -> thrift::Result<Option<Response>> {
    let body = Bytes::from_static(&[0]);
    let request = Request::received(method, method == "tell", client.codec(), body);
    client.send(request.with_context(context)).await
}

/// Sends a call whose server is written by hand, and takes it.
async fn receive(stream: &mut DuplexStream) -> Vec<u8> {
    let length = stream.read_u32().await.unwrap() as usize;
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await.unwrap();
    bytes
}

#[tokio::test]
async fn a_call_is_answered_behind_the_header_that_it_has() {
    within(async {
        let (handler, mut contexts) = mirror();
        let mut stream = served(handler, Config::default());
        let headers = [("tenant", "7"), ("empty", "")];
        let call = message(CALL, "echo", 5, &number(42));
        stream.write_all(&header_frame(5, &headers, &call)).await.unwrap();
        let reply = message(REPLY, "echo", 5, &number(42));
        expect(&mut stream, &header_frame(5, &headers, &reply)).await;
        let context = contexts.recv().await.unwrap();
        assert_eq!(context.headers(), &Headers::from_iter(headers));

        // The next call has none, and its answer neither; flags come back as they came.
        let mut call = header_frame(6, &[], &message(CALL, "echo", 6, &number(1)));
        call[6..8].copy_from_slice(b"\x12\x34");
        stream.write_all(&call).await.unwrap();
        let mut reply = header_frame(6, &[], &message(REPLY, "echo", 6, &number(1)));
        reply[6..8].copy_from_slice(b"\x12\x34");
        expect(&mut stream, &reply).await;
        assert!(contexts.recv().await.unwrap().headers().is_empty());
    })
    .await;
}

/// Sets a header of its answer before it does what its method is called.
struct Stamp;

impl Dispatch for Stamp {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        answer(&request, |_: Struct| async {
            request.context().set_reply_header("stamp", "7");
            match request.method() {
                "fail" => Err(Error::application(ApplicationKind::Unknown, "no")),
                "panic" => panic!("a handler that panics, as this test wants"),
                "long" => {
                    request.context().set_reply_header("long", vec![b'x'; 70_000]);
                    Ok(())
                }
                _ => Ok(()),
            }
        })
        .await
    }
}

#[tokio::test]
async fn a_handler_sets_headers_that_go_beside_its_answer() {
    within(async {
        let mut stream = served(Stamp, Config::default());
        let call = |name, headers: &[_]| header_frame(1, headers, &message(CALL, name, 1, &[0]));
        let stamp = &[("stamp", "7")];
        let too_long = "header length of 70000 is over the limit of 65532";
        for (name, headers, kind, body) in [
            ("f", &stamp[..], REPLY, vec![0]),
            ("fail", stamp, EXCEPTION, exception("no", 0)),
            // It is the server that answers these.
            ("panic", &[], EXCEPTION, exception("the handler panicked", 6)),
            ("long", &[], EXCEPTION, exception(too_long, 6)),
            ("f", stamp, REPLY, vec![0]),
        ] {
            stream.write_all(&call(name, &[("tenant", "8")])).await.unwrap();
            let answer = header_frame(1, headers, &message(kind, name, 1, &body));
            expect(&mut stream, &answer).await;
        }
        // A oneway call has no answer that could have headers.
        stream.write_all(&header_frame(2, &[], &message(ONEWAY, "f", 2, &[0]))).await.unwrap();
        stream.write_all(&call("f", &[])).await.unwrap();
        expect(&mut stream, &header_frame(1, stamp, &message(REPLY, "f", 1, &[0]))).await;
    })
    .await;
}

#[tokio::test]
async fn headers_of_an_answer_without_a_place_for_them_are_left_out() {
    within(async {
        let mut stream = served(Stamp, Config::default());
        stream.write_all(&frame(&message(CALL, "f", 1, &[0]))).await.unwrap();
        expect(&mut stream, &frame(&message(REPLY, "f", 1, &[0]))).await;
        let mut stream = served(Stamp, Config::default());
        stream.write_all(&message(CALL, "f", 1, &[0])).await.unwrap();
        expect(&mut stream, &message(REPLY, "f", 1, &[0])).await;
    })
    .await;
}

#[tokio::test]
async fn the_protocol_of_each_call_is_that_of_its_answer() {
    within(async {
        let mut stream = served(mirror().0, Config::default());
        let compact = |kind: u8| [&[0x82, kind << 5 | 1, 7, 4][..], b"echo\0"].concat();
        stream.write_all(&raw_header_frame(7, &[2, 0], &compact(CALL))).await.unwrap();
        expect(&mut stream, &raw_header_frame(7, &[2, 0], &compact(REPLY))).await;
        let binary = |kind| message(kind, "echo", 8, &[0]);
        stream.write_all(&raw_header_frame(8, &[0, 0], &binary(CALL))).await.unwrap();
        expect(&mut stream, &raw_header_frame(8, &[0, 0], &binary(REPLY))).await;
    })
    .await;
}

#[tokio::test]
async fn both_sequence_ids_come_back_even_if_they_differ() {
    within(async {
        let mut stream = served(mirror().0, Config::default());
        let call = header_frame(9, &[], &message(CALL, "echo", 0, &[0]));
        stream.write_all(&call).await.unwrap();
        let reply = header_frame(9, &[], &message(REPLY, "echo", 0, &[0]));
        expect(&mut stream, &reply).await;
    })
    .await;
}

#[tokio::test]
async fn a_slow_call_holds_up_nobody_who_counts_the_calls() {
    within(async {
        let (desk, mut visitor) = desk();
        let mut stream = served(desk, Config::default());
        let call =
            |name, seqid| header_frame(seqid, &[], &message(CALL, name, seqid, &number(seqid)));
        let reply =
            |name, seqid| header_frame(seqid, &[], &message(REPLY, name, seqid, &number(seqid)));
        stream.write_all(&call("wait", 1)).await.unwrap();
        visitor.started("wait").await;
        for seqid in 2..100 {
            stream.write_all(&call("echo", seqid)).await.unwrap();
            expect(&mut stream, &reply("echo", seqid)).await;
        }
        visitor.let_one();
        expect(&mut stream, &reply("wait", 1)).await;
    })
    .await;
}

#[tokio::test]
async fn a_slow_call_holds_up_those_whose_sequence_ids_say_nothing() {
    within(async {
        let (desk, mut visitor) = desk();
        let mut stream = served(desk, Config::default());
        for name in ["wait", "echo"] {
            let call = header_frame(0, &[], &message(CALL, name, 0, &number(1)));
            stream.write_all(&call).await.unwrap();
            visitor.started(name).await;
        }
        visitor.let_one();
        for name in ["wait", "echo"] {
            expect(&mut stream, &header_frame(0, &[], &message(REPLY, name, 0, &number(1)))).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_undone_is_answered_and_ends_the_connection() {
    within(async {
        let call = message(CALL, "echo", 3, &[0]);
        for (header, text, kind) in [
            (&[0, 1, 2][..], "byte 13: no transform has the number 2", 8),
            (&[1, 0, 0], "byte 11: no protocol behind a header has the number 1", 9),
            (
                &[0, 0, 1, 9],
                "the message cannot be read: byte 14: input ended: 9 headers wanted, 0 left",
                7,
            ),
        ] {
            let mut stream = served(mirror().0, Config::default());
            stream.write_all(&raw_header_frame(3, header, &call)).await.unwrap();
            stream.write_all(&header_frame(4, &[], &call)).await.unwrap();
            let refusal = message(EXCEPTION, "", 3, &exception(text, kind));
            expect(&mut stream, &header_frame(3, &[], &refusal)).await;
            expect_end(&mut stream).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_header_ends_the_connection_without_an_answer() {
    within(async {
        for garbage in [
            &b"\0\0\0\x08\x0f\xff\0\0\0\0\0\0"[..],
            b"\x7f\xff\xff\xff\x0f\xff\0\0",
            &[
                &header_frame(1, &[], &message(CALL, "echo", 1, &[0]))[..],
                b"\0\0\0\x0cno header...",
            ]
            .concat(),
        ] {
            let mut stream = served(mirror().0, Config::default());
            stream.write_all(garbage).await.unwrap();
            if garbage.len() > 20 {
                let reply = message(REPLY, "echo", 1, &[0]);
                expect(&mut stream, &header_frame(1, &[], &reply)).await;
            }
            expect_end(&mut stream).await;
        }
    })
    .await;
}

#[tokio::test]
async fn every_prefix_of_a_header_is_harmless() {
    within(async {
        let call = header_frame(1, &[("a", "1")], &message(CALL, "echo", 1, &number(1)));
        for end in 0..call.len() {
            let stream = tokio::io::join(&call[..end], tokio::io::sink());
            let (handler, mut contexts) = mirror();
            let served = serve_connection(stream, &handler, Config::default()).await;
            let kind = served.err().map(|error| error.kind());
            assert_eq!(kind, (end > 0).then_some(Kind::Closed), "{end}");
            assert!(contexts.try_recv().is_err());
        }
    })
    .await;
}

#[tokio::test]
async fn headers_that_fit_no_answer_are_an_exception() {
    within(async {
        struct Talkative;

        impl Dispatch for Talkative {
            async fn dispatch(&self, request: Request) -> Option<Response> {
                let reply = Response::new(ResponseKind::Reply, request.arguments().clone());
                Some(reply.with_headers(Headers::new().with("long", vec![0; 70_000])))
            }
        }

        let mut stream = served(Talkative, Config::default());
        let call = header_frame(1, &[], &message(CALL, "f", 1, &[0]));
        stream.write_all(&call).await.unwrap();
        let body = exception("header length of 70000 is over the limit of 65532", 6);
        expect(&mut stream, &header_frame(1, &[], &message(EXCEPTION, "f", 1, &body))).await;
    })
    .await;
}

#[tokio::test]
async fn a_call_has_the_headers_of_its_context_and_its_answer_those_of_the_server() {
    within(async {
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let builder = Client::builder().transport(Transport::Header).call_timeout(None);
        let connection = builder.attach(ours);
        let context = Context::new().with_header("tenant", "7");
        let server = async {
            let call = header_frame(1, &[("tenant", "7")], &message(CALL, "f", 1, &[0]));
            expect(&mut theirs, &call).await;
            let reply = header_frame(1, &[("Served-By", "9")], &message(REPLY, "f", 1, &[0]));
            theirs.write_all(&reply).await.unwrap();
        };
        let (answer, ()) = tokio::join!(send(&connection, "f", context), server);
        assert_eq!(answer.unwrap().unwrap().headers().get("served-by"), Some("9"));
    })
    .await;
}

#[tokio::test]
async fn headers_of_a_client_go_with_each_call_and_give_way_to_those_of_a_call() {
    within(async {
        let (handler, mut contexts) = mirror();
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let endpoint = server.endpoint();
        tokio::spawn(server.serve(handler));
        let builder = Client::builder().transport(Transport::Header).header("tenant", "7");
        let client = builder.header("token", [0xff]).connect(endpoint).await.unwrap();

        send(&client, "f", Context::new()).await.unwrap();
        let everywhere = Headers::new().with("tenant", "7").with("token", [0xff]);
        assert_eq!(contexts.recv().await.unwrap().headers(), &everywhere);

        let context = Context::new().with_header("Tenant", "8").with_header("trace", "1");
        let answer = send(&client, "f", context).await.unwrap().unwrap();
        let headers = everywhere.with("tenant", "8").with("trace", "1");
        assert_eq!(contexts.recv().await.unwrap().headers(), &headers);
        assert_eq!(answer.headers(), &headers);

        send(&client, "tell", Context::new()).await.unwrap();
        assert_eq!(contexts.recv().await.unwrap().headers().get("tenant"), Some("7"));
    })
    .await;
}

#[tokio::test]
async fn headers_of_a_client_without_a_place_for_them_are_an_error() {
    for transport in [Transport::Framed, Transport::Buffered] {
        let builder = Client::builder().transport(transport).header("a", "1");
        let text = format!("headers are set, but {transport:?} carries none");
        let error = builder.clone().connect("mem:nobody").await.unwrap_err();
        assert_eq!((error.kind(), error.to_string()), (Kind::Invalid, text.clone()));
        assert!(builder.clone().connect_lazy("mem:nobody").is_err());
        let connection = builder.attach(tokio::io::duplex(64).0);
        let error = send(&connection, "f", Context::new()).await.unwrap_err();
        assert_eq!(error.to_string(), format!("the connection is closed: {text}"));
    }
    let builder = Client::builder().transport(Transport::Header).protocol(Protocol::Json);
    let error = builder.connect("mem:nobody").await.unwrap_err();
    assert_eq!(error.to_string(), "a message in Json cannot go behind a header");
}

#[tokio::test]
async fn headers_of_a_call_without_a_place_for_them_are_left_out() {
    within(async {
        let (handler, mut contexts) = mirror();
        let connection = Client::builder().attach(served(handler, Config::default()));
        let answer = send(&connection, "f", Context::new().with_header("a", "1")).await;
        assert!(answer.unwrap().unwrap().headers().is_empty());
        assert!(contexts.recv().await.unwrap().headers().is_empty());
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn the_time_of_a_call_reaches_its_server() {
    let (handler, mut contexts) = mirror();
    let stream =
        served(handler, Config::default().with_handler_timeout(Some(Duration::from_secs(30))));
    let builder = Client::builder().transport(Transport::Header);
    let connection = builder.call_timeout(Duration::from_secs(20)).attach(stream);
    let mut left = async |context| {
        send(&connection, "f", context).await.unwrap();
        let context = contexts.recv().await.unwrap();
        assert!(context.headers().is_empty());
        context.time_left()
    };
    // The least of what the client, the call and the server say.
    assert_eq!(left(Context::new()).await, Some(Duration::from_secs(20)));
    let short = Context::new().with_timeout(Duration::from_micros(1500));
    assert_eq!(left(short).await, Some(Duration::from_millis(2)));
    let (handler, mut contexts) = mirror();
    let stream = served(handler, Config::default());
    let builder = Client::builder().transport(Transport::Header);
    let connection = builder.call_timeout(None).attach(stream);
    send(&connection, "f", Context::new()).await.unwrap();
    let left = contexts.recv().await.unwrap().time_left();
    assert_eq!(left, Config::default().handler_timeout);
}

#[tokio::test(start_paused = true)]
async fn a_handler_is_dropped_when_the_time_of_its_caller_is_over() {
    let (desk, mut visitor) = desk();
    let mut stream = served(desk, Config::default());
    let start = tokio::time::Instant::now();
    let call = header_frame(1, &[("client_timeout", "250")], &message(CALL, "wait", 1, &[0]));
    stream.write_all(&call).await.unwrap();
    visitor.started("wait").await;
    let body = exception("the handler was not done in time", 6);
    expect(&mut stream, &header_frame(1, &[], &message(EXCEPTION, "wait", 1, &body))).await;
    assert_eq!(start.elapsed(), Duration::from_millis(250));
}

#[tokio::test]
async fn a_time_that_is_none_is_a_header() {
    within(async {
        let (handler, mut contexts) = mirror();
        let mut stream = served(handler, Config::default());
        let headers = [("client_timeout", "soon")];
        let call = header_frame(1, &headers, &message(CALL, "f", 1, &[0]));
        stream.write_all(&call).await.unwrap();
        let context = contexts.recv().await.unwrap();
        assert_eq!(context.headers(), &Headers::from_iter(headers));
        assert!(context.time_left().unwrap() > Duration::from_secs(50));
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_cannot_be_undone_fails_its_call_only() {
    within(async {
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let connection = Client::builder().transport(Transport::Header).attach(ours);
        let reply = |seqid| message(REPLY, "f", seqid, &[0]);
        for (seqid, answer, kind) in [
            (
                1,
                raw_header_frame(1, &[0, 1, 3], &reply(1)),
                Kind::Application(ApplicationKind::InvalidTransform),
            ),
            (
                3,
                raw_header_frame(3, &[5, 0], &reply(3)),
                Kind::Application(ApplicationKind::InvalidProtocol),
            ),
            (
                5,
                raw_header_frame(5, &[0, 0, 1, 1], &reply(5)),
                Kind::Truncated { wanted: 2, left: 0 },
            ),
        ] {
            let server = async {
                receive(&mut theirs).await;
                theirs.write_all(&answer).await.unwrap();
                receive(&mut theirs).await;
                let fits = header_frame(seqid + 1, &[], &reply(seqid + 1));
                theirs.write_all(&fits).await.unwrap();
            };
            let calls = async {
                let error = send(&connection, "f", Context::new()).await.unwrap_err();
                assert_eq!(error.kind(), kind, "{error}");
                send(&connection, "f", Context::new()).await.unwrap();
            };
            tokio::join!(calls, server);
        }
    })
    .await;
}

#[tokio::test]
async fn a_server_without_headers_is_no_server_for_them() {
    within(async {
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let connection = Client::builder().transport(Transport::Header).attach(ours);
        let server = async {
            receive(&mut theirs).await;
            theirs.write_all(&frame(&message(REPLY, "f", 1, &[0]))).await.unwrap();
        };
        let (answer, ()) = tokio::join!(send(&connection, "f", Context::new()), server);
        let error = answer.unwrap_err();
        let text = "the connection is closed: byte 0: no header starts with 0x80 0x01";
        assert_eq!((error.kind(), &*error.to_string()), (Kind::Closed, text));
    })
    .await;
}

#[tokio::test]
async fn headers_that_fit_no_call_fail_it_and_no_other() {
    within(async {
        let connection = Client::builder().transport(Transport::Header);
        let connection = connection.attach(served(mirror().0, Config::default()));
        let long = Context::new().with_header("long", vec![0; 70_000]);
        let error = send(&connection, "f", long).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
        let text = "header length of 70000 is over the limit of 65532";
        assert_eq!(error.to_string(), text);
        send(&connection, "f", Context::new()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn many_calls_at_once_find_their_answers() {
    within(async {
        let (desk, visitor) = desk();
        let connection = Client::builder().transport(Transport::Header);
        let connection = connection.protocol(Protocol::Compact);
        let config = Config::default().with_limits(Limits::NETWORK.with_message(10_000));
        let connection = connection.attach(served(desk, config));
        let mut calls = tokio::task::JoinSet::new();
        for index in 0..300_u32 {
            let connection: Connection = connection.clone();
            let method = if index % 3 == 0 { "wait" } else { "echo" };
            calls.spawn(async move {
                let body = Bytes::from([&index.to_be_bytes()[..], &[0]].concat());
                let call = Request::received(method, false, connection.codec(), body.clone());
                let answer = connection.send(call).await.unwrap().unwrap();
                assert_eq!(answer.body(), &body);
            });
        }
        for _ in 0..100 {
            visitor.let_one();
        }
        while let Some(call) = calls.join_next().await {
            call.unwrap();
        }
    })
    .await;
}
