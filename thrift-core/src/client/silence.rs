//! Peers that let calls pass without a word.

use core::time::Duration;
use std::time::Instant;

/// How long calls may wait, one after the other or together, and nothing come, before the connection
/// counts as dead.
///
/// Longer than the most impatient callers wait: a peer that is slow for them is there.
const LONGEST: Duration = Duration::from_secs(1);

/// How long calls that were late have waited since something came.
#[derive(Debug, Default)]
pub(super) struct Silence {
    /// How often something came.
    heard: u64,
    waited: Duration,
    /// Up to when that is counted.
    until: Option<Instant>,
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
        self.waited = Duration::ZERO;
    }

    /// A call waited until its time was over.
    pub(super) fn miss(&mut self, asked: Asked, end: Instant) {
        if asked.heard != self.heard {
            return;
        }
        // Of calls that waited together, each moment counts once.
        let start = self.until.map_or(asked.at, |until| until.max(asked.at));
        self.waited += end.saturating_duration_since(start);
        self.until = Some(end.max(start));
        self.too_long |= self.waited >= LONGEST;
    }

    /// Whether it was too long once.
    pub(super) fn is_too_long(&self) -> bool {
        self.too_long
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(300);

    /// Whether it is too long after calls that waited from one time to another.
    fn too_long(
        silence: &mut Silence,
        calls: impl IntoIterator<Item = (Instant, Instant)>,
    ) -> bool {
        for (start, end) in calls {
            let asked = silence.ask(start);
            silence.miss(asked, end);
        }
        silence.is_too_long()
    }

    #[test]
    fn a_call_that_waited_long_is_enough() {
        let start = Instant::now();
        assert!(too_long(&mut Silence::default(), [(start, start + LONGEST)]));
    }

    #[test]
    fn impatient_calls_are_enough_one_after_the_other() {
        let (mut silence, start) = (Silence::default(), Instant::now());
        let call = |number: u32| {
            // Between them nobody waits, which says nothing of the peer.
            let start = start + LONGEST * number * 10;
            (start, start + SHORT)
        };
        assert!(!too_long(&mut silence, [call(0), call(1), call(2)]));
        assert!(too_long(&mut silence, [call(3)]));
    }

    #[test]
    fn what_calls_wait_together_counts_once() {
        let (mut silence, start) = (Silence::default(), Instant::now());
        let call = |number: u32| (start + SHORT * number / 10, start + SHORT);
        assert!(!too_long(&mut silence, (0..9).map(call)));
    }

    #[test]
    fn whoever_says_something_is_there() {
        let (mut silence, start) = (Silence::default(), Instant::now());
        assert!(!too_long(&mut silence, [(start, start + SHORT * 3)]));
        let asked = silence.ask(start + SHORT * 3);
        silence.hear();
        // It came while this one waited.
        silence.miss(asked, start + LONGEST * 2);
        let later = start + LONGEST * 2;
        assert!(!too_long(&mut silence, [(later, later + SHORT)]));
    }
}
