//! What the tests of several crates share.
#![forbid(unsafe_code)]

pub mod hex;
pub mod sample;

/// The pages of the book, whose examples are compiled.
#[cfg(doctest)]
mod book {
    #[doc = include_str!("../../docs/guide/quickstart.md")]
    mod quickstart {}

    #[doc = include_str!("../../docs/guide/idl.md")]
    mod idl {}

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
