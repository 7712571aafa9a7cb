//! The 25 facts that implementations of Thrift most often get wrong, and the tests of each here.

use std::fs;
use std::path::Path;

use thrift::protocol::Protocol;
use thrift::{ApplicationKind, Client, Kind, Server, Transport, binary, compact, json};
use thrift_tests::hex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Number, what it is about, file, and tests.
const FACTS: [(u8, &str, &str, &[&str]); 28] = [
    (1, "doubles of Compact", "tests/tests/codec/compact.rs", &["doubles_are_little_endian"]),
    (
        2,
        "bools in containers of Compact",
        "tests/tests/codec/compact.rs",
        &[
            "bools_of_containers_are_1_and_2_and_were_0_once",
            "elements_that_are_bools_have_either_type",
        ],
    ),
    (3, "empty maps of Compact", "tests/tests/codec/compact.rs", &["an_empty_map_is_one_byte"]),
    (
        4,
        "sequence ids of Compact",
        "thrift-core/src/protocol/compact/envelope.rs",
        &["the_sequence_id_is_not_zigzagged"],
    ),
    (
        5,
        "field ids of Compact",
        "tests/tests/codec/compact.rs",
        &[
            "ids_are_differences_up_to_15_and_start_anew_in_each_struct",
            "negative_ids_have_the_long_form",
            "ids_do_not_overflow",
        ],
    ),
    (
        6,
        "bools in fields of Compact",
        "tests/tests/codec/compact.rs",
        &["bools_of_fields_are_in_their_headers"],
    ),
    (
        7,
        "doubles of JSON that are no numbers",
        "tests/tests/codec/json.rs",
        &["doubles_that_are_no_numbers_have_names_with_quotes_or_without"],
    ),
    (
        8,
        "base64 with padding or without",
        "tests/tests/codec/json.rs",
        &["bytes_are_base64_with_padding_or_without"],
    ),
    (9, "keys of JSON", "tests/tests/codec/json.rs", &["keys_that_are_numbers_have_quotes"]),
    (10, "i64 in JSON", "tests/tests/codec/json.rs", &["i64_is_exact_and_without_quotes"]),
    (
        11,
        "escapes of JSON",
        "tests/tests/codec/json.rs",
        &["strings_are_read_as_any_library_writes_them"],
    ),
    (
        12,
        "strict and old Binary",
        "thrift-core/src/protocol/binary/envelope.rs",
        &["strict_is_version_name_seqid", "old_is_name_type_seqid"],
    ),
    (13, "the order of a uuid", HERE, &["a_uuid_is_in_the_order_of_its_text"]),
    (
        14,
        "arguments of unknown methods",
        "tests/tests/calls/services.rs",
        &["an_unknown_method_is_answered_and_leaves_the_connection_in_step"],
    ),
    (
        15,
        "no answer to oneway calls",
        "tests/tests/calls/services.rs",
        &["oneway_calls_are_executed_and_never_answered"],
    ),
    (15, "nor to those that say they want one", HERE, &["a_oneway_method_is_never_answered"]),
    (
        16,
        "fields of another type",
        "tests/tests/codec/evolution/types.rs",
        &["a_field_of_another_type_is_skipped_wherever_it_is"],
    ),
    (17, "results without anything", HERE, &["an_empty_result_is_a_missing_one"]),
    (18, "a frame and its length in one write", HERE, &["a_frame_is_written_at_once"]),
    (
        19,
        "padding of THeader",
        "thrift-core/src/transport/header/tests.rs",
        &["the_message_is_where_the_length_of_the_header_says"],
    ),
    (
        20,
        "containers have depth too",
        "tests/tests/codec/limits.rs",
        &["depth_is_limited_in_every_protocol_both_ways"],
    ),
    (
        21,
        "sizes of containers, and memory",
        "tests/tests/codec/limits.rs",
        &["announced_elements_must_have_bytes", "memory_is_in_proportion_to_the_input"],
    ),
    (22, "i8 is signed", "tests/tests/codec/compact.rs", &["i8_is_signed_and_one_byte"]),
    (
        23,
        "what is skipped is limited",
        "tests/tests/codec/limits.rs",
        &[
            "what_is_skipped_has_limits_too",
            "depth_is_limited_in_known_and_unknown_fields",
            "skipping_takes_no_stack",
        ],
    ),
    (23, "under every mutation", "tests/tests/codec/hostile.rs", &["every_bit_is_flipped"]),
    (
        24,
        "names of multiplexed answers",
        "tests/tests/calls/multiplexed.rs",
        &["replies_do_not_name_the_service"],
    ),
    (
        25,
        "unqualified fields are written",
        "tests/tests/codec/evolution/presence.rs",
        &["only_what_is_optional_is_left_out"],
    ),
    (
        25,
        "absent fields have defaults",
        "tests/tests/codec/evolution/presence.rs",
        &["what_is_absent_has_its_default_or_is_an_error"],
    ),
];

