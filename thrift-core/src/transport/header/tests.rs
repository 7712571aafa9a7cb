//! Headers against bytes that are written by hand.

use core::time::Duration;

use bytes::{Bytes, BytesMut};

use super::*;
use crate::application::ApplicationKind;
use crate::error::{Error, Kind, Result};
use crate::message::{Dialect, Envelope, MessageType};
use crate::protocol::Limits;
use crate::transport::{Arrival, Outgoing, Wrapping};

const CALL: &[u8] = b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07\0";

const COMPACT_CALL: &[u8] = b"\x82\x21\x07\x01f\0";

/// A frame: of this header, to which nothing is added, and of what follows it.
fn frame(header: &[u8], message: &[u8]) -> Vec<u8> {
    let words = u16::try_from(header.len() / WORD).unwrap().to_be_bytes();
    let length = u32::try_from(FIXED + header.len() + message.len()).unwrap().to_be_bytes();
    [&length[..], b"\x0f\xff\0\0\0\0\0\x07", &words, header, message].concat()
}

/// With zeros behind it up to a whole word.
fn padded(header: &[u8]) -> Vec<u8> {
    let mut header = header.to_vec();
    header.resize(header.len().next_multiple_of(WORD), 0);
    header
}

fn read_within(limits: Limits, frame: &[u8]) -> Result<(Head, Result<Vec<u8>>)> {
    let mut input = BytesMut::from(frame);
    let arrival = Header::new(limits).next(&mut input)?.expect("the frame is all there");
    assert!(input.is_empty());
    let Arrival { wrapping: Wrapping::Header(head), message } = arrival else {
        panic!("a message behind a header");
    };
    Ok((*head, message.map(Vec::from)))
}

fn read(frame: &[u8]) -> (Head, Result<Vec<u8>>) {
    read_within(Limits::NETWORK, frame).unwrap()
}

/// The headers of a message in Binary.
fn headers(header: &[u8]) -> Result<Head> {
    let (head, message) = read(&frame(&padded(header), CALL));
    message.map(|message| {
        assert_eq!(message, CALL);
        head
    })
}

fn refusal(frame: &[u8]) -> Error {
    let (_, message) = read(frame);
    message.unwrap_err()
}

fn write(head: &Head) -> Result<Vec<u8>> {
    let mut out = before();
    let envelope = Envelope { name: "f".into(), kind: MessageType::Call, seqid: 7 };
    Wrapping::Header(Box::new(head.clone())).write(
        &mut out,
        Dialect::of(head.protocol),
        &envelope,
        &Bytes::from_static(b"\0").into(),
    )?;
    let mut out = out.into_vec();
    assert_eq!(out.drain(..6).as_slice(), b"before");
    Ok(out)
}

/// What is to be written, with something in it.
fn before() -> Outgoing {
    let mut out = Outgoing::default();
    out.buffer().extend_from_slice(b"before");
    out
}

fn head() -> Head {
    Head::new(7, Protocol::Binary)
}

#[test]
fn a_message_behind_headers_is_what_the_libraries_write() {
    let header = b"\0\0\x01\x01\x01k\x02vv\0\0\0";
    let bytes = frame(header, CALL);
    assert!(bytes.starts_with(b"\0\0\0\x24\x0f\xff\0\0\0\0\0\x07\0\x03"));
    let written = Head { headers: Headers::new().with("k", "vv"), ..head() };
    assert_eq!(write(&written).unwrap(), bytes);
    let (found, message) = read(&bytes);
    assert_eq!((found, &message.unwrap()[..]), (written, CALL));

    let bytes = frame(b"\x02\0\0\0", COMPACT_CALL);
    let written = Head { protocol: Protocol::Compact, ..head() };
    assert_eq!(write(&written).unwrap(), bytes);
    let (found, message) = read(&bytes);
    assert_eq!((found, &message.unwrap()[..]), (written, COMPACT_CALL));
}

