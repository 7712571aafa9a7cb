//! How long a connection waits for its peer.

use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

use super::Config;
use crate::error::{Error, Kind};

/// How long large buffers are kept for the next call. A server that answers as fast as it is asked is
/// idle between any two calls, and giving its buffers back then costs more than all else.
const SOON: Duration = Duration::from_secs(1);

/// What a peer is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// Its next call; nothing is owed to it.
    Idle,
    /// Its next call, soon: large buffers are kept for that long.
    Soon,
    /// The rest of a message that it began.
    Read,
    /// That it reads what was answered, so that it is written.
    Write,
}

/// The error of a peer that was waited for too long.
#[cold]
pub(super) fn late(what: &str, most: Option<Duration>) -> Error {
    let most = most.unwrap_or_default();
    Error::new(Kind::Timeout, format!("the peer took longer than {most:?} to {what}"))
}

impl Wait {
    /// The error of a connection that waited too long.
    #[cold]
    pub(super) fn over(self, config: &Config) -> Error {
        match self {
            Self::Idle | Self::Soon => late("make a call", config.idle_timeout),
            Self::Read => late("send a message", config.read_timeout),
            Self::Write => late("read its replies", config.write_timeout),
        }
    }
}

/// Since when a connection waits, and for what.
#[derive(Debug, Default)]
pub(super) struct Patience {
    idle: Option<Instant>,
    soon: Option<Instant>,
    read: Option<Instant>,
    write: Option<Instant>,
    /// Set once for many waits: it is looked at when it is over, and set again if nobody waits for so
    /// long.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Patience {
    /// Waits for something from now on, unless it is waited for already; or no more.
    pub(super) fn set(&mut self, wait: Wait, waits: bool) {
        let since = self.since(wait);
        if !waits {
            *since = None;
        } else if since.is_none() {
            *since = Some(Instant::now());
        }
    }

    /// Says since when something is waited for, if it is.
    #[cfg(feature = "http")]
    pub(super) fn set_since(&mut self, wait: Wait, since: Option<Instant>) {
        *self.since(wait) = since;
    }

    /// What was waited for too long, once it was.
    pub(super) fn poll_over(&mut self, config: &Config, cx: &mut Context<'_>) -> Poll<Wait> {
        loop {
            let Some((end, wait)) = self.first_end(config) else { return Poll::Pending };
            let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(end)));
            if alarm.deadline() > end {
                alarm.as_mut().reset(end);
            }
            if alarm.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            if alarm.deadline() >= end {
                return Poll::Ready(wait);
            }
            alarm.as_mut().reset(end);
        }
    }

    fn first_end(&self, config: &Config) -> Option<(Instant, Wait)> {
        let end = |since: Option<Instant>, most: Option<Duration>, wait| {
            since?.checked_add(most?).map(|end| (end, wait))
        };
        let ends = [
            end(self.write, config.write_timeout, Wait::Write),
            end(self.read, config.read_timeout, Wait::Read),
            end(self.idle, config.idle_timeout, Wait::Idle),
            end(self.soon, Some(SOON), Wait::Soon),
        ];
        ends.into_iter().flatten().min_by_key(|(end, _)| *end)
    }

    fn since(&mut self, wait: Wait) -> &mut Option<Instant> {
        match wait {
            Wait::Idle => &mut self.idle,
            Wait::Soon => &mut self.soon,
            Wait::Read => &mut self.read,
            Wait::Write => &mut self.write,
        }
    }
}

#[cfg(test)]
mod tests {
    use core::future::poll_fn;

    use super::*;

    async fn over(patience: &mut Patience) -> Wait {
        let config = Config::default()
            .with_idle_timeout(Some(Duration::from_secs(10)))
            .with_read_timeout(Some(Duration::from_secs(3)))
            .with_write_timeout(None);
        poll_fn(|cx| patience.poll_over(&config, cx)).await
    }

    #[tokio::test(start_paused = true)]
    async fn the_wait_that_ends_first_is_over() {
        let start = Instant::now();
        let mut patience = Patience::default();
        patience.set(Wait::Idle, true);
        tokio::time::advance(Duration::from_secs(2)).await;
        patience.set(Wait::Read, true);
        patience.set(Wait::Write, true);
        assert_eq!(over(&mut patience).await, Wait::Read);
        assert_eq!(start.elapsed().as_secs(), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn what_goes_on_is_waited_for_anew() {
        let start = Instant::now();
        let mut patience = Patience::default();
        for _ in 0..3 {
            patience.set(Wait::Idle, true);
            let waiting = tokio::time::timeout(Duration::from_secs(9), over(&mut patience));
            assert!(waiting.await.is_err());
            patience.set(Wait::Idle, true);
            patience.set(Wait::Idle, false);
        }
        patience.set(Wait::Idle, true);
        assert_eq!(over(&mut patience).await, Wait::Idle);
        assert_eq!(start.elapsed().as_secs(), 37);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_limit_nobody_is_waited_for_too_long() {
        let mut patience = Patience::default();
        patience.set(Wait::Write, true);
        let waiting = tokio::time::timeout(Duration::from_secs(1_000_000), over(&mut patience));
        assert!(waiting.await.is_err());
    }
}
