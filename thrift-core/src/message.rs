//! Messages: what goes before the arguments of a call and before its answer.
//!
//! Specification: `thrift-rpc.md`, "Message".

use crate::error::Result;
use crate::protocol::Protocol;
use crate::protocol::binary::envelope as binary;

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
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        Some(match byte {
            1 => Self::Call,
            2 => Self::Reply,
            3 => Self::Exception,
            4 => Self::Oneway,
            _ => return None,
        })
    }
}

/// The header of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Envelope<'a> {
    /// The method.
    pub(crate) name: &'a str,
    pub(crate) kind: MessageType,
    /// Chosen by the client; the answer has the same.
    pub(crate) seqid: i32,
}

/// The dialect of a message: its protocol and, where the protocol has several, the form of its
/// header. An answer is written in the dialect of its call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Binary(binary::Form),
}

impl Dialect {
    /// The dialect that a client speaks when it chose a protocol.
    pub(crate) fn of(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Binary => Self::Binary(binary::Form::Strict),
        }
    }

    /// Reads the header of a message, and returns it with its dialect and its length.
    pub(crate) fn read(input: &[u8]) -> Result<(Self, Envelope<'_>, usize)> {
        let (envelope, form, length) = binary::read(input)?;
        Ok((Self::Binary(form), envelope, length))
    }

    /// Appends the header of a message.
    pub(crate) fn write(self, out: &mut Vec<u8>, envelope: &Envelope<'_>) -> Result<()> {
        match self {
            Self::Binary(form) => binary::write(out, envelope, form),
        }
    }

    /// The protocol of what follows the header.
    pub(crate) fn protocol(self) -> Protocol {
        match self {
            Self::Binary(_) => Protocol::Binary,
        }
    }
}