#[test]
fn the_message_is_where_the_length_of_the_header_says() {
    for value in ["", "v", "vv", "vvv", "vvvv"] {
        let mut header = vec![0, 0, 1, 1, 1, b'k', u8::try_from(value.len()).unwrap()];
        header.extend_from_slice(value.as_bytes());
        // As Python and Go pad, as C++ does, and as nobody does.
        let least = header.len().next_multiple_of(WORD);
        let greatest = (header.len() + 1).next_multiple_of(WORD);
        for length in [least, greatest, 400] {
            header.resize(length, 0);
            let (found, message) = read(&frame(&header, CALL));
            assert_eq!(message.unwrap(), CALL, "{length}");
            assert_eq!(found.headers, Headers::new().with("k", value));
        }
    }
}

#[test]
fn sequence_id_and_flags_are_kept() {
    let mut bytes = frame(&[0; 4], CALL);
    bytes[6..12].copy_from_slice(b"\xab\xcd\xff\xff\xff\xfe");
    let (found, _) = read(&bytes);
    assert_eq!((found.flags, found.seqid), (0xabcd, -2));
    assert_eq!(write(&found).unwrap(), bytes);
}

#[test]
fn all_headers_are_read_up_to_what_is_not_known() {
    // Two blocks, and in the second a name of the first in another case.
    let two = b"\0\0\x01\x02\x01a\x011\x01b\0\x01\x01\x01A\x012";
    assert_eq!(headers(two).unwrap().headers, Headers::new().with("a", "2").with("b", ""));
    // What an unknown kind has behind it looks like a header, and need not be one.
    let unknown = b"\0\0\x01\x01\x01a\x011\x02\x01\x01b\xff\xff\xff";
    assert_eq!(headers(unknown).unwrap().headers, Headers::new().with("a", "1"));
    assert!(headers(b"\0\0\0\x01\x01\x01b\x01").unwrap().headers.is_empty());
    // A value may be of any bytes, and the numbers longer than they need to be.
    let long = headers(b"\x80\0\x80\0\x81\0\x81\0\x81\0a\x82\0\xff\xfe").unwrap();
    assert_eq!(long.headers.get_bytes("a"), Some(&b"\xff\xfe"[..]));
}

#[test]
fn a_header_that_lies_is_an_error_with_its_place() {
    for (header, text) in [
        (&b"\x80\x80\x80\x80"[..], "byte 10: input ended"),
        (b"\xff\xff\xff\xff\x7f\0\0\0", "byte 10: the number has more than 32 bits"),
        (
            b"\0\xff\xff\xff\xff\x0f\0\0",
            "byte 16: input ended: 4294967295 transforms wanted, 2 left",
        ),
        (
            b"\0\x80\x80\x80\x80\x08\0\0",
            "byte 16: input ended: 2147483648 transforms wanted, 2 left",
        ),
        (b"\0\x04\x01\0", "byte 12: input ended: 4 transforms wanted, 2 left"),
        (
            b"\0\x05\x01\x01\x01\x01\x01\0",
            "byte 12: number of transforms of 5 is over the limit of 4",
        ),
        (
            b"\0\0\x01\x80\x80\x80\x80\x08",
            "byte 18: input ended: 2147483648 headers wanted, 0 left",
        ),
        (b"\0\0\x01\x03\x01a\0", "byte 14: input ended: 3 headers wanted, 4 left"),
        (b"\0\0\x01\x01\x05a\0\0", "byte 15: input ended: string of 5 bytes wanted, 3 left"),
        (
            b"\0\0\x01\x01\xff\xff\xff\x07",
            "byte 18: input ended: string of 16777215 bytes wanted, 0 left",
        ),
        (b"\0\0\x01\x01\x01a\x09\0", "byte 17: input ended: string of 9 bytes wanted, 1 left"),
        (b"\0\0\x01\x01\x01\xff\0\0", "byte 16: the name of a header is not UTF-8"),
    ] {
        let bytes = if header.len() % WORD == 0 { header.to_vec() } else { padded(header) };
        let error = refusal(&frame(&bytes, CALL));
        assert!(error.to_string().starts_with(text), "{error}");
    }
}

