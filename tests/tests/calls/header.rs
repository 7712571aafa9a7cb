//! Messages behind headers, against bytes that Apache Thrift for Python wrote.
//!
//! Every file of `tests/vectors/header` is read; the note in `tests/vectors` says how they came about.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use thrift::service::{Channel, Dispatch, Headers, Request, Response, ResponseKind};
use thrift::{Client, Compression, Protocol, Server, Transport};
use thrift_tests::hex;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::net::TcpStream;

thrift::thrift! {
    exception X { 1: string message }

    /** The arguments of `add`. */
    struct Add { 1: i32 a, 2: i32 b }

    service Adder {
        i32 add(1: i32 a, 2: i32 b) throws (1: X x)
        oneway void ping()
    }
}

#[derive(Clone)]
struct Adds;

impl Adder for Adds {
    async fn add(&self, a: i32, b: i32) -> Result<i32, adder::AddError> {
        if a == 0 && b == 0 {
            return Err(X { message: "no".to_owned() }.into());
        }
        Ok(a + b)
    }

    async fn ping(&self) -> thrift::Result<()> {
        Ok(())
    }
}

/// Gives the headers of each call back with its answer.
struct Mirror<D>(D);

impl<D: Dispatch> Dispatch for Mirror<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let headers = request.context().headers().clone();
        assert_eq!(headers, expected_headers());
        Some(self.0.dispatch(request).await?.with_headers(headers))
    }
}

/// What goes beside each message in the vectors.
fn expected_headers() -> Headers {
    Headers::new().with("tenant", "7").with("größe", [0xff, 0]).with("empty", "")
}

const CONVERSATIONS: [(&str, &str); 3] =
    [("call_zero", "reply_zero"), ("call_five", "reply_five"), ("call_no", "reply_no")];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/header")
}

fn vector(value: &str, form: &str) -> Vec<u8> {
    hex::bytes(&fs::read_to_string(folder().join(format!("{value}.{form}.hex"))).unwrap())
}

async fn frame(stream: &mut (impl AsyncReadExt + Unpin)) -> Vec<u8> {
    let length = stream.read_u32().await.unwrap();
    let mut bytes = vec![0; 4 + length as usize];
    bytes[..4].copy_from_slice(&length.to_be_bytes());
    stream.read_exact(&mut bytes[4..]).await.unwrap();
    bytes
}

#[tokio::test]
async fn calls_are_answered_to_the_byte() {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let address = server.endpoint().socket_addr().unwrap();
    tokio::spawn(server.serve(Mirror(AdderServer::new(Adds))));
    for form in ["binary", "compact"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&vector("call_oneway", form)).await.unwrap();
        for (call, reply) in CONVERSATIONS {
            stream.write_all(&vector(call, form)).await.unwrap();
            assert_eq!(frame(&mut stream).await, vector(reply, form), "{call} {form}");
        }
    }
}

/// How a number is compressed is the business of who does it: what comes of it is compared.
#[tokio::test]
async fn compressed_calls_are_answered() {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let address = server.endpoint().socket_addr().unwrap();
    tokio::spawn(server.serve(Mirror(AdderServer::new(Adds))));
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&vector("call_oneway", "zlib")).await.unwrap();
    for (call, reply) in CONVERSATIONS {
        stream.write_all(&vector(call, "zlib")).await.unwrap();
        let (found, wanted) = (frame(&mut stream).await, vector(reply, "zlib"));
        // The same but for the lengths and for what is compressed.
        let header = 14 + 4 * usize::from(wanted[13]);
        assert_eq!(found[4..header], wanted[4..header], "{call}");
        let [found, wanted] = [found, wanted].map(|bytes| inflated(&bytes[header..]));
        assert_eq!(found, wanted, "{call}");
    }
}

fn inflated(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(bytes), &mut plain).unwrap();
    plain
}

/// Calls of a client whose server gives it bytes of the vectors.
async fn call(builder: thrift::client::ClientBuilder, answer: Vec<u8>) -> (Vec<u8>, Response) {
    let (ours, mut theirs): (_, DuplexStream) = tokio::io::duplex(4096);
    let connection = builder.transport(Transport::Header).call_timeout(None).attach(ours);
    let arguments = Add { a: 2, b: 3 };
    let call = Request::new("add", connection.codec(), &arguments).unwrap();
    let context = thrift::Context::new().with_headers(expected_headers());
    let server = async {
        let call = frame(&mut theirs).await;
        theirs.write_all(&answer).await.unwrap();
        call
    };
    let (answer, call) = tokio::join!(connection.send(call.with_context(context)), server);
    (call, answer.unwrap().unwrap())
}

/// With a sequence id in place of the one that the vectors have, in the header and in Binary.
fn with_seqid(mut bytes: Vec<u8>, seqid: i32) -> Vec<u8> {
    let message = 14 + 4 * usize::from(bytes[13]);
    let name = message + 8;
    let place = name + usize::from(bytes[name - 1]);
    bytes[8..12].copy_from_slice(&seqid.to_be_bytes());
    bytes[place..place + 4].copy_from_slice(&seqid.to_be_bytes());
    bytes
}

#[tokio::test]
async fn calls_are_written_and_answers_read() {
    let reply = with_seqid(vector("reply_five", "binary"), 1);
    let (call, answer) = call(Client::builder(), reply).await;
    assert_eq!(call, with_seqid(vector("call_five", "binary"), 1));
    assert_eq!(answer.headers(), &expected_headers());
    assert_eq!(answer.kind(), ResponseKind::Reply);
}

#[tokio::test]
async fn compressed_exceptions_and_those_in_compact_are_read() {
    // The vector has the sequence id of a first call.
    for (form, protocol) in [("compact", Protocol::Compact), ("zlib", Protocol::Binary)] {
        let builder = Client::builder().protocol(protocol).compression(Compression::Zlib);
        let (_, answer) = call(builder, vector("exception", form)).await;
        assert_eq!(answer.headers(), &expected_headers());
        assert_eq!(answer.kind(), ResponseKind::Exception);
        let text = b"Unknown function zz";
        assert!(answer.body().windows(text.len()).any(|part| part == text));
    }
}

/// No file is read by no test but those of messages that another form of has been.
#[test]
fn every_file_is_there() {
    let messages = CONVERSATIONS.iter().flat_map(|(call, reply)| [*call, *reply]);
    let names = messages.chain(["call_oneway", "exception"]);
    let expected: BTreeSet<_> = names
        .flat_map(|name| ["binary", "compact", "zlib"].map(|form| format!("{name}.{form}.hex")))
        .collect();
    let found = fs::read_dir(folder()).unwrap();
    let found: BTreeSet<_> =
        found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(found, expected);
}
