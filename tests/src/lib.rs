//! What the tests of several crates share.
#![forbid(unsafe_code)]

pub mod hex;
pub mod sample;