#[test]
fn no_prefix_of_a_header_is_one() {
    let header = b"\0\x01\0\x01\x02\x01a\x03abc\x01b\0";
    for end in 0..header.len() {
        let mut bytes = frame(&[], &header[..end]);
        bytes[12..14].copy_from_slice(&4_u16.to_be_bytes());
        let error = refusal(&bytes);
        assert!(matches!(error.kind(), Kind::Truncated { .. }), "{end}: {error}");
    }
}

#[test]
fn the_length_of_a_header_is_checked() {
    let mut bytes = frame(&[0; 4], CALL);
    bytes[12..14].copy_from_slice(&0x4000_u16.to_be_bytes());
    let error = refusal(&bytes);
    assert_eq!(error.to_string(), "byte 8: header length of 65536 is over the limit of 65532");
    // One word more than there is.
    bytes[12..14].copy_from_slice(&5_u16.to_be_bytes());
    let error = refusal(&bytes);
    let text = "byte 10: input ended: header of 20 bytes wanted, 18 left";
    assert_eq!(error.to_string(), text);

    let longest = padded(&[&b"\0\0\x09"[..], &vec![7; LONGEST - 3]].concat());
    assert_eq!(read(&frame(&longest, CALL)).1.unwrap(), CALL);
}

#[test]
fn a_frame_without_a_header_is_out_of_step() {
    for (bytes, text) in [
        (
            &b"\0\0\0\x09\x0f\xff\0\0\0\0\0\x07\0"[..],
            "byte 0: input ended: 10 bytes wanted, 9 left",
        ),
        (&frame(b"", b"x")[..11], ""),
        (b"\0\0\0\x0a\x80\x01\0\x01\0\0\0\x01f\0", "byte 0: no header starts with 0x80 0x01"),
        (b"\0\0\0\0", "frame length 0 is not positive"),
        (b"\x40\0\0\0", "frame length of 1073741824 is over the limit of 16777216"),
    ] {
        match Header::new(Limits::NETWORK).next(&mut BytesMut::from(bytes)) {
            Ok(found) => assert!(found.is_none() && text.is_empty()),
            Err(error) => assert_eq!(error.to_string(), text),
        }
    }
}

#[test]
fn unknown_protocols_and_transforms_are_told_apart() {
    let invalid =
        |error: &Error, kind| assert_eq!(error.kind(), Kind::Application(kind), "{error}");
    for number in [1_u8, 3, 0x7f] {
        let error = refusal(&frame(&[number, 0, 0, 0], CALL));
        invalid(&error, ApplicationKind::InvalidProtocol);
        let text = format!("byte 11: no protocol behind a header has the number {number}");
        assert_eq!(error.to_string(), text);
    }
    for number in [2_u8, 3, 0x7f] {
        let (found, message) = read(&frame(&[2, 1, number, 0], COMPACT_CALL));
        let error = message.unwrap_err();
        invalid(&error, ApplicationKind::InvalidTransform);
        assert_eq!(error.to_string(), format!("byte 13: no transform has the number {number}"));
        // What is known already is of use to who answers.
        assert_eq!((found.protocol, found.seqid), (Protocol::Compact, 7));
    }
    let error = refusal(&frame(&[2, 0, 0, 0], CALL));
    invalid(&error, ApplicationKind::InvalidProtocol);
    let text = "the header says Compact, but the message is in Binary";
    assert_eq!(error.to_string(), text);
}

