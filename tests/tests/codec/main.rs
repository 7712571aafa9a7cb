//! Values and bytes: what is written, what is read, and what is refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod compact;
mod corpus;
mod evolution;
mod facts;
mod hostile;
mod json;
mod limits;
mod memory;
mod names;
mod offsets;
mod places;
mod properties;
mod replaced;
mod schema;
mod simple_json;
mod types;
mod values;
mod vectors;
mod whole;
