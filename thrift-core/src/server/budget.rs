//! The memory that all connections of a server share.

use core::pin::pin;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Either, select};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use super::Config;

/// What each connection may hold without a share: calls of ordinary length are answered whatever the
/// others do.
const FREE: usize = 16 * 1024;

/// The bytes that the connections of a server hold together, beyond what is free.
#[derive(Debug)]
pub(super) struct Budget {
    most: usize,
    held: AtomicUsize,
    freed: Notify,
    /// For one connection after the other, which may go beyond the budget: if all had to wait for the
    /// rest of a message, none would ever end.
    turn: Arc<Semaphore>,
}

impl Budget {
    pub(super) fn new(config: &Config) -> Self {
        Self::of(config.max_bytes_in_flight)
    }

    fn of(most: usize) -> Self {
        let turn = Arc::new(Semaphore::new(1));
        Self { most, held: AtomicUsize::new(0), freed: Notify::new(), turn }
    }

    /// Whether all that there is, and more, is held.
    pub(super) fn is_spent(&self) -> bool {
        self.held.load(Ordering::Relaxed) > self.most
    }

    /// Waits until there is something left, or until it is the turn of who waits.
    async fn more(self: Arc<Self>) -> Option<OwnedSemaphorePermit> {
        let mut turn = pin!(Arc::clone(&self.turn).acquire_owned());
        loop {
            // It is there before the budget is looked at, so that nothing is freed between.
            let freed = pin!(self.freed.notified());
            if !self.is_spent() {
                return None;
            }
            if let Either::Left((turn, _)) = select(turn.as_mut(), freed).await {
                // The semaphore is never closed.
                return turn.ok();
            }
        }
    }
}

/// The part of a budget that one connection holds.
pub(super) struct Share {
    budget: Arc<Budget>,
    held: usize,
    turn: Option<OwnedSemaphorePermit>,
    more: Option<BoxFuture<'static, Option<OwnedSemaphorePermit>>>,
}

impl Share {
    pub(super) fn new(budget: Arc<Budget>) -> Self {
        Self { budget, held: 0, turn: None, more: None }
    }

    /// One of the same budget, for what the connection becomes.
    #[cfg(feature = "http")]
    pub(super) fn another(&self) -> Self {
        Self::new(Arc::clone(&self.budget))
    }

    /// Says how many bytes the connection holds.
    pub(super) fn set(&mut self, bytes: usize) {
        if bytes <= FREE && self.held == 0 && self.turn.is_none() {
            return;
        }
        let held = bytes.saturating_sub(FREE);
        if held == 0 || held < self.held {
            self.turn = None;
        }
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

    /// Whether the connection waits until it may hold more.
    pub(super) fn is_waiting(&self) -> bool {
        self.more.is_some()
    }

    /// Waits until the connection may hold more: at once if it holds nothing, and if it is not `busy`
    /// with calls, whose answers may be long.
    pub(super) fn poll_more(&mut self, busy: impl Fn() -> bool, cx: &mut Context<'_>) -> Poll<()> {
        while self.turn.is_none() && self.budget.is_spent() && (self.held > 0 || busy()) {
            let more = self.more.get_or_insert_with(|| Arc::clone(&self.budget).more().boxed());
            self.turn = ready!(more.as_mut().poll(cx));
            self.more = None;
        }
        self.more = None;
        Poll::Ready(())
    }

    /// Waits no longer: a turn that nobody asks for would never be taken.
    pub(super) fn withdraw(&mut self) {
        self.more = None;
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
        share.poll_more(|| false, &mut Context::from_waker(Waker::noop())).is_ready()
    }

    #[test]
    fn who_holds_little_may_always_have_more() {
        let [mut first, mut large, mut small] = shares(1000);
        first.set(FREE + 1001);
        large.set(FREE + 1);
        small.set(FREE);
        assert!(may_have_more(&mut first));
        assert!(!may_have_more(&mut large));
        assert!(may_have_more(&mut small));
    }

    #[test]
    fn who_is_busy_waits_although_it_holds_little() {
        let [mut large, mut busy] = shares(0);
        large.set(FREE + 1);
        assert!(may_have_more(&mut large) && may_have_more(&mut busy));
        let mut cx = Context::from_waker(Waker::noop());
        assert!(busy.poll_more(|| true, &mut cx).is_pending());
        large.set(0);
        assert!(busy.poll_more(|| true, &mut cx).is_ready());
    }

    #[test]
    fn who_waits_no_longer_leaves_its_place() {
        let [mut first, mut second, mut third] = shares(0);
        first.set(FREE + 1);
        second.set(FREE + 1);
        third.set(FREE + 1);
        assert!(may_have_more(&mut first));
        assert!(!may_have_more(&mut second) && !may_have_more(&mut third));
        second.withdraw();
        first.set(FREE);
        assert!(may_have_more(&mut third));
    }

    #[test]
    fn one_after_the_other_goes_beyond_the_budget() {
        let [mut first, mut second, mut third] = shares(0);
        first.set(FREE + 1);
        second.set(FREE + 1);
        third.set(FREE + 1);
        assert!(may_have_more(&mut first) && !may_have_more(&mut second));
        first.set(FREE + 10);
        assert!(may_have_more(&mut first) && !may_have_more(&mut third));
        // Its message is there and answered; the next one waits for its turn again.
        first.set(FREE + 5);
        assert!(may_have_more(&mut second));
        assert!(!may_have_more(&mut first) && !may_have_more(&mut third));
        drop(second);
        assert!(may_have_more(&mut third));
    }

    #[test]
    fn what_one_frees_others_may_have() {
        let [mut first, mut second, mut third] = shares(1000);
        first.set(FREE + 600);
        second.set(FREE + 600);
        third.set(FREE + 1);
        assert!(may_have_more(&mut first));
        assert!(!may_have_more(&mut second) && !may_have_more(&mut third));
        first.set(FREE + 399);
        assert!(may_have_more(&mut second) && may_have_more(&mut third));
    }

    #[test]
    fn who_waits_is_woken_when_there_is_enough_again() {
        let [mut first, mut second, mut third] = shares(10);
        first.set(FREE + 5);
        second.set(FREE + 100);
        third.set(FREE + 100);
        assert!(may_have_more(&mut second));
        let alarm = Arc::new(Alarm::default());
        let waker = Waker::from(Arc::clone(&alarm));
        assert!(first.poll_more(|| false, &mut Context::from_waker(&waker)).is_pending());
        third.set(FREE + 50);
        assert!(!alarm.0.load(Ordering::Relaxed));
        third.set(0);
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