#[test]
fn the_time_of_a_call_is_no_header() {
    let find = |value: &str| {
        let length = u8::try_from(value.len()).unwrap();
        let header = [&b"\0\0\x01\x01\x0eCLIENT_TIMEOUT"[..], &[length], value.as_bytes()].concat();
        let found = headers(&header).unwrap();
        (found.timeout, found.headers.len())
    };
    assert_eq!(find("1500"), (Some(Duration::from_millis(1500)), 0));
    assert_eq!(find("18446744073709551615"), (Some(Duration::from_millis(u64::MAX)), 0));
    assert_eq!(find("0"), (None, 0));
    // What is no time is a header like any other.
    for other in ["", "1.5", "-1", "+1", " 1", "18446744073709551616", "soon"] {
        assert_eq!(find(other), (None, 1), "{other:?}");
    }
}

#[test]
fn a_time_is_written_in_whole_milliseconds_and_never_as_none() {
    for (time, text) in [
        (Duration::ZERO, "1"),
        (Duration::from_nanos(1), "1"),
        (Duration::from_micros(1001), "2"),
        (Duration::from_secs(60), "60000"),
        (Duration::MAX, "9223372036854775807"),
    ] {
        let headers = Headers::new().with("Client_Timeout", "7").with("a", "1");
        let bytes = write(&Head { timeout: Some(time), headers, ..head() }).unwrap();
        let (found, _) = read(&bytes);
        assert_eq!(found.headers, Headers::new().with("a", "1"));
        assert_eq!(found.timeout, Some(Duration::from_millis(text.parse().unwrap())));
    }
    // Without one, what somebody has set himself is what the call has.
    let headers = Headers::new().with("client_timeout", "7");
    let (found, _) = read(&write(&Head { headers, ..head() }).unwrap());
    assert_eq!(found.timeout, Some(Duration::from_millis(7)));
}

#[test]
fn what_fits_no_header_is_not_written() {
    let refused = |headers: Headers| {
        let mut out = before();
        let wrapping = Wrapping::Header(Box::new(Head { headers, ..head() }));
        let envelope = Envelope { name: "f".into(), kind: MessageType::Call, seqid: 7 };
        let dialect = Dialect::of(Protocol::Binary);
        let error = wrapping.write(&mut out, dialect, &envelope, &Bytes::new().into()).unwrap_err();
        assert_eq!((error.kind(), &out.into_vec()[..]), (Kind::Limit, &b"before"[..]));
        error.to_string()
    };
    let long = refused(Headers::new().with("a", vec![0; LONGEST - 8]));
    assert_eq!(long, "header length of 65536 is over the limit of 65532");
    let longer = refused(Headers::new().with("a", vec![0; LONGEST + 1]));
    assert_eq!(longer, "header length of 65533 is over the limit of 65532");
    let many = refused((0..=MOST_HEADERS).map(|number| (number.to_string(), "")).collect());
    assert_eq!(many, "number of headers of 1001 is over the limit of 1000");

    let headers: Headers = (0..MOST_HEADERS).map(|number| (number.to_string(), "")).collect();
    let bytes = write(&Head { headers: headers.clone(), ..head() }).unwrap();
    assert_eq!(read(&bytes).0.headers, headers);
    let longest = Headers::new().with("a", vec![7; LONGEST - 9]);
    let bytes = write(&Head { headers: longest.clone(), ..head() }).unwrap();
    assert_eq!(read(&bytes).0.headers, longest);

    let json = write(&Head { protocol: Protocol::Json, ..head() }).unwrap_err();
    assert_eq!(json.to_string(), "a message in Json cannot go behind a header");
}

#[test]
fn more_headers_than_anybody_has_are_refused() {
    let count = u8::try_from(MOST_HEADERS / 10).unwrap();
    let block = [&[1, count][..], &[0, 0].repeat(count.into())].concat();
    let header = padded(&[&[0, 0][..], &block.repeat(10)].concat());
    assert_eq!(read(&frame(&header, CALL)).1.unwrap(), CALL);
    let header = padded(&[&[0, 0][..], &block.repeat(11)].concat());
    let error = refusal(&frame(&header, CALL));
    assert!(error.to_string().ends_with("number of headers of 1100 is over the limit of 1000"));
}

