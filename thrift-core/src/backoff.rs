//! Pauses after failures.

use core::hash::BuildHasher;
use core::time::Duration;
use std::hash::RandomState;

/// How long to wait after one more failure.
#[derive(Debug)]
pub(crate) struct Backoff(Duration);

impl Backoff {
    const FIRST: Duration = Duration::from_millis(5);
    const LONGEST: Duration = Duration::from_secs(1);

    /// Up to half shorter at random, so that those who failed together do not try again together: all
    /// clients of a server that has ended, say.
    pub(crate) fn next(&mut self) -> Duration {
        let pause = self.0;
        self.0 = (pause * 2).min(Self::LONGEST);
        // Each has keys of its own, which are random numbers.
        let random = u32::try_from(RandomState::new().hash_one(0) >> 32).unwrap_or_default();
        pause.mul_f64(1.0 - 0.5 * f64::from(random) / f64::from(u32::MAX))
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self(Self::FIRST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_second_and_may_be_half_as_long() {
        let mut backoff = Backoff::default();
        for longest in [5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000] {
            let (pause, longest) = (backoff.next(), Duration::from_millis(longest));
            assert!((longest / 2..=longest).contains(&pause), "{pause:?} of {longest:?}");
        }
    }

    #[test]
    fn who_fails_together_does_not_try_again_together() {
        let mut pauses: Vec<_> = (0..8).map(|_| Backoff(Backoff::LONGEST).next()).collect();
        pauses.sort();
        pauses.dedup();
        assert!(pauses.len() > 4, "{pauses:?}");
    }
}
