//! The codec beside those of others: payloads, an adaptation to each implementation, and what is
//! measured of them.

#![forbid(unsafe_code)]

pub mod allocations;
pub mod case;
pub mod instructions;
pub mod linear;
pub mod measure;
pub mod options;
pub mod ours;
mod parquet;
pub mod payloads;
pub mod peers;
pub mod report;
mod values;
