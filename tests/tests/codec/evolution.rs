//! Old readers and new writers, and the other way round, in every protocol.

mod enums;
mod fields;
mod kept;
mod presence;
mod services;
mod support;
mod types;
mod unions;
