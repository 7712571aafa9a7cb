//! One row: calls of an implementation with a payload, so many of them in flight.

use core::fmt;
use core::str::FromStr;

use crate::error::Error;

/// What is sent, and comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// A struct of six scalar fields, one of them a string.
    Small,
    /// A string of 1 KiB.
    String,
    /// 64 KiB.
    Binary,
}

impl Payload {
    pub const ALL: [Self; 3] = [Self::Small, Self::String, Self::Binary];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::String => "string",
            Self::Binary => "binary",
        }
    }
}

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Implementation {
    Ours,
    /// Frames that come back as they are, with one connection for each call in flight: what nobody
    /// can beat who waits for one reply before the next call.
    Bare,
    Volo,
    Apache,
    Tonic,
    Tarpc,
}

impl Implementation {
    pub const ALL: [Self; 6] =
        [Self::Ours, Self::Bare, Self::Volo, Self::Apache, Self::Tonic, Self::Tarpc];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Bare => "bare",
            Self::Volo => "volo",
            Self::Apache => "apache",
            Self::Tonic => "tonic",
            Self::Tarpc => "tarpc",
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    pub implementation: Implementation,
    pub payload: Payload,
    /// Calls in flight.
    pub concurrency: usize,
}

impl Case {
    pub const CONCURRENCIES: [usize; 3] = [1, 64, 256];

    /// Whether a part of a filter names it.
    #[must_use]
    pub fn has(&self, part: &str) -> bool {
        part == self.implementation.name()
            || part == self.payload.name()
            || part == self.concurrency.to_string()
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.payload.name(), self.concurrency, self.implementation.name())
    }
}

impl fmt::Display for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Small => "small struct",
            Self::String => "string of 1 KiB",
            Self::Binary => "binary of 64 KiB",
        })
    }
}

impl FromStr for Payload {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let payload = Self::ALL.into_iter().find(|payload| payload.name() == text);
        payload.ok_or_else(|| format!("no payload is called `{text}`").into())
    }
}

impl FromStr for Implementation {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let implementation = Self::ALL.into_iter().find(|it| it.name() == text);
        implementation.ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("no implementation is called `{text}`; there are {names}").into()
        })
    }
}
