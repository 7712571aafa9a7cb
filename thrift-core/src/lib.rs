//! thrift
#![forbid(unsafe_code)]

mod application;
#[cfg(feature = "net")]
pub mod client;
mod codec;
mod error;
#[cfg(feature = "net")]
mod message;
#[cfg(feature = "net")]
mod net;
#[doc(hidden)]
pub mod private;
pub mod protocol;
#[cfg(feature = "net")]
pub mod server;
pub mod service;
#[cfg(feature = "net")]
mod transport;
mod ttype;

pub use self::application::ApplicationKind;
#[cfg(feature = "net")]
pub use self::client::Connection;
pub use self::codec::{Decode, DecodeOwned, Encode, UnknownField};
pub use self::error::{Error, Kind, Result};
pub use self::protocol::{Limits, Protocol, binary};
#[cfg(feature = "net")]
pub use self::server::{Server, ServerHandle};
#[cfg(feature = "net")]
pub use self::transport::Transport;
pub use self::ttype::TType;
#[cfg(feature = "macros")]
pub use thrift_macros::{ThriftEnum, ThriftError, ThriftException, ThriftStruct, ThriftUnion, service};
