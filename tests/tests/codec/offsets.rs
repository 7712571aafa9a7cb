//! At which byte of the input an error says that it is, and under which path.
//!
//! The byte is that of the mistake, or where reading stood when it showed: behind the header or the
//! value that is wrong, and at the start of what is too short. In what is skipped it is the innermost
//! field, element or header, at which nobody looks any closer.

use bytes::Bytes;
use thrift::protocol::{Codec, Protocol};
use thrift::service::{Dispatch, Request, ResponseKind};
use thrift::{ApplicationKind, Client, Limits, Transport, binary, compact, json};
use thrift_tests::hex;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

thrift::thrift! {
    struct Page { 1: list<User> users, 2: map<string, i32> counts }
    struct User { 1: required i32 id, 2: string name, 3: list<bool> flags, 4: Choice choice }
    union Choice { 1: i32 number, 2: string text }

    service Pages { void put(1: Page page) }

    // What an application exception is on the wire.
    struct Answer { 1: string message, 2: i32 kind }
}

/// What is wrong with a `Page`: path, byte and text.
type Mistake = (&'static str, usize, &'static str);

/// Every way to read the page has the same mistake, unless what follows is all that is wrong.
#[track_caller]
fn refuses(codec: Codec, input: &[u8], (path, offset, text): Mistake) {
    let error = codec.decode::<Page>(input).unwrap_err();
    assert_eq!((&*error.path(), error.offset(), &*error.to_string()), (path, Some(offset), text));
    assert!(offset <= input.len(), "{text}");

    let shared = Bytes::copy_from_slice(input);
    let error = codec.decode::<Page>(&shared).unwrap_err();
    assert_eq!((error.offset(), &*error.to_string()), (Some(offset), text));

    if !text.ends_with("after the value") {
        let error = codec.decode_prefix::<Page>(input).unwrap_err();
        assert_eq!((error.offset(), &*error.to_string()), (Some(offset), text));
    }
}

fn limited(protocol: Protocol) -> Codec {
    Codec::new(protocol, Limits::DEFAULT.with_string(3).with_container(4).with_depth(4))
}

const BINARY: &[(&str, Mistake)] = &[
    // A string that is cut, in the second of two structs.
    (
        "0f0001 0c 00000002 | 080001 00000001 00 | 080001 00000002 0b0002 00000003 61",
        (
            "users[1].name",
            30,
            "users[1].name: byte 30: input ended: string of 3 bytes wanted, 1 left",
        ),
    ),
    // A number that is cut, and the header of a field.
    (
        "0f0001 0c 00000001 | 080001 0000",
        ("users[0].id", 11, "users[0].id: byte 11: input ended: 4 bytes wanted, 2 left"),
    ),
    ("0f0001 0c 00000000 | 08", ("", 9, "byte 9: input ended: 2 bytes wanted, 0 left")),
    // Text that is not UTF-8 from its third byte on.
    (
        "0f0001 0c 00000001 | 0b0002 00000003 6162ff 00 00",
        ("users[0].name", 17, "users[0].name: byte 17: the string is not UTF-8 from its byte 2 on"),
    ),
    (
        "0d0002 0b 08 00000002 | 00000001 61 00000007 | 00000001 ff 00000007 | 00",
        ("counts[1].key", 22, "counts[1].key: byte 22: the string is not UTF-8 from its byte 0 on"),
    ),
    // Lengths and counts.
    (
        "0f0001 0c 00000001 | 0b0002 ffffffff 00 00",
        ("users[0].name", 15, "users[0].name: byte 15: string length -1 is negative"),
    ),
    (
        "0f0001 0c 00000001 | 0b0002 00000004 61626364 00 00",
        ("users[0].name", 15, "users[0].name: byte 15: string length of 4 is over the limit of 3"),
    ),
    ("0f0001 0c ffffffff 00", ("users", 8, "users: byte 8: element count -1 is negative")),
    (
        "0f0001 0c 00000003 | 00 00",
        ("users", 8, "users: byte 8: input ended: 3 elements of at least 1 byte wanted, 2 left"),
    ),
    (
        "0f0001 0c 00000005 | 00 00 00 00 00 00",
        ("users", 8, "users: byte 8: element count of 5 is over the limit of 4"),
    ),
    // A fifth level, in what is skipped.
    (
        "0f0001 0c 00000001 | 0c0063 0c0001 0c0001 00 00 00 00 00",
        ("users[0]", 14, "users[0]: byte 14: more than 4 levels of nesting"),
    ),
    // Fields that are not there, and fields too many.
    (
        "0f0001 0c 00000001 | 0b0002 00000000 00 | 00",
        ("users[0].id", 16, "users[0].id: byte 16: the field is required, but absent"),
    ),
    (
        "0f0001 0c 00000001 | 0c0004 00 00 | 00",
        ("users[0].choice", 12, "users[0].choice: byte 12: the union has no field"),
    ),
    // Types that do not exist: the header is read.
    (
        "0f0001 0c 00000001 | 110001 00",
        ("users[0]", 11, "users[0]: byte 11: no type has the number 17"),
    ),
    // In a field that is not known.
    (
        "0c0063 0b0001 00000001 61 | 0b0002 00000003 61",
        ("", 14, "byte 14: input ended: 7 bytes wanted, 5 left"),
    ),
    ("0c0063 0b0001 00000001 61 | 0b", ("", 11, "byte 11: input ended: 3 bytes wanted, 1 left")),
    (
        "0c0063 0f0001 08 00000003 00000001",
        ("", 11, "byte 11: input ended: 12 bytes wanted, 4 left"),
    ),
    ("0c0063 0c0001 1f0001", ("", 6, "byte 6: no type has the number 31")),
    ("0b0063 ffffffff 00", ("", 3, "byte 3: string length -1 is negative")),
    ("0b0063 00000004 61626364 00", ("", 3, "byte 3: string length of 4 is over the limit of 3")),
    // Behind the value.
    ("00 0000", ("", 1, "byte 1: 2 bytes after the value")),
];

