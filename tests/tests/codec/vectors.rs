//! Bytes that other implementations wrote, both ways.
//!
//! Every file of `tests/vectors/` is read; the note beside them says who wrote which, and how.

use core::net::SocketAddr;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use thrift::{ApplicationKind, Client, DecodeOwned, Encode, Kind, Protocol, Server, binary};
use thrift_tests::sample::{Choice, Everything, album, everything, keys, tree};
use thrift_tests::{codecs, hex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const WRITERS: [&str; 4] = ["cpp", "java", "node", "python"];

/// What is written in a way of its own, and read all the same.
const OWN_WAYS: [(&str, &str, Protocol); 9] = [
    // Base64 without padding.
    ("cpp", "keys", Protocol::Json),
    ("java", "keys", Protocol::Json),
    // The same, and 17 digits or other exponents.
    ("cpp", "album", Protocol::Json),
    ("java", "album", Protocol::Json),
    // Control characters as they are; and doubles that are no numbers without quotes.
    ("python", "everything", Protocol::Json),
    ("python", "album", Protocol::Json),
    // Those as well, and -1 as -000000000001.
    ("node", "everything", Protocol::Json),
    ("node", "tree", Protocol::Json),
    ("node", "album", Protocol::Json),
];

/// The types without the fields in which there is a `uuid`: the libraries for C++ and Java are of a
/// release that has none.
mod older {
    thrift::thrift! {
        struct In { 1: bool t, 2: bool f }
        struct Everything {
            1: bool b, 2: i8 y, 3: i16 s, 4: i32 i, 5: i64 l, 6: double d, 7: string st,
            8: binary bi, 10: list<bool> lb, 11: set<i32> si, 12: map<string, i64> m,
            13: map<i32, i32> em, 14: list<In> ls, 15: In n, 31: i32 e, 500: i32 far,
            3000: bool farb, 3001: list<i8> li,
        }
        struct Keys {
            1: map<bool, i32> bools, 2: map<i8, i32> bytes, 4: map<binary, i32> binaries,
            6: map<In, i32> structs, 7: map<list<i32>, i32> lists,
            8: map<map<i64, bool>, i32> maps,
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn file(writer: &str, value: &str, protocol: Protocol) -> PathBuf {
    let name = format!("{value}.{}.hex", format!("{protocol:?}").to_lowercase());
    folder().join(writer).join(name)
}

fn vector(writer: &str, value: &str, protocol: Protocol) -> Vec<u8> {
    let path = file(writer, value, protocol);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    hex::bytes(&text)
}

/// What a writer wrote is this value, whose bytes are the same unless they are in [`OWN_WAYS`].
///
/// Compares by the bytes of Binary, since a NaN is not equal to itself.
fn both_ways<T: Encode + DecodeOwned>(writer: &str, name: &str, expected: &T) {
    for codec in codecs() {
        let protocol = codec.protocol;
        let bytes = vector(writer, name, protocol);
        let read: T = codec
            .decode(&bytes)
            .unwrap_or_else(|error| panic!("{writer} {name} {protocol:?}: {error}"));
        assert!(
            binary::to_vec(&read).unwrap() == binary::to_vec(expected).unwrap(),
            "{writer} {name} {protocol:?} is another value"
        );
        let is_ours = codec.encode(expected).unwrap() == bytes;
        let is_expected = !OWN_WAYS.contains(&(writer, name, protocol));
        assert_eq!(is_ours, is_expected, "{writer} {name} {protocol:?}: the bytes are the same");
    }
}

/// What a value becomes for a library that has no `uuid`.
fn without_uuids<T: DecodeOwned>(value: &impl Encode) -> T {
    binary::from_slice(&binary::to_vec(value).unwrap()).unwrap()
}

#[test]
fn everything_both_ways() {
    for writer in ["python", "node"] {
        both_ways(writer, "everything", &everything());
        both_ways(writer, "keys", &keys());
    }
    for writer in ["cpp", "java"] {
        both_ways::<older::Everything>(writer, "everything", &without_uuids(&everything()));
        both_ways::<older::Keys>(writer, "keys", &without_uuids(&keys()));
        // A reader that knows of the `uuid` has its default.
        let bytes = vector(writer, "everything", Protocol::Compact);
        let read: Everything = thrift::compact::from_slice(&bytes).unwrap();
        assert_eq!(read, Everything { u: uuid::Uuid::nil(), ..everything() });
    }
}

#[test]
fn trees_and_choices_both_ways() {
    for writer in WRITERS {
        both_ways(writer, "tree", &tree());
    }
}

#[test]
fn albums_both_ways() {
    for writer in ["cpp", "java", "python"] {
        both_ways(writer, "album", &album());
    }
    // Node loses the sign of zero, in every protocol.
    let mut unsigned = album();
    unsigned.doubles[3] = 0.0;
    both_ways("node", "album", &unsigned);
}

thrift::thrift! {
    exception X { 1: string message }

    service Adder {
        i32 add(1: i32 a, 2: i32 b) throws (1: X x)
        i32 zz()
        oneway void ping()
    }
}

struct Adds;

impl Adder for Adds {
    async fn add(&self, a: i32, b: i32) -> Result<i32, adder::AddError> {
        if a == 0 && b == 0 {
            return Err(X { message: "no".to_owned() }.into());
        }
        Ok(a + b)
    }

    async fn zz(&self) -> thrift::Result<i32> {
        Ok(26)
    }

    async fn ping(&self) -> thrift::Result<()> {
        Ok(())
    }
}

fn frame(message: &[u8]) -> Vec<u8> {
    [&u32::try_from(message.len()).unwrap().to_be_bytes(), message].concat()
}

const CONVERSATIONS: [(&str, &str); 3] =
    [("call_zero", "reply_zero"), ("call_five", "reply_five"), ("call_no", "reply_no")];

/// Calls that every library wrote are answered with the bytes that it writes itself.
#[tokio::test]
async fn messages_are_answered_to_the_byte() {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let address = server.endpoint().socket_addr().unwrap();
    tokio::spawn(server.serve(AdderServer::new(Adds)));
    for writer in WRITERS {
        for protocol in Protocol::ALL {
            for pack in [|message: &[u8]| message.to_vec(), frame] {
                converse(address, |name| pack(&vector(writer, name, *protocol))).await;
            }
        }
    }
}

async fn converse(address: SocketAddr, packed: impl Fn(&str) -> Vec<u8>) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // Nobody answers it: what comes is the answer to the next call.
    stream.write_all(&packed("call_oneway")).await.unwrap();
    for (call, reply) in CONVERSATIONS {
        stream.write_all(&packed(call)).await.unwrap();
        let expected = packed(reply);
        let mut received = vec![0; expected.len()];
        stream.read_exact(&mut received).await.unwrap();
        assert_eq!(received, expected);
    }
}

/// The answer that a server does not know the method, from every library.
#[tokio::test]
async fn application_exceptions_are_read() {
    for writer in WRITERS {
        for protocol in Protocol::ALL {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let answer = frame(&vector(writer, "exception", *protocol));
            tokio::spawn(async move {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut call = [0; 4];
                stream.read_exact(&mut call).await.unwrap();
                stream.write_all(&answer).await.unwrap();
                // Stays open until the client has read it.
                let _ = stream.read_to_end(&mut Vec::new()).await;
            });
            let connection = Client::builder().protocol(*protocol).connect(address).await;
            let client = AdderClient::new(connection.unwrap());
            let error = client.zz().await.unwrap_err();
            assert_eq!(error.kind(), Kind::Application(ApplicationKind::UnknownMethod), "{error}");
            assert!(error.to_string().contains("Unknown function zz"), "{error}");
        }
    }
}

/// No file is read by no test, and every writer wrote every file.
#[test]
fn every_file_is_there_and_read() {
    let names = ["album", "everything", "keys", "tree", "call_oneway", "exception"];
    let messages = CONVERSATIONS.iter().flat_map(|(call, reply)| [*call, *reply]);
    let mut expected = BTreeSet::new();
    let mut calls = BTreeSet::new();
    for name in names.into_iter().chain(messages) {
        calls.insert(folder().join("calls").join(format!("{name}.txt")));
        for writer in WRITERS {
            expected.extend(Protocol::ALL.iter().map(|protocol| file(writer, name, *protocol)));
        }
    }
    let found = |folder: PathBuf| {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect::<BTreeSet<_>>()
    };
    assert_eq!(found(folder().join("calls")), calls);
    let files: BTreeSet<_> = WRITERS.iter().flat_map(|name| found(folder().join(name))).collect();
    assert_eq!(files, expected);
}

#[test]
fn empty_containers_may_have_no_types() {
    // Some writers put 0 where the types of the elements would be.
    let bytes = hex::bytes("0f000a 00 00000000 | 0d000c 00 00 00000000 | 0e000b 00 00000000 | 00");
    assert_eq!(binary::from_slice::<Everything>(&bytes).unwrap(), Everything::default());
}

#[test]
fn any_byte_but_zero_is_true() {
    let bytes = hex::bytes("020001 07 00");
    assert!(binary::from_slice::<Everything>(&bytes).unwrap().b);
}

#[test]
fn fields_may_come_in_any_order() {
    let bytes = hex::bytes("080004 00000009 | 030002 08 | 060003 0007 | 00");
    let value: Everything = binary::from_slice(&bytes).unwrap();
    assert_eq!((value.y, value.s, value.i), (8, 7, 9));
}

#[test]
fn the_last_of_two_fields_with_one_id_counts() {
    let bytes = hex::bytes("030002 01 | 030002 02 | 00");
    assert_eq!(binary::from_slice::<Everything>(&bytes).unwrap().y, 2);
}

#[test]
fn a_union_is_a_struct_with_one_field() {
    let bytes = hex::bytes("0b0002 00000002 6869 00");
    assert_eq!(binary::to_vec(&Choice::Text("hi".to_owned())).unwrap(), bytes);
    let decoded: Choice = binary::from_slice(&bytes).unwrap();
    assert_eq!(decoded, Choice::Text("hi".to_owned()));
}