const HERE: &str = "tests/tests/codec/facts.rs";

#[test]
fn every_fact_has_its_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut numbers: Vec<u8> = FACTS.iter().map(|(number, ..)| *number).collect();
    numbers.dedup();
    assert_eq!(numbers, (1..=25).collect::<Vec<_>>());
    for (number, what, file, tests) in FACTS {
        let text = fs::read_to_string(root.join(file)).unwrap();
        assert!(!tests.is_empty(), "{number}, {what}: no test");
        for test in tests {
            assert!(
                text.contains(&format!("fn {test}()")),
                "{number}, {what}: no {test} in {file}"
            );
        }
    }
}

#[test]
fn a_uuid_is_in_the_order_of_its_text() {
    let text = "00112233-4455-6677-8899-aabbccddeeff";
    let value: uuid::Uuid = text.parse().unwrap();
    let bytes = hex::bytes("00112233445566778899aabbccddeeff");
    assert_eq!(binary::to_vec(&value).unwrap(), bytes);
    assert_eq!(compact::to_vec(&value).unwrap(), bytes);
    assert_eq!(json::to_vec(&value).unwrap(), format!("\"{text}\"").as_bytes());
    assert_eq!(binary::from_slice::<uuid::Uuid>(&bytes).unwrap(), value);
    assert_eq!(compact::from_slice::<uuid::Uuid>(&bytes).unwrap(), value);
}

thrift::thrift! {
    service Bell {
        i32 count()
        oneway void ring()
    }
}

struct Silent;

impl Bell for Silent {
    async fn count(&self) -> thrift::Result<i32> {
        Ok(7)
    }

    async fn ring(&self) -> thrift::Result<()> {
        Err(thrift::Error::application(ApplicationKind::InternalError, "nobody hears this"))
    }
}

#[tokio::test]
async fn a_oneway_method_is_never_answered() {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let mut stream = TcpStream::connect(server.endpoint().socket_addr().unwrap()).await.unwrap();
    tokio::spawn(server.serve(BellServer::new(Silent)));
    // `ring` as a call, as Go's clients send it, and as what it is; then `count`.
    let calls = hex::bytes(
        "80010001 00000004 72696e67 00000001 00 | 80010004 00000004 72696e67 00000002 00
         80010001 00000005 636f756e74 00000003 00",
    );
    stream.write_all(&calls).await.unwrap();
    let expected = hex::bytes("80010002 00000005 636f756e74 00000003 080000 00000007 00");
    let mut received = vec![0; expected.len()];
    stream.read_exact(&mut received).await.unwrap();
    assert_eq!(received, expected);
}

/// What a client makes of an answer to its first call, in strict Binary and a frame; and what came
/// with the first read of that call.
async fn answered(answer: &str) -> (thrift::Result<i32>, Vec<u8>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let answer = hex::bytes(answer);
    let answer = [&u32::try_from(answer.len()).unwrap().to_be_bytes(), &answer[..]].concat();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut call = vec![0; 1024];
        let length = stream.read(&mut call).await.unwrap();
        call.truncate(length);
        stream.write_all(&answer).await.unwrap();
        // Stays open until the client has read it.
        stream.read_to_end(&mut Vec::new()).await.unwrap();
        call
    });
    let builder = Client::builder().protocol(Protocol::Binary).transport(Transport::Framed);
    let client = BellClient::new(builder.connect(address).await.unwrap());
    let result = client.count().await;
    drop(client);
    (result, server.await.unwrap())
}

#[tokio::test]
async fn an_empty_result_is_a_missing_one() {
    let (result, _) = answered("80010002 00000005 636f756e74 00000001 00").await;
    let error = result.unwrap_err();
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::MissingResult));
    assert_eq!(error.message(), "the result is empty");
}

#[tokio::test]
async fn a_frame_is_written_at_once() {
    let (result, call) = answered("80010002 00000005 636f756e74 00000001 080000 00000005 00").await;
    assert_eq!(result.unwrap(), 5);
    assert_eq!(call, hex::bytes("00000012 80010001 00000005 636f756e74 00000001 00"));
}
