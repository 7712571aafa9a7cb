//! The stream whose bytes something happens to.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::io;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::Flow;
use super::flow::End;
use super::random::Random;

/// The longest piece: what is read goes over the stack.
const LONGEST: usize = 4096;

/// A stream that fails as networks do.
///
/// See the [module](super) for an example.
#[derive(Debug)]
pub struct Faulty<Io> {
    /// `None` when it is broken.
    io: Option<Io>,
    reading: Direction,
    writing: Direction,
}

impl<Io> Faulty<Io> {
    /// A stream to which nothing happens yet; the seed is that of whatever is random.
    pub fn new(io: Io, seed: u64) -> Self {
        let reading = Direction::new(Flow::new(), Random::new(seed));
        let writing = Direction::new(Flow::new(), Random::new(!seed));
        Self { io: Some(io), reading, writing }
    }

    /// Says what happens to the bytes that are read.
    #[must_use]
    pub fn reading(mut self, flow: Flow) -> Self {
        self.reading.flow = flow;
        self
    }

    /// Says what happens to the bytes that are written.
    #[must_use]
    pub fn writing(mut self, flow: Flow) -> Self {
        self.writing.flow = flow;
        self
    }

    /// How many bytes have been read.
    pub fn bytes_read(&self) -> u64 {
        self.reading.passed
    }

    /// How many bytes have been written.
    pub fn bytes_written(&self) -> u64 {
        self.writing.passed
    }
}

/// One direction: what is to happen, and how far it is.
#[derive(Debug)]
struct Direction {
    flow: Flow,
    random: Random,
    /// Bytes that have passed.
    passed: u64,
    /// The longest length of the next piece, once it is drawn.
    piece: Option<usize>,
    /// Set while the next piece waits.
    pause: Option<Pin<Box<Sleep>>>,
}

/// What may happen next in a direction.
enum Turn {
    /// So many bytes may pass.
    Pass(usize),
    /// The connection breaks.
    Cut,
}

impl Direction {
    fn new(flow: Flow, random: Random) -> Self {
        Self { flow, random, passed: 0, piece: None, pause: None }
    }

    /// Waits until something may pass.
    fn poll_turn(&mut self, cx: &mut Context<'_>) -> Poll<Turn> {
        let left = match self.flow.end {
            Some((most, end)) if self.passed >= most => match end {
                End::Cut => return Poll::Ready(Turn::Cut),
                // Nobody wakes it: that is what it is for.
                End::Stall => return Poll::Pending,
            },
            Some((most, _)) => most - self.passed,
            None => u64::MAX,
        };
        let piece = match self.piece {
            Some(piece) => piece,
            None => self.draw(),
        };
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(cx));
            self.pause = None;
        }
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        Poll::Ready(Turn::Pass(piece.min(left)))
    }

    /// Draws the length of the next piece, and the time that it waits.
    fn draw(&mut self) -> usize {
        let piece = self.random.within(&self.flow.pieces);
        let piece = usize::try_from(piece).unwrap_or(usize::MAX).min(LONGEST);
        self.piece = Some(piece);
        let nanos = self.random.within(&self.flow.delay);
        if nanos > 0 {
            self.pause = Some(Box::pin(sleep(Duration::from_nanos(nanos))));
        }
        piece
    }

    /// Corrupts the bytes that are about to pass.
    fn corrupt(&self, bytes: &mut [u8]) {
        let end = self.passed.saturating_add(bytes.len() as u64);
        for (at, mask) in self.flow.corrupted.range(self.passed..end) {
            if let Some(byte) =
                usize::try_from(at - self.passed).ok().and_then(|at| bytes.get_mut(at))
            {
                *byte ^= mask;
            }
        }
    }

    fn pass(&mut self, bytes: usize) {
        self.passed = self.passed.saturating_add(bytes as u64);
        self.piece = None;
    }
}

impl<Io: AsyncRead + Unpin> AsyncRead for Faulty<Io> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { io, reading, .. } = self.get_mut();
        let Some(stream) = io else { return Poll::Ready(Err(reset())) };
        let Turn::Pass(most) = ready!(reading.poll_turn(cx)) else {
            *io = None;
            return Poll::Ready(Err(reset()));
        };
        let mut piece = [0; LONGEST];
        let most = most.min(buffer.remaining());
        let mut piece = ReadBuf::new(&mut piece[..most]);
        ready!(Pin::new(stream).poll_read(cx, &mut piece))?;
        let bytes = piece.filled_mut();
        reading.corrupt(bytes);
        buffer.put_slice(bytes);
        reading.pass(bytes.len());
        Poll::Ready(Ok(()))
    }
}

