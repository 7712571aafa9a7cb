//! Listeners for streams of bytes, whatever they go over.

use core::task::{Context, Poll};
use std::io;
#[cfg(unix)]
use std::path::Path;

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};

use super::Stream;
use super::memory::MemoryListener;
use crate::endpoint::{Endpoint, IntoEndpoint};
#[cfg(unix)]
use crate::endpoint::{InTheWay, SocketFile};
use crate::error::Result;

/// Accepts streams at an endpoint.
#[derive(Debug)]
pub(crate) enum Listener {
    Tcp(TcpListener),
    #[cfg(unix)]
    // The file goes first: while it is there, somebody listens to it.
    Unix {
        /// Unless it is somebody else's.
        _file: Option<SocketFile>,
        listener: UnixListener,
    },
    Memory(MemoryListener),
}

impl Listener {
    /// Listens at an endpoint, and returns where that is.
    pub(crate) async fn bind(endpoint: Endpoint) -> Result<(Self, Endpoint), io::Error> {
        match &endpoint {
            Endpoint::Tcp { host, port } => Self::tcp(TcpListener::bind((&**host, *port)).await?),
            Endpoint::Tls { host, port } => {
                super::needs_tls()?;
                let listener = TcpListener::bind((&**host, *port)).await?;
                Self::tcp(listener).map(|(listener, endpoint)| (listener, endpoint.secured()))
            }
            Endpoint::Http { host, port, .. } => {
                let message = format!(
                    "a server listens at a port, as `{host}:{port}`, and speaks HTTP with those who do"
                );
                Err(io::Error::new(io::ErrorKind::Unsupported, message))
            }
            Endpoint::Udp { .. } => {
                let message = "a `Server` has connections; `UdpServer` takes datagrams";
                Err(io::Error::new(io::ErrorKind::Unsupported, message))
            }
            #[cfg(unix)]
            Endpoint::Unix(path) => {
                let listener = bind_unix(path).await?;
                let file = Some(SocketFile::new(path));
                Ok((Self::Unix { _file: file, listener }, endpoint))
            }
            Endpoint::Memory(name) => Ok((Self::Memory(MemoryListener::bind(name)?), endpoint)),
        }
    }

    /// Listens with a listener that somebody else has made.
    pub(crate) fn tcp(listener: TcpListener) -> io::Result<(Self, Endpoint)> {
        let address = listener.local_addr()?;
        let endpoint = address.into_endpoint().map_err(io::Error::other)?;
        Ok((Self::Tcp(listener), endpoint))
    }

    /// Listens with a listener that somebody else has made.
    #[cfg(unix)]
    pub(crate) fn unix(listener: UnixListener) -> io::Result<(Self, Endpoint)> {
        let address = listener.local_addr()?;
        let endpoint = Endpoint::of_socket(address.as_pathname())?;
        Ok((Self::Unix { _file: None, listener }, endpoint))
    }

    pub(crate) fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Stream>> {
        match self {
            Self::Tcp(listener) => {
                listener.poll_accept(cx).map(|accepted| Ok(Stream::tcp(accepted?.0)))
            }
            #[cfg(unix)]
            Self::Unix { listener, .. } => {
                listener.poll_accept(cx).map(|accepted| Ok(Stream::Unix(accepted?.0)))
            }
            Self::Memory(listener) => listener.poll_accept(cx).map(|it| Ok(Stream::Memory(it?))),
        }
    }
}

/// Takes the place of a socket that nobody listens to.
#[cfg(unix)]
async fn bind_unix(path: &Path) -> io::Result<UnixListener> {
    let in_the_way = match UnixListener::bind(path) {
        Ok(listener) => return Ok(listener),
        Err(error) => InTheWay::find(path, error)?,
    };
    in_the_way.remove(UnixStream::connect(path).await)?;
    UnixListener::bind(path)
}
