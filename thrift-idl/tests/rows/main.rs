//! The grammar, row by row: what is accepted, what it means, and how the rest is refused.
//!
//! Every row of `docs/idl.md` has the test that it names there.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod annotations;
mod constants;
mod document;
mod enums;
mod lexical;
mod services;
mod structs;
mod support;
mod table;
mod types;
