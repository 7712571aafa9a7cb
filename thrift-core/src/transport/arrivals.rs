//! What the bytes of a peer that nobody knows hold to, however they arrive: for tests of samples, and
//! for a target of cargo-fuzz.

use bytes::Bytes;

use super::header::Head;
use super::{Input, Outgoing, Wrapping};
use crate::error::Result;
use crate::message::Dialect;
use crate::protocol::{Limits, Protocol};

/// Takes the messages out of `bytes`, all at once and in chunks of these lengths, over and over, and
/// compares them; and writes the headers of each again, and reads them.
///
/// # Panics
///
/// When these are not the same, or when a message is longer than `most`.
pub(crate) fn check(bytes: &[u8], chunks: &[usize], most: usize) {
    let limits = Limits::NETWORK.with_message(most);
    let mut whole = messages(bytes, &[bytes.len()], limits);
    let split = messages(bytes, chunks, limits);
    if whole.broken && whole.is_zlib {
        // What comes out of a stream before it breaks is lost with what is taken in together with it.
        assert!(split.found.starts_with(&whole.found), "in chunks of {chunks:?}");
        whole.found = split.found;
    } else {
        assert_eq!(whole.found, split.found, "in chunks of {chunks:?}");
    }
    assert_eq!(whole.broken, split.broken, "in chunks of {chunks:?}");
    for (wrapping, message) in &whole.found {
        assert!(message.as_ref().is_none_or(|message| message.len() <= most));
        if let Wrapping::Header(head) = wrapping
            && let Some(message) = message
        {
            write_again(head, message);
        }
    }
}

/// What arrived.
struct Arrived {
    /// The messages, without those that could not be had.
    found: Vec<(Wrapping, Option<Vec<u8>>)>,
    broken: bool,
    is_zlib: bool,
}

fn messages(bytes: &[u8], chunks: &[usize], limits: Limits) -> Arrived {
    let mut input = Input::detecting(limits);
    let mut arrived = Arrived { found: Vec::new(), broken: false, is_zlib: false };
    let mut rest = bytes;
    for chunk in chunks.iter().cycle() {
        if rest.is_empty() || arrived.broken {
            break;
        }
        let (now, later) = rest.split_at(rest.len().min((*chunk).max(1)));
        input.append(now);
        rest = later;
        arrived.broken = take(&mut input, &mut arrived.found).is_err();
    }
    arrived.is_zlib = input.is_zlib();
    if !arrived.broken && input.is_empty() {
        assert_eq!(input.len(), 0);
    }
    arrived
}

fn take(input: &mut Input, found: &mut Vec<(Wrapping, Option<Vec<u8>>)>) -> Result<()> {
    loop {
        let (expands, there) = (input.expands(), input.len());
        let Some(arrival) = input.next()? else { return Ok(()) };
        let message = arrival.message.ok().map(Vec::from);
        let length = message.as_ref().map_or(0, Vec::len);
        assert!(expands || length <= there, "it became longer without a word");
        found.push((arrival.wrapping, message));
    }
}

/// What is written of a header that was read is read as the same.
fn write_again(head: &Head, message: &[u8]) {
    let Ok((dialect, envelope, payload)) = Dialect::read(message) else { return };
    assert_eq!(dialect.protocol(), head.protocol);
    assert_ne!(head.protocol, Protocol::Json);
    let mut out = Outgoing::default();
    let payload = Bytes::copy_from_slice(&message[payload]).into();
    let wrapping = Wrapping::Header(Box::new(head.clone()));
    // Names that were there twice are there once now, and so it fits.
    wrapping.write(&mut out, dialect, &envelope, &payload).expect("it was read");
    let mut input = Input::detecting(Limits::DEFAULT);
    input.append(out.flatten());
    let again = input.next().expect("it is a frame").expect("it is all there");
    let again_message = again.message.expect("it was written so");
    let (again_dialect, again_envelope, _) = Dialect::read(&again_message).expect("it was read");
    assert_eq!((again.wrapping, again_dialect, again_envelope), (wrapping, dialect, envelope));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Envelope, MessageType};
    use crate::service::Headers;

    /// Calls behind headers, some of them in further frames, and such calls in one zlib stream.
    fn samples() -> Vec<Vec<u8>> {
        let mut samples = Vec::new();
        let zlib = cfg!(feature = "zlib");
        for (protocol, compressed, in_frame) in [
            (Protocol::Binary, false, false),
            (Protocol::Compact, zlib, false),
            (Protocol::Binary, zlib, true),
            (Protocol::Compact, false, true),
        ] {
            let headers = Headers::new().with("tenant", "7").with("", [0xff]);
            let timeout = Some(core::time::Duration::from_millis(250));
            let head = Head { in_frame, compressed, headers, timeout, ..Head::new(7, protocol) };
            let envelope = Envelope { name: "f".into(), kind: MessageType::Call, seqid: 7 };
            let mut bytes = Outgoing::default();
            for _ in 0..2 {
                let wrapping = Wrapping::Header(Box::new(head.clone()));
                let payload = Bytes::from_static(b"\0").into();
                wrapping.write(&mut bytes, Dialect::of(protocol), &envelope, &payload).unwrap();
            }
            samples.push(bytes.into_vec());
        }
        #[cfg(feature = "zlib")]
        {
            let mut stream = samples[..2].concat();
            crate::transport::Compressor::default().compress(&mut stream, 0).unwrap();
            samples.push(stream);
        }
        samples
    }

    #[test]
    fn messages_are_the_same_however_they_arrive() {
        for sample in samples() {
            for chunk in 1..sample.len() {
                check(&sample, &[chunk], 1000);
                check(&sample[..chunk], &[3, 1], 1000);
            }
        }
    }

    #[test]
    fn changed_messages_are_the_same_however_they_arrive() {
        for sample in samples() {
            for at in 0..sample.len() {
                for with in [0, 1, 2, 4, 0x0f, 0x78, 0x7f, 0x80, 0x9c, 0xff] {
                    let mut bytes = sample.clone();
                    bytes[at] = with;
                    check(&bytes, &[1, 5], 1000);
                }
            }
        }
    }
}
