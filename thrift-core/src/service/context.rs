//! What belongs to a call besides its arguments.

use core::fmt;
use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use super::peer::Caller;
use super::request::MethodName;
use super::{Headers, Peer};
// The time of the timers, which tests may let pass.
#[cfg(feature = "net")]
pub(crate) use crate::net::now;

/// What belongs to a call besides its arguments: by when it must be answered, what travels beside it,
/// and on whose behalf it is made.
///
/// A method whose trait declares it gets the context of its call as `cx`, and gives it to the calls
/// that it makes itself: those end with it, carry its headers, and are given up when the first caller
/// is gone. Where the servers behind must not see the headers, because they hold a password say, give
/// them [`without_headers`](Self::without_headers).
///
/// ```
/// use core::time::Duration;
/// use thrift::Context;
///
/// let context = Context::new().with_timeout(Duration::from_secs(5)).with_header("tenant", "7");
///
/// // An end that comes earlier stays: whoever waits for this call does not wait longer.
/// let context = context.with_timeout(Duration::from_secs(60));
/// assert!(context.time_left().is_some_and(|left| left <= Duration::from_secs(5)));
/// assert_eq!(context.headers().get("tenant"), Some("7"));
/// ```
#[derive(Clone, Default)]
pub struct Context {
    method: MethodName,
    deadline: Option<Instant>,
    headers: Headers,
    caller: Option<Arc<Caller>>,
    /// Whether the caller waits for an answer.
    awaited: bool,
}

impl Context {
    /// A context without anything.
    #[must_use]
    pub const fn new() -> Self {
        let method = MethodName::Known("");
        Self { method, deadline: None, headers: Headers::new(), caller: None, awaited: false }
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

    /// Adds a header; one of the same name is replaced.
    #[must_use]
    pub fn with_header(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Gives it other headers in place of those it has.
    #[must_use]
    pub fn with_headers(self, headers: Headers) -> Self {
        Self { headers, ..self }
    }

    /// The same for a server that must not see the headers.
    #[must_use]
    pub fn without_headers(&self) -> Self {
        self.clone().with_headers(Headers::new())
    }

    pub(super) fn with_method(self, method: MethodName) -> Self {
        Self { method, ..self }
    }

    pub(super) fn method_name(&self) -> &MethodName {
        &self.method
    }

    #[cfg(any(feature = "blocking", feature = "net"))]
    pub(crate) fn with_caller(self, caller: Arc<Caller>, awaited: bool) -> Self {
        Self { caller: Some(caller), awaited, ..self }
    }

    /// Who waits for the answer, if somebody does.
    pub(crate) fn waiting(&self) -> Option<&Arc<Caller>> {
        self.caller.as_ref().filter(|_| self.awaited)
    }

    /// The method that is called, as [`Request::method`](super::Request::method) has it; empty in a
    /// context that is no call's.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
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

    /// What travels beside the call, if its transport carries headers.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// Who made the call that a handler answers; `None` if it did not come over a connection.
    #[must_use]
    pub fn peer(&self) -> Option<&Peer> {
        Some(&self.caller.as_ref()?.peer)
    }

    /// The path of the HTTP request that a handler answers, as it came and without the query; `None` if
    /// the call came without HTTP.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.caller.as_ref()?.path.as_deref()
    }

    /// Whether nobody waits for the answer any longer: the caller has closed its connection, or its
    /// half of it, or was cut off.
    ///
    /// A oneway call is never cancelled, since nobody waits for it in the first place.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.waiting().is_some_and(|caller| caller.is_gone())
    }

    /// Waits until nobody waits for the answer any longer: for ever, if nothing will tell.
    ///
    /// ```no_run
    /// # use thrift::Context;
    /// # async fn scan_next() -> Option<u64> { None }
    /// /// Looks for something until it is found, or until nobody wants it.
    /// async fn search(cx: &Context) -> Option<u64> {
    ///     tokio::select! {
    ///         found = scan_next() => found,
    ///         () = cx.cancelled() => None,
    ///     }
    /// }
    /// ```
    #[cfg(feature = "net")]
    pub async fn cancelled(&self) {
        match self.waiting() {
            Some(caller) => caller.gone().await,
            None => core::future::pending().await,
        }
    }
}

impl PartialEq for Context {
    fn eq(&self, other: &Self) -> bool {
        let callers = |it: &Self| it.caller.as_ref().map(Arc::as_ptr);
        (&self.method, self.deadline, &self.headers)
            == (&other.method, other.deadline, &other.headers)
            && callers(self) == callers(other)
    }
}

impl Eq for Context {}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("method", &self.method())
            .field("time_left", &self.time_left())
            .field("headers", &self.headers)
            .field("peer", &self.peer())
            .finish_non_exhaustive()
    }
}

#[cfg(not(feature = "net"))]
pub(crate) fn now() -> Instant {
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

    #[test]
    fn headers_are_left_out_without_the_rest() {
        let context = Context::new().with_timeout(Duration::from_secs(1)).with_header("a", "1");
        let bare = context.without_headers();
        assert!(bare.headers().is_empty());
        assert_eq!(bare.deadline(), context.deadline());
    }

    #[cfg(feature = "net")]
    #[tokio::test]
    async fn a_caller_that_left_cancels_before_and_after_somebody_looks() {
        let caller = Arc::new(Caller::new(Peer::default()));
        let context = Context::new().with_caller(Arc::clone(&caller), true);
        assert!(!context.is_cancelled());
        let oneway = Context::new().with_caller(Arc::clone(&caller), false);
        let waiting = tokio::spawn({
            let context = context.clone();
            async move { context.cancelled().await }
        });
        tokio::task::yield_now().await;
        caller.leave();
        waiting.await.unwrap();
        assert!(context.is_cancelled());
        context.cancelled().await;
        assert!(!oneway.is_cancelled());
    }
}
