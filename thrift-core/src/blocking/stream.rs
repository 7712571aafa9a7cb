//! Streams of bytes, whatever they go over.

use core::net::SocketAddr;
use core::time::Duration;
use std::io::{self, IoSlice, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::time::Instant;

use super::timed::left;
use crate::endpoint::Endpoint;
use crate::service::Peer;

/// A stream to a peer.
#[derive(Debug)]
pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
}

macro_rules! each {
    ($self:ident, $stream:ident => $call:expr) => {
        match $self {
            Stream::Tcp($stream) => $call,
            #[cfg(unix)]
            Stream::Unix($stream) => $call,
        }
    };
}

impl Stream {
    /// Connects to a server. What is to be done by `end` may take longer where the system has no limit
    /// of time for it: to look up the address of a name, and to connect to a socket in the file system.
    pub(super) fn connect(endpoint: &Endpoint, end: Option<Instant>) -> io::Result<Self> {
        match endpoint {
            Endpoint::Tcp { host, port } => connect_tcp(host, *port, end).map(Self::tcp),
            #[cfg(unix)]
            Endpoint::Unix(path) => Ok(Self::Unix(UnixStream::connect(path)?)),
            _ => Err(unsupported()),
        }
    }

    /// Whether a client can connect to an endpoint at all.
    ///
    /// # Errors
    ///
    /// Fails if it cannot.
    pub(super) fn check(endpoint: &Endpoint) -> io::Result<()> {
        match endpoint {
            Endpoint::Tcp { .. } => Ok(()),
            #[cfg(unix)]
            Endpoint::Unix(_) => Ok(()),
            _ => Err(unsupported()),
        }
    }

    /// Messages are gathered before they are written; the kernel need not wait for more. When it cannot
    /// be told so, the connection is slower, or gone, which reading from it will show.
    pub(super) fn tcp(stream: TcpStream) -> Self {
        let _ = stream.set_nodelay(true);
        Self::Tcp(stream)
    }

    /// Who is at the other end.
    pub(super) fn peer(&self) -> Peer {
        let address = match self {
            // It fails when the peer is gone already, and then nobody will ask.
            Self::Tcp(stream) => stream.peer_addr().ok(),
            #[cfg(unix)]
            Self::Unix(_) => None,
        };
        match address {
            Some(address) => Peer::default().with_address(address),
            None => Peer::default(),
        }
    }

    pub(super) fn set_read_timeout(&self, time: Option<Duration>) -> io::Result<()> {
        each!(self, stream => stream.set_read_timeout(time))
    }

    pub(super) fn set_write_timeout(&self, time: Option<Duration>) -> io::Result<()> {
        each!(self, stream => stream.set_write_timeout(time))
    }

    pub(super) fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {
        each!(self, stream => stream.set_nonblocking(nonblocking))
    }

    /// Ends what is under way in these directions, on whatever thread.
    pub(super) fn shutdown(&self, how: Shutdown) {
        // It fails when the peer was faster.
        let _ = each!(self, stream => stream.shutdown(how));
    }
}

impl Read for &Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        each!(self, stream => Read::read(&mut &*stream, buffer))
    }
}

impl Write for &Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        each!(self, stream => Write::write(&mut &*stream, bytes))
    }

    fn write_vectored(&mut self, slices: &[IoSlice<'_>]) -> io::Result<usize> {
        each!(self, stream => Write::write_vectored(&mut &*stream, slices))
    }

    fn flush(&mut self) -> io::Result<()> {
        // Neither kind holds anything back.
        Ok(())
    }
}

/// Tries every address that the host has.
fn connect_tcp(host: &str, port: u16, end: Option<Instant>) -> io::Result<TcpStream> {
    let connect = |address: SocketAddr| match left(end)? {
        Some(left) => TcpStream::connect_timeout(&address, left),
        None => TcpStream::connect(address),
    };
    let mut last = None;
    for address in (host, port).to_socket_addrs()? {
        match connect(address) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the name has no address")))
}

/// What a blocking end has no use for.
#[cold]
pub(super) fn unsupported() -> io::Error {
    let message = "blocking clients and servers have TCP, and sockets in the file system, alone";
    io::Error::new(io::ErrorKind::Unsupported, message)
}
