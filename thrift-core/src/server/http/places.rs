//! Where messages are, from their first bytes to the end of their calls.

use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::STREAM_WINDOW;
use super::activity::Held;
use crate::server::Config;

/// The places of messages on a connection.
pub(super) struct Places {
    /// For calls that are executed at once: a oneway call goes on when its request is answered.
    calls: Arc<Semaphore>,
    /// For the bytes of messages that are here at once, in parts: as many as one message may have.
    /// Without it, as many requests as fit a connection of HTTP/2 could have as many each.
    parts: Arc<Semaphore>,
    most_parts: u32,
    /// For a message that is longer than its body: one at a time, as long as any may be.
    expanded: Arc<Semaphore>,
}

/// The bytes for which there is one permit.
const PART: u64 = 1024;

/// The place of a message; dropping it gives it to the next one.
pub(super) struct Place {
    pub(super) held: Held,
    _permits: Permits,
    _expanded: Option<OwnedSemaphorePermit>,
}

/// For the call and for the bytes of its message.
type Permits = [Option<OwnedSemaphorePermit>; 2];

impl Place {
    pub(super) fn new(held: Held, permits: Permits) -> Self {
        Self { held, _permits: permits, _expanded: None }
    }
}

impl Places {
    pub(super) fn new(config: &Config) -> Self {
        let calls = config.max_in_flight.clamp(1, Semaphore::MAX_PERMITS);
        let most_parts = parts(config.limits.message as u64);
        Self {
            calls: Arc::new(Semaphore::new(calls)),
            parts: Arc::new(Semaphore::new(most_parts as usize)),
            most_parts,
            expanded: Arc::new(Semaphore::new(1)),
        }
    }

    /// Waits until a message may be longer than its body.
    pub(super) async fn expand(&self, place: Place) -> Place {
        // It is never closed.
        Place { _expanded: Arc::clone(&self.expanded).acquire_owned().await.ok(), ..place }
    }

    /// Waits for a place for so many bytes.
    pub(super) async fn reserve(&self, bytes: u64, held: &mut Held) -> Permits {
        let parts = parts(bytes).min(self.most_parts);
        let mut place = pin!(async {
            // They are never closed.
            let call = Arc::clone(&self.calls).acquire_owned().await.ok();
            [call, Arc::clone(&self.parts).acquire_many_owned(parts).await.ok()]
        });
        if let Poll::Ready(place) = poll_fn(|cx| Poll::Ready(place.as_mut().poll(cx))).await {
            return place;
        }
        // So much may arrive before it is asked for.
        held.set(bytes.min(STREAM_WINDOW.into()).try_into().unwrap_or(usize::MAX));
        let place = place.await;
        held.set(0);
        place
    }
}

fn parts(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(PART)).unwrap_or(u32::MAX).max(1)
}
