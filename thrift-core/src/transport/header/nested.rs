//! Frames with headers that are all there is in something else: in a frame without one, or in the body of
//! a request of HTTP.

use bytes::Bytes;

use super::read::{arrival, expands};
use super::{LENGTH, MAGIC};
use crate::error::{Error, Kind, Result};
use crate::transport::{Arrival, Wrapping};

/// Whether what a frame has in it is a frame with a header, and not a message.
///
/// The first byte of its length, below 0x40, tells it from a message of strict Binary, of Compact and of
/// JSON. One of old Binary begins with the length of a name, and no name with the magic: that is not
/// UTF-8.
#[inline]
pub(in crate::transport) fn is_in_frame(content: &[u8]) -> bool {
    matches!(content, [0x00..=0x3f, _, _, _, magic @ ..] if magic.starts_with(&MAGIC))
}

/// Whether the message at the start of `input`, which is in a frame, may become longer than it is.
pub(in crate::transport) fn expands_in_frame(input: &[u8]) -> bool {
    input.get(LENGTH..).is_some_and(|content| is_in_frame(content) && expands(content))
}

/// Takes the message out of what a frame has in it.
///
/// # Errors
///
/// Fails when that is no frame with a header, or one of another length.
pub(in crate::transport) fn in_frame(content: &Bytes, most: usize) -> Result<Arrival> {
    if !is_in_frame(content) {
        return Err(Error::new(Kind::Version, "there is no frame with a header in the frame"));
    }
    let mut arrival = alone(content, most)?;
    if let Wrapping::Header(head) = &mut arrival.wrapping {
        head.in_frame = true;
    }
    Ok(arrival)
}

