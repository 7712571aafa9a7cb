//! Bytes that wait to be written.

use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::io::{self, IoSlice};

use tokio::io::AsyncWrite;

use crate::transport::{Compressor, Outgoing, SLICES};

/// Bytes to be written before more are appended.
///
/// Two replies of this length in one write instead of two save nothing worth their memory.
const FULL: usize = 64 * 1024;

/// Messages that go out together, in as few writes as the stream allows.
#[derive(Debug, Default)]
pub(crate) struct Output {
    bytes: Outgoing,
    written: usize,
    /// Compresses all that is written, if something does.
    compressor: Option<Compressor>,
    /// How many bytes need no compression any longer.
    compressed: usize,
}

impl Output {
    pub(crate) fn new(compressor: Option<Compressor>) -> Self {
        Self { compressor, ..Self::default() }
    }

    /// Has all that is written from now on compressed.
    pub(crate) fn compress(&mut self) {
        if self.compressor.is_none() {
            self.compressed = self.bytes.flatten().len();
            self.compressor = Some(Compressor::default());
        }
    }

    /// Whether all that was appended is written and flushed.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How many bytes are there, those that are written already among them.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether more may be appended: a peer that does not read must not fill the memory.
    ///
    /// What is written already counts too, since its place is given back only with the rest.
    pub(crate) fn has_room(&self) -> bool {
        self.bytes.len() < FULL
    }

    /// Where messages are appended.
    pub(crate) fn bytes(&mut self) -> &mut Outgoing {
        &mut self.bytes
    }

    /// Exchanges an empty output for bytes that were gathered elsewhere, so that both buffers
    /// are used again.
    pub(crate) fn exchange(&mut self, bytes: &mut Outgoing) {
        debug_assert!(self.is_empty(), "bytes would be written out of order");
        mem::swap(&mut self.bytes, bytes);
    }

    /// Throws away what is not written.
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.written = 0;
        self.compressed = 0;
    }

    /// Whether the buffer takes more than that of an idle connection should.
    pub(crate) fn is_large(&self) -> bool {
        self.bytes.is_large()
    }

    /// Gives back the buffer of an empty output.
    pub(crate) fn give_back(&mut self) {
        debug_assert!(self.is_empty(), "bytes would be lost");
        self.bytes = Outgoing::default();
    }

    /// Gives back the buffer if it is empty and large.
    pub(crate) fn release(&mut self) {
        self.bytes.release();
    }

    /// Writes and flushes all that was appended.
    pub(crate) fn poll_write<Io>(
        &mut self,
        io: &mut Io,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>>
    where
        Io: AsyncWrite + Unpin,
    {
        if let Some(compressor) = &mut self.compressor
            && self.compressed < self.bytes.len()
        {
            compressor.compress(self.bytes.flatten(), self.compressed).map_err(io::Error::other)?;
            self.compressed = self.bytes.len();
        }
        while self.written < self.bytes.len() {
            let mut slices = [IoSlice::new(&[]); SLICES];
            let count = self.bytes.slices(self.written, &mut slices);
            let io = Pin::new(&mut *io);
            let written = match &slices[..count] {
                [all] => io.poll_write(cx, all),
                slices => io.poll_write_vectored(cx, slices),
            };
            match ready!(written)? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                count => self.written += count,
            }
        }
        ready!(Pin::new(io).poll_flush(cx))?;
        self.clear();
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::KEPT_WHEN_IDLE;

    #[test]
    fn the_rest_is_written_when_the_peer_reads_again() {
        let mut cx = Context::from_waker(core::task::Waker::noop());
        let (mut ours, mut theirs) = tokio::io::duplex(4);
        let mut output = Output::default();
        output.bytes().buffer().extend_from_slice(b"123456");
        assert!(output.poll_write(&mut ours, &mut cx).is_pending());
        assert!(!output.is_empty());

        let mut read = [0; 6];
        let mut read = tokio::io::ReadBuf::new(&mut read);
        let peer = Pin::new(&mut theirs);
        assert!(tokio::io::AsyncRead::poll_read(peer, &mut cx, &mut read).is_ready());
        assert!(output.poll_write(&mut ours, &mut cx).is_ready());
        assert!(output.is_empty());
    }

    #[test]
    fn a_full_output_has_room_again_when_all_of_it_is_written() {
        let mut cx = Context::from_waker(core::task::Waker::noop());
        let mut output = Output::default();
        output.bytes().buffer().resize(FULL.max(KEPT_WHEN_IDLE + 1), 0);
        assert!(!output.has_room());
        assert!(output.poll_write(&mut tokio::io::sink(), &mut cx).is_ready());
        assert!(output.has_room());
        output.release();
        assert_eq!(output.bytes().buffer().capacity(), 0);
    }
}
