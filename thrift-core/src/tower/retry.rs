//! Calls that are made again.

use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use tokio::time::Sleep;
use tower::BoxError;
use tower::retry::Policy;
use tower::retry::backoff::{Backoff, ExponentialBackoff, ExponentialBackoffMaker, MakeBackoff};
use tower::retry::budget::{Budget, TpsBudget};
use tower::util::rng::HasherRng;

use super::error::kind_of;
use crate::error::{Error, Kind};
use crate::service::{Request, Response};

/// A policy for tower's retry: makes calls of idempotent methods again that got no answer.
///
/// A call is made again when its connection failed or its time was over, and so it is not known
/// whether the server has executed it: that does not matter if the service declares the method
/// idempotent, by `rust.idempotent` in IDL or `#[thrift(idempotent)]` in a trait, or if the program
/// [says so](Self::also). What a server answered is an answer, exceptions included. A call that was
/// refused because there are too many is not made again, and neither is one whose deadline is over or
/// whose own caller is gone.
///
/// Unless set otherwise a call is made three times at most, after pauses from 10 milliseconds on that
/// double up to a second, each up to half longer at random; and of all calls a fifth at most is made
/// again, besides ten a second, so that a server in trouble is not given more of it.
///
/// A timeout behind the retry is one for each attempt, and one in front of it for all together.
///
/// ```
/// use core::time::Duration;
/// use thrift::tower::RetryIdempotent;
/// use tower::ServiceBuilder;
///
/// let stack = ServiceBuilder::new()
///     .timeout(Duration::from_secs(5))
///     .retry(RetryIdempotent::new().attempts(4))
///     .timeout(Duration::from_secs(1));
/// ```
#[derive(Clone)]
pub struct RetryIdempotent {
    settings: Arc<Settings>,
    budget: Arc<TpsBudget>,
    /// Attempts that were made.
    made: u32,
    /// Made when there is a first pause.
    pauses: Option<ExponentialBackoff>,
}

#[derive(Clone)]
struct Settings {
    attempts: u32,
    pause: (Duration, Duration),
    also: Option<Arc<IsIdempotent>>,
}

type IsIdempotent = dyn Fn(&Request) -> bool + Send + Sync;

impl RetryIdempotent {
    /// The policy as it is unless set otherwise.
    #[must_use]
    pub fn new() -> Self {
        let pause = (Duration::from_millis(10), Duration::from_secs(1));
        let settings = Arc::new(Settings { attempts: 3, pause, also: None });
        let budget = Arc::new(TpsBudget::new(Duration::from_secs(10), 10, 0.2));
        Self { settings, budget, made: 0, pauses: None }
    }

    /// Sets how often a call is made at most, the first time included.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        Arc::make_mut(&mut self.settings).attempts = attempts;
        self
    }

    /// Sets the pause before the second attempt, which doubles before each further one, and the
    /// longest.
    #[must_use]
    pub fn pause(mut self, first: Duration, longest: Duration) -> Self {
        Arc::make_mut(&mut self.settings).pause = (first, longest.max(first));
        self
    }

    /// Sets what part of the calls may be made again; calls of all clones of the policy count.
    #[must_use]
    pub fn budget(mut self, budget: TpsBudget) -> Self {
        self.budget = Arc::new(budget);
        self
    }

    /// Has other calls made again too: those of methods that are idempotent though their service does
    /// not declare it.
    ///
    /// ```
    /// use thrift::tower::RetryIdempotent;
    ///
    /// let policy = RetryIdempotent::new().also(|request| request.method().starts_with("get"));
    /// ```
    #[must_use]
    pub fn also(mut self, also: impl Fn(&Request) -> bool + Send + Sync + 'static) -> Self {
        Arc::make_mut(&mut self.settings).also = Some(Arc::new(also));
        self
    }

    fn is_idempotent(&self, request: &Request) -> bool {
        request.is_idempotent() || self.settings.also.as_ref().is_some_and(|also| also(request))
    }

    /// The pause before another attempt, if there may be one.
    fn next(&mut self, request: &Request, failure: Option<Kind>) -> Option<Sleep> {
        self.made += 1;
        let Some(Kind::Transport | Kind::Closed | Kind::Timeout) = failure else {
            self.budget.deposit();
            return None;
        };
        let context = request.context();
        let late = context.time_left() == Some(Duration::ZERO) || context.is_cancelled();
        if late || self.made >= self.settings.attempts || !self.budget.withdraw() {
            return None;
        }
        Some(self.pauses().next_backoff())
    }

    fn pauses(&mut self) -> &mut ExponentialBackoff {
        let (first, longest) = self.settings.pause;
        self.pauses.get_or_insert_with(|| {
            // Its own numbers for each call: calls that fail together are not made again together.
            let random = HasherRng::new();
            // It fails on settings that these are not: none or a negative one, or in wrong order.
            let longest = longest.max(Duration::from_nanos(1));
            ExponentialBackoffMaker::new(first, longest, 0.5, random)
                .unwrap_or_default()
                .make_backoff()
        })
    }
}

impl Policy<Request, Option<Response>, Error> for RetryIdempotent {
    type Future = Sleep;

    fn retry(
        &mut self,
        request: &mut Request,
        result: &mut Result<Option<Response>, Error>,
    ) -> Option<Sleep> {
        self.next(request, result.as_ref().err().map(Error::kind))
    }

