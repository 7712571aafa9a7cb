//! Receives datagrams, whatever goes wrong between.

use core::net::SocketAddr;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use tokio::io::ReadBuf;
use tokio::net::UdpSocket;
use tokio::time::{Sleep, sleep};

use crate::backoff::Backoff;
use crate::failure;

/// No datagram is longer, over whatever version of IP: those that are too long show how long they are.
const LONGEST: usize = 64 * 1024;

/// The datagrams of a socket, one after the other.
pub(super) struct Receiver {
    socket: UdpSocket,
    /// One for all: what is dropped costs no memory.
    buffer: Box<[u8]>,
    backoff: Backoff,
    pause: Option<Pin<Box<Sleep>>>,
}

/// A datagram that was received: the last one, since the next takes its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    pub(super) from: SocketAddr,
    length: usize,
}

impl Receiver {
    pub(super) fn new(socket: UdpSocket) -> Self {
        let buffer = vec![0; LONGEST].into_boxed_slice();
        Self { socket, buffer, backoff: Backoff::default(), pause: None }
    }

    pub(super) fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<Arrival> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(cx));
                self.pause = None;
            }
            let mut buffer = ReadBuf::new(&mut self.buffer);
            match ready!(self.socket.poll_recv_from(cx, &mut buffer)) {
                Ok(from) => {
                    self.backoff = Backoff::default();
                    return Poll::Ready(Arrival { from, length: buffer.filled().len() });
                }
                // Some systems tell the sockets that receive what became of datagrams that were sent.
                Err(error) if failure::is_of_the_connection(&error) => {}
                Err(_) => self.pause = Some(Box::pin(sleep(self.backoff.next()))),
            }
        }
    }

    /// Receives what is there already.
    pub(super) fn try_receive(&mut self) -> Option<Arrival> {
        let (length, from) = self.socket.try_recv_from(&mut self.buffer).ok()?;
        Some(Arrival { from, length })
    }

    /// The datagram that was received last.
    pub(super) fn datagram(&self, arrival: Arrival) -> &[u8] {
        self.buffer.get(..arrival.length).unwrap_or_default()
    }
}
