//! What belongs to a call besides its arguments.

use core::fmt;
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

/// What belongs to a call besides its arguments: how long it may take, and headers.
///
/// A client sends it with a call, and a handler gets it. A handler that calls another service with
/// the context it got passes on the time that is left and the headers:
///
/// ```
/// use core::time::Duration;
/// use thrift::Context;
///
/// let received = Context::new()
///     .with_timeout(Duration::from_secs(5))
///     .with_header("tenant", "acme");
///
/// // Somebody has five seconds for an answer, whatever this service would allow itself.
/// let sent = received.with_timeout(Duration::from_secs(60));
/// assert!(sent.time_left().is_some_and(|left| left <= Duration::from_secs(5)));
/// assert_eq!(sent.header("tenant"), Some("acme"));
/// ```
///
/// Clones share the headers.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Context {
    deadline: Option<Instant>,
    headers: Option<Arc<BTreeMap<Box<str>, Box<str>>>>,
}

impl Context {
    /// A context without anything.
    #[must_use]
    pub const fn new() -> Self {
        Self { deadline: None, headers: None }
    }

    /// Has the call fail when it is not answered in this time; an earlier end stays.
    #[must_use]
    pub fn with_timeout(self, time: Duration) -> Self {
        // What ends after the end of time has no end.
        match Instant::now().checked_add(time) {
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
        Some(self.deadline?.saturating_duration_since(Instant::now()))
    }

    /// Sets a header, in place of another one of the same name.
    ///
    /// Only transports that have headers send them.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<Box<str>>, value: impl Into<Box<str>>) -> Self {
        let headers = self.headers.get_or_insert_default();
        Arc::make_mut(headers).insert(name.into(), value.into());
        self
    }

    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.as_ref()?.get(name).map(|value| &**value)
    }

    /// All headers, in the order of their names.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers
            .iter()
            .flat_map(|headers| headers.iter())
            .map(|(name, value)| (&**name, &**value))
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("time_left", &self.time_left())
            .field("headers", &self.headers().collect::<BTreeMap<_, _>>())
            .finish()
    }
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

    #[test]
    fn clones_have_their_own_headers() {
        let one = Context::new().with_header("b", "1").with_header("a", "2");
        let other = one.clone().with_header("b", "3");
        assert_eq!(one.headers().collect::<Vec<_>>(), [("a", "2"), ("b", "1")]);
        assert_eq!(other.header("b"), Some("3"));
        assert_eq!(other.header("c"), None);
    }
}
