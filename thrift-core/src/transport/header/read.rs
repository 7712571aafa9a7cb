//! Headers that arrive.

use core::time::Duration;

use bytes::{Bytes, BytesMut};

use super::{
    FIXED, Head, KEY_VALUE, LENGTH, LONGEST, LONGEST_FRAME, MAGIC, MOST_HEADERS, MOST_TRANSFORMS,
    PROTOCOLS, TIMEOUT, Transform, WORD, expands_in_frame, in_frame, zlib,
};
use crate::application::ApplicationKind;
use crate::error::{Error, Kind, Result};
use crate::message::Dialect;
use crate::protocol::compact::read_varint;
use crate::protocol::{Limits, Protocol};
use crate::transport::framed::Framed;
use crate::transport::{Arrival, Wrapping};

/// Takes messages out of frames with headers.
#[derive(Debug)]
pub(crate) struct Header {
    framed: Framed,
    /// Bytes of a message without compression.
    most: usize,
    /// Whether each is in another one, without a header.
    in_frame: bool,
}

impl Header {
    pub(crate) fn new(limits: Limits) -> Self {
        let most = limits.message;
        let framed = Framed::new(limits.with_message(most.min(LONGEST_FRAME)));
        Self { framed, most, in_frame: false }
    }

    /// Those that are in frames without headers.
    pub(crate) fn in_frames(limits: Limits) -> Self {
        Self { in_frame: true, ..Self::new(limits) }
    }

    pub(crate) fn next(&mut self, input: &mut BytesMut) -> Result<Option<Arrival>> {
        let Some(frame) = self.framed.next(input)? else { return Ok(None) };
        let read = if self.in_frame { in_frame } else { arrival };
        read(&frame, self.most).map(Some)
    }

    /// Whether the message at the start of `input` may become longer than it is.
    pub(crate) fn expands(&self, input: &[u8]) -> bool {
        if self.in_frame { expands_in_frame(input) } else { expands(input) }
    }
}

/// Whether the message at the start of `input` may become longer than it is.
pub(in crate::transport) fn expands(input: &[u8]) -> bool {
    // A protocol of one byte, and no transforms.
    !matches!(input.get(LENGTH + FIXED..), None | Some([] | [_] | [0..0x80, 0, ..]))
}

/// The message of a frame, of which the length is taken off.
///
/// What is wrong with a header is told of its message alone: the next frame starts where it did.
pub(super) fn arrival(frame: &Bytes, most: usize) -> Result<Arrival> {
    let (mut head, words) = fixed(frame)?;
    let message = message(&mut head, frame, words, most);
    Ok(Arrival { wrapping: Wrapping::Header(Box::new(head)), message })
}

/// The part of fixed length, and the number of words behind it.
fn fixed(frame: &[u8]) -> Result<(Head, u16)> {
    let Some(fixed) = frame.first_chunk::<FIXED>() else {
        return Err(Error::truncated(FIXED, frame.len()).at_byte(0));
    };
    let [magic @ .., f1, f2, s1, s2, s3, s4, w1, w2] = *fixed;
    if magic != MAGIC {
        let [first, second] = magic;
        let message = format!("no header starts with {first:#04x} {second:#04x}");
        return Err(Error::new(Kind::Version, message).at_byte(0));
    }
    let seqid = i32::from_be_bytes([s1, s2, s3, s4]);
    let flags = u16::from_be_bytes([f1, f2]);
    let head = Head { flags, ..Head::new(seqid, Protocol::Binary) };
    Ok((head, u16::from_be_bytes([w1, w2])))
}

/// Reads the rest of the header, and undoes what it says was done to the message.
fn message(head: &mut Head, frame: &Bytes, words: u16, most: usize) -> Result<Bytes> {
    let length = WORD * usize::from(words);
    if length > LONGEST {
        return Err(Error::limit("header length", length as u64, LONGEST as u64).at_byte(8));
    }
    let end = FIXED + length;
    let Some(mut rest) = frame.get(FIXED..end) else {
        let (what, left) = (format!("header of {length} bytes"), frame.len() - FIXED);
        return Err(Error::truncated_within(&what, length, left).at_byte(FIXED));
    };
    let read = read(head, &mut rest);
    let transforms = read.map_err(|error| error.in_input(end, rest.len()))?;
    let mut message = frame.slice(end..);
    for transform in transforms.into_iter().rev() {
        if transform == Transform::Zlib {
            message = zlib::decompress(&message, most)?.into();
            head.compressed = true;
        }
    }
    check_protocol(&message, head.protocol)?;
    Ok(message)
}

