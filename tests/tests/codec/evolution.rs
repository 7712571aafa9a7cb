//! Old readers and new writers, and the other way round, in every protocol.

#![allow(unreachable_pub, reason = "what is in a module of types is for the tests around it")]

mod enums;
mod fields;
mod kept;
mod presence;
mod services;
mod support;
mod types;
mod unions;
