//! What is compressed: single messages, and all of a connection.

use core::time::Duration;

use bytes::Bytes;
use flate2::{Compress, Decompress, FlushCompress, FlushDecompress};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use thrift::client::ClientBuilder;
use thrift::protocol::Codec;
use thrift::server::{Config, serve_connection};
use thrift::service::{Channel, Request, ResponseKind};
use thrift::value::Struct;
use thrift::{
    Client, Compression, Context, Endpoint, Kind, Limits, Protocol, Server, Transport, Value,
};

use crate::support::*;

/// As a whole stream.
fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 1000);
    let mut state = Compress::new(flate2::Compression::best(), true);
    state.compress_vec(bytes, &mut out, FlushCompress::Finish).unwrap();
    out
}

fn decompressed(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 << 20);
    let mut state = Decompress::new(true);
    state.decompress_vec(bytes, &mut out, FlushDecompress::Finish).unwrap();
    assert_eq!(state.total_in(), bytes.len() as u64);
    out
}

/// A peer all of whose bytes are compressed, with a memory of them, as other libraries have.
struct Zlib {
    stream: DuplexStream,
    compress: Compress,
    decompress: Decompress,
    arrived: Vec<u8>,
}

impl Zlib {
    fn new(stream: DuplexStream) -> Self {
        let compress = Compress::new(flate2::Compression::best(), true);
        Self { stream, compress, decompress: Decompress::new(true), arrived: Vec::new() }
    }

    fn pack(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() + 1000);
        self.compress.compress_vec(bytes, &mut out, FlushCompress::Sync).unwrap();
        out
    }

    async fn send(&mut self, bytes: &[u8]) {
        let packed = self.pack(bytes);
        self.stream.write_all(&packed).await.unwrap();
    }

    async fn expect(&mut self, expected: &[u8]) {
        while self.arrived.len() < expected.len() {
            let mut chunk = [0; 4096];
            let count = self.stream.read(&mut chunk).await.unwrap();
            assert_ne!(count, 0, "the peer is gone");
            self.arrived.reserve(1 << 20);
            let before = self.decompress.total_in();
            let flush = FlushDecompress::None;
            self.decompress.decompress_vec(&chunk[..count], &mut self.arrived, flush).unwrap();
            assert_eq!(self.decompress.total_in() - before, count as u64);
        }
        assert_eq!(self.arrived, expected);
        self.arrived.clear();
    }
}

/// A server of a desk, at the other end of a stream.
fn served(config: Config) -> (DuplexStream, Visitor) {
    let (ours, theirs) = tokio::io::duplex(64 * 1024);
    let (desk, visitor) = desk();
    tokio::spawn(async move { serve_connection(theirs, &desk, config).await });
    (ours, visitor)
}

/// A string of so many letters, as the only field.
fn long(length: usize) -> Vec<u8> {
    let count = u32::try_from(length).unwrap().to_be_bytes();
    [&[11, 0, 1][..], &count, &vec![b'x'; length], &[0]].concat()
}

async fn echo(client: &impl Channel, body: &[u8]) -> thrift::Result<()> {
    let body = Bytes::copy_from_slice(body);
    let call = Request::received("echo", false, client.codec(), body.clone());
    let answer = client.send(call).await?.expect("it is not oneway");
    assert!(answer.kind() == ResponseKind::Reply && answer.body() == &body);
    Ok(())
}

#[tokio::test]
async fn a_compressed_message_is_answered_with_another() {
    within(async {
        let (mut stream, _visitor) = served(Config::default());
        let body = long(10_000);
        let call = compressed(&message(CALL, "echo", 1, &body));
        stream.write_all(&raw_header_frame(1, &[0, 1, 1], &call)).await.unwrap();
        let length = stream.read_u32().await.unwrap() as usize;
        assert!(length < 200);
        let mut reply = vec![0; length];
        stream.read_exact(&mut reply).await.unwrap();
        assert_eq!(reply[..14], *b"\x0f\xff\0\0\0\0\0\x01\0\x01\0\x01\x01\0");
        assert_eq!(decompressed(&reply[14..]), message(REPLY, "echo", 1, &body));

        // One that is not compressed is answered as it came.
        stream.write_all(&header_frame(2, &[], &message(CALL, "echo", 2, &[0]))).await.unwrap();
        expect(&mut stream, &header_frame(2, &[], &message(REPLY, "echo", 2, &[0]))).await;
    })
    .await;
}

/// Puts a message with a sequence id in what is around it.
type Wrap = fn(i32, &[u8]) -> Vec<u8>;

