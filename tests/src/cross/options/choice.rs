//! The values of options that have a few.

use core::fmt;
use core::str::FromStr;

/// What is around messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Transport {
    /// Nothing.
    Buffered,
    /// The length of each.
    Framed,
    /// A request or a response of HTTP.
    Http,
    /// One zlib stream around all of them.
    Zlib,
}

impl FromStr for Transport {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        choose(
            text,
            &[
                ("buffered", Self::Buffered),
                ("framed", Self::Framed),
                ("http", Self::Http),
                ("zlib", Self::Zlib),
            ],
        )
    }
}

/// What messages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protocol {
    /// Binary.
    Binary,
    /// Compact.
    Compact,
    /// JSON.
    Json,
    /// Binary, with a header before each message, in whatever the transport has around messages.
    Header,
}

/// The protocol of a name, and whether calls in it name their service.
pub(super) fn protocol(text: &str) -> Result<(Protocol, bool), String> {
    let choices = [
        ("binary", (Protocol::Binary, false)),
        ("compact", (Protocol::Compact, false)),
        ("json", (Protocol::Json, false)),
        ("header", (Protocol::Header, false)),
        ("multi", (Protocol::Binary, true)),
        ("multic", (Protocol::Compact, true)),
        ("multij", (Protocol::Json, true)),
        ("multih", (Protocol::Header, true)),
    ];
    choose(text, &choices).map_err(|error| format!("`--protocol={text}`: {error}"))
}

/// How a server serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerType {
    /// One connection at a time, with threads.
    Simple,
    /// As many connections at a time as there are workers, with threads.
    ThreadPool,
    /// Any number of connections, each with a thread.
    Threaded,
    /// Any number of connections, on tokio.
    Nonblocking,
}

impl ServerType {
    const NAMES: [(&'static str, Self); 4] = [
        ("simple", Self::Simple),
        ("thread-pool", Self::ThreadPool),
        ("threaded", Self::Threaded),
        ("nonblocking", Self::Nonblocking),
    ];

    /// Whether there is a thread for each connection.
    #[must_use]
    pub fn is_blocking(self) -> bool {
        self != Self::Nonblocking
    }
}

impl FromStr for ServerType {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        choose(text, &Self::NAMES)
    }
}

impl fmt::Display for ServerType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES.iter().find(|(_, choice)| choice == self).map(|(name, _)| name);
        f.write_str(name.unwrap_or(&""))
    }
}

fn choose<T: Copy>(text: &str, choices: &[(&str, T)]) -> Result<T, String> {
    let found = choices.iter().find(|(name, _)| *name == text);
    found.map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
        format!("it is none of {}", names.join(", "))
    })
}
