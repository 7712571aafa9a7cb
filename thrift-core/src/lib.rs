//! thrift
#![forbid(unsafe_code)]

mod application;
mod codec;
mod error;
#[cfg(feature = "net")]
mod message;
pub mod protocol;
pub mod service;
#[cfg(feature = "net")]
mod transport;
mod ttype;

pub use self::application::ApplicationKind;
pub use self::codec::{Decode, DecodeOwned, Encode, UnknownField};
pub use self::error::{Error, Kind, Result};
pub use self::protocol::{Limits, Protocol, binary};
#[cfg(feature = "net")]
pub use self::transport::Transport;
pub use self::ttype::TType;
