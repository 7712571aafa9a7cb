//! Framed: four bytes of length, big-endian, before each message.

use bytes::{Buf, Bytes, BytesMut};

use super::Outgoing;
use crate::error::{Error, Kind, Result};
use crate::message::{Dialect, Envelope};
use crate::protocol::{Limits, Payload};

const HEADER: usize = 4;

#[derive(Debug)]
pub(crate) struct Framed {
    pub(super) most: usize,
}

impl Framed {
    pub(super) fn new(limits: Limits) -> Self {
        Self { most: limits.message }
    }

    /// How many bytes are missing of the frame at the start of `input`.
    pub(super) fn missing(input: &[u8]) -> Option<usize> {
        let header = input.first_chunk::<HEADER>()?;
        let length = usize::try_from(u32::from_be_bytes(*header)).ok()?;
        length.checked_sub(input.len() - HEADER)
    }

    /// The announced length allocates nothing: the buffer grows as bytes arrive.
    #[inline]
    pub(super) fn next(&mut self, input: &mut BytesMut) -> Result<Option<Bytes>> {
        let Some(header) = input.first_chunk::<HEADER>() else { return Ok(None) };
        let length = i32::from_be_bytes(*header);
        let length = match usize::try_from(length) {
            Ok(0) | Err(_) => {
                let message = format!("frame length {length} is not positive");
                return Err(Error::new(Kind::Invalid, message));
            }
            Ok(length) if length > self.most => {
                return Err(Error::limit("frame length", length as u64, self.most as u64));
            }
            Ok(length) => length,
        };
        if input.len() - HEADER < length {
            return Ok(None);
        }
        input.advance(HEADER);
        Ok(Some(input.split_to(length).freeze()))
    }
}

/// Appends a message in its frame.
pub(super) fn write(
    out: &mut Outgoing,
    dialect: Dialect,
    envelope: &Envelope<'_>,
    payload: &Payload,
) -> Result<()> {
    enclose(out, |out| dialect.write(out, envelope, payload))
}

/// Appends what `write` does in a frame; the length is patched in when it is known.
#[inline]
pub(super) fn enclose(
    out: &mut Outgoing,
    write: impl FnOnce(&mut Outgoing) -> Result<()>,
) -> Result<()> {
    let (start, before) = (out.buffer().len(), out.len());
    out.buffer().extend_from_slice(&[0; HEADER]);
    write(out)?;
    let length = out.len() - before - HEADER;
    let Ok(fits) = i32::try_from(length) else {
        return Err(Error::limit("frame length", length as u64, i32::MAX as u64));
    };
    out.buffer()[start..start + HEADER].copy_from_slice(&fits.to_be_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::MessageType;
    use crate::protocol::Protocol;

    fn framed() -> Framed {
        Framed::new(Limits::NETWORK)
    }

    #[test]
    fn a_frame_is_taken_out_when_it_is_all_there() {
        let mut input = BytesMut::from(&b"\0\0\0\x03ab"[..]);
        assert_eq!(framed().next(&mut input).unwrap(), None);
        input.extend_from_slice(b"cd");
        assert_eq!(framed().next(&mut input).unwrap().unwrap(), "abc");
        assert_eq!(input, "d");
    }

    #[test]
    fn a_frame_says_how_much_of_it_is_missing() {
        assert_eq!(Framed::missing(b"\0\0\0"), None);
        assert_eq!(Framed::missing(b"\0\0\0\x03"), Some(3));
        assert_eq!(Framed::missing(b"\0\0\0\x03ab"), Some(1));
        assert_eq!(Framed::missing(b"\0\0\0\x03abcd"), None);
    }

    #[test]
    fn zero_negative_and_huge_lengths_are_errors() {
        for (header, text) in [
            (*b"\0\0\0\0", "frame length 0 is not positive"),
            (*b"\xff\xff\xff\xff", "frame length -1 is not positive"),
            (*b"\x01\0\0\x01", "frame length of 16777217 is over the limit of 16777216"),
        ] {
            let error = framed().next(&mut BytesMut::from(&header[..])).unwrap_err();
            assert_eq!(error.to_string(), text);
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut out = Outgoing::default();
        out.buffer().extend_from_slice(b"before");
        let envelope = Envelope { name: "f".into(), kind: MessageType::Call, seqid: 7 };
        write(
            &mut out,
            Dialect::of(Protocol::Binary),
            &envelope,
            &Bytes::from_static(b"\0").into(),
        )
        .unwrap();
        let mut input = BytesMut::from(&out.flatten()[6..]);
        let message = framed().next(&mut input).unwrap().unwrap();
        assert_eq!(message, b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07\0"[..]);
        assert!(input.is_empty());
    }
}
