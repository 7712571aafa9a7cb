//! What each target does with what it is given. Here and not in the targets, so that all of it is
//! compiled once.

pub mod arrivals;
pub mod decode;
pub mod differential;
pub mod idl_text;
pub mod json;
pub mod roundtrip;
pub mod scan;
pub mod simple_json;
pub mod skip;
pub mod value;
