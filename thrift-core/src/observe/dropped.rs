//! Datagrams that come to nothing.

use core::net::SocketAddr;

use crate::error::Error;

/// A datagram that an [`Observer`](super::Observer) is told of, since it is not executed.
#[derive(Debug)]
pub struct DroppedDatagram {
    peer: SocketAddr,
    length: usize,
    reason: Error,
}

impl DroppedDatagram {
    pub(crate) fn new(peer: SocketAddr, length: usize, reason: Error) -> Self {
        Self { peer, length, reason }
    }

    /// Where it says that it comes from: nobody vouches for that.
    #[must_use]
    pub fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// Its length, in bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// Why it is not executed. Its [name](crate::Kind::name) is a word out of few, for metrics.
    #[must_use]
    pub fn reason(&self) -> &Error {
        &self.reason
    }
}
