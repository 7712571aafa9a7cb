//! Header: each message in a frame, behind names and values that travel beside it, `THeader`.
//!
//! Specification: `HeaderFormat.md`. Where it and the libraries differ, the libraries are followed:
//! all numbers of the header are varints of 32 bits, and lengths of padding are of no account.
//!
//! Libraries put one transport into another, and so a frame with a header may be all that is in a
//! frame without one, or in the body of a request of HTTP.

mod nested;
mod read;
#[cfg(test)]
mod tests;
mod write;

use core::time::Duration;

#[cfg(feature = "http")]
pub(super) use self::nested::alone;
pub(super) use self::nested::{expands_in_frame, in_frame, is_in_frame};
pub(crate) use self::read::Header;
pub(super) use self::read::expands;
pub(super) use self::write::{protocol_number, write};
use super::zlib;
use crate::protocol::Protocol;
use crate::service::Headers;

/// The length of a frame, which is in front of it.
const LENGTH: usize = 4;

/// The first two bytes of a frame, behind its length.
pub(super) const MAGIC: [u8; 2] = [0x0f, 0xff];

/// What each frame starts with: magic, flags, sequence id, and the length of the header in words.
const FIXED: usize = 10;

const WORD: usize = 4;

/// The most bytes of a header behind [`FIXED`].
const LONGEST: usize = WORD * 0x3fff;

/// A longer frame would start as a request of HTTP does.
const LONGEST_FRAME: usize = 0x3fff_ffff;

/// The most headers of a message: more than anybody has a use for, and few enough to compare each
/// with all others.
const MOST_HEADERS: usize = 1000;

/// The most transforms of a message: each of them may take as long as the longest message does.
const MOST_TRANSFORMS: usize = 4;

/// The kind of information that names and values are. What follows that of another kind is not known.
const KEY_VALUE: u32 = 1;

/// The name under which a call says how many milliseconds it has, as `fbthrift` calls it.
const TIMEOUT: &str = "client_timeout";

/// The protocols that a message may be in, by their numbers.
const PROTOCOLS: [(u32, Protocol); 2] = [(0, Protocol::Binary), (2, Protocol::Compact)];

/// What is beside a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// That of the message, for all known clients; the answer has the same.
    pub(crate) seqid: i32,
    /// Nothing that is known here; the answer has the same.
    pub(crate) flags: u16,
    /// Whether its frame is all that is in another one, without a header; the answer's is too.
    pub(crate) in_frame: bool,
    /// What the message is in; Binary as long as nobody knows.
    pub(crate) protocol: Protocol,
    pub(crate) compressed: bool,
    pub(crate) headers: Headers,
    /// How much time is left for the call.
    pub(crate) timeout: Option<Duration>,
}

impl Head {
    pub(crate) fn new(seqid: i32, protocol: Protocol) -> Self {
        let headers = Headers::new();
        Self {
            seqid,
            flags: 0,
            in_frame: false,
            protocol,
            compressed: false,
            headers,
            timeout: None,
        }
    }
}

/// What is done to a message before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Transform {
    /// Nothing, which Go can say.
    None = 0,
    Zlib = 1,
}
