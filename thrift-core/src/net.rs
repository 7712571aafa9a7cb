//! What both ends of a connection share: bytes in, bytes out.

mod input;
mod listener;
mod memory;
mod output;
mod stream;
mod time;

pub(crate) use self::listener::Listener;
pub(crate) use self::output::Output;
pub(crate) use self::stream::Stream;
pub(crate) use self::time::{in_time, now};
