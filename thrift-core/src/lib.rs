//! Thrift in Rust source: types, codecs, clients and servers from IDL or from annotated Rust.
//!
//! ```
//! # #[cfg(feature = "idl")] {
//! thrift::thrift! {
//!     /** A person who signed up. */
//!     struct User { 1: i32 id, 2: string name, 3: optional string email }
//! }
//!
//! let user = User { id: 1, name: "Ada".into(), email: None };
//! let bytes = thrift::binary::to_vec(&user)?;
//! assert_eq!(thrift::binary::from_slice::<User>(&bytes)?, user);
//! # }
//! # Ok::<_, thrift::Error>(())
//! ```
//!
//! - [`thrift!`] and [`include_thrift!`] take Thrift IDL, in a block or in a file;
//!   [`ThriftStruct`] and the other derives take Rust types, and [`#[service]`][service] takes a
//!   trait.
//! - [`binary`], [`compact`] and [`json`] turn values into bytes and back; [`Encode`] and
//!   [`Decode`] are what they need. A [`Value`] is one whose type is known only when it arrives.
//! - [`Server`] serves a generated server, and [`Client`] carries the calls of a generated
//!   client.
//! - Everything that fails returns an [`Error`], which says where and why. What a peer may ask for
//!   is in [`Limits`].
//!
//! # Features
//!
//! | feature | brings | default |
//! |---|---|---|
//! | `derive` | the derives, which compile without the parser of IDL | yes |
//! | `idl` | `derive`, and `thrift!` and `include_thrift!` | yes |
//! | `macros` | another name for `idl` | yes |
//! | `service` | services: `#[thrift::service]`, `ThriftError`, what services of IDL become, calls in the process | yes |
//! | `net` | `service`, and clients and servers on tokio | yes |
//! | `tls` | `net` over TLS, with rustls: see [`tls`] | no |
//! | `blocking` | `service`, and clients and servers without a runtime: `thrift::blocking` | no |
//! | `http` | `net` over HTTP/1.1 and HTTP/2: see [`http`] | no |
//! | `zlib` | compression of messages and of connections: `Compression` | no |
//! | `schema` | descriptions of types, and with `service` of services, IDL made of them, and JSON with names | no |
//! | `mock` | `service`, and mocks of services, made of closures: `UserServiceMock` | no |
//! | `tower` | `thrift::tower`: calls through layers of tower, on both sides | no |
//! | `tracing` | `service`, and `thrift::tracing`: a span for each call, and traces that go on over calls | no |
//! | `metrics` | `service`, and `thrift::metrics`: how long calls take, for the crate `metrics` | no |
//! | `testing` | `thrift::testing`: streams that fail as networks do | no |
//! | `uuid` | the Thrift type `uuid` as `thrift::Uuid` | no |
//! | `bytestring` | `string` as `thrift::ByteString`, which shares the input | no |
//! | `indexmap` | `map` and `set` as `IndexMap` and `IndexSet`, which keep the order of the wire | no |
//! | `ordered-float` | `double` as `OrderedFloat<f64>` and `NotNan<f64>` | no |
//!
//! Without features the crate is the codec, and depends on `bytes` alone. No feature changes what
//! goes over the wire. Where the compiler cannot find `thrift!`, the feature `idl` is off; where it
//! cannot find a derive, `derive` is. Where it cannot find `#[thrift::service]`, `ThriftError`, or
//! the trait, the client or the server of a service in IDL, `service` is: then such a service is
//! read and checked, and makes nothing.
//!
//! # Types of other crates
//!
//! What generated types are made of is named here too, so that a program needs no dependency on the
//! crates that it comes from, and has the versions that this one has: [`Bytes`], which is a `binary`,
//! and with their features `Uuid`, `ByteString`, `IndexMap`, `IndexSet`, `OrderedFloat` and `NotNan`.
//!
//! ```
//! use thrift::Bytes;
//!
//! # #[cfg(feature = "idl")] {
//! thrift::thrift! { struct Photo { 1: binary pixels } }
//!
//! let photo = Photo { pixels: Bytes::from_static(b"\x00\xff") };
//! assert_eq!(photo.pixels.len(), 2);
//! # }
//! ```
//!
// Where the links go to what is not there.
#![cfg_attr(not(feature = "idl"), doc = "[`thrift!`]: #features\n[`include_thrift!`]: #features")]
#![cfg_attr(not(feature = "derive"), doc = "[`ThriftStruct`]: #features")]
#![cfg_attr(all(feature = "derive", feature = "service"), doc = "[service]: macro@service")]
#![cfg_attr(not(all(feature = "derive", feature = "service")), doc = "[service]: #features")]
#![cfg_attr(not(feature = "service"), doc = "[`Client`]: #features")]
#![cfg_attr(not(feature = "http"), doc = "[`http`]: #features")]
#![cfg_attr(not(feature = "net"), doc = "[`Server`]: #features")]
#![cfg_attr(not(feature = "tls"), doc = "[`tls`]: #features")]
#![forbid(unsafe_code)]
#![warn(clippy::std_instead_of_core)]

