//! Listeners for streams of bytes, whatever they go over.

use std::io;
use std::net::TcpListener;
#[cfg(unix)]
use std::os::unix::net::{UnixListener, UnixStream};
#[cfg(unix)]
use std::path::Path;

use mio::{Interest, Registry, Token, net as ready};

use super::stream::{Stream, unsupported};
use crate::endpoint::{Endpoint, IntoEndpoint};
#[cfg(unix)]
use crate::endpoint::{InTheWay, SocketFile};

/// Accepts streams at an endpoint, without waiting for any.
#[derive(Debug)]
pub(super) enum Listener {
    Tcp(ready::TcpListener),
    #[cfg(unix)]
    // The file goes first: while it is there, somebody listens to it.
    Unix {
        /// Unless it is somebody else's.
        _file: Option<SocketFile>,
        listener: ready::UnixListener,
    },
}

impl Listener {
    /// Listens at an endpoint, and returns where that is.
    pub(super) fn bind(endpoint: Endpoint) -> io::Result<(Self, Endpoint)> {
        match &endpoint {
            Endpoint::Tcp { host, port } => Self::tcp(TcpListener::bind((&**host, *port))?),
            #[cfg(unix)]
            Endpoint::Unix(path) => {
                let listener = bind_unix(path)?;
                let file = Some(SocketFile::new(path));
                listener.set_nonblocking(true)?;
                let listener = ready::UnixListener::from_std(listener);
                Ok((Self::Unix { _file: file, listener }, endpoint))
            }
            _ => Err(unsupported()),
        }
    }

    /// Listens with a listener that somebody else has made.
    pub(super) fn tcp(listener: TcpListener) -> io::Result<(Self, Endpoint)> {
        let address = listener.local_addr()?;
        let endpoint = address.into_endpoint().map_err(io::Error::other)?;
        listener.set_nonblocking(true)?;
        Ok((Self::Tcp(ready::TcpListener::from_std(listener)), endpoint))
    }

    /// Listens with a listener that somebody else has made.
    #[cfg(unix)]
    pub(super) fn unix(listener: UnixListener) -> io::Result<(Self, Endpoint)> {
        let endpoint = Endpoint::of_socket(listener.local_addr()?.as_pathname())?;
        listener.set_nonblocking(true)?;
        let listener = ready::UnixListener::from_std(listener);
        Ok((Self::Unix { _file: None, listener }, endpoint))
    }

    /// Has it told when there may be streams to accept.
    pub(super) fn register(&mut self, registry: &Registry, token: Token) -> io::Result<()> {
        match self {
            Self::Tcp(listener) => registry.register(listener, token, Interest::READABLE),
            #[cfg(unix)]
            Self::Unix { listener, .. } => registry.register(listener, token, Interest::READABLE),
        }
    }

    /// Accepts a stream, or fails with [`WouldBlock`](io::ErrorKind::WouldBlock) if there is none.
    pub(super) fn accept(&self) -> io::Result<Stream> {
        let stream = match self {
            Self::Tcp(listener) => Stream::tcp(listener.accept()?.0.into()),
            #[cfg(unix)]
            Self::Unix { listener, .. } => Stream::Unix(listener.accept()?.0.into()),
        };
        stream.set_nonblocking(false)?;
        Ok(stream)
    }
}

/// Takes the place of a socket that nobody listens to.
#[cfg(unix)]
fn bind_unix(path: &Path) -> io::Result<UnixListener> {
    let in_the_way = match UnixListener::bind(path) {
        Ok(listener) => return Ok(listener),
        Err(error) => InTheWay::find(path, error)?,
    };
    in_the_way.remove(UnixStream::connect(path))?;
    UnixListener::bind(path)
}
