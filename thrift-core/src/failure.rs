//! What goes wrong with connections and handlers, in the words that asynchronous and blocking ends
//! share.

use std::io;

use crate::application::ApplicationKind;
use crate::endpoint::Endpoint;
use crate::error::{Error, Kind};

#[cold]
pub(crate) fn cannot_connect<E>(endpoint: &Endpoint, kind: Kind, error: E) -> Error
where
    E: core::error::Error + Send + Sync + 'static,
{
    Error::new(kind, format!("cannot connect to {endpoint}: {error}")).with_source(error)
}

#[cold]
pub(crate) fn cannot_listen(endpoint: &Endpoint, error: io::Error) -> Error {
    let message = format!("cannot listen at {endpoint}: {error}");
    Error::new(Kind::Transport, message).with_source(error)
}

#[cfg(feature = "net")]
#[cold]
pub(crate) fn shutting_down(endpoint: &Endpoint) -> Error {
    let message = format!("cannot connect to {endpoint}: the tokio runtime is shutting down");
    Error::new(Kind::Transport, message)
}

/// What it says as it panics has been printed where panics are.
#[cfg(feature = "net")]
#[cold]
pub(crate) fn connecting_panicked(endpoint: &Endpoint) -> Error {
    Error::new(Kind::Transport, format!("cannot connect to {endpoint}: the attempt panicked"))
}

#[cfg(feature = "net")]
#[cold]
pub(crate) fn cannot_send(length: usize, endpoint: &Endpoint, error: io::Error) -> Error {
    let message = format!("cannot send {length} bytes to {endpoint}: {error}");
    Error::new(Kind::Transport, message).with_source(error)
}

#[cfg(feature = "net")]
#[cold]
pub(crate) fn not_sent(method: &str) -> Error {
    Error::new(Kind::Timeout, format!("`{method}` was not sent in time"))
}

#[cold]
pub(crate) fn no_connection(endpoint: &Endpoint) -> Error {
    Error::new(Kind::Timeout, format!("no connection to {endpoint} in time"))
}

#[cold]
pub(crate) fn no_connection_for(endpoint: &Endpoint, method: &str) -> Error {
    Error::new(Kind::Timeout, format!("no connection to {endpoint} in time for `{method}`"))
}

#[cold]
pub(crate) fn no_answer(method: &str) -> Error {
    Error::new(Kind::Timeout, format!("no answer to `{method}` in time"))
}

#[cold]
pub(crate) fn given_up(method: &str) -> Error {
    let message = format!("`{method}` was given up: whoever it was made for is gone");
    Error::new(Kind::Closed, message)
}

/// A connection that can be used no more.
#[cold]
pub(crate) fn closed(why: &str) -> Error {
    Error::new(Kind::Closed, format!("the connection is closed: {why}"))
}

/// Why a connection is closed whose peer sends no more.
#[cold]
pub(crate) fn peer_closed(inside_message: bool) -> Error {
    let inside = if inside_message { " inside a message" } else { "" };
    Error::new(Kind::Closed, format!("the peer closed it{inside}"))
}

/// What the handler said as it panicked is not for its clients.
#[cold]
pub(crate) fn panicked() -> Error {
    Error::application(ApplicationKind::InternalError, "the handler panicked")
}

#[cold]
pub(crate) fn too_slow() -> Error {
    Error::application(ApplicationKind::InternalError, "the handler was not done in time")
}

/// Whether the connection failed that was to be accepted, and not the listener.
pub(crate) fn is_of_the_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_failed_is_no_reason_to_pause() {
        assert!(is_of_the_connection(&io::ErrorKind::ConnectionAborted.into()));
        assert!(!is_of_the_connection(&io::Error::from_raw_os_error(24)));
    }
}