#[test]
fn binary_tells_the_byte() {
    let codec = limited(Protocol::Binary);
    for (input, mistake) in BINARY {
        refuses(codec, &hex::bytes(input), *mistake);
    }
}

const COMPACT: &[(&str, Mistake)] = &[
    (
        "19 2c | 15 02 00 | 15 04 18 03 61",
        (
            "users[1].name",
            9,
            "users[1].name: byte 9: input ended: string of 3 bytes wanted, 1 left",
        ),
    ),
    (
        "19 1c | 15 80",
        ("users[0].id", 3, "users[0].id: byte 3: input ended: 2 bytes wanted, 1 left"),
    ),
    (
        "19 1c | 28 03 6162ff 00 00",
        ("users[0].name", 6, "users[0].name: byte 6: the string is not UTF-8 from its byte 2 on"),
    ),
    (
        "2b 02 85 | 01 61 0e | 01 ff 0e | 00",
        ("counts[1].key", 7, "counts[1].key: byte 7: the string is not UTF-8 from its byte 0 on"),
    ),
    (
        "19 1c | 39 21 01 03 | 00 00",
        ("users[0].flags[1]", 6, "users[0].flags[1]: byte 6: no `bool` is written as 3"),
    ),
    // A number without end, and one that is too large: where it starts.
    (
        "19 1c | 15 808080808000 00 00",
        ("users[0].id", 3, "users[0].id: byte 3: the number has no end within 5 bytes"),
    ),
    (
        "19 1c | 15 ffffffff10 00 00",
        ("users[0].id", 3, "users[0].id: byte 3: the number has more than 32 bits"),
    ),
    (
        "19 1c | 28 ffffffff0f 00 00",
        ("users[0].name", 8, "users[0].name: byte 8: string length -1 is negative"),
    ),
    (
        "19 1c | 28 04 61626364 00 00",
        ("users[0].name", 4, "users[0].name: byte 4: string length of 4 is over the limit of 3"),
    ),
    ("19 fc ffffffff0f 00", ("users", 7, "users: byte 7: element count -1 is negative")),
    (
        "19 3c | 00 00",
        ("users", 2, "users: byte 2: input ended: 3 elements of at least 1 byte wanted, 2 left"),
    ),
    (
        "19 5c | 00 00 00 00 00 00",
        ("users", 2, "users: byte 2: element count of 5 is over the limit of 4"),
    ),
    (
        "19 1c | 0cc601 1c 1c 00 00 00 00 00",
        ("users[0]", 6, "users[0]: byte 6: more than 4 levels of nesting"),
    ),
    (
        "19 1c | 28 00 00 | 00",
        ("users[0].id", 5, "users[0].id: byte 5: the field is required, but absent"),
    ),
    (
        "19 1c | 4c 00 00 | 00",
        ("users[0].choice", 4, "users[0].choice: byte 4: the union has no field"),
    ),
    ("19 1c | 1e 00", ("users[0]", 3, "users[0]: byte 3: no type has the number 14")),
    (
        "19 1c | 03feff03 00 | 13 00 00",
        ("users[0]", 8, "users[0]: byte 8: no field has the id 32768"),
    ),
    // In a field that is not known.
    ("0cc601 18 01 61 | 18 03 61", ("", 7, "byte 7: input ended: 4 bytes wanted, 2 left")),
    ("0cc601 18 01 61 | 18 80", ("", 7, "byte 7: input ended: 2 bytes wanted, 1 left")),
    (
        "0cc601 18 01 61 | 15 808080808000 00",
        ("", 7, "byte 7: the number has no end within 5 bytes"),
    ),
    ("0cc601 1c 1e", ("", 4, "byte 4: no type has the number 14")),
    ("08c601 ffffffff0f 00", ("", 3, "byte 3: string length -1 is negative")),
    ("08c601 04 61626364 00", ("", 3, "byte 3: string length of 4 is over the limit of 3")),
    ("00 0000", ("", 1, "byte 1: 2 bytes after the value")),
];

