//! Listeners for streams of bytes, whatever they go over.

use core::task::{Context, Poll};
use std::io;
#[cfg(unix)]
use std::os::unix::fs::{FileTypeExt, MetadataExt};
#[cfg(unix)]
use std::path::{Path, PathBuf};

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};

use super::memory::MemoryListener;
use super::{Endpoint, IntoEndpoint, Stream};
use crate::error::Result;

/// Accepts streams at an endpoint.
#[derive(Debug)]
pub(crate) enum Listener {
    Tcp(TcpListener),
    #[cfg(unix)]
    // The file goes first: while it is there, somebody listens to it.
    Unix {
        _file: SocketFile,
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
            #[cfg(unix)]
            Endpoint::Unix(path) => {
                let listener = bind_unix(path).await?;
                Ok((Self::Unix { _file: SocketFile(path.clone()), listener }, endpoint))
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

/// Removes the file of a socket with its listener: nobody could connect to it, or bind it again.
#[cfg(unix)]
#[derive(Debug)]
pub(crate) struct SocketFile(PathBuf);

#[cfg(unix)]
impl Drop for SocketFile {
    fn drop(&mut self) {
        // It may be gone, or somebody else's by now, which cannot be told.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Takes the place of a socket that nobody listens to, as a server that was killed leaves it.
#[cfg(unix)]
async fn bind_unix(path: &Path) -> io::Result<UnixListener> {
    let in_use = match UnixListener::bind(path) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => error,
        bound => return bound,
    };
    let found = socket(path)?;
    match UnixStream::connect(path).await {
        // Somebody else may have taken the place meanwhile.
        Err(error)
            if error.kind() == io::ErrorKind::ConnectionRefused && socket(path)? == found =>
        {
            std::fs::remove_file(path)?;
            UnixListener::bind(path)
        }
        _ => Err(in_use),
    }
}

/// What tells the socket at a path from any other. Another file is in the way just as well, and stays.
#[cfg(unix)]
fn socket(path: &Path) -> io::Result<(u64, u64)> {
    let found = std::fs::symlink_metadata(path)?;
    if found.file_type().is_socket() {
        return Ok((found.dev(), found.ino()));
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is a file that is no socket"))
}
