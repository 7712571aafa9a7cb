//! Headers beside calls and answers, without a runtime.

use core::time::Duration;
use std::io::Write;
use std::sync::mpsc;

use bytes::Bytes;

use thrift::blocking::{Client, Server, block_on};
use thrift::service::{Channel, Dispatch, Headers, Request, Response, ResponseKind};
use thrift::{Context, Kind, Protocol, Transport};

use crate::support::*;

/// Shows the context of each call, and gives its headers back.
struct Mirror(mpsc::Sender<Context>);

impl Dispatch for Mirror {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let context = request.context();
        self.0.send(context.clone()).unwrap();
        let reply = Response::new(ResponseKind::Reply, request.arguments().clone());
        Some(reply.with_headers(context.headers().clone()))
    }
}

#[test]
fn headers_and_time_go_both_ways() {
    within(|| {
        let server = Server::bind("127.0.0.1:0").unwrap();
        let (address, handle) = (server.endpoint(), server.handle());
        let (sender, contexts) = mpsc::channel();
        serve(server, Mirror(sender));
        let client = Client::builder().transport(Transport::Header).header("tenant", "7");
        let client = client.call_timeout(Duration::from_secs(5)).connect(address).unwrap();
        let call = |context| {
            let body = Bytes::from_static(&[0]);
            let call = Request::received("f", false, client.codec(), body).with_context(context);
            block_on(client.send(call)).unwrap().unwrap().headers().clone()
        };
        assert_eq!(call(Context::new()), Headers::new().with("tenant", "7"));
        let left = contexts.recv().unwrap().time_left().unwrap();
        assert!(left <= Duration::from_secs(5) && left > Duration::from_secs(3), "{left:?}");
        let found = call(Context::new().with_header("tenant", "8").with_header("a", [0xff]));
        assert_eq!(found, Headers::new().with("tenant", "8").with("a", [0xff]));
        handle.shutdown();
    });
}

#[test]
fn headers_without_a_place_for_them_are_an_error() {
    let error = Client::builder().header("a", "1").connect_lazy("127.0.0.1:9").unwrap_err();
    assert_eq!(error.kind(), Kind::Invalid);
    assert_eq!(error.to_string(), "headers are set, but Framed carries none");
    let json = Client::builder().transport(Transport::Header).protocol(Protocol::Json);
    assert!(json.connect_lazy("127.0.0.1:9").is_err());
}

#[test]
fn what_cannot_be_undone_is_answered_and_ends_the_connection() {
    within(|| {
        let (address, visitor, handle) = start();
        let mut stream = connect(address);
        let call = message(CALL, "echo", 3, &[0]);
        stream.write_all(&header_frame(3, &[], &call)).unwrap();
        expect(&mut stream, &header_frame(3, &[], &message(REPLY, "echo", 3, &[0])));
        stream.write_all(&raw_header_frame(4, &[0, 1, 2], &call)).unwrap();
        stream.write_all(&header_frame(5, &[], &call)).unwrap();
        let refusal = exception("byte 13: no transform has the number 2", 8);
        expect(&mut stream, &header_frame(4, &[], &message(EXCEPTION, "", 4, &refusal)));
        expect_end(&mut stream);
        drop(visitor);
        handle.shutdown();
    });
}

#[cfg(feature = "zlib")]
#[test]
fn what_is_compressed_waits_for_the_memory_that_it_becomes() {
    within(|| {
        let (address, mut visitor, handle) =
            start_with(|server| server.max_bytes_in_flight(50_000));
        let count = 150_000_u32.to_be_bytes();
        let body = [&[11, 0, 1][..], &count, &vec![b'x'; 150_000], &[0]].concat();
        for transport in [Transport::Header, Transport::FramedHeader, Transport::Framed] {
            let client = |compression| {
                let builder = Client::builder().transport(transport).compression(compression);
                builder.connect(address).unwrap()
            };
            let call = |method, client: Client| {
                let body = body.clone();
                std::thread::spawn(move || send(&client, method, &body).unwrap().len())
            };
            let greedy = call("wait", client(thrift::Compression::Zlib));
            started(&mut visitor, "wait");
            // It has its turn beyond what there is, and all that come after it wait.
            let second = call("wait", client(thrift::Compression::Zlib));
            started(&mut visitor, "wait");
            let waiting = call("echo", client(thrift::Compression::Zlib));
            std::thread::sleep(Duration::from_millis(200));
            assert!(visitor.is_idle());
            send(&client(thrift::Compression::None), "echo", &[0]).unwrap();
            started(&mut visitor, "echo");
            visitor.let_one();
            visitor.let_one();
            for call in [greedy, second, waiting] {
                assert_eq!(call.join().unwrap(), body.len());
            }
            started(&mut visitor, "echo");
        }
        handle.shutdown();
    });
}
