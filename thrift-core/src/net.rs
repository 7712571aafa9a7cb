//! What both ends of a connection share: bytes in, bytes out.

mod input;
mod listener;
mod memory;
mod output;
mod stream;
mod time;

use std::io;

pub(crate) use self::listener::Listener;
pub(crate) use self::output::Output;
pub(crate) use self::stream::Stream;
pub(crate) use self::time::{in_time, now};

/// Whether this build has TLS.
///
/// # Errors
///
/// Fails if it has not.
pub(crate) fn needs_tls() -> io::Result<()> {
    if cfg!(feature = "tls") {
        return Ok(());
    }
    let message = "TLS needs the feature `tls` of the crate `thrift-core`, which is off";
    Err(io::Error::new(io::ErrorKind::Unsupported, message))
}