#[tokio::test]
async fn all_of_a_connection_is_answered_in_one_stream() {
    within(async {
        let wraps: [Wrap; 4] = [
            |_, message| message.to_vec(),
            |_, message| frame(message),
            |seqid, message| header_frame(seqid, &[], message),
            |seqid, message| frame(&header_frame(seqid, &[], message)),
        ];
        for wrap in wraps {
            let (stream, mut visitor) = served(Config::default());
            let mut peer = Zlib::new(stream);
            for seqid in 1..20 {
                let body = long(usize::try_from(seqid).unwrap() * 1000);
                peer.send(&wrap(seqid, &message(CALL, "echo", seqid, &body))).await;
                peer.expect(&wrap(seqid, &message(REPLY, "echo", seqid, &body))).await;
                visitor.started("echo").await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn bytes_of_a_stream_may_arrive_one_by_one_and_calls_together() {
    within(async {
        let (stream, _visitor) = served(Config::default());
        let mut peer = Zlib::new(stream);
        let (mut calls, mut replies) = (Vec::new(), Vec::new());
        for seqid in 0..50 {
            calls.extend(frame(&message(CALL, "echo", seqid, &number(seqid))));
            replies.extend(frame(&message(REPLY, "echo", seqid, &number(seqid))));
        }
        peer.send(&calls).await;
        peer.expect(&replies).await;
        for byte in peer.pack(&calls) {
            peer.stream.write_all(&[byte]).await.unwrap();
            tokio::task::yield_now().await;
        }
        peer.expect(&replies).await;
    })
    .await;
}

#[tokio::test]
async fn what_becomes_too_long_is_refused() {
    within(async {
        let config = Config::default().with_limits(Limits::NETWORK.with_message(100_000));
        let bomb = message(CALL, "echo", 1, &long(10_000_000));

        // A message alone: there is somebody to be told.
        let (mut stream, visitor) = served(config);
        let packed = raw_header_frame(1, &[0, 1, 1], &compressed(&bomb));
        assert!(packed.len() < 20_000);
        stream.write_all(&packed).await.unwrap();
        let text = "the message cannot be read: length without compression of 114688 is over the \
                    limit of 100000";
        let refusal = message(EXCEPTION, "", 1, &exception(text, 7));
        expect(&mut stream, &header_frame(1, &[], &refusal)).await;
        expect_end(&mut stream).await;
        assert!(visitor.is_idle());

        for bytes in [frame(&bomb), bomb] {
            let (stream, visitor) = served(config);
            let mut peer = Zlib::new(stream);
            peer.send(&bytes).await;
            expect_end(&mut peer.stream).await;
            assert!(visitor.is_idle());
        }
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_breaks_ends_its_connection() {
    within(async {
        let call = frame(&message(CALL, "echo", 1, &[0]));
        let reply = frame(&message(REPLY, "echo", 1, &[0]));
        // Garbage; the end of the stream and more; a stream in the stream.
        let ended = compressed(&call);
        for (bytes, replies) in [
            (&b"\x78\x9cgarbage"[..], 0),
            (&[&ended[..], b"\0"].concat(), 1),
            (&[&ended[..], &ended[..]].concat(), 1),
            (&compressed(&compressed(&call)), 0),
        ] {
            let (stream, _visitor) = served(Config::default());
            let mut peer = Zlib::new(stream);
            peer.stream.write_all(bytes).await.unwrap();
            if replies > 0 {
                peer.expect(&reply).await;
            }
            expect_end(&mut peer.stream).await;
        }
    })
    .await;
}

#[tokio::test]
async fn every_prefix_of_a_stream_is_harmless() {
    within(async {
        let (stream, _) = tokio::io::duplex(1);
        let calls = Zlib::new(stream).pack(&frame(&message(CALL, "echo", 1, &number(1))));
        for end in 0..calls.len() - 4 {
            let (desk, _visitor) = desk();
            let stream = tokio::io::join(&calls[..end], tokio::io::sink());
            let served = serve_connection(stream, &desk, Config::default()).await;
            let kind = served.err().map(|error| error.kind());
            assert!(kind.is_none_or(|kind| kind == Kind::Closed), "{end}: {kind:?}");
        }
    })
    .await;
}

/// A string of so many letters, as the only field, in a protocol.
fn arguments(protocol: Protocol, length: usize) -> Vec<u8> {
    let value = Struct::new().with(1, &*"x".repeat(length)).unwrap();
    Codec::new(protocol, Limits::DEFAULT).encode(&Value::Struct(value)).unwrap()
}

/// Calls with short and long messages, all at once.
async fn call_at_once(builder: ClientBuilder, endpoint: Endpoint) {
    let client = builder.connect(endpoint).await.unwrap();
    let mut calls = JoinSet::new();
    for index in 0..20 {
        let length = if index % 5 == 0 { 200_000 } else { index };
        let body = arguments(client.codec().protocol, length);
        let client = client.clone();
        calls.spawn(async move { echo(&client, &body).await.unwrap() });
    }
    while let Some(call) = calls.join_next().await {
        call.unwrap();
    }
}

#[tokio::test]
async fn our_own_server_understands_whatever_we_compress() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let endpoint = server.endpoint();
        tokio::spawn(server.serve(desk().0));
        let transports =
            [Transport::Framed, Transport::Buffered, Transport::Header, Transport::FramedHeader];
        for (protocol, transport) in
            Protocol::ALL.iter().flat_map(|protocol| transports.map(|way| (*protocol, way)))
        {
            if protocol == Protocol::Json
                && !matches!(transport, Transport::Framed | Transport::Buffered)
            {
                continue;
            }
            let builder = Client::builder().protocol(protocol).transport(transport);
            for compression in [Compression::Zlib, Compression::ZlibStream] {
                call_at_once(builder.clone().compression(compression), endpoint.clone()).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_puts_headers_into_its_stream() {
    within(async {
        let (ours, theirs) = tokio::io::duplex(1024);
        let builder = Client::builder().transport(Transport::Header).call_timeout(None);
        let connection = builder.compression(Compression::ZlibStream).attach(ours);
        let mut peer = Zlib::new(theirs);
        for seqid in 1..4 {
            let server = async {
                let call = message(CALL, "echo", seqid, &number(seqid));
                peer.expect(&header_frame(seqid, &[], &call)).await;
                let reply = message(REPLY, "echo", seqid, &number(seqid));
                peer.send(&header_frame(seqid, &[("a", "1")], &reply)).await;
            };
            let call = async { echo(&connection, &number(seqid)).await.unwrap() };
            tokio::join!(call, server);
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_sends_what_other_libraries_read() {
    within(async {
        let (ours, theirs) = tokio::io::duplex(1024);
        let builder = Client::builder().compression(Compression::Zlib);
        let connection = builder.attach(ours);
        let mut peer = Zlib::new(theirs);
        for seqid in 1..4 {
            let server = async {
                peer.expect(&frame(&message(CALL, "echo", seqid, &number(seqid)))).await;
                peer.send(&frame(&message(REPLY, "echo", seqid, &number(seqid)))).await;
            };
            let call = async { echo(&connection, &number(seqid)).await.unwrap() };
            tokio::join!(call, server);
        }
    })
    .await;
}

#[tokio::test]
async fn compressed_messages_wait_for_the_memory_that_they_become() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap().max_bytes_in_flight(50_000);
        let endpoint = server.endpoint();
        let (desk, mut visitor) = desk();
        tokio::spawn(server.serve(desk));
        let body = long(150_000);
        let client = |compression, transport| {
            let builder = Client::builder().compression(compression).transport(transport);
            builder.connect(endpoint.clone())
        };
        for transport in [Transport::Header, Transport::FramedHeader, Transport::Framed] {
            // It spends all that there is, with few bytes of its own.
            let greedy = client(Compression::Zlib, transport).await.unwrap();
            let call = Request::received("wait", false, greedy.codec(), body.clone().into());
            let call = tokio::spawn(async move { greedy.send(call).await });
            visitor.started("wait").await;
            let patient = client(Compression::Zlib, transport).await.unwrap();
            let mut waiting = Box::pin(echo(&patient, &body));
            assert!(timeout(Duration::from_millis(100), waiting.as_mut()).await.is_err());
            assert!(visitor.is_idle());
            let short = client(Compression::None, transport).await.unwrap();
            echo(&short, &[0]).await.unwrap();
            visitor.started("echo").await;
            visitor.let_one();
            assert!(call.await.unwrap().unwrap().is_some());
            waiting.await.unwrap();
            visitor.started("echo").await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_server_that_sends_a_bomb_fails_the_call_that_it_answers() {
    within(async {
        let (ours, mut theirs) = tokio::io::duplex(64 * 1024);
        let limits = Limits::NETWORK.with_message(1000);
        let builder = Client::builder().transport(Transport::Header).limits(limits);
        let connection = builder.compression(Compression::Zlib).attach(ours);
        let server = async {
            let length = theirs.read_u32().await.unwrap() as usize;
            let mut call = vec![0; length];
            theirs.read_exact(&mut call).await.unwrap();
            let bomb = compressed(&message(REPLY, "echo", 1, &long(100_000)));
            theirs.write_all(&raw_header_frame(1, &[0, 1, 1], &bomb)).await.unwrap();
        };
        let context = Context::new().with_timeout(Duration::from_secs(10));
        let call = Request::received("echo", false, connection.codec(), Bytes::from_static(&[0]));
        let (answer, ()) = tokio::join!(connection.send(call.with_context(context)), server);
        let error = answer.unwrap_err();
        let text = "length without compression of 16384 is over the limit of 1000";
        assert_eq!((error.kind(), &*error.to_string()), (Kind::Limit, text));
        assert!(!connection.is_closed());
    })
    .await;
}