    fn clone_request(&mut self, request: &Request) -> Option<Request> {
        self.is_idempotent(request).then(|| request.clone())
    }
}

impl Policy<Request, Option<Response>, BoxError> for RetryIdempotent {
    type Future = Sleep;

    fn retry(
        &mut self,
        request: &mut Request,
        result: &mut Result<Option<Response>, BoxError>,
    ) -> Option<Sleep> {
        self.next(request, result.as_ref().err().map(|error| kind_of(&**error)))
    }

    fn clone_request(&mut self, request: &Request) -> Option<Request> {
        self.is_idempotent(request).then(|| request.clone())
    }
}

impl Default for RetryIdempotent {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for RetryIdempotent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryIdempotent")
            .field("attempts", &self.settings.attempts)
            .field("pause", &self.settings.pause)
            .field("also", &self.settings.also.is_some())
            .field("budget", &self.budget)
            .field("made", &self.made)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Codec;
    use crate::service::{Context, Method};

    const FIND: Method = Method::new("find").idempotent();

    fn call(method: Method) -> Request {
        Request::new(method, Codec::default(), &0).unwrap()
    }

    fn retries(policy: &mut RetryIdempotent, request: &mut Request, kind: Kind) -> bool {
        let mut result = Err(Error::new(kind, "failed"));
        policy.retry(request, &mut result).is_some()
    }

    fn clones(policy: &mut RetryIdempotent, request: &Request) -> bool {
        Policy::<Request, Option<Response>, Error>::clone_request(policy, request).is_some()
    }

    #[tokio::test]
    async fn only_idempotent_methods_are_called_again() {
        let mut policy = RetryIdempotent::new();
        assert!(clones(&mut policy, &call(FIND)));
        assert!(!clones(&mut policy, &call(Method::new("add"))));
        let mut policy = policy.also(|request| request.method() == "get");
        assert!(clones(&mut policy, &call(Method::new("get"))) && clones(&mut policy, &call(FIND)));
        assert!(!clones(&mut policy, &call(Method::new("add"))));
    }

    #[tokio::test]
    async fn what_was_answered_or_refused_is_not_called_again() {
        for kind in [Kind::Closed, Kind::Transport, Kind::Timeout] {
            assert!(retries(&mut RetryIdempotent::new(), &mut call(FIND), kind), "{kind:?}");
        }
        for kind in [Kind::Overloaded, Kind::Layer, Kind::Limit, Kind::Invalid] {
            assert!(!retries(&mut RetryIdempotent::new(), &mut call(FIND), kind), "{kind:?}");
        }
        let answer = &mut Ok::<_, Error>(None);
        assert!(RetryIdempotent::new().retry(&mut call(FIND), answer).is_none());
    }

    #[tokio::test]
    async fn errors_in_boxes_are_known() {
        let closed = || Err(Error::new(Kind::Closed, "gone").into());
        let mut result: Result<Option<Response>, BoxError> = closed();
        assert!(RetryIdempotent::new().retry(&mut call(FIND), &mut result).is_some());
        let mut result: Result<Option<Response>, BoxError> = Err("broken".into());
        assert!(RetryIdempotent::new().retry(&mut call(FIND), &mut result).is_none());
    }

    #[tokio::test]
    async fn attempts_are_counted_with_the_first() {
        let mut policy = RetryIdempotent::new().attempts(3);
        let mut results = Vec::new();
        for _ in 0..4 {
            results.push(retries(&mut policy, &mut call(FIND), Kind::Closed));
        }
        assert_eq!(results, [true, true, false, false]);
        assert!(!retries(&mut RetryIdempotent::new().attempts(0), &mut call(FIND), Kind::Closed));
    }

    #[tokio::test]
    async fn a_call_whose_time_is_over_is_over() {
        let context = Context::new().with_timeout(Duration::ZERO);
        let mut late = call(FIND).with_context(context);
        assert!(!retries(&mut RetryIdempotent::new(), &mut late, Kind::Timeout));
    }

    #[tokio::test]
    async fn a_spent_budget_ends_retries_of_all_calls() {
        let policy = RetryIdempotent::new().budget(TpsBudget::new(Duration::from_secs(1), 2, 0.0));
        let retried =
            (0..5).filter(|_| retries(&mut policy.clone(), &mut call(FIND), Kind::Closed));
        assert_eq!(retried.count(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_double_up_to_the_longest_and_differ() {
        let (first, longest) = (Duration::from_millis(100), Duration::from_millis(300));
        let policy = RetryIdempotent::new().attempts(9).pause(first, longest);
        let mut pauses = Vec::new();
        for mut policy in [policy.clone(), policy] {
            for base in [100, 200, 300, 300] {
                let pause = policy.next(&call(FIND), Some(Kind::Closed)).unwrap();
                let millis = (pause.deadline() - tokio::time::Instant::now()).as_millis();
                assert!((base..=base * 3 / 2).contains(&millis) && millis <= 300, "{millis}");
                pauses.push(millis);
            }
        }
        assert_ne!(pauses[..2], pauses[4..6]);
    }

    #[tokio::test]
    async fn no_pause_is_one_too() {
        let mut policy = RetryIdempotent::new().pause(Duration::ZERO, Duration::ZERO);
        assert!(policy.next(&call(FIND), Some(Kind::Closed)).is_some());
    }
}