/// Takes the message out of a frame with a header that is all of `content`, its length included.
///
/// # Errors
///
/// Fails on a length that is not that of the rest of `content`, and on a frame that is too short for a
/// header.
pub(in crate::transport) fn alone(content: &Bytes, most: usize) -> Result<Arrival> {
    let Some((length, frame)) = content.split_first_chunk::<LENGTH>() else {
        return Err(Error::truncated(LENGTH, content.len()));
    };
    let (length, found) = (u32::from_be_bytes(*length), frame.len());
    if usize::try_from(length).ok() != Some(found) {
        let message =
            format!("the length of the frame with a header is {length}, but it has {found} bytes");
        return Err(Error::new(Kind::Invalid, message));
    }
    arrival(&content.slice(LENGTH..), most)
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;

    use super::*;
    use crate::message::{Dialect, Envelope, MessageType};
    use crate::protocol::{Limits, Protocol};
    use crate::service::Headers;
    use crate::transport::header::{Head, Header};
    use crate::transport::{Input, Outgoing, Transport};

    /// A call of `f` in Binary, with a header, in a frame in a frame.
    const NESTED: &[u8] = b"\0\0\0\x28\0\0\0\x24\x0f\xff\0\0\0\0\0\x07\0\x03\
        \0\0\x01\x01\x01k\x02vv\0\0\0\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07\0";

    /// The same in Compact, without headers.
    const NESTED_COMPACT: &[u8] = b"\0\0\0\x18\0\0\0\x14\x0f\xff\0\0\0\0\0\x07\0\x01\
        \x02\0\0\0\x82\x21\x07\x01f\0";

    fn head(protocol: Protocol) -> Head {
        Head { in_frame: true, ..Head::new(7, protocol) }
    }

    /// The only message, for who knows the transport or finds it out.
    fn taken(mut input: Input, bytes: &[u8]) -> Result<(Head, Vec<u8>)> {
        input.append(bytes);
        let arrival = input.next()?.expect("it is all there");
        assert!(input.is_empty());
        let Wrapping::Header(head) = arrival.wrapping else { panic!("it has a header") };
        Ok((*head, arrival.message?.to_vec()))
    }

    fn detected(bytes: &[u8]) -> Result<(Head, Vec<u8>)> {
        taken(Input::detecting(Limits::NETWORK), bytes)
    }

    fn refused(content: &[u8]) -> String {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        let bytes = [&length[..], content].concat();
        let error = detected(&bytes).unwrap_err().to_string();
        let known = Input::new(Transport::FramedHeader, Limits::NETWORK);
        assert_eq!(taken(known, &bytes).unwrap_err().to_string(), error);
        error
    }

    #[test]
    fn a_frame_in_a_frame_is_what_the_libraries_write() {
        let headers = Headers::new().with("k", "vv");
        for (bytes, expected) in [
            (NESTED, Head { headers, ..head(Protocol::Binary) }),
            (NESTED_COMPACT, head(Protocol::Compact)),
        ] {
            let (found, message) = detected(bytes).unwrap();
            assert_eq!(found, expected);
            let known = Input::new(Transport::FramedHeader, Limits::NETWORK);
            assert_eq!(taken(known, bytes).unwrap(), (found.clone(), message.clone()));
            let (dialect, envelope, payload) = Dialect::read(&message).unwrap();
            let call = Envelope { name: "f".into(), kind: MessageType::Call, seqid: 7 };
            assert_eq!((&envelope, &message[payload.clone()]), (&call, &b"\0"[..]));
            let mut out = Outgoing::default();
            let payload = Bytes::copy_from_slice(&message[payload]).into();
            let wrapping = Wrapping::Header(Box::new(found));
            wrapping.write(&mut out, dialect, &envelope, &payload).unwrap();
            assert_eq!(out.into_vec(), bytes);
        }
    }

    #[test]
    fn each_frame_tells_whether_there_is_another_one_in_it() {
        let plain = b"\0\0\0\x0e\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07\0";
        let mut input = Input::detecting(Limits::NETWORK);
        input.append(&[plain, NESTED, plain, NESTED_COMPACT].concat());
        let mut nested = Vec::new();
        while let Some(arrival) = input.next().unwrap() {
            nested.push(matches!(arrival.wrapping, Wrapping::Header(head) if head.in_frame));
        }
        assert_eq!(nested, [false, true, false, true]);
    }

    #[test]
    fn messages_that_have_the_magic_where_a_frame_has_it_are_messages() {
        let name = "n".repeat(255);
        // A sequence id of three bytes, and the length of the name.
        let compact = [&b"\x82\x21\x80\x80\x0f\xff\x01"[..], name.as_bytes(), b"\0"].concat();
        let (_, envelope, _) = Dialect::read(&compact).unwrap();
        assert_eq!((&*envelope.name, envelope.seqid), (&*name, 0x0f << 14));
        assert!(!is_in_frame(&compact));
        for other in [&b"\x80\x01\0\x01\x0f\xff\0\0"[..], b"[1,\"\x0f\xff", b"\x40\0\0\0\x0f\xff"] {
            assert!(!is_in_frame(other), "{other:02x?}");
        }
        // In old Binary the name would be no text.
        let old = b"\0\0\0\x02\x0f\xff\x01\0\0\0\0\0";
        Dialect::read(old).unwrap_err();
        assert!(is_in_frame(old) && is_in_frame(&NESTED[4..]));
        assert!(!is_in_frame(&NESTED[4..9]));
    }

    #[test]
    fn a_length_that_is_not_the_rest_of_the_outer_frame_is_an_error() {
        let frame = &NESTED[4..];
        let text = |length| {
            format!("the length of the frame with a header is {length}, but it has 36 bytes")
        };
        for length in [0_u32, 35, 37, 40, 0x00ff_ffff] {
            let wrong = [&length.to_be_bytes()[..], &frame[4..]].concat();
            assert_eq!(refused(&wrong), text(length));
        }
        let more = [frame, frame].concat();
        assert!(refused(&more).ends_with("is 36, but it has 76 bytes"));
        let end = refused(b"\0\0\0\x05\x0f\xff\0\0\0");
        assert_eq!(end, "byte 0: input ended: 10 bytes wanted, 5 left");
    }

    #[test]
    fn who_expects_frames_in_frames_takes_no_others() {
        let plain = b"\0\0\0\x0e\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07\0";
        for bytes in [plain, &NESTED[4..]] {
            let error = Header::in_frames(Limits::NETWORK).next(&mut BytesMut::from(bytes));
            let error = error.unwrap_err();
            assert_eq!(error.kind(), Kind::Version);
            assert_eq!(error.to_string(), "there is no frame with a header in the frame");
        }
        Header::new(Limits::NETWORK).next(&mut BytesMut::from(NESTED)).unwrap_err();
    }

    #[test]
    fn the_outer_length_counts_against_the_limit() {
        let most = |message| Input::detecting(Limits::NETWORK.with_message(message));
        taken(most(40), NESTED).unwrap();
        let error = taken(most(39), NESTED).unwrap_err();
        assert_eq!(error.to_string(), "frame length of 40 is over the limit of 39");
    }

    #[test]
    fn every_prefix_waits_for_the_rest() {
        for end in 0..NESTED.len() {
            let mut input = Input::detecting(Limits::NETWORK);
            input.append(&NESTED[..end]);
            assert!(input.next().unwrap().is_none(), "{end}");
        }
    }

    #[test]
    fn a_long_frame_in_a_frame_is_told_from_an_old_name() {
        let most = Limits::NETWORK.with_message(1 << 26);
        for length in [0x00ff_fffc_u32, 0x00ff_ffff, 0x0100_0000, 0x0200_0000 - 4, 0x0200_0000] {
            let mut input = Input::detecting(most);
            let start = [(length + 4).to_be_bytes(), length.to_be_bytes()].concat();
            input.append(&[&start[..], b"\x0f\xff"].concat());
            assert!(input.next().unwrap().is_none());
            assert!(input.is_framed(), "{length:#x}");
        }
    }

    #[test]
    fn what_may_become_longer_is_known_before_it_does() {
        let compressed = [&NESTED[..18], b"\0\x01\x01\0", &NESTED[22..]].concat();
        for (bytes, expands) in [(NESTED, false), (&compressed, true), (&compressed[..19], false)] {
            for mut input in [
                Input::detecting(Limits::NETWORK),
                Input::new(Transport::Framed, Limits::NETWORK),
                Input::new(Transport::FramedHeader, Limits::NETWORK),
            ] {
                input.append(bytes);
                assert_eq!(input.expands(), expands);
            }
        }
    }

    #[cfg(feature = "zlib")]
    #[test]
    fn what_is_compressed_is_as_long_as_a_message_may_be() {
        let written = Head { compressed: true, ..head(Protocol::Binary) };
        let mut out = Outgoing::default();
        let payload = Bytes::from(vec![0; 10_000]).into();
        let envelope = Envelope { name: "f".into(), kind: MessageType::Call, seqid: 7 };
        let wrapping = Wrapping::Header(Box::new(written.clone()));
        wrapping.write(&mut out, Dialect::of(Protocol::Binary), &envelope, &payload).unwrap();
        let bytes = out.into_vec();
        assert!(bytes.len() < 200);
        let within = |most| taken(Input::detecting(Limits::NETWORK.with_message(most)), &bytes);
        let (found, message) = within(10_013).unwrap();
        assert_eq!((found, message.len()), (written, 10_013));
        assert_eq!(within(10_012).unwrap_err().kind(), Kind::Limit);
    }
}
