//! What both ends of a connection share: bytes in, bytes out.

mod backoff;
mod endpoint;
mod input;
mod listener;
mod memory;
mod output;
mod stream;
mod time;

use std::io;

pub(crate) use self::backoff::Backoff;
pub use self::endpoint::{Endpoint, IntoEndpoint};
pub(crate) use self::input::Input;
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

/// Memory that a buffer may keep while its connection is idle.
///
/// A server that answers as fast as it is asked is idle between any two calls. Giving back each
/// buffer then costs more than copying its bytes: the allocator returns large blocks to the
/// system, and every page of the next one is a fault. Buffers grow with what passes through
/// them, so a connection of short calls keeps far less.
const KEPT_WHEN_IDLE: usize = 256 * 1024;

/// Gives back a buffer if it is empty and large.
pub(crate) fn release(bytes: &mut Vec<u8>) {
    if bytes.is_empty() && bytes.capacity() > KEPT_WHEN_IDLE {
        *bytes = Vec::new();
    }
}
