//! What the exit code of a program says: a bit for each group of tests that failed.

use core::fmt;
use core::ops::{BitOr, BitOrAssign};
use std::process::ExitCode;

/// An exit code, as the contract composes it of bits.
///
/// ```
/// use thrift_tests::cross::Exit;
///
/// let exit = Exit::STRUCTS | Exit::EXCEPTIONS;
/// assert_eq!(exit.code(), 10);
/// assert_eq!(exit.to_string(), "STRUCTS, EXCEPTIONS");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Exit(u8);

impl Exit {
    /// All is well.
    pub const SUCCESS: Self = Self(0);
    /// Numbers, texts, bytes, and the calls themselves.
    pub const BASE_TYPES: Self = Self(1);
    /// Structs, enums and names for types.
    pub const STRUCTS: Self = Self(2);
    /// Lists, sets and maps.
    pub const CONTAINERS: Self = Self(4);
    /// Declared and other exceptions.
    pub const EXCEPTIONS: Self = Self(8);
    /// There was nothing to test: a wrong command line, or no server.
    pub const UNKNOWN: Self = Self(64);
    /// A call was not answered in time.
    pub const TIMEOUT: Self = Self(128);
    /// All groups: those that were not executed count as those that failed.
    pub const GROUPS: Self = Self(1 | 2 | 4 | 8);

    const NAMES: [(Self, &'static str); 6] = [
        (Self::BASE_TYPES, "BASETYPES"),
        (Self::STRUCTS, "STRUCTS"),
        (Self::CONTAINERS, "CONTAINERS"),
        (Self::EXCEPTIONS, "EXCEPTIONS"),
        (Self::UNKNOWN, "UNKNOWN"),
        (Self::TIMEOUT, "TIMEOUT"),
    ];

    /// The number that the system is told.
    #[must_use]
    pub const fn code(self) -> u8 {
        self.0
    }

    /// Whether all bits of the other one are set.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for Exit {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Exit {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.0.into()
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Self::NAMES.iter().filter(|(bit, _)| self.has(*bit));
        let names: Vec<_> = names.map(|(_, name)| *name).collect();
        f.write_str(&names.join(", "))
    }
}
