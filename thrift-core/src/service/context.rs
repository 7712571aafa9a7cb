//! What belongs to a call besides its arguments.

use core::fmt;
use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use super::peer::Caller;
use super::reply_headers::ReplyHeaders;
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
/// them [`without_headers`](Self::without_headers). Clones are of the same call.
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
    reply_headers: ReplyHeaders,
}

impl Context {
    /// A context without anything.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            method: MethodName::Known(""),
            deadline: None,
            headers: Headers::new(),
            caller: None,
            awaited: false,
            reply_headers: ReplyHeaders::new(),
        }
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

    /// The same without the answer: for calls that are made in it, whose answers have headers of their
    /// own, and for who only looks at it.
    pub(crate) fn detached(&self) -> Self {
        self.with_replies_to(ReplyHeaders::new())
    }

    /// The same for another attempt at the call, whose answer gets no further headers from this one.
    pub(super) fn for_attempt(&self) -> Self {
        self.with_replies_to(self.reply_headers.fork())
    }

    fn with_replies_to(&self, reply_headers: ReplyHeaders) -> Self {
        let Self { method, headers, caller, .. } = self;
        Self {
            method: method.clone(),
            deadline: self.deadline,
            headers: headers.clone(),
            caller: caller.clone(),
            awaited: self.awaited,
            reply_headers,
        }
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

    /// Adds a header to the answer of the call, if its transport carries headers; one of the same name
    /// is replaced.
    ///
    /// It goes with whatever the handler returns: a value, a declared exception, or an error. The answers
    /// to calls that a handler makes in its context have headers of their own.
    ///
    /// It goes nowhere where there is no such answer: when the server answers in place of the handler,
    /// because that panicked or took too long; when the call is oneway, or answered already; and in
    /// contexts of which somebody only looks at a call, as an [`Observer`](crate::observe::Observer) does.
    ///
    /// ```
    /// # #[cfg(feature = "idl")] {
    /// use thrift::Context;
    /// use thrift::service::{ChannelExt, Direct};
    ///
    /// thrift::thrift! {
    ///     service Pages { string page(1: i32 number) (rust.context) }
    /// }
    ///
    /// struct Book;
    ///
    /// impl Pages for Book {
    ///     async fn page(&self, cx: &Context, number: i32) -> thrift::Result<String> {
    ///         cx.set_reply_header("max-age", "60");
    ///         Ok(format!("page {number}"))
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> thrift::Result<()> {
    /// let channel = Direct::new(PagesServer::new(Book)).map_response(|_, response| {
    ///     assert_eq!(response.headers().get("max-age"), Some("60"));
    ///     response
    /// });
    /// PagesClient::new(channel).page(&Context::new(), 7).await?;
    /// # Ok(())
    /// # }
    /// # main().unwrap();
    /// # }
    /// ```
    pub fn set_reply_header(&self, name: impl AsRef<str>, value: impl AsRef<[u8]>) {
        self.reply_headers.insert(name.as_ref(), value.as_ref());
    }

    /// What [`set_reply_header`](Self::set_reply_header) has set: a test of a handler sees it here, and a
    /// [`Dispatch`](super::Dispatch) that is written by hand gives it to its
    /// [`Response`](super::Response).
    ///
    /// ```
    /// use thrift::Context;
    ///
    /// async fn page(cx: &Context, number: i32) -> String {
    ///     cx.set_reply_header("max-age", "60");
    ///     format!("page {number}")
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let cx = Context::new();
    /// assert_eq!(page(&cx, 7).await, "page 7");
    /// assert_eq!(cx.reply_headers().get("max-age"), Some("60"));
    /// # }
    /// ```
    #[must_use]
    pub fn reply_headers(&self) -> Headers {
        self.reply_headers.get()
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

    #[test]
    fn clones_answer_the_same_call_and_calls_made_in_it_have_answers_of_their_own() {
        let context = Context::new();
        let clone = context.clone().with_header("b", "2");
        let made = context.detached();
        clone.set_reply_header("a", "1");
        made.set_reply_header("a", "2");
        assert_eq!(context.reply_headers(), Headers::new().with("a", "1"));
        assert_eq!(made.reply_headers(), Headers::new().with("a", "2"));
        assert!(context.headers().is_empty());
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
