//! Counts calls and their latencies.

use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;

use super::Load;
use crate::error::Result;
use crate::machine;
use crate::role::{END, tell};

/// The shortest latency that is told from shorter ones, in nanoseconds.
const LEAST: u64 = 1_000;

/// The longest latency that is told from longer ones, in nanoseconds.
const MOST: u64 = 60_000_000_000;

/// Digits of a latency.
const DIGITS: u8 = 3;

/// Counts the calls that end within a time.
#[derive(Debug)]
pub(super) struct Meter {
    begin: Instant,
    time: Duration,
    latencies: Mutex<Histogram<u64>>,
    server: u32,
    /// What the server's processor had taken when the first call was counted.
    cpu_before: OnceLock<Result<Duration, String>>,
}

impl Meter {
    /// A meter that begins to count after a third of the time that it counts.
    pub(super) fn new(load: &Load) -> Result<Self> {
        let latencies = Histogram::new_with_bounds(LEAST, MOST, DIGITS)?;
        let begin = Instant::now() + load.time / 3;
        Ok(Self {
            begin,
            time: load.time,
            latencies: Mutex::new(latencies),
            server: load.server,
            cpu_before: OnceLock::new(),
        })
    }

    /// Whether there are further calls at this time.
    pub(super) fn goes_on(&self, now: Instant) -> bool {
        now < self.begin + self.time
    }

    /// Counts a call that ends now; returns the time.
    pub(super) fn count(&self, before: Instant) -> Instant {
        let now = Instant::now();
        if now >= self.begin && self.goes_on(now) {
            self.cpu_before
                .get_or_init(|| machine::cpu_time(self.server).map_err(|error| error.to_string()));
            let nanos = u64::try_from((now - before).as_nanos()).unwrap_or(MOST);
            // Nothing panics while it holds the lock.
            let mut latencies = self.latencies.lock().unwrap_or_else(PoisonError::into_inner);
            latencies.saturating_record(nanos);
        }
        now
    }

    /// Tells the calls, the nanoseconds of the median and the 99th percentile, and those that the
    /// server's processor took.
    pub(super) fn tell(&self) -> Result<()> {
        let before = self.cpu_before.get().ok_or("no call was answered in time")?.clone()?;
        let cpu = machine::cpu_time(self.server)?.saturating_sub(before).as_nanos();
        let latencies = self.latencies.lock().unwrap_or_else(PoisonError::into_inner);
        let [p50, p99] = [0.5, 0.99].map(|quantile| latencies.value_at_quantile(quantile));
        tell(&format!("{END} {} {p50} {p99} {cpu}", latencies.len()));
        Ok(())
    }
}

/// Fails unless a value came back as it was sent.
pub(super) fn check(same: bool) -> Result<()> {
    if same { Ok(()) } else { Err("another value came back than the one that was sent".into()) }
}
