//! One row: an operation on a payload, in a protocol, by an implementation.

use std::fmt;
use std::hint::black_box;

/// The protocols that peers have too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protocol {
    Binary,
    Compact,
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Binary => "binary",
            Self::Compact => "compact",
        })
    }
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Op {
    /// Into a buffer that has the room already.
    Encode,
    /// Into a buffer that is made for it, and dropped.
    EncodeNew,
    /// Into a value that has allocated all of its strings, and its drop.
    DecodeOwned,
    /// Into a value whose strings keep the message alive, and its drop.
    DecodeShared,
    /// Into a value whose strings lie in the message, and its drop.
    DecodeBorrowed,
    /// Into a value that has only a part of the fields.
    Project,
    /// Past a value.
    Skip,
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Encode => "encode",
            Self::EncodeNew => "encode_new",
            Self::DecodeOwned => "decode_owned",
            Self::DecodeShared => "decode_shared",
            Self::DecodeBorrowed => "decode_borrowed",
            Self::Project => "decode_projection",
            Self::Skip => "skip",
        })
    }
}

/// The name of the implementation that is measured beside the others.
pub const OURS: &str = "ours";

/// The name of the rows that only copy the encoded bytes: what no codec can beat.
pub const MEMCPY: &str = "memcpy";

/// One row of the table, and what to run for it.
pub struct Case {
    pub payload: &'static str,
    pub protocol: Protocol,
    pub op: Op,
    pub implementation: &'static str,
    /// The length of the encoded value.
    pub bytes: usize,
    /// Does the operation as often as it is told. The loop is inside, so that nothing is called
    /// through a pointer between two of them.
    pub run: Box<dyn FnMut(u64)>,
}

impl Case {
    /// What `--filter` looks in.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}/{}/{}", self.payload, self.op, self.protocol, self.implementation)
    }
}

/// What the rows of one payload, protocol and implementation have in common.
pub struct Rows<'a> {
    pub cases: &'a mut Vec<Case>,
    pub payload: &'static str,
    pub protocol: Protocol,
    pub implementation: &'static str,
    pub bytes: usize,
}

impl Rows<'_> {
    /// Adds an operation. What it returns is dropped inside the measured time.
    pub fn add<R>(&mut self, op: Op, mut operation: impl FnMut() -> R + 'static) {
        self.cases.push(Case {
            payload: self.payload,
            protocol: self.protocol,
            op,
            implementation: self.implementation,
            bytes: self.bytes,
            run: Box::new(move |times| {
                for _ in 0..times {
                    drop(black_box(operation()));
                }
            }),
        });
    }
}
