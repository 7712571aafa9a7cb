//! The header of a message in Compact.
//!
//! Specification: `thrift-compact-protocol.md`, "Message".

use super::varint;
use crate::error::{Error, Kind, Result};
use crate::message::{self, Envelope, MessageType, name_length};
use crate::protocol::Limits;

/// The first byte of every message.
pub(crate) const ID: u8 = 0x82;

const VERSION: u8 = 1;
const VERSION_MASK: u8 = 0x1f;

/// The bits before the type of the message in the second byte.
const TYPE_SHIFT: u8 = 5;

/// Appends the header.
pub(crate) fn write(out: &mut Vec<u8>, envelope: &Envelope<'_>) -> Result<()> {
    let name = envelope.name.as_bytes();
    let length = name_length(name.len())?;
    out.extend_from_slice(&[ID, (envelope.kind as u8) << TYPE_SHIFT | VERSION]);
    varint::write_32(out, envelope.seqid.cast_unsigned());
    varint::write_32(out, length);
    out.extend_from_slice(name);
    Ok(())
}

/// Reads the header and returns it with the number of its bytes.
pub(crate) fn read(input: &[u8]) -> Result<(Envelope<'_>, usize)> {
    let mut rest = input;
    match read_from(&mut rest) {
        Ok(envelope) => Ok((envelope, input.len() - rest.len())),
        Err(error) => Err(error.in_input(input.len(), rest.len())),
    }
}

/// Takes the header from the front of `rest`, or what is before a mistake in it.
fn read_from<'de>(rest: &mut &'de [u8]) -> Result<Envelope<'de>> {
    let length = rest.len();
    let Some(([id, kind], after)) = rest.split_first_chunk() else {
        return Err(Error::truncated(2, length));
    };
    if *id != ID || kind & VERSION_MASK != VERSION {
        let message =
            format!("no version of the Compact protocol starts with {id:#04x} {kind:#04x}");
        return Err(Error::new(Kind::Version, message));
    }
    let kind = MessageType::read(kind >> TYPE_SHIFT, 1)?;
    *rest = after;
    let seqid = varint::read_32(rest)?.cast_signed();
    let mut after = *rest;
    let size = super::reader::size(&mut after, "method name length")?;
    name_length(size)?;
    *rest = after;
    let Some((name, after)) = rest.split_at_checked(size) else {
        return Err(Error::truncated(size, rest.len()));
    };
    let name = message::name(name, length - rest.len())?;
    *rest = after;
    Ok(Envelope { name, kind, seqid })
}

/// The length of the header at the start of `input`, or `None` while it is not all there.
pub(super) fn length(input: &[u8], limits: &Limits) -> Result<Option<usize>> {
    match read(input) {
        Ok((_, length)) if length > limits.message => {
            Err(Error::limit("message length", length as u64, limits.message as u64))
        }
        Ok((_, length)) => Ok(Some(length)),
        Err(error) if matches!(error.kind(), Kind::Truncated { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: MessageType, seqid: i32) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, &Envelope { name: "add".into(), kind, seqid }).unwrap();
        out
    }

    #[test]
    fn the_sequence_id_is_not_zigzagged() {
        let call = written(MessageType::Call, -1);
        assert_eq!(call, b"\x82\x21\xff\xff\xff\xff\x0f\x03add");
        let reply = written(MessageType::Reply, 300);
        assert_eq!(reply, b"\x82\x41\xac\x02\x03add");
        for (bytes, kind, seqid) in
            [(&call, MessageType::Call, -1), (&reply, MessageType::Reply, 300)]
        {
            let expected = Envelope { name: "add".into(), kind, seqid };
            assert_eq!(read(bytes).unwrap(), (expected, bytes.len()));
        }
    }

    #[test]
    fn every_prefix_is_truncated() {
        let bytes = written(MessageType::Oneway, i32::MIN);
        for end in 0..bytes.len() {
            let error = read(&bytes[..end]).unwrap_err();
            assert!(matches!(error.kind(), Kind::Truncated { .. }), "{end}: {error}");
            assert_eq!(length(&bytes[..end], &Limits::NETWORK).unwrap(), None);
        }
        assert_eq!(length(&bytes, &Limits::NETWORK).unwrap(), Some(bytes.len()));
    }

    #[test]
    fn another_version_or_type_is_refused() {
        assert_eq!(read(b"\x82\x22\x01\x00").unwrap_err().kind(), Kind::Version);
        assert_eq!(read(b"\x83\x21\x01\x00").unwrap_err().kind(), Kind::Version);
        let error = read(b"\x82\xa1\x01\x00").unwrap_err();
        assert_eq!(error.to_string(), "byte 1: no message type has the number 5");
    }

    #[test]
    fn a_long_name_is_refused_before_it_arrives() {
        let error = read(b"\x82\x21\x01\xff\xff\x03").unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
    }
}
