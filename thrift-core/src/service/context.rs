//! What belongs to a call besides its arguments.

use core::time::Duration;
use std::time::Instant;

// The time of the timers, which tests may let pass.
#[cfg(feature = "net")]
use crate::net::now;

/// What belongs to a call besides its arguments: by when it must be answered.
///
/// ```
/// use core::time::Duration;
/// use thrift::Context;
///
/// let context = Context::new().with_timeout(Duration::from_secs(5));
///
/// // An end that comes earlier stays: whoever waits for this call does not wait longer.
/// let context = context.with_timeout(Duration::from_secs(60));
/// assert!(context.time_left().is_some_and(|left| left <= Duration::from_secs(5)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    deadline: Option<Instant>,
}

impl Context {
    /// A context without anything.
    #[must_use]
    pub const fn new() -> Self {
        Self { deadline: None }
    }

    /// Has the call fail when it is not answered in this time; an earlier end stays.
    #[must_use]
    pub fn with_timeout(self, time: Duration) -> Self {
        // What ends after the end of time has no end.
        match now().checked_add(time) {
            Some(deadline) => self.with_deadline(deadline),
            None => self,
        }
    }

    /// Has the call fail when it is not answered by then; an earlier end stays.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Instant) -> Self {
        self.deadline = Some(self.deadline.map_or(deadline, |earlier| earlier.min(deadline)));
        self
    }

    /// When the call fails unless it is answered.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// The time until the call fails, zero if it is over; `None` if it has no end.
    #[must_use]
    pub fn time_left(&self) -> Option<Duration> {
        Some(self.deadline?.saturating_duration_since(now()))
    }
}

#[cfg(not(feature = "net"))]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_deadline_stays() {
        let context = Context::new();
        assert_eq!(context.time_left(), None);
        let start = Instant::now();
        let context = context.with_deadline(start + Duration::from_secs(3));
        let context = context.with_deadline(start + Duration::from_secs(9));
        assert_eq!(context.deadline(), Some(start + Duration::from_secs(3)));
        let context = context.with_deadline(start);
        assert_eq!(context.time_left(), Some(Duration::ZERO));
    }

    #[test]
    fn no_time_is_too_long() {
        assert_eq!(Context::new().with_timeout(Duration::MAX).deadline(), None);
    }
}
