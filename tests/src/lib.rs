//! What the tests of several crates share.
#![forbid(unsafe_code)]

pub mod bad_peers;
#[cfg(feature = "programs")]
pub mod conformance;
pub mod corpus;
#[cfg(feature = "programs")]
pub mod cross;
pub mod hex;
pub mod roundtrip;
pub mod sample;
pub mod values;

use thrift::protocol::{Codec, Protocol, Reader};
use thrift::{DecodeOwned, Encode, Error, Limits, TType, binary, compact, json};

/// The codecs of all protocols, with the limits of values in memory.
pub fn codecs() -> impl Iterator<Item = Codec> {
    codecs_within(Limits::DEFAULT)
}

/// The codecs of all protocols, with these limits.
pub(crate) fn codecs_within(limits: Limits) -> impl Iterator<Item = Codec> {
    Protocol::ALL.iter().map(move |protocol| Codec::new(*protocol, limits))
}

/// What an error says that is the same in all protocols: the path and the reason, without the byte.
#[must_use]
pub fn told(error: &Error) -> String {
    let (path, message) = (error.path(), error.message());
    if path.is_empty() { message.to_owned() } else { format!("{path}: {message}") }
}

/// Bytes that may be anything are refused, or read as a value that is written and read again
/// without a change, whatever protocol they are taken for. Compares bytes and not values, since a
/// NaN is not equal to itself.
///
/// # Panics
///
/// When a value that was read cannot be written, or becomes another one.
pub fn settles<T: Encode + DecodeOwned>(bytes: &[u8]) {
    for codec in codecs() {
        settles_in::<T>(codec, bytes);
    }
}

/// As [`settles`], in one protocol.
///
/// # Panics
///
/// As [`settles`].
pub fn settles_in<T: Encode + DecodeOwned>(codec: Codec, bytes: &[u8]) {
    let Ok(value) = codec.decode::<T>(bytes) else { return };
    let written = codec.encode(&value).expect("what was read can be written");
    let again: T = codec.decode(&written).expect("what was written can be read");
    let rewritten = codec.encode(&again).expect("what was read can be written");
    assert!(
        written == rewritten,
        "{:?}: {bytes:02x?} became {written:02x?} and then {rewritten:02x?}",
        codec.protocol
    );
}

/// Walks over the struct that takes up all of the bytes.
///
/// # Errors
///
/// Fails when they are no struct, or when there are more.
pub fn skip(protocol: Protocol, bytes: &[u8]) -> thrift::Result<()> {
    macro_rules! skip {
        ($protocol:ident) => {{
            let mut input = $protocol::Reader::new(bytes, &Limits::DEFAULT)?;
            input.skip(TType::Struct)?;
            input.finish()
        }};
    }
    match protocol {
        Protocol::Binary => skip!(binary),
        Protocol::Compact => skip!(compact),
        Protocol::Json => skip!(json),
        other => unreachable!("{other:?}"),
    }
}

/// The pages of the book, whose examples are compiled.
#[cfg(doctest)]
mod book {
    #[doc = include_str!("../../docs/guide/quickstart.md")]
    mod quickstart {}

    #[doc = include_str!("../../docs/guide/idl.md")]
    mod idl {}

    #[doc = include_str!("../../docs/guide/tool.md")]
    mod tool {}

    #[doc = include_str!("../../docs/guide/derive.md")]
    mod derive {}

    #[doc = include_str!("../../docs/guide/services.md")]
    mod services {}

    #[doc = include_str!("../../docs/guide/server.md")]
    mod server {}

    #[doc = include_str!("../../docs/guide/client.md")]
    mod client {}

    #[doc = include_str!("../../docs/guide/deadlines.md")]
    mod deadlines {}

    #[doc = include_str!("../../docs/guide/transports.md")]
    mod transports {}

    #[doc = include_str!("../../docs/guide/tls.md")]
    mod tls {}
    #[doc = include_str!("../../docs/guide/blocking.md")]
    mod blocking {}

    #[doc = include_str!("../../docs/guide/tower.md")]
    mod tower {}

    #[doc = include_str!("../../docs/guide/observability.md")]
    mod observability {}

    #[doc = include_str!("../../docs/guide/testing.md")]
    mod testing {}

    #[doc = include_str!("../../docs/guide/http.md")]
    mod http {}

    #[doc = include_str!("../../docs/guide/schema.md")]
    mod schema {}

    #[doc = include_str!("../../docs/types.md")]
    mod types {}

    #[doc = include_str!("../../docs/reference/attributes.md")]
    mod attributes {}

    #[doc = include_str!("../../docs/reference/protocols.md")]
    mod protocols {}

    #[doc = include_str!("../../docs/reference/limits.md")]
    mod limits {}

    #[doc = include_str!("../../docs/reference/errors.md")]
    mod errors {}
}
