//! What finding the end of a message and reading it agree on, whatever the bytes are: for tests of
//! every split of samples, and for a target of cargo-fuzz.

use bytes::BytesMut;

use super::buffered::Buffered;
use crate::TType;
use crate::error::{Kind, Result};
use crate::message::Dialect;
use crate::protocol::{Limits, Protocol, Reader, binary, compact, json};

/// Finds the end of the message at the start of `bytes`, all at once and in chunks of these
/// lengths, over and over, and compares that with reading.
///
/// # Panics
///
/// When these do not agree.
pub(crate) fn check(bytes: &[u8], chunks: &[usize]) {
    let whole = found(bytes, &[bytes.len()]);
    let split = found(bytes, chunks);
    match (&whole, &split) {
        (Ok(whole), Ok(split)) => assert_eq!(whole, split, "in chunks of {chunks:?}"),
        // Of two mistakes the one that is met first is reported.
        (Err(_), Err(_)) => {}
        _ => panic!("{whole:?} but in chunks of {chunks:?} {split:?}: {bytes:02x?}"),
    }
    let is_json = bytes.first().is_some_and(|first| Dialect::detect(*first) == Protocol::Json);
    match whole {
        // In JSON the brackets match, and what is between them is not looked at.
        Ok(Some(end)) if !is_json => {
            // A header may have a place for everything, and something else in it: such a message is
            // told from the next one all the same, and refused.
            let has_header = !matches!(
                Dialect::read(&bytes[..end]),
                Err(error) if !matches!(error.kind(), Kind::Truncated { .. })
            );
            if let Err(error) = read(&bytes[..end])
                && has_header
            {
                panic!("{error}, but a message ends after {end} bytes: {bytes:02x?}");
            }
        }
        Ok(Some(end)) => {
            let is_space = bytes[end..].iter().all(|byte| b" \t\r\n".contains(byte));
            assert!(is_space || read(bytes).is_err(), "a message goes on after {end} bytes");
        }
        Ok(None) | Err(_) => assert!(read(bytes).is_err(), "no end of {bytes:02x?}"),
    }
}

/// Where the first message ends.
fn found(bytes: &[u8], chunks: &[usize]) -> Result<Option<usize>> {
    let mut buffered = Buffered::new(Limits::NETWORK);
    let mut input = BytesMut::new();
    let mut rest = bytes;
    for chunk in chunks.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (arrived, later) = rest.split_at(rest.len().min((*chunk).max(1)));
        input.extend_from_slice(arrived);
        rest = later;
        if let Some(message) = buffered.next(&mut input)? {
            return Ok(Some(message.len()));
        }
    }
    Ok(None)
}

/// Reads the header of a message, and skips all that follows.
fn read(bytes: &[u8]) -> Result<()> {
    let (dialect, _, payload) = Dialect::read(bytes)?;
    let payload = &bytes[payload];
    // As deep as the end of a message is looked for.
    let limits = Limits::NETWORK;
    macro_rules! skip {
        ($protocol:ident) => {{
            let mut input = $protocol::Reader::new(payload, &limits)?;
            input.skip(TType::Struct)?;
            input.finish()
        }};
    }
    match dialect.protocol() {
        Protocol::Binary => skip!(binary),
        Protocol::Compact => skip!(compact),
        Protocol::Json => skip!(json),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::message::{Envelope, MessageType};
    use crate::protocol::Codec;
    use crate::transport::Outgoing;
    use crate::value::{List, Map, Struct};
    use crate::{Result, Value};

    /// Calls with every type inside, in every protocol.
    fn messages() -> Vec<Vec<u8>> {
        let inner = Struct::new().with(1, true).and_then(|it| it.with(700, false)).unwrap();
        let texts = Map::from_pairs([("a", 300_i64), ("]}\"", -1)]).unwrap();
        let mut value = Struct::new();
        let mut set = |id: i16, field: Value| value.set(id, field).unwrap();
        set(1, true.into());
        set(2, (-1_i8).into());
        set(3, 300_i16.into());
        set(4, i32::MIN.into());
        set(5, i64::MAX.into());
        set(6, 1.5.into());
        set(7, "hé\"\\".into());
        set(8, Value::Uuid([7; 16]));
        set(9, Value::List(List::from_items(vec![true, false]).unwrap()));
        set(10, Value::Set(List::from_items(vec![1_i32, 1000]).unwrap()));
        set(11, Value::Map(texts));
        set(12, Value::List(List::from_items(vec![inner.clone(), Struct::new()]).unwrap()));
        set(1000, inner.into());
        Protocol::ALL.iter().map(|protocol| message(*protocol, &value).unwrap()).collect()
    }

    fn message(protocol: Protocol, value: &Struct) -> Result<Vec<u8>> {
        let payload =
            Codec::new(protocol, Limits::NETWORK).encode(&Value::Struct(value.clone()))?;
        let mut out = Outgoing::default();
        let envelope = Envelope { name: "f".into(), kind: MessageType::Call, seqid: 300 };
        Dialect::of(protocol).write(&mut out, &envelope, &Bytes::from(payload).into())?;
        Ok(out.into_vec())
    }

    #[test]
    fn every_split_of_every_message_finds_its_end() {
        for message in messages() {
            let stream = [&message[..], &message[..7]].concat();
            let end = found(&stream, &[stream.len()]).unwrap();
            assert_eq!(end, Some(message.len()));
            check(&message, &[message.len()]);
            for split in 1..stream.len() {
                // In two, and in many of one length.
                assert_eq!(found(&stream, &[split, stream.len()]).unwrap(), end, "{split}");
                assert_eq!(found(&stream, &[split]).unwrap(), end, "{split}");
            }
            for cut in 0..message.len() {
                assert_eq!(found(&message[..cut], &[1]).unwrap(), None, "{cut}");
                check(&message[..cut], &[1]);
            }
        }
    }

    #[test]
    fn a_form_feed_after_a_message_in_json_is_another_one() {
        check(b"[1,\"add\",2,300,{}]\x0c\x0c", &[1, 2, 3]);
    }

    #[test]
    fn mutated_messages_are_read_as_far_as_an_end_is_found() {
        for message in messages() {
            let mut bytes = message.clone();
            for at in 0..bytes.len() {
                for with in [0, 1, 2, 8, 11, 12, 13, 15, 0x1c, 0x7f, 0x80, 0xff, b'{', b']', b'"'] {
                    bytes[at] = with;
                    check(&bytes, &[1]);
                    check(&bytes, &[5, 2]);
                }
                for bit in 0..8 {
                    bytes[at] = message[at] ^ (1 << bit);
                    check(&bytes, &[3]);
                }
                bytes[at] = message[at];
            }
        }
    }

    #[test]
    fn lengths_that_are_wrong_are_no_reason_to_panic() {
        for message in messages().into_iter().take(2) {
            for at in 0..message.len() - 4 {
                for length in [-1, i32::MIN, i32::MAX, 0, 1, 1 << 24] {
                    let mut bytes = message.clone();
                    bytes[at..at + 4].copy_from_slice(&length.to_be_bytes());
                    check(&bytes, &[4]);
                }
            }
        }
    }
}
