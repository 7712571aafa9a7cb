//! The header of a message in Binary: strict and old.
//!
//! Specification: `thrift-binary-protocol.md`, "Message".

use crate::error::{Error, Kind, Result};
use crate::message::{self, Envelope, MessageType};
use crate::protocol::Limits;

/// The version word without the message type in its low byte.
const VERSION_1: u32 = 0x8001_0000;
const VERSION_MASK: u32 = 0xffff_0000;

/// The two forms of the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// With a version; what is written unless the peer wrote otherwise.
    #[default]
    Strict,
    /// Without a version, as written before 2007 and by peers that are set to it.
    Old,
}

/// Appends the header.
pub(crate) fn write(out: &mut Vec<u8>, envelope: &Envelope<'_>, form: Form) -> Result<()> {
    let name = envelope.name.as_bytes();
    let length = message::name_length(name.len())?.to_be_bytes();
    let kind = envelope.kind as u8;
    match form {
        Form::Strict => {
            out.extend_from_slice(&(VERSION_1 | u32::from(kind)).to_be_bytes());
            out.extend_from_slice(&length);
            out.extend_from_slice(name);
        }
        Form::Old => {
            out.extend_from_slice(&length);
            out.extend_from_slice(name);
            out.push(kind);
        }
    }
    out.extend_from_slice(&envelope.seqid.to_be_bytes());
    Ok(())
}

/// Reads the header and returns it with its form and the number of its bytes.
pub(crate) fn read(input: &[u8]) -> Result<(Envelope<'_>, Form, usize)> {
    let shape = shape(input)?;
    let Some(bytes) = input.get(..shape.length) else {
        return Err(Error::truncated(shape.length, input.len()).at_byte(0));
    };
    let (name_at, kind_at) = match shape.form {
        Form::Strict => (8, 3),
        Form::Old => (4, 4 + shape.name),
    };
    let name = message::name(&bytes[name_at..name_at + shape.name], name_at)?;
    let kind = MessageType::read(bytes[kind_at], kind_at)?;
    let seqid = bytes.last_chunk().copied().map(i32::from_be_bytes).unwrap_or_default();
    Ok((Envelope { name, kind, seqid }, shape.form, shape.length))
}

/// The length of the header at the start of `input`, or `None` while it is not all there.
pub(super) fn length(input: &[u8], limits: &Limits) -> Result<Option<usize>> {
    if input.len() < 8 {
        return Ok(None);
    }
    let length = shape(input)?.length;
    if length > limits.message {
        return Err(Error::limit("message length", length as u64, limits.message as u64));
    }
    Ok((input.len() >= length).then_some(length))
}

struct Shape {
    form: Form,
    name: usize,
    length: usize,
}

fn shape(input: &[u8]) -> Result<Shape> {
    let first = word(input, 0)?;
    if first & VERSION_MASK == VERSION_1 {
        let name = name_length(input, 4)?;
        return Ok(Shape { form: Form::Strict, name, length: 4 + 4 + name + 4 });
    }
    if first & 0x8000_0000 != 0 {
        let message = format!("no version of the Binary protocol starts with {first:#010x}");
        return Err(Error::new(Kind::Version, message).at_byte(0));
    }
    let name = name_length(input, 0)?;
    Ok(Shape { form: Form::Old, name, length: 4 + name + 1 + 4 })
}

fn name_length(input: &[u8], at: usize) -> Result<usize> {
    let length = usize::try_from(word(input, at)?).unwrap_or(usize::MAX);
    message::name_length(length).map(|_| length).map_err(|error| error.at_byte(at))
}

fn word(input: &[u8], at: usize) -> Result<u32> {
    let bytes = input.get(at..).and_then(|rest| rest.first_chunk());
    let left = input.len().saturating_sub(at);
    let word = bytes.copied().map(u32::from_be_bytes);
    word.ok_or_else(|| Error::truncated(4, left).at_byte(at))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    const CALL: Envelope<'_> =
        Envelope { name: Cow::Borrowed("add"), kind: MessageType::Call, seqid: -1 };

    fn written(form: Form) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, &CALL, form).unwrap();
        out
    }

    #[test]
    fn strict_is_version_name_seqid() {
        let bytes = written(Form::Strict);
        assert_eq!(bytes, b"\x80\x01\x00\x01\x00\x00\x00\x03add\xff\xff\xff\xff");
        assert_eq!(read(&bytes).unwrap(), (CALL, Form::Strict, 15));
    }

    #[test]
    fn old_is_name_type_seqid() {
        let bytes = written(Form::Old);
        assert_eq!(bytes, b"\x00\x00\x00\x03add\x01\xff\xff\xff\xff");
        assert_eq!(read(&bytes).unwrap(), (CALL, Form::Old, 12));
    }

    #[test]
    fn the_third_byte_of_the_version_is_not_looked_at() {
        let mut bytes = written(Form::Strict);
        bytes[2] = 0x55;
        assert_eq!(read(&bytes).unwrap().0, CALL);
    }

    #[test]
    fn every_prefix_is_truncated() {
        for form in [Form::Strict, Form::Old] {
            let bytes = written(form);
            for end in 0..bytes.len() {
                let error = read(&bytes[..end]).unwrap_err();
                assert!(matches!(error.kind(), Kind::Truncated { .. }), "{end}: {error}");
            }
        }
    }

    #[test]
    fn another_version_is_refused() {
        let error = read(b"\x82\x21\x00\x01\x00\x00\x00\x03").unwrap_err();
        assert_eq!(error.kind(), Kind::Version);
    }

    #[test]
    fn a_long_name_is_refused_before_it_arrives() {
        let error = read(b"\x80\x01\x00\x01\x7f\xff\xff\xff").unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
        let error = read(b"\x7f\xff\xff\xff\x00\x00\x00\x00").unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
    }
}
