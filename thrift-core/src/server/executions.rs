//! The calls of a connection whose handlers run.

use core::pin::Pin;
use core::task::{Context, Poll};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;

/// The size from which a place is given back when it is not needed soon.
const LARGE: usize = 4 * 1024;

/// Futures that run side by side, one of them in a place that is used again.
///
/// Most calls are alone on their connection, or answered when they are asked first: such a call is
/// built where it stays, and costs no allocation.
pub(super) struct Executions<F> {
    place: Option<Pin<Box<Option<F>>>>,
    /// Unordered, so that a slow oneway call holds up nobody: only replies have an order. `None`
    /// until there are two at once, since even an empty one takes memory.
    others: Option<FuturesUnordered<F>>,
}

impl<F> Default for Executions<F> {
    fn default() -> Self {
        Self { place: None, others: None }
    }
}

impl<F: Future> Executions<F> {
    /// Adds a future, which runs when it is asked next.
    pub(super) fn push(&mut self, future: F) {
        let place = self.place.get_or_insert_with(|| Box::pin(None));
        if place.is_none() {
            place.set(Some(future));
        } else {
            self.others.get_or_insert_default().push(future);
        }
    }

    /// What one of them came to, if one is done.
    pub(super) fn poll_done(&mut self, cx: &mut Context<'_>) -> Poll<F::Output> {
        if let Some(place) = &mut self.place
            && let Some(future) = place.as_mut().as_pin_mut()
            && let Poll::Ready(done) = future.poll(cx)
        {
            place.set(None);
            return Poll::Ready(done);
        }
        match self.others.as_mut().map(|others| others.poll_next_unpin(cx)) {
            Some(Poll::Ready(Some(done))) => Poll::Ready(done),
            _ => Poll::Pending,
        }
    }

    /// Whether the place takes more than that of an idle connection should.
    pub(super) fn is_large(&self) -> bool {
        self.place.is_some() && size_of::<F>() > LARGE
    }

    /// Gives back the place, where nothing runs.
    pub(super) fn give_back(&mut self) {
        debug_assert!(self.is_empty(), "a call would be cut");
        self.place = None;
    }

    /// Whether none runs.
    pub(super) fn is_empty(&self) -> bool {
        let free = self.place.as_ref().is_none_or(|place| place.is_none());
        free && self.others.as_ref().is_none_or(FuturesUnordered::is_empty)
    }
}

#[cfg(test)]
mod tests {
    use core::task::Waker;

    use futures_util::FutureExt;
    use futures_util::future::BoxFuture;
    use tokio::sync::oneshot;

    use super::*;

    fn waiting(answer: oneshot::Receiver<u32>) -> BoxFuture<'static, u32> {
        async { answer.await.unwrap() }.boxed()
    }

    fn done(executions: &mut Executions<BoxFuture<'static, u32>>) -> Option<u32> {
        match executions.poll_done(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => Some(done),
            Poll::Pending => None,
        }
    }

    #[test]
    fn each_is_done_in_its_own_time() {
        let mut executions = Executions::default();
        let (senders, receivers): (Vec<_>, Vec<_>) = (0..3).map(|_| oneshot::channel()).unzip();
        for receiver in receivers {
            executions.push(waiting(receiver));
            assert_eq!(done(&mut executions), None);
        }
        let mut senders = senders.into_iter();
        senders.next_back().unwrap().send(2).unwrap();
        assert_eq!(done(&mut executions), Some(2));
        assert_eq!(done(&mut executions), None);
        senders.next().unwrap().send(0).unwrap();
        assert_eq!(done(&mut executions), Some(0));
        assert!(!executions.is_empty());
        senders.next().unwrap().send(1).unwrap();
        assert_eq!(done(&mut executions), Some(1));
        assert!(executions.is_empty());
    }

    #[test]
    fn the_place_is_used_again() {
        let mut executions = Executions::default();
        for number in 0..3 {
            executions.push(async move { number }.boxed());
            assert_eq!(done(&mut executions), Some(number));
        }
        assert!(executions.is_empty() && executions.others.is_none());
    }
}
