//! The memory that all connections of a server share.

use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::blocking::timed::left;

/// What each connection may hold without a share: calls of ordinary length are answered whatever the
/// others do.
const FREE: usize = 16 * 1024;

/// The bytes that the connections of a server hold together, beyond what is free.
#[derive(Debug, Default)]
pub(super) struct Budget {
    state: Mutex<State>,
    /// Tells that there may be something left, or that it may be another one's turn.
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    held: usize,
    /// Whether a connection has its turn. It may go beyond the budget: if all had to wait for the rest
    /// of a message, none would ever end.
    turn: bool,
    closed: bool,
}

impl Budget {
    /// Has those that wait give up.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under the lock panics.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The part of a budget that one connection holds.
#[derive(Debug)]
pub(super) struct Share<'a> {
    budget: &'a Budget,
    /// What all hold together before some have to wait.
    most: usize,
    held: usize,
    has_turn: bool,
}

impl<'a> Share<'a> {
    pub(super) fn new(budget: &'a Budget, most: usize) -> Self {
        Self { budget, most, held: 0, has_turn: false }
    }

    /// Says how many bytes the connection holds.
    pub(super) fn set(&mut self, bytes: usize) {
        let held = bytes.saturating_sub(FREE);
        if held == self.held && (held > 0 || !self.has_turn) {
            return;
        }
        let mut state = self.budget.lock();
        state.held = state.held - self.held + held;
        let freed = held == 0 || held < self.held;
        if freed && self.has_turn {
            self.has_turn = false;
            state.turn = false;
        }
        self.held = held;
        drop(state);
        if freed {
            self.budget.changed.notify_all();
        }
    }

    /// Waits until the connection may hold more: at once if it holds nothing, unless it is about to
    /// hold `much`.
    ///
    /// # Errors
    ///
    /// Fails with [`TimedOut`](io::ErrorKind::TimedOut) when it may not in time.
    pub(super) fn wait_for_more(&mut self, much: bool, end: Option<Instant>) -> io::Result<()> {
        if self.held == 0 && !much || self.has_turn {
            return Ok(());
        }
        let mut state = self.budget.lock();
        while state.held > self.most {
            if state.closed {
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            if !state.turn {
                state.turn = true;
                self.has_turn = true;
                return Ok(());
            }
            let changed = &self.budget.changed;
            state = match left(end)? {
                Some(left) => {
                    changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
                }
                None => changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
        Ok(())
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        self.set(0);
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;
    use std::thread;

    use super::*;

    const MOST: usize = 100_000;

    fn after(millis: u64) -> Instant {
        Instant::now() + Duration::from_millis(millis)
    }

    #[test]
    fn what_is_short_is_free() {
        let budget = Budget::default();
        let mut shares: Vec<_> = (0..100).map(|_| Share::new(&budget, MOST)).collect();
        for share in &mut shares {
            share.set(FREE);
            share.wait_for_more(false, Some(after(10))).unwrap();
        }
        assert_eq!(budget.lock().held, 0);
    }

    #[test]
    fn who_is_about_to_hold_much_waits_and_gives_back_a_turn_that_was_not_needed() {
        let budget = Budget::default();
        let mut large = Share::new(&budget, MOST);
        let [mut first, mut second] = [(); 2].map(|()| Share::new(&budget, MOST));
        first.wait_for_more(true, Some(after(10))).unwrap();
        large.set(FREE + MOST + 1);
        first.wait_for_more(true, Some(after(10))).unwrap();
        let waited = second.wait_for_more(true, Some(after(10)));
        assert_eq!(waited.unwrap_err().kind(), io::ErrorKind::TimedOut);
        second.wait_for_more(false, Some(after(10))).unwrap();
        first.set(FREE);
        second.wait_for_more(true, Some(after(10))).unwrap();
    }

    #[test]
    fn long_messages_have_their_turns_when_the_budget_is_spent() {
        let budget = Budget::default();
        let [mut first, mut second, mut third] = [(); 3].map(|()| Share::new(&budget, MOST));
        first.set(FREE + MOST);
        first.wait_for_more(false, Some(after(10))).unwrap();
        second.set(FREE + 1);
        // One goes on, others wait.
        second.wait_for_more(false, Some(after(10))).unwrap();
        second.set(FREE + MOST);
        second.wait_for_more(false, Some(after(10))).unwrap();
        let waited = first.wait_for_more(false, Some(after(10)));
        assert_eq!(waited.unwrap_err().kind(), io::ErrorKind::TimedOut);
        third.set(FREE);
        third.wait_for_more(false, Some(after(10))).unwrap();
        thread::scope(|scope| {
            let waiting = scope.spawn(|| first.wait_for_more(false, Some(after(10_000))));
            // Done with its message, it has its turn no longer.
            second.set(FREE + 10);
            waiting.join().unwrap().unwrap();
        });
        let waited = second.wait_for_more(false, Some(after(10)));
        assert_eq!(waited.unwrap_err().kind(), io::ErrorKind::TimedOut);
        thread::scope(|scope| {
            let waiting = scope.spawn(|| second.wait_for_more(false, Some(after(10_000))));
            drop(first);
            waiting.join().unwrap().unwrap();
        });
        drop(second);
        let state = budget.lock();
        assert_eq!((state.held, state.turn), (0, false));
    }

    #[test]
    fn nobody_waits_for_a_server_that_has_ended() {
        let budget = Budget::default();
        let [mut first, mut second] = [(); 2].map(|()| Share::new(&budget, MOST));
        first.set(FREE + MOST + 1);
        first.wait_for_more(false, None).unwrap();
        second.set(FREE + 1);
        thread::scope(|scope| {
            let waiting = scope.spawn(|| second.wait_for_more(false, None));
            budget.close();
            assert!(waiting.join().unwrap().is_err());
        });
    }
}
