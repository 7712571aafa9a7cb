//! Calls beside those of others: servers and clients of each implementation, and what is measured of
//! them.

#![forbid(unsafe_code)]

pub mod case;
pub mod child;
pub mod error;
pub mod idle;
pub mod implementations;
pub mod load;
pub mod machine;
pub mod measure;
pub mod options;
pub mod report;
pub mod role;
pub mod values;
