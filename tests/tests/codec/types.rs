//! What every construct is in Rust and on the wire, row by row.
//!
//! Every row of `docs/types.md` has the test that it names there: each compiles the IDL and the
//! derive of its row, holds the types against those of the table, and compares the bytes.

mod base;
mod constants;
mod containers;
mod enums;
mod fields;
mod services;
mod structs;
mod support;
mod table;
mod unions;
