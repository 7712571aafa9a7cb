//! The settings of a server.

use core::time::Duration;

use crate::protocol::Limits;

/// The settings of a server, and of the connections it serves.
///
/// ```
/// use thrift::server::Config;
///
/// let config = Config::default().with_max_in_flight(16);
/// assert_eq!(config.max_in_flight, 16);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// What clients may ask for; [`Limits::NETWORK`] unless set.
    pub limits: Limits,
    /// Calls of one connection that are executed at once; 128 unless set.
    pub max_in_flight: usize,
    /// How long a shutdown waits for calls in flight; 10 seconds unless set.
    pub shutdown_timeout: Duration,
}

impl Config {
    /// The settings of a server unless they are set.
    pub const DEFAULT: Self = Self {
        limits: Limits::NETWORK,
        max_in_flight: 128,
        shutdown_timeout: Duration::from_secs(10),
    };

    /// Changes what clients may ask for.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Changes how many calls of one connection are executed at once; at least one is.
    #[must_use]
    pub const fn with_max_in_flight(mut self, calls: usize) -> Self {
        self.max_in_flight = calls;
        self
    }

    /// Changes how long a shutdown waits for calls in flight.
    #[must_use]
    pub const fn with_shutdown_timeout(mut self, time: Duration) -> Self {
        self.shutdown_timeout = time;
        self
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::DEFAULT
    }
}
