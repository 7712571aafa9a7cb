//! Peers that let calls pass without a word.

use core::time::Duration;
use std::time::Instant;

/// How long nothing may come while a call waits, and others with it that were late, before the
/// connection counts as dead.
///
/// Longer than what the most impatient callers wait: a peer that is slow for them is there.
const LONGEST: Duration = Duration::from_secs(1);

/// What a peer was heard to say while calls waited for it.
#[derive(Debug, Default)]
pub(super) struct Silence {
    /// How often something came.
    heard: u64,
    /// When the first call was made that was late, and since when nothing has come.
    since: Option<Instant>,
    too_long: bool,
}

/// When a call was made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    at: Instant,
    heard: u64,
}

impl Silence {
    /// Keeps in mind a call that is made at a time.
    pub(super) fn ask(&self, at: Instant) -> Asked {
        Asked { at, heard: self.heard }
    }

    /// Something came.
    pub(super) fn hear(&mut self) {
        self.heard += 1;
        self.since = None;
    }

    /// A call has not been answered in time.
    pub(super) fn miss(&mut self, asked: Asked, now: Instant) {
        if asked.heard != self.heard {
            return;
        }
        let since = self.since.map_or(asked.at, |since| since.min(asked.at));
        self.since = Some(since);
        self.too_long |= now.saturating_duration_since(since) >= LONGEST;
    }

    /// Whether it was too long once.
    pub(super) fn is_too_long(&self) -> bool {
        self.too_long
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(10);

    #[test]
    fn a_call_that_waited_long_is_enough() {
        let (mut silence, start) = (Silence::default(), Instant::now());
        let asked = silence.ask(start);
        silence.miss(asked, start + LONGEST);
        assert!(silence.is_too_long());
    }

    #[test]
    fn impatient_calls_are_enough_together() {
        let (mut silence, start) = (Silence::default(), Instant::now());
        let first = silence.ask(start);
        silence.miss(first, start + SHORT);
        assert!(!silence.is_too_long());
        let second = silence.ask(start + LONGEST);
        silence.miss(second, start + LONGEST + SHORT);
        assert!(silence.is_too_long());
    }

    #[test]
    fn whoever_says_something_is_there() {
        let (mut silence, start) = (Silence::default(), Instant::now());
        let first = silence.ask(start);
        silence.miss(first, start + SHORT);
        let second = silence.ask(start + SHORT);
        silence.hear();
        // It came while this one waited.
        silence.miss(second, start + LONGEST * 2);
        let third = silence.ask(start + LONGEST * 2);
        silence.miss(third, start + LONGEST * 2 + SHORT);
        assert!(!silence.is_too_long());
    }
}
