//! Who is at the other end of a connection.

use core::net::SocketAddr;
use core::sync::atomic::{AtomicBool, Ordering};

#[cfg(feature = "net")]
use tokio::sync::Notify;

#[cfg(feature = "tls")]
use crate::tls::PeerCertificates;

/// Who is at the other end of a connection.
///
/// ```
/// use thrift::service::Peer;
///
/// let peer = Peer::default().with_address("127.0.0.1:40000".parse()?);
/// assert!(peer.address().is_some_and(|address| address.ip().is_loopback()));
/// # Ok::<_, core::net::AddrParseError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peer {
    address: Option<SocketAddr>,
    #[cfg(feature = "tls")]
    certificates: Option<PeerCertificates>,
}

impl Peer {
    /// Says where the peer is.
    #[must_use]
    pub fn with_address(mut self, address: SocketAddr) -> Self {
        self.address = Some(address);
        self
    }

    /// Where the peer is; `None` if it is no place on a network: in this process, or behind a socket
    /// in the file system.
    #[must_use]
    pub fn address(&self) -> Option<SocketAddr> {
        self.address
    }

    /// Says which certificates the peer has.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn with_certificates(mut self, certificates: PeerCertificates) -> Self {
        self.certificates = Some(certificates);
        self
    }

    /// The certificates that the peer has proved to be its own; `None` if it has none, or was not
    /// asked for them.
    ///
    /// ```
    /// use thrift::Context;
    /// use thrift::tls::PeerCertificates;
    ///
    /// fn certificate(cx: &Context) -> Option<&[u8]> {
    ///     cx.peer()?.certificates().map(PeerCertificates::end_entity)
    /// }
    /// ```
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn certificates(&self) -> Option<&PeerCertificates> {
        self.certificates.as_ref()
    }
}

/// Who made the calls that arrive over a connection, and whether it is still there.
#[derive(Debug, Default)]
pub(crate) struct Caller {
    pub(crate) peer: Peer,
    /// The path of its request, where there is one.
    #[cfg(feature = "http")]
    pub(crate) path: Option<Box<str>>,
    gone: AtomicBool,
    #[cfg(feature = "net")]
    left: Notify,
}

impl Caller {
    #[cfg(any(feature = "blocking", feature = "net"))]
    pub(crate) fn new(peer: Peer) -> Self {
        Self { peer, ..Self::default() }
    }

    /// Says to which path the call was made.
    #[cfg(feature = "http")]
    pub(crate) fn at(self, path: &str) -> Self {
        Self { path: Some(path.into()), ..self }
    }

    /// Says that nobody waits for answers any longer.
    #[cfg(any(feature = "blocking", feature = "net"))]
    pub(crate) fn leave(&self) {
        self.gone.store(true, Ordering::Release);
        #[cfg(feature = "net")]
        self.left.notify_waiters();
    }

    pub(crate) fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Acquire)
    }

    #[cfg(feature = "net")]
    pub(crate) async fn gone(&self) {
        // It counts from here on, so that nobody leaves between the look and the wait.
        let left = self.left.notified();
        if !self.is_gone() {
            left.await;
        }
    }
}
