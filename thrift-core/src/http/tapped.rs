//! Streams as hyper reads and writes them.

use core::mem::MaybeUninit;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::io::{self, IoSlice};

use bytes::{Buf, Bytes};
use hyper::rt::{Read, ReadBufCursor, Write};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How much is read at once. The bytes go over the stack: the buffers of hyper cannot be filled in
/// place without unsafe code.
const CHUNK: usize = 16 * 1024;

/// Who looks at what passes over a [`Tapped`].
pub(crate) trait Tap {
    /// Whether more may be read; the task is woken when it may.
    fn poll_may_read(&mut self, cx: &mut Context<'_>) -> Poll<()>;

    /// So many bytes were read; none at the end of the stream.
    fn read(&mut self, bytes: usize);

    /// The peer takes what is written, or has to be waited for.
    fn wrote(&mut self, taken: bool);
}

/// A stream between tokio and hyper, whose first bytes may have been read already.
#[derive(Debug)]
pub(crate) struct Tapped<Io, T> {
    io: Io,
    first: Bytes,
    tap: T,
}

impl<Io, T> Tapped<Io, T> {
    pub(crate) fn new(io: Io, first: Bytes, tap: T) -> Self {
        Self { io, first, tap }
    }
}

impl<Io: Unpin, T> Unpin for Tapped<Io, T> {}

impl<Io, T> Read for Tapped<Io, T>
where
    Io: AsyncRead + Unpin,
    T: Tap,
{
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let stream = self.get_mut();
        let room = buffer.remaining().min(CHUNK);
        if !stream.first.is_empty() {
            let length = room.min(stream.first.len());
            buffer.put_slice(&stream.first[..length]);
            stream.first.advance(length);
            return Poll::Ready(Ok(()));
        }
        ready!(stream.tap.poll_may_read(cx));
        let mut chunk = [MaybeUninit::uninit(); CHUNK];
        let mut chunk = ReadBuf::uninit(&mut chunk[..room]);
        ready!(Pin::new(&mut stream.io).poll_read(cx, &mut chunk))?;
        buffer.put_slice(chunk.filled());
        stream.tap.read(chunk.filled().len());
        Poll::Ready(Ok(()))
    }
}

impl<Io, T> Tapped<Io, T>
where
    Io: AsyncWrite + Unpin,
    T: Tap,
{
    fn write<W>(
        &mut self,
        write: impl FnOnce(Pin<&mut Io>) -> Poll<io::Result<W>>,
    ) -> Poll<io::Result<W>> {
        let written = write(Pin::new(&mut self.io));
        self.tap.wrote(written.is_ready());
        written
    }
}

impl<Io, T> Write for Tapped<Io, T>
where
    Io: AsyncWrite + Unpin,
    T: Tap,
{
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().write(|io| io.poll_write(cx, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().write(|io| io.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().write(|io| io.poll_shutdown(cx))
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().write(|io| io.poll_write_vectored(cx, slices))
    }
}
