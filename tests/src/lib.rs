//! What the tests of several crates share.
#![forbid(unsafe_code)]

pub mod corpus;
pub mod hex;
pub mod roundtrip;
pub mod sample;
pub mod values;

/// Bytes that may be anything are refused, or read as a value that is written and read again
/// without a change. Compares bytes and not values, since a NaN is not equal to itself.
///
/// # Panics
///
/// When a value that was read cannot be written, or becomes another one.
pub fn settles<T: thrift::Encode + thrift::DecodeOwned>(bytes: &[u8]) {
    let Ok(value) = thrift::binary::from_slice::<T>(bytes) else { return };
    let written = thrift::binary::to_vec(&value).expect("what was read can be written");
    let again: T = thrift::binary::from_slice(&written).expect("what was written can be read");
    let rewritten = thrift::binary::to_vec(&again).expect("what was read can be written");
    assert!(written == rewritten, "{bytes:02x?} became {written:02x?} and then {rewritten:02x?}");
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

    #[doc = include_str!("../../docs/reference/types.md")]
    mod types {}

    #[doc = include_str!("../../docs/reference/limits.md")]
    mod limits {}

    #[doc = include_str!("../../docs/reference/errors.md")]
    mod errors {}
}
