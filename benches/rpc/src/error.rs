//! Why something could not be measured.

/// An error of any implementation.
pub type Error = Box<dyn core::error::Error + Send + Sync>;

/// A result whose error is one of any implementation, unless it is said.
pub type Result<T, E = Error> = core::result::Result<T, E>;
