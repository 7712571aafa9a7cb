//! Messages: what goes before the arguments of a call and before its answer.
//!
//! Specification: `thrift-rpc.md`, "Message".

mod call;
mod reply;
mod sequence;

use core::ops::Range;
use std::borrow::Cow;

pub(crate) use self::call::{Incoming, receive, write};
pub(crate) use self::reply::{Address, refuse, response, seqid};
pub(crate) use self::sequence::SequenceIds;
use crate::error::{Error, Kind, Result};
use crate::protocol::binary::envelope as binary;
use crate::protocol::compact::envelope as compact;
use crate::protocol::json::envelope as json;
use crate::protocol::{Payload, Protocol};
use crate::transport::Outgoing;

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum MessageType {
    /// A call that is to be answered.
    Call = 1,
    /// The answer: a result or a declared exception.
    Reply = 2,
    /// The answer of a server that cannot answer: an application exception.
    Exception = 3,
    /// A call that is not answered.
    Oneway = 4,
}

impl MessageType {
    /// The type of a message by its number on the wire, which is at the byte `at` of the message.
    pub(crate) fn read(number: u8, at: usize) -> Result<Self> {
        Ok(match number {
            1 => Self::Call,
            2 => Self::Reply,
            3 => Self::Exception,
            4 => Self::Oneway,
            _ => {
                let message = format!("no message type has the number {number}");
                return Err(Error::new(Kind::Invalid, message).at_byte(at));
            }
        })
    }
}

/// The header of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Envelope<'a> {
    /// The method.
    pub(crate) name: Cow<'a, str>,
    pub(crate) kind: MessageType,
    /// Chosen by the client; the answer has the same.
    pub(crate) seqid: i32,
}

/// Method names longer than this are an attack: nothing that names a function is a kilobyte long.
const LONGEST_NAME: usize = 1024;

/// Checks the length of a method name.
pub(crate) fn name_length(length: usize) -> Result<u32> {
    match u32::try_from(length) {
        Ok(fits) if length <= LONGEST_NAME => Ok(fits),
        _ => Err(Error::limit("method name length", length as u64, LONGEST_NAME as u64)),
    }
}

/// Takes bytes for a method name; they start at the byte `at` of the message.
pub(crate) fn name(bytes: &[u8], at: usize) -> Result<Cow<'_, str>> {
    match core::str::from_utf8(bytes) {
        Ok(name) => Ok(Cow::Borrowed(name)),
        Err(error) => {
            let at = at + error.valid_up_to();
            Err(Error::new(Kind::Utf8, "the method name is not UTF-8").at_byte(at))
        }
    }
}

/// The dialect of a message: its protocol and, where the protocol has several, the form of its
/// header. An answer is written in the dialect of its call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Binary(binary::Form),
    Compact,
    Json,
}

impl Dialect {
    /// The dialect that a client speaks when it chose a protocol.
    pub(crate) fn of(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Binary => Self::Binary(binary::Form::Strict),
            Protocol::Compact => Self::Compact,
            Protocol::Json => Self::Json,
        }
    }

    /// The protocol of a message, by its first byte.
    ///
    /// In Binary it is the first of a version, `0x80`, or of the length of a name, which is 0; any
    /// other is a mistake that Binary reports.
    pub(crate) fn detect(first: u8) -> Protocol {
        match first {
            compact::ID => Protocol::Compact,
            json::START => Protocol::Json,
            _ => Protocol::Binary,
        }
    }

    /// Reads the header of a message, and returns it with its dialect and with where the arguments
    /// or the result are.
    pub(crate) fn read(input: &[u8]) -> Result<(Self, Envelope<'_>, Range<usize>)> {
        let first = input.first().copied().unwrap_or_default();
        match Self::detect(first) {
            Protocol::Binary => {
                let (envelope, form, length) = binary::read(input)?;
                Ok((Self::Binary(form), envelope, length..input.len()))
            }
            Protocol::Compact => {
                let (envelope, length) = compact::read(input)?;
                Ok((Self::Compact, envelope, length..input.len()))
            }
            Protocol::Json => {
                let (envelope, payload) = json::read(input)?;
                Ok((Self::Json, envelope, payload))
            }
        }
    }

    /// Appends a message.
    pub(crate) fn write(
        self,
        out: &mut Outgoing,
        envelope: &Envelope<'_>,
        payload: &Payload,
    ) -> Result<()> {
        match self {
            Self::Binary(form) => binary::write(out.buffer(), envelope, form)?,
            Self::Compact => compact::write(out.buffer(), envelope)?,
            // It is around the payload, and not before it.
            Self::Json => return json::write(out.buffer(), envelope, payload.whole()),
        }
        out.put(payload);
        Ok(())
    }

    /// The protocol of what follows the header.
    pub(crate) fn protocol(self) -> Protocol {
        match self {
            Self::Binary(_) => Protocol::Binary,
            Self::Compact => Protocol::Compact,
            Self::Json => Protocol::Json,
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[test]
    fn every_dialect_is_told_from_the_others() {
        for protocol in Protocol::ALL {
            let dialect = Dialect::of(*protocol);
            let envelope = Envelope { name: "f".into(), kind: MessageType::Call, seqid: -7 };
            let mut out = Outgoing::default();
            dialect.write(&mut out, &envelope, &Bytes::from_static(b"payload").into()).unwrap();
            let out = out.flatten();
            let (found, read, payload) = Dialect::read(out).unwrap();
            assert_eq!((found, read, &out[payload]), (dialect, envelope, &b"payload"[..]));
            assert_eq!(found.protocol(), *protocol);
        }
    }

    #[test]
    fn a_long_name_is_written_in_no_dialect() {
        for protocol in Protocol::ALL {
            let name = "f".repeat(LONGEST_NAME + 1).into();
            let envelope = Envelope { name, kind: MessageType::Call, seqid: 0 };
            let written = Dialect::of(*protocol).write(
                &mut Outgoing::default(),
                &envelope,
                &Bytes::new().into(),
            );
            let text = "method name length of 1025 is over the limit of 1024";
            assert_eq!(written.unwrap_err().to_string(), text);
        }
    }

    #[test]
    fn nothing_is_truncated() {
        assert!(matches!(Dialect::read(b"").unwrap_err().kind(), Kind::Truncated { .. }));
    }
}