fn read(head: &mut Head, rest: &mut &[u8]) -> Result<Vec<Transform>> {
    head.protocol = protocol(rest)?;
    let transforms = transforms(rest)?;
    let mut count = 0;
    while !rest.is_empty() && read_varint(rest)? == KEY_VALUE {
        headers(head, rest, &mut count)?;
    }
    Ok(transforms)
}

fn protocol(rest: &mut &[u8]) -> Result<Protocol> {
    let number = read_varint(rest)?;
    match PROTOCOLS.iter().find(|(known, _)| *known == number) {
        Some((_, protocol)) => Ok(*protocol),
        None => {
            let message = format!("no protocol behind a header has the number {number}");
            Err(Error::application(ApplicationKind::InvalidProtocol, message))
        }
    }
}

fn transforms(rest: &mut &[u8]) -> Result<Vec<Transform>> {
    let count = count(rest, "transforms", 1)?;
    if count > MOST_TRANSFORMS {
        return Err(Error::limit("number of transforms", count as u64, MOST_TRANSFORMS as u64));
    }
    (0..count).map(|_| transform(rest)).collect()
}

fn transform(rest: &mut &[u8]) -> Result<Transform> {
    match read_varint(rest)? {
        0 => Ok(Transform::None),
        1 => Ok(Transform::Zlib),
        number => {
            let message = format!("no transform has the number {number}");
            Err(Error::application(ApplicationKind::InvalidTransform, message))
        }
    }
}

/// Reads names and values, of which there were `before`.
fn headers(head: &mut Head, rest: &mut &[u8], before: &mut usize) -> Result<()> {
    let count = count(rest, "headers", 2)?;
    *before += count;
    if *before > MOST_HEADERS {
        return Err(Error::limit("number of headers", *before as u64, MOST_HEADERS as u64));
    }
    for _ in 0..count {
        let name = bytes(rest)?;
        let Ok(name) = core::str::from_utf8(name) else {
            return Err(Error::new(Kind::Utf8, "the name of a header is not UTF-8"));
        };
        let value = bytes(rest)?;
        match milliseconds(value).filter(|_| name.eq_ignore_ascii_case(TIMEOUT)) {
            Some(time) => head.timeout = Some(time).filter(|time| !time.is_zero()),
            None => head.headers.insert(name, value),
        }
    }
    Ok(())
}

/// A time as it is written; `None` if it is something else, which stays a header like any other.
fn milliseconds(value: &[u8]) -> Option<Duration> {
    if !value.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(Duration::from_millis(core::str::from_utf8(value).ok()?.parse().ok()?))
}

/// Reads how many there are of something that takes at least so many bytes.
fn count(rest: &mut &[u8], what: &str, least: usize) -> Result<usize> {
    let count = length(rest)?;
    if count > rest.len() / least {
        let what = format!("{count} {what}");
        return Err(Error::truncated_within(&what, count.saturating_mul(least), rest.len()));
    }
    Ok(count)
}

fn bytes<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8]> {
    let length = length(rest)?;
    let Some((bytes, after)) = rest.split_at_checked(length) else {
        let what = format!("string of {length} bytes");
        return Err(Error::truncated_within(&what, length, rest.len()));
    };
    *rest = after;
    Ok(bytes)
}

fn length(rest: &mut &[u8]) -> Result<usize> {
    Ok(usize::try_from(read_varint(rest)?).unwrap_or(usize::MAX))
}

/// Whether the message is in the protocol that its header says.
fn check_protocol(message: &[u8], said: Protocol) -> Result<()> {
    match message.first().map(|first| Dialect::detect(*first)) {
        Some(found) if found != said => {
            let message = format!("the header says {said:?}, but the message is in {found:?}");
            Err(Error::application(ApplicationKind::InvalidProtocol, message))
        }
        _ => Ok(()),
    }
}
