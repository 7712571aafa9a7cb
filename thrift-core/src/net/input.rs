//! Reading into the input of a connection.

use core::mem::MaybeUninit;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, ready};
use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf};

use crate::transport::{CHUNK, Input};

impl Input {
    /// Reads once; `0` at the end of the stream.
    pub(crate) fn poll_read<Io>(
        &mut self,
        io: &mut Io,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<usize>>
    where
        Io: AsyncRead + Unpin,
    {
        match self.room() {
            Some(buffer) => pin!(io.read_buf(buffer)).poll(cx),
            None => self.poll_read_chunk(io, cx),
        }
    }

    fn poll_read_chunk<Io>(&mut self, io: &mut Io, cx: &mut Context<'_>) -> Poll<io::Result<usize>>
    where
        Io: AsyncRead + Unpin,
    {
        let mut chunk = [MaybeUninit::uninit(); CHUNK];
        let mut chunk = ReadBuf::uninit(&mut chunk);
        ready!(Pin::new(io).poll_read(cx, &mut chunk))?;
        self.append(chunk.filled());
        Poll::Ready(Ok(chunk.filled().len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Limits;
    use crate::transport::Transport;

    #[test]
    fn a_long_message_is_read_as_it_was_sent() {
        let sent: Vec<u8> = (0..1_000_000_u32).map(|index| index.to_le_bytes()[1]).collect();
        let length = u32::try_from(sent.len()).unwrap();
        let bytes = [&length.to_be_bytes()[..], &sent].concat();
        let mut input = Input::new(Transport::Framed, Limits::NETWORK);
        let mut cx = Context::from_waker(core::task::Waker::noop());
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            assert_eq!(input.next_message().unwrap(), None);
            let before = rest.len();
            let read = input.poll_read(&mut rest, &mut cx);
            assert!(matches!(read, Poll::Ready(Ok(count)) if count == before - rest.len()));
        }
        let message = input.next_message().unwrap().unwrap();
        assert!(message == sent);
        assert!(matches!(input.poll_read(&mut rest, &mut cx), Poll::Ready(Ok(0))));
    }
}
