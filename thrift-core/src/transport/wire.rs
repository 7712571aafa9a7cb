//! What a client speaks.

#[cfg(feature = "zlib")]
use super::Compression;
use super::header::{Head, protocol_number};
use super::{Compressor, Input, Transport, Wrapping};
use crate::error::{Error, Kind, Result};
use crate::protocol::{Limits, Protocol};
use crate::service::{Headers, Request};

/// How a client sends its calls, and gets its replies.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wire {
    pub(crate) transport: Transport,
    /// Whether each message is compressed for itself, where there is a place to say so, or else all of
    /// the connection.
    compressed: bool,
    /// Whether all of the connection is compressed.
    in_stream: bool,
}

impl Wire {
    /// One without compression.
    pub(crate) const fn new(transport: Transport) -> Self {
        Self { transport, compressed: false, in_stream: false }
    }

    #[cfg(feature = "zlib")]
    pub(crate) fn compress(&mut self, compression: Compression) {
        self.compressed = compression == Compression::Zlib;
        self.in_stream = compression == Compression::ZlibStream;
    }

    /// Whether anything is compressed.
    #[cfg(feature = "net")]
    pub(crate) fn is_compressed(self) -> bool {
        self.compressed || self.in_stream
    }

    /// Checks settings that do not go together.
    ///
    /// # Errors
    ///
    /// Fails on headers that would go nowhere, and on a protocol that the transport does not have.
    pub(crate) fn check(self, protocol: Protocol, headers: &Headers) -> Result<()> {
        let Self { transport, .. } = self;
        if !transport.carries_headers() && !headers.is_empty() {
            let message = format!("headers are set, but {transport:?} carries none");
            return Err(Error::new(Kind::Invalid, message));
        }
        self.check_protocol(protocol)
    }

    /// Checks that the transport has the protocol.
    ///
    /// # Errors
    ///
    /// Fails when it does not.
    pub(crate) fn check_protocol(self, protocol: Protocol) -> Result<()> {
        if self.transport.carries_headers() { protocol_number(protocol).map(drop) } else { Ok(()) }
    }

    /// What is left of it over HTTP: a message needs no frame there, save for one that has a header.
    #[cfg(feature = "http")]
    pub(crate) fn in_body(self) -> Self {
        let transport = match self.transport {
            Transport::Framed | Transport::Buffered => Transport::Buffered,
            Transport::Header | Transport::FramedHeader => Transport::Header,
        };
        Self { transport, ..self }
    }

    /// Where replies arrive.
    pub(crate) fn input(self, limits: Limits) -> Input {
        #[cfg(feature = "zlib")]
        if self.is_zlib() {
            return Input::zlib(self.transport, limits);
        }
        Input::new(self.transport, limits)
    }

    /// What compresses all that is sent, if something does.
    pub(crate) fn compressor(self) -> Option<Compressor> {
        self.is_zlib().then(Compressor::default)
    }

    /// What goes around a call.
    pub(crate) fn wrap(self, request: &Request, seqid: i32) -> Wrapping {
        match self.transport {
            Transport::Framed => Wrapping::Framed,
            Transport::Buffered => Wrapping::Buffered,
            Transport::Header | Transport::FramedHeader => {
                let context = request.context();
                let mut head = Head::new(seqid, request.codec().protocol);
                head.in_frame = self.transport == Transport::FramedHeader;
                head.compressed = self.compressed;
                head.headers = context.headers().clone();
                head.timeout = context.time_left();
                Wrapping::Header(Box::new(head))
            }
        }
    }

    /// About how many bytes go beside a call.
    #[cfg(feature = "net")]
    pub(crate) fn beside(self, request: &Request) -> usize {
        match self.transport {
            Transport::Framed | Transport::Buffered => 0,
            Transport::Header | Transport::FramedHeader => request.context().headers().length(),
        }
    }

    /// Whether each message is compressed for itself.
    #[cfg(feature = "net")]
    pub(crate) fn compresses_messages(self) -> bool {
        self.compressed && self.transport.carries_headers()
    }

    /// Whether all of the connection is one zlib stream.
    pub(crate) fn is_zlib(self) -> bool {
        self.in_stream || self.compressed && !self.transport.carries_headers()
    }
}
