//! Bodies of responses.

use core::convert::Infallible;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

use super::activity::Live;

/// How much is given to hyper at once: so much may wait for the peer unseen, for each request.
const CHUNK: usize = 16 * 1024;

/// The body of a response, which knows how much of it the peer has taken.
pub(super) struct Reply {
    rest: Bytes,
    live: Live,
}

impl Reply {
    pub(super) fn new(message: Bytes, mut live: Live) -> Self {
        live.answered(message.len());
        Self { rest: message, live }
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let reply = self.get_mut();
        if reply.rest.is_empty() {
            return Poll::Ready(None);
        }
        let chunk = reply.rest.split_to(reply.rest.len().min(CHUNK));
        reply.live.sent(chunk.len());
        Poll::Ready(Some(Ok(Frame::data(chunk))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}
