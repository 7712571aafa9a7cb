//! The memory that all connections of a server share.

use core::pin::Pin;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::{Context, Poll};
use std::sync::Arc;

use tokio::sync::Notify;
use tokio::sync::futures::OwnedNotified;

use super::Config;

/// What each connection may hold without a share: calls of ordinary length are answered whatever the
/// others do.
const FREE: usize = 16 * 1024;

/// The bytes that the connections of a server hold together, beyond what is free.
#[derive(Debug)]
pub(super) struct Budget {
    most: usize,
    held: AtomicUsize,
    freed: Arc<Notify>,
}

impl Budget {
    pub(super) fn new(config: &Config) -> Self {
        // Or else a message that is allowed could never arrive.
        Self::of(config.max_bytes_in_flight.max(config.limits.message))
    }

    fn of(most: usize) -> Self {
        Self { most, held: AtomicUsize::new(0), freed: Arc::default() }
    }

    fn is_spent(&self) -> bool {
        self.held.load(Ordering::Relaxed) > self.most
    }
}

/// The part of a budget that one connection holds.
#[derive(Debug)]
pub(super) struct Share {
    budget: Arc<Budget>,
    held: usize,
    freed: Option<Pin<Box<OwnedNotified>>>,
}

impl Share {
    pub(super) fn new(budget: Arc<Budget>) -> Self {
        Self { budget, held: 0, freed: None }
    }

    /// Says how many bytes the connection holds.
    pub(super) fn set(&mut self, bytes: usize) {
        let held = bytes.saturating_sub(FREE);
        if held > self.held {
            self.budget.held.fetch_add(held - self.held, Ordering::Relaxed);
        } else if held < self.held {
            self.budget.held.fetch_sub(self.held - held, Ordering::Relaxed);
            if !self.budget.is_spent() {
                self.budget.freed.notify_waiters();
            }
        }
        self.held = held;
    }

    /// Waits until the connection may hold more.
    pub(super) fn poll_more(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while self.held > 0 && self.budget.is_spent() {
            // It is there before the budget is looked at again, so that nothing is freed between.
            let Some(freed) = &mut self.freed else {
                self.freed = Some(Box::pin(Arc::clone(&self.budget.freed).notified_owned()));
                continue;
            };
            if freed.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            self.freed = None;
        }
        self.freed = None;
        Poll::Ready(())
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.set(0);
    }
}

#[cfg(test)]
mod tests {
    use core::sync::atomic::AtomicBool;
    use core::task::Waker;
    use std::task::Wake;

    use super::*;

    fn shares<const N: usize>(most: usize) -> [Share; N] {
        let budget = Arc::new(Budget::of(most));
        [(); N].map(|()| Share::new(Arc::clone(&budget)))
    }

    fn may_have_more(share: &mut Share) -> bool {
        share.poll_more(&mut Context::from_waker(Waker::noop())).is_ready()
    }

    #[test]
    fn who_holds_little_may_always_have_more() {
        let [mut large, mut small] = shares(1000);
        large.set(FREE + 1001);
        small.set(FREE);
        assert!(!may_have_more(&mut large));
        assert!(may_have_more(&mut small));
    }

    #[test]
    fn what_one_frees_another_may_have() {
        let [mut first, mut second] = shares(1000);
        first.set(FREE + 600);
        second.set(FREE + 600);
        assert!(!may_have_more(&mut first) && !may_have_more(&mut second));
        second.set(FREE + 400);
        assert!(may_have_more(&mut first));
        second.set(FREE + 401);
        assert!(!may_have_more(&mut first));
        drop(second);
        assert!(may_have_more(&mut first));
    }

    #[test]
    fn who_waits_is_woken_when_there_is_enough_again() {
        let [mut first, mut second] = shares(10);
        first.set(FREE + 5);
        second.set(FREE + 100);
        let alarm = Arc::new(Alarm::default());
        let waker = Waker::from(Arc::clone(&alarm));
        assert!(first.poll_more(&mut Context::from_waker(&waker)).is_pending());
        second.set(FREE + 50);
        assert!(!alarm.0.load(Ordering::Relaxed));
        drop(second);
        assert!(alarm.0.load(Ordering::Relaxed));
    }

    /// Remembers that it was woken.
    #[derive(Default)]
    struct Alarm(AtomicBool);

    impl Wake for Alarm {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}
