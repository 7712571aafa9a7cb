//! Streams of bytes over TLS, or in plain text where that is allowed.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::io::{self, IoSlice};

use rustls::HandshakeKind;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::TlsStream;

use super::peeked::Peeked;
use super::{PeerCertificates, explain};

/// A stream after its handshake, of [`ClientTls::connect`](super::ClientTls::connect) or of
/// [`ServerTls::accept`](super::ServerTls::accept).
///
/// Shutting it down tells the peer so, and so does dropping it, as far as that needs no waiting. One
/// that ends without such a word from its peer fails with [`UnexpectedEof`](io::ErrorKind): somebody
/// may have cut it.
pub struct Stream<Io>
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    layer: Layer<Io>,
    /// Whether the peer was told of the end, or cannot be.
    ended: bool,
}

#[expect(clippy::large_enum_variant, reason = "nearly all are of the large one")]
enum Layer<Io> {
    Tls(TlsStream<Peeked<Io>>),
    Plain(Peeked<Io>),
}

impl<Io> Stream<Io>
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    pub(super) fn secure(stream: impl Into<TlsStream<Peeked<Io>>>) -> Self {
        Self { layer: Layer::Tls(stream.into()), ended: false }
    }

    pub(super) fn plain(stream: Peeked<Io>) -> Self {
        Self { layer: Layer::Plain(stream), ended: false }
    }

    /// Whether it goes over TLS: always, but on a server that
    /// [accepts plain text](super::ServerTls::accept_plain) too.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        matches!(self.layer, Layer::Tls(_))
    }

    /// Whether the handshake went on with an earlier session, which takes one round trip less in TLS 1.2,
    /// and no signatures in any version.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        let Layer::Tls(stream) = &self.layer else { return false };
        stream.get_ref().1.handshake_kind() == Some(HandshakeKind::Resumed)
    }

    /// The certificates of the peer, if it sent any.
    #[must_use]
    pub fn peer_certificates(&self) -> Option<PeerCertificates> {
        let Layer::Tls(stream) = &self.layer else { return None };
        PeerCertificates::new(stream.get_ref().1.peer_certificates())
    }

    /// The protocol that both ends have chosen by ALPN, if they did.
    #[must_use]
    pub fn alpn_protocol(&self) -> Option<&[u8]> {
        let Layer::Tls(stream) = &self.layer else { return None };
        stream.get_ref().1.alpn_protocol()
    }

    /// What TLS goes over.
    #[must_use]
    pub fn get_ref(&self) -> &Io {
        match &self.layer {
            Layer::Tls(stream) => stream.get_ref().0.get_ref(),
            Layer::Plain(stream) => stream.get_ref(),
        }
    }
}

macro_rules! each {
    ($self:ident, $stream:ident => $call:expr) => {
        match &mut $self.get_mut().layer {
            Layer::Tls($stream) => $call.map_err(explain::established),
            Layer::Plain($stream) => $call,
        }
    };
}

impl<Io> AsyncRead for Stream<Io>
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        each!(self, stream => Pin::new(stream).poll_read(cx, buffer))
    }
}

impl<Io> AsyncWrite for Stream<Io>
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
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

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.as_mut();
        let done = each!(this, stream => Pin::new(stream).poll_shutdown(cx));
        self.ended |= done.is_ready();
        done
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        each!(self, stream => Pin::new(stream).poll_write_vectored(cx, slices))
    }

    fn is_write_vectored(&self) -> bool {
        match &self.layer {
            Layer::Tls(stream) => stream.is_write_vectored(),
            Layer::Plain(stream) => stream.is_write_vectored(),
        }
    }
}

impl<Io> Drop for Stream<Io>
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    fn drop(&mut self) {
        // A client drops its connections without a word. What says that this is the end is short, so
        // that there is room for it, unless the peer does not read: then it is told nothing.
        if !self.ended && self.is_secure() {
            let _ = Pin::new(self).poll_shutdown(&mut Context::from_waker(Waker::noop()));
        }
    }
}

impl<Io> fmt::Debug for Stream<Io>
where
    Io: AsyncRead + AsyncWrite + Unpin + fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("io", self.get_ref())
            .field("secure", &self.is_secure())
            .field("peer_certificates", &self.peer_certificates())
            .finish()
    }
}