#[test]
fn changed_bytes_are_no_reason_to_panic() {
    let headers = Headers::new().with("a", "1").with("long name", [b'v'; 40]);
    let head = Head { headers, timeout: Some(Duration::from_secs(1)), ..head() };
    let bytes = write(&head).unwrap();
    for at in LENGTH..bytes.len() {
        for with in 0..=u8::MAX {
            let mut changed = bytes.clone();
            changed[at] = with;
            let found = read_within(Limits::NETWORK, &changed);
            let is_magic = at < LENGTH + MAGIC.len();
            assert!(found.is_ok() || is_magic, "{at}");
        }
    }
}

#[cfg(feature = "zlib")]
mod compressed {
    use super::*;

    fn compressed(message: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        zlib::compress(message, &mut out).unwrap();
        out
    }

    #[test]
    fn what_was_done_to_a_message_is_undone_in_reverse() {
        let once = compressed(CALL);
        let twice = compressed(&once);
        for (header, message, is_compressed) in [
            (&b"\0\x01\0"[..], CALL, false),
            (b"\0\x01\x01", &once, true),
            (b"\0\x03\0\x01\0", &once, true),
            (b"\0\x02\x01\x01", &twice, true),
        ] {
            let (found, message) = read(&frame(&padded(header), message));
            assert_eq!(message.unwrap(), CALL);
            assert_eq!(found, Head { compressed: is_compressed, ..head() });
        }
    }

    #[test]
    fn what_is_compressed_once_is_written_so() {
        let head = Head { compressed: true, ..head() };
        let bytes = write(&head).unwrap();
        assert_eq!(bytes, frame(&padded(b"\0\x01\x01"), &compressed(CALL)));
        let (found, message) = read(&bytes);
        assert_eq!((found, &message.unwrap()[..]), (head, CALL));
    }

    #[test]
    fn a_message_is_as_long_as_it_may_be_without_compression() {
        let message = [CALL, &vec![0; 10_000]].concat();
        let bytes = frame(&padded(b"\0\x01\x01"), &compressed(&message));
        assert!(bytes.len() < 200);
        let limits = |message| Limits::NETWORK.with_message(message);
        let (_, found) = read_within(limits(message.len()), &bytes).unwrap();
        assert_eq!(found.unwrap(), message);
        let (_, found) = read_within(limits(message.len() - 1), &bytes).unwrap();
        assert_eq!(found.unwrap_err().kind(), Kind::Limit);
    }

    #[test]
    fn what_zlib_did_not_write_is_told_of_one_message() {
        let broken = frame(&padded(b"\0\x01\x01"), b"no zlib");
        let mut input = BytesMut::from(&[&broken[..], &frame(&[0; 4], CALL)].concat()[..]);
        let mut header = Header::new(Limits::NETWORK);
        let first = header.next(&mut input).unwrap().unwrap().message.unwrap_err();
        assert!(first.to_string().starts_with("the zlib stream is broken: "), "{first}");
        assert_eq!(header.next(&mut input).unwrap().unwrap().message.unwrap(), CALL);
    }

    #[test]
    fn what_may_become_longer_is_known_before_it_does() {
        for (header, longer) in [
            (&b"\0\0\0\0"[..], false),
            (b"\x02\0\x01\0", false),
            (b"\0\x01\x01\0", true),
            (b"\0\x01\0\0", true),
            // A number that is longer than it need be hides nothing.
            (b"\x80\0\x01\x01", true),
            (b"\0\x80\0\0", true),
        ] {
            assert_eq!(expands(&frame(header, CALL)), longer, "{header:02x?}");
        }
    }
}

#[cfg(not(feature = "zlib"))]
#[test]
fn without_zlib_the_feature_is_named() {
    let error = refusal(&frame(b"\0\x01\x01\0", CALL));
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::InvalidTransform));
    assert!(error.to_string().contains("the feature `zlib`"), "{error}");
}
