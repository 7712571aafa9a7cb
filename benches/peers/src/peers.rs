//! Each peer as its own users would use it at its best.

pub mod apache;
pub mod compact_thrift;
pub mod pilota;