impl<Io: AsyncWrite + Unpin> AsyncWrite for Faulty<Io> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let Self { io, writing, .. } = self.get_mut();
        let Some(stream) = io else { return Poll::Ready(Err(reset())) };
        let Turn::Pass(most) = ready!(writing.poll_turn(cx)) else {
            *io = None;
            return Poll::Ready(Err(reset()));
        };
        let mut piece = [0; LONGEST];
        let piece = &mut piece[..most.min(bytes.len())];
        piece.copy_from_slice(&bytes[..piece.len()]);
        writing.corrupt(piece);
        let written = ready!(Pin::new(stream).poll_write(cx, piece))?;
        writing.pass(written);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().io {
            Some(stream) => Pin::new(stream).poll_flush(cx),
            None => Poll::Ready(Err(reset())),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().io {
            Some(stream) => Pin::new(stream).poll_shutdown(cx),
            None => Poll::Ready(Ok(())),
        }
    }
}

#[cold]
fn reset() -> io::Error {
    io::ErrorKind::ConnectionReset.into()
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
    use tokio::time::{Instant, timeout};

    use super::*;

    /// Reads what a peer wrote, through a flow, in pieces as they come.
    async fn read(flow: Flow, seed: u64) -> (Vec<usize>, Vec<u8>, Option<io::ErrorKind>) {
        let (ours, mut theirs) = duplex(64);
        theirs.write_all(b"0123456789").await.unwrap();
        drop(theirs);
        let mut faulty = Faulty::new(ours, seed).reading(flow);
        let (mut pieces, mut bytes) = (Vec::new(), Vec::new());
        loop {
            let mut piece = [0; 64];
            match faulty.read(&mut piece).await {
                Ok(0) => return (pieces, bytes, None),
                Ok(length) => {
                    pieces.push(length);
                    bytes.extend_from_slice(&piece[..length]);
                }
                Err(error) => return (pieces, bytes, Some(error.kind())),
            }
        }
    }

    #[tokio::test]
    async fn nothing_happens_unless_it_is_said() {
        assert_eq!(read(Flow::new(), 0).await, (vec![10], b"0123456789".to_vec(), None));
    }

    #[tokio::test]
    async fn pieces_are_those_of_the_seed() {
        let flow = || Flow::new().pieces(1..=4);
        let (pieces, bytes, _) = read(flow(), 5).await;
        assert_eq!(bytes, b"0123456789");
        assert!(pieces.len() > 2 && pieces.iter().all(|length| *length <= 4), "{pieces:?}");
        assert_eq!(read(flow(), 5).await.0, pieces);
        assert_ne!(read(flow(), 6).await.0, pieces);
        assert_eq!(read(Flow::new().pieces(0..=0), 0).await.0, [1; 10]);
    }

    #[tokio::test]
    async fn a_byte_is_corrupted_wherever_pieces_end() {
        for size in [1, 3, 4, 10] {
            let flow = Flow::new().pieces(size..=size).corrupt(3, 0x40).corrupt(9, 0xff);
            assert_eq!(read(flow, 0).await.1, b"012s45678\xc6");
        }
    }

    #[tokio::test]
    async fn a_cut_breaks_both_directions_and_the_stream_beneath() {
        let reset = Some(io::ErrorKind::ConnectionReset);
        assert_eq!(read(Flow::new().cut_after(4), 0).await, (vec![4], b"0123".to_vec(), reset));

        let (ours, mut theirs) = duplex(64);
        let mut faulty = Faulty::new(ours, 0).writing(Flow::new().cut_after(2));
        assert_eq!(faulty.write(b"abc").await.unwrap(), 2);
        assert_eq!(faulty.bytes_written(), 2);
        assert!(faulty.write(b"c").await.is_err());
        assert!(faulty.flush().await.is_err() && faulty.read(&mut [0]).await.is_err());
        faulty.shutdown().await.unwrap();
        let mut arrived = Vec::new();
        theirs.read_to_end(&mut arrived).await.unwrap();
        assert_eq!(arrived, b"ab");
    }

    #[tokio::test(start_paused = true)]
    async fn a_stall_lets_nothing_pass_and_closes_nothing() {
        let (ours, mut theirs) = duplex(64);
        let mut faulty = Faulty::new(ours, 0).reading(Flow::new().stall_after(1));
        theirs.write_all(b"ab").await.unwrap();
        assert_eq!(faulty.read(&mut [0; 8]).await.unwrap(), 1);
        assert!(timeout(Duration::from_secs(9), faulty.read(&mut [0; 8])).await.is_err());
        faulty.write_all(b"c").await.unwrap();
        assert_eq!(theirs.read_u8().await.unwrap(), b'c');
    }

    #[tokio::test(start_paused = true)]
    async fn each_piece_waits() {
        let start = Instant::now();
        let second = Duration::from_secs(1);
        let (pieces, ..) = read(Flow::new().pieces(5..=5).delay(second..=second), 0).await;
        assert_eq!(pieces, [5, 5]);
        // The end of the stream is a piece as well.
        assert_eq!(start.elapsed().as_secs(), 3);
    }
}