mod application;
#[cfg(any(feature = "blocking", feature = "net"))]
mod backoff;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "net")]
pub mod client;
mod codec;
#[cfg(any(feature = "blocking", feature = "net"))]
mod endpoint;
mod error;
#[cfg(any(feature = "blocking", feature = "net"))]
mod failure;
#[cfg(feature = "http")]
pub mod http;
#[cfg(any(feature = "blocking", feature = "net"))]
mod message;
#[cfg(feature = "metrics")]
pub mod metrics;
#[cfg(feature = "net")]
mod net;
#[cfg(feature = "service")]
pub mod observe;
#[doc(hidden)]
pub mod private;
pub mod protocol;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "net")]
pub mod server;
#[cfg(feature = "service")]
pub mod service;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "tls")]
pub mod tls;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "tracing")]
pub mod tracing;
#[cfg(any(feature = "blocking", feature = "net"))]
mod transport;
mod ttype;
pub mod value;

/// What a target of cargo-fuzz needs and nobody else.
#[cfg(all(fuzzing, feature = "net"))]
#[doc(hidden)]
pub mod fuzzing {
    /// Compares finding the end of a message, in chunks of these lengths, with reading it.
    ///
    /// # Panics
    ///
    /// When these do not agree.
    pub fn check_scan(bytes: &[u8], chunks: &[usize]) {
        crate::transport::agreement::check(bytes, chunks);
    }

    /// Compares the messages that arrive in these bytes, in chunks of these lengths, with those that
    /// arrive all at once, within this limit to the length of a message.
    ///
    /// # Panics
    ///
    /// When these are not the same.
    pub fn check_arrivals(bytes: &[u8], chunks: &[usize], most: usize) {
        crate::transport::arrivals::check(bytes, chunks, most);
    }
}

pub use self::application::ApplicationKind;
#[cfg(feature = "net")]
pub use self::client::{Client, Connection, UdpClient};
pub use self::codec::{
    Adapter, Decode, DecodeOwned, Encode, ThriftEnum, Total, TotalOrd, UnknownField, adapter,
};
#[cfg(any(feature = "blocking", feature = "net"))]
pub use self::endpoint::{Endpoint, IntoEndpoint};
pub use self::error::{Error, Kind, Result};
/// What generated clients name in a build without connections.
#[cfg(all(feature = "service", not(feature = "net")))]
#[doc(hidden)]
pub use self::private::Client;
#[cfg(feature = "schema")]
pub use self::protocol::simple_json;
pub use self::protocol::{Limits, Protocol, binary, compact, json};
#[cfg(feature = "net")]
pub use self::server::{Server, ServerHandle, UdpServer};
#[cfg(feature = "service")]
pub use self::service::Context;
#[cfg(all(feature = "zlib", any(feature = "blocking", feature = "net")))]
pub use self::transport::Compression;
#[cfg(any(feature = "blocking", feature = "net"))]
pub use self::transport::Transport;
pub use self::ttype::TType;
pub use self::value::Value;
pub use bytes::Bytes;
#[cfg(feature = "bytestring")]
pub use bytestring::ByteString;
#[cfg(feature = "indexmap")]
pub use indexmap::{IndexMap, IndexSet};
#[cfg(feature = "ordered-float")]
pub use ordered_float::{NotNan, OrderedFloat};
#[cfg(feature = "derive")]
pub use thrift_macros::{ThriftEnum, ThriftException, ThriftStruct, ThriftUnion};
#[cfg(all(feature = "derive", feature = "service"))]
pub use thrift_macros::{ThriftError, service};
#[cfg(feature = "idl")]
pub use thrift_macros::{include_thrift, thrift};
#[cfg(feature = "uuid")]
pub use uuid::Uuid;

#[cfg(all(doctest, feature = "idl", feature = "net"))]
#[doc = include_str!("../../README.md")]
struct Readme;
