//! Listeners that somebody else has made.

use std::io;
use std::net::TcpListener;
#[cfg(unix)]
use std::os::unix::net::UnixListener;

use crate::blocking::listener::Listener;
use crate::endpoint::Endpoint;

/// A listener that somebody else has made, for [`Server::from_listener`](super::Server::from_listener):
/// one of TCP or, on Unix, of a socket in the file system.
///
/// A server removes no file that it has not made.
///
/// ```
/// use std::net::TcpListener;
/// use thrift::blocking::Server;
///
/// let server = Server::from_listener(TcpListener::bind("127.0.0.1:0")?)?;
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Debug)]
pub struct AnyListener(Kind);

#[derive(Debug)]
enum Kind {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener),
}

impl AnyListener {
    /// What accepts its streams, and where that is.
    pub(super) fn listen(self) -> io::Result<(Listener, Endpoint)> {
        match self.0 {
            Kind::Tcp(listener) => Listener::tcp(listener),
            #[cfg(unix)]
            Kind::Unix(listener) => Listener::unix(listener),
        }
    }
}

impl From<TcpListener> for AnyListener {
    fn from(listener: TcpListener) -> Self {
        Self(Kind::Tcp(listener))
    }
}

#[cfg(unix)]
impl From<UnixListener> for AnyListener {
    fn from(listener: UnixListener) -> Self {
        Self(Kind::Unix(listener))
    }
}
