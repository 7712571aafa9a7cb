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
    /// Connections that are served at once, 16,384 unless set: others wait until one ends.
    pub max_connections: usize,
    /// Bytes of messages that all connections hold together, save for the first 16 KiB of each;
    /// 256 MiB unless set.
    pub max_bytes_in_flight: usize,
    /// How long a message may take to arrive, once it has begun; a minute unless set.
    pub read_timeout: Option<Duration>,
    /// How long a client may take to read what is answered; a minute unless set.
    pub write_timeout: Option<Duration>,
    /// How long a connection may be without a call; ten minutes unless set.
    pub idle_timeout: Option<Duration>,
    /// How long a handler may take, a minute unless set; then it is dropped, and its call fails.
    pub handler_timeout: Option<Duration>,
    /// How long a shutdown waits for calls in flight; 10 seconds unless set.
    pub shutdown_timeout: Duration,
}

impl Config {
    /// The settings of a server unless they are set.
    pub const DEFAULT: Self = Self {
        limits: Limits::NETWORK,
        max_in_flight: 128,
        max_connections: 16 * 1024,
        max_bytes_in_flight: 256 * 1024 * 1024,
        read_timeout: Some(Duration::from_secs(60)),
        write_timeout: Some(Duration::from_secs(60)),
        idle_timeout: Some(Duration::from_secs(600)),
        handler_timeout: Some(Duration::from_secs(60)),
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

    /// Changes how many connections are served at once; at least one is.
    #[must_use]
    pub const fn with_max_connections(mut self, connections: usize) -> Self {
        self.max_connections = connections;
        self
    }

    /// Changes how many bytes of messages all connections hold together.
    #[must_use]
    pub const fn with_max_bytes_in_flight(mut self, bytes: usize) -> Self {
        self.max_bytes_in_flight = bytes;
        self
    }

    /// Changes how long a message may take to arrive; `None` is for ever.
    #[must_use]
    pub const fn with_read_timeout(mut self, time: Option<Duration>) -> Self {
        self.read_timeout = time;
        self
    }

    /// Changes how long a client may take to read; `None` is for ever.
    #[must_use]
    pub const fn with_write_timeout(mut self, time: Option<Duration>) -> Self {
        self.write_timeout = time;
        self
    }

    /// Changes how long a connection may be without a call; `None` is for ever.
    #[must_use]
    pub const fn with_idle_timeout(mut self, time: Option<Duration>) -> Self {
        self.idle_timeout = time;
        self
    }

    /// Changes how long a handler may take; `None` is for ever.
    #[must_use]
    pub const fn with_handler_timeout(mut self, time: Option<Duration>) -> Self {
        self.handler_timeout = time;
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
