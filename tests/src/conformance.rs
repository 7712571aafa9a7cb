//! The service that programs in other languages call, and offer to us: `tests/peers/README.md` has
//! the contract.

pub mod checks;
mod handler;
mod options;
pub mod sample;
pub mod uuids;

pub use self::checks::Check;
pub use self::handler::Handler;
pub use self::options::{Options, Role, USAGE};

thrift::include_thrift!("../idl/conformance.thrift");
