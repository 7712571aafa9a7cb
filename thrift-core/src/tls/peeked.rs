//! Streams whose first bytes can be looked at before they are read.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::io::{self, IoSlice};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How many bytes tell what a peer speaks, and show it in an error.
const START: usize = 16;

/// A stream that keeps its first bytes.
///
/// The first read returns them alone, so that nobody who reads on loses any.
#[derive(Debug)]
pub(crate) struct Peeked<Io> {
    io: Io,
    start: [u8; START],
    /// The bytes of `start` that came.
    came: usize,
    /// The bytes of `start` that were read.
    read: usize,
}

impl<Io> Peeked<Io> {
    pub(crate) fn new(io: Io) -> Self {
        Self { io, start: [0; START], came: 0, read: 0 }
    }

    /// The first bytes, as far as they came.
    pub(super) fn start(&self) -> &[u8] {
        &self.start[..self.came]
    }

    pub(super) fn get_ref(&self) -> &Io {
        &self.io
    }
}

impl<Io: AsyncRead + Unpin> Peeked<Io> {
    /// Waits for the first byte, and takes those that come with it; none at the end of the stream.
    pub(crate) async fn peek(&mut self) -> io::Result<&[u8]> {
        core::future::poll_fn(|cx| self.poll_peek(cx)).await?;
        Ok(self.start())
    }

    fn poll_peek(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.came > 0 {
            return Poll::Ready(Ok(()));
        }
        let mut start = ReadBuf::new(&mut self.start);
        ready!(Pin::new(&mut self.io).poll_read(cx, &mut start))?;
        self.came = start.filled().len();
        Poll::Ready(Ok(()))
    }
}

impl<Io: AsyncRead + Unpin> AsyncRead for Peeked<Io> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(this.poll_peek(cx))?;
        if this.read == this.came {
            return Pin::new(&mut this.io).poll_read(cx, buffer);
        }
        let rest = &this.start[this.read..this.came];
        let rest = &rest[..rest.len().min(buffer.remaining())];
        buffer.put_slice(rest);
        this.read += rest.len();
        Poll::Ready(Ok(()))
    }
}

impl<Io: AsyncWrite + Unpin> AsyncWrite for Peeked<Io> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().io).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().io).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn what_was_looked_at_is_read_once() {
        let (ours, mut theirs) = tokio::io::duplex(64);
        let mut peeked = Peeked::new(ours);
        theirs.write_all(b"0123456789abcdefghij").await.unwrap();
        drop(theirs);
        assert_eq!(peeked.peek().await.unwrap(), b"0123456789abcdef");
        assert_eq!(peeked.peek().await.unwrap(), b"0123456789abcdef");
        let mut few = [0; 3];
        peeked.read_exact(&mut few).await.unwrap();
        let mut rest = String::new();
        peeked.read_to_string(&mut rest).await.unwrap();
        assert_eq!((&few, &*rest), (b"012", "3456789abcdefghij"));
    }

    #[tokio::test]
    async fn a_stream_may_end_before_its_first_byte() {
        let (ours, theirs) = tokio::io::duplex(64);
        drop(theirs);
        let mut peeked = Peeked::new(ours);
        assert_eq!(peeked.peek().await.unwrap(), b"");
        assert_eq!(peeked.read(&mut [0; 4]).await.unwrap(), 0);
    }
}