#[test]
fn compact_tells_the_byte() {
    let codec = limited(Protocol::Compact);
    for (input, mistake) in COMPACT {
        refuses(codec, &hex::bytes(input), *mistake);
    }
}

/// Most messages of JSON have the byte where it reads best.
const JSON: &[(&str, Mistake)] = &[
    (
        r#"{"1":{"lst":["rec",2,{"1":{"i32":1}},{"1":{"i32":2},"2":{"str":"a"#,
        (
            "users[1].name",
            64,
            "users[1].name: input ended inside the string that starts at byte 64",
        ),
    ),
    (
        r#"{"1":{"lst":["rec",1,{"1":{"i32":-"#,
        ("users[0].id", 33, "users[0].id: input ended inside the `i32` that starts at byte 33"),
    ),
    (
        r#"{"1":{"lst":["rec",1,{"1":{"i32":"#,
        ("users[0].id", 33, "users[0].id: byte 33: input ended where `i32` is expected"),
    ),
    (
        r#"{"1":{"lst":["rec",1,{"2":{"str":"\x"}}]}}"#,
        ("users[0].name", 34, "users[0].name: wrong escape at byte 34: there is no such escape"),
    ),
    (
        r#"{"1":{"lst":["rec",1,{"3":{"lst":["tf",2,1,3]}}]}}"#,
        ("users[0].flags[1]", 43, "users[0].flags[1]: `3` at byte 43 is no `bool`"),
    ),
    (
        r#"{"1":{"lst":["rec",1,{"1":{"i32":2147483648}}]}}"#,
        ("users[0].id", 33, "users[0].id: `2147483648` at byte 33 is no `i32`"),
    ),
    (
        r#"{"1":{"lst":["rec",1,{"2":{"str":"abcd"}}]}}"#,
        ("users[0].name", 39, "users[0].name: byte 39: string length of 4 is over the limit of 3"),
    ),
    (r#"{"1":{"lst":["rec",-1]}}"#, ("users", 21, "users: byte 21: element count -1 is negative")),
    (
        r#"{"1":{"lst":["rec",3,{}"#,
        ("users", 20, "users: byte 20: input ended: 3 elements of at least 3 bytes wanted, 3 left"),
    ),
    // The end of a list that goes on shows only in what comes next.
    (
        r#"{"2":{"map":["str","i32",1,{"a":1,"b":2}]}}"#,
        ("", 33, "`}` expected at byte 33, found `,`"),
    ),
    (
        r#"{"2":{"map":["str","i32",1,{"a":x}]}}"#,
        ("counts[0]", 32, "counts[0]: `x` at byte 32 is no `i32`"),
    ),
    (
        r#"{"1":{"lst":["rec",1,{"99":{"rec":{"1":{"rec":{}}}}}]}}"#,
        ("users[0]", 47, "users[0]: byte 47: more than 4 levels of nesting"),
    ),
    (
        r#"{"1":{"lst":["rec",1,{}]}}"#,
        ("users[0].id", 23, "users[0].id: byte 23: the field is required, but absent"),
    ),
    (
        r#"{"1":{"lst":["rec",1,{"4":{"rec":{}}}]}}"#,
        ("users[0].choice", 35, "users[0].choice: byte 35: the union has no field"),
    ),
    (
        r#"{"1":{"lst":["rec",1,{"1":{"i33":1}}]}}"#,
        ("users[0]", 28, "users[0]: `i33` at byte 28 is no type"),
    ),
    (
        r#"{"99":{"rec":{"1":{"lst":["str",2,"a","b"#,
        ("", 39, "input ended inside the string that starts at byte 39"),
    ),
    (r#"{"99":{"rec":{"1":{"i8":128}}}}"#, ("", 24, "`128` at byte 24 is no `i8`")),
    (r#"{"99":{"str":"abcdefg"}}"#, ("", 22, "byte 22: string length of 5 is over the limit of 3")),
    ("{} {}", ("", 3, "byte 3: 2 bytes after the value")),
];

#[test]
fn json_tells_the_byte() {
    let codec = limited(Protocol::Json);
    for (input, mistake) in JSON {
        refuses(codec, input.as_bytes(), *mistake);
    }
    let no_text = b"{\"1\":{\"lst\":[\"rec\",1,{\"2\":{\"str\":\"ab\xff\"}}]}}";
    let text = "users[0].name: byte 36: the string is not UTF-8 from its byte 2 on";
    refuses(codec, no_text, ("users[0].name", 36, text));
}

/// Where one value stands behind another, the byte is counted from the one that is read.
#[test]
fn a_prefix_starts_at_byte_0() {
    let cases: [(Protocol, &[u8], &[u8], usize); 3] = [
        (Protocol::Binary, &[0], &[15, 0, 1, 12, 0, 0, 0, 1, 8, 0, 1, 0, 0], 11),
        (Protocol::Compact, &[0], &[0x19, 0x1c, 0x15, 0x80], 3),
        (Protocol::Json, b"{} ", br#"{"1":{"lst":["rec",1,{"1":{"i32":"#, 33),
    ];
    for (protocol, whole, cut, offset) in cases {
        let codec = Codec::new(protocol, Limits::DEFAULT);
        let input = [whole, cut].concat();
        let (page, rest) = codec.decode_prefix::<Page>(&input).unwrap();
        assert_eq!((page, rest), (Page::default(), cut));
        let error = codec.decode_prefix::<Page>(rest).unwrap_err();
        assert_eq!((&*error.path(), error.offset()), ("users[0].id", Some(offset)));
        let error = match protocol {
            Protocol::Binary => binary::from_prefix::<Page>(rest).unwrap_err(),
            Protocol::Compact => compact::from_prefix::<Page>(rest).unwrap_err(),
            _ => json::from_prefix::<Page>(rest).unwrap_err(),
        };
        assert_eq!((&*error.path(), error.offset()), ("users[0].id", Some(offset)));
    }
}

/// What is wrong with a message as a whole is at none of its bytes.
#[test]
fn a_message_that_is_too_long_has_no_byte() {
    let codec = Codec::new(Protocol::Binary, Limits::DEFAULT.with_message(4));
    let input = hex::bytes("0f0001 0c 00000000 00");
    for error in [
        codec.decode::<Page>(&input).unwrap_err(),
        codec.decode_prefix::<Page>(&input).unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.offset()), (thrift::Kind::Limit, None), "{error}");
        assert!(!error.to_string().contains("byte "), "{error}");
    }
}

/// The header of a message is not counted: the peer that is told may have written any.
#[tokio::test]
async fn arguments_start_at_byte_0() {
    struct Shelf;

    impl Pages for Shelf {
        async fn put(&self, _: Page) -> thrift::Result<()> {
            Ok(())
        }
    }

    for (protocol, arguments, why) in [
        (
            Protocol::Binary,
            hex::bytes("0c0001 0f0001 0c 00000001 | 080001 0000"),
            "page.users[0].id: byte 14: input ended: 4 bytes wanted, 2 left",
        ),
        (
            Protocol::Compact,
            hex::bytes("1c 19 1c | 15 80"),
            "page.users[0].id: byte 4: input ended: 2 bytes wanted, 1 left",
        ),
        (
            Protocol::Json,
            br#"{"1":{"rec":{"1":{"lst":["rec",1,{"1":{"i32":x}}]}}}}"#.to_vec(),
            "page.users[0].id: `x` at byte 45 is no `i32`",
        ),
    ] {
        let codec = Codec::new(protocol, Limits::DEFAULT);
        let message = Bytes::from([&[b' '; 20][..], &arguments].concat());
        let request = Request::received("put", false, codec, message.slice(20..));
        let answer = PagesServer::new(Shelf).dispatch(request).await;
        let Some(answer) = answer else { panic!("no answer") };
        assert_eq!(answer.kind(), ResponseKind::Exception);
        let answer: Answer = codec.decode(answer.body()).unwrap();
        assert_eq!(answer.kind, ApplicationKind::ProtocolError.code());
        assert_eq!(answer.message, format!("the arguments cannot be read: {why}"));
    }
}

/// What is before the arguments or the result has bytes of its own, from the start of the message
/// on, behind the length of a frame.
#[tokio::test]
async fn headers_of_messages_say_at_which_byte_they_are_wrong() {
    for (protocol, answers) in
        [(Protocol::Binary, BINARY_HEADERS), (Protocol::Compact, COMPACT_HEADERS)]
    {
        for (answer, why) in answers {
            let answer = hex::bytes(answer);
            header_is_refused(protocol, Transport::Framed, &answer, why).await;
        }
    }
    for (answer, why) in JSON_HEADERS {
        header_is_refused(Protocol::Json, Transport::Framed, answer.as_bytes(), why).await;
    }
    // Without frames as well, where the end of the header is looked for before it is read.
    for (protocol, answer, why) in [
        (Protocol::Binary, BINARY_HEADERS[0].0, BINARY_HEADERS[0].1),
        (Protocol::Binary, BINARY_HEADERS[1].0, BINARY_HEADERS[1].1),
        (Protocol::Compact, COMPACT_HEADERS[0].0, COMPACT_HEADERS[0].1),
        (Protocol::Compact, COMPACT_HEADERS[2].0, COMPACT_HEADERS[2].1),
    ] {
        header_is_refused(protocol, Transport::Buffered, &hex::bytes(answer), why).await;
    }
}

const BINARY_HEADERS: &[(&str, &str)] = &[
    // A version that does not exist.
    (
        "80020002 00000003 707574 00000001 00",
        "byte 0: no version of the Binary protocol starts with 0x80020002",
    ),
    // A name that is too long, and one in a header of the old form.
    (
        "80010002 00000401 707574 00000001 00",
        "byte 4: method name length of 1025 is over the limit of 1024",
    ),
    (
        "00000401 707574 02 00000001 00",
        "byte 0: method name length of 1025 is over the limit of 1024",
    ),
    // A name that is no text from its second byte on.
    ("80010002 00000003 70ff74 00000001 00", "byte 9: the method name is not UTF-8"),
    ("00000003 70ff74 02 00000001 00", "byte 5: the method name is not UTF-8"),
    // A type that does not exist.
    ("80010007 00000003 707574 00000001 00", "byte 3: no message type has the number 7"),
    ("00000003 707574 07 00000001 00", "byte 7: no message type has the number 7"),
    // A header that is too short.
    ("800100", "byte 0: input ended: 4 bytes wanted, 3 left"),
    ("80010002 0000", "byte 4: input ended: 4 bytes wanted, 2 left"),
    ("80010002 00000003 7075", "byte 0: input ended: 15 bytes wanted, 10 left"),
];

const COMPACT_HEADERS: &[(&str, &str)] = &[
    ("8242 01 03 707574 00", "byte 0: no version of the Compact protocol starts with 0x82 0x42"),
    ("82e1 01 03 707574 00", "byte 1: no message type has the number 7"),
    ("8241 01 8108 707574 00", "byte 3: method name length of 1025 is over the limit of 1024"),
    ("8241 01 ffffffff0f 707574 00", "byte 3: method name length -1 is negative"),
    ("8241 01 03 70ff74 00", "byte 5: the method name is not UTF-8"),
    ("82", "byte 0: input ended: 2 bytes wanted, 1 left"),
    ("8241 01 03 7075", "byte 4: input ended: 3 bytes wanted, 2 left"),
];

const JSON_HEADERS: &[(&str, &str)] = &[
    (r#"[ 2,"put",2,1,{}]"#, "byte 2: the JSON protocol has no version 2"),
    (r#"[1;"put",2,1,{}]"#, "`,` expected at byte 2, found `;`"),
    (r#"[1,"p\x",2,1,{}]"#, "wrong escape at byte 5: there is no such escape"),
    (r#"[1,"put", 7,1,{}]"#, "byte 10: no message type has the number 7"),
    (r#"[1,"put",2,1,{}"#, "byte 15: input ended before the `]` that closes the message"),
    (r#"[1,"put""#, "byte 8: input ended where `,` is expected"),
];

/// A server answers a call with these bytes, and the client tells why it does not read on.
async fn header_is_refused(protocol: Protocol, transport: Transport, answer: &[u8], why: &str) {
    let (ours, mut theirs) = tokio::io::duplex(4096);
    let connection = Client::builder().protocol(protocol).transport(transport).attach(ours);
    let client = PagesClient::new(connection);
    let mut written = answer.to_vec();
    if transport == Transport::Framed {
        let length = u32::try_from(answer.len()).unwrap();
        written = [&length.to_be_bytes(), answer].concat();
    }
    let serve = async {
        theirs.read_u8().await.unwrap();
        theirs.write_all(&written).await.unwrap();
    };
    let page = Page::default();
    let (answered, ()) = tokio::join!(client.put(page), serve);
    let error = answered.unwrap_err();
    assert_eq!(error.to_string(), format!("the connection is closed: {why}"), "{answer:02x?}");
}
