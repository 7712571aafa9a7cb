//! Streams of bytes, whatever they go over.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::io::{self, IoSlice};

use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;

use super::memory;
use crate::endpoint::Endpoint;
use crate::service::Peer;

/// A stream to a peer.
#[derive(Debug)]
pub(crate) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
    Memory(DuplexStream),
    /// Over another one, after its handshake.
    #[cfg(feature = "tls")]
    Tls(Box<crate::tls::Stream<Stream>>),
}

impl Stream {
    /// Connects to a server, up to where a handshake of TLS would begin.
    pub(crate) async fn connect(endpoint: &Endpoint) -> io::Result<Self> {
        match endpoint {
            Endpoint::Tcp { host, port }
            | Endpoint::Tls { host, port }
            | Endpoint::Http { host, port, .. } => {
                Ok(Self::tcp(TcpStream::connect((&**host, *port)).await?))
            }
            Endpoint::Udp { .. } => {
                Err(io::Error::new(io::ErrorKind::Unsupported, "datagrams are no stream"))
            }
            #[cfg(unix)]
            Endpoint::Unix(path) => Ok(Self::Unix(UnixStream::connect(path).await?)),
            Endpoint::Memory(name) => Ok(Self::Memory(memory::connect(name).await?)),
        }
    }

    /// The protocol that both ends have chosen by ALPN, if they did.
    #[cfg(feature = "http")]
    pub(crate) fn alpn_protocol(&self) -> Option<&[u8]> {
        match self {
            #[cfg(feature = "tls")]
            Self::Tls(stream) => stream.alpn_protocol(),
            _ => None,
        }
    }

    /// Who is at the other end.
    pub(crate) fn peer(&self) -> Peer {
        #[cfg(feature = "tls")]
        if let Self::Tls(stream) = self {
            let peer = stream.get_ref().peer();
            return match stream.peer_certificates() {
                Some(certificates) => peer.with_certificates(certificates),
                None => peer,
            };
        }
        let address = match self {
            // It fails when the peer is gone already, and then nobody will ask.
            Self::Tcp(stream) => stream.peer_addr().ok(),
            _ => None,
        };
        match address {
            Some(address) => Peer::default().with_address(address),
            None => Peer::default(),
        }
    }

    /// Messages are gathered before they are written; the kernel need not wait for more. When it cannot
    /// be told so, the connection is slower, or gone, which reading from it will show.
    pub(super) fn tcp(stream: TcpStream) -> Self {
        let _ = stream.set_nodelay(true);
        Self::Tcp(stream)
    }
}

macro_rules! each {
    ($self:ident, $stream:ident => $call:expr) => {
        match $self.get_mut() {
            Self::Tcp($stream) => $call,
            #[cfg(unix)]
            Self::Unix($stream) => $call,
            Self::Memory($stream) => $call,
            #[cfg(feature = "tls")]
            Self::Tls($stream) => $call,
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        each!(self, stream => Pin::new(stream).poll_read(cx, buffer))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        each!(self, stream => Pin::new(stream).poll_write(cx, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self, stream => Pin::new(stream).poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self, stream => Pin::new(stream).poll_shutdown(cx))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        each!(self, stream => Pin::new(stream).poll_write_vectored(cx, slices))
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Tcp(stream) => stream.is_write_vectored(),
            #[cfg(unix)]
            Self::Unix(stream) => stream.is_write_vectored(),
            Self::Memory(stream) => stream.is_write_vectored(),
            #[cfg(feature = "tls")]
            Self::Tls(stream) => stream.is_write_vectored(),
        }
    }
}
