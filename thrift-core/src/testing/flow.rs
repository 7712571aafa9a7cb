//! What happens to the bytes of one direction.

use core::ops::RangeInclusive;
use core::time::Duration;
use std::collections::BTreeMap;

/// What happens to the bytes of one direction of a [`Faulty`](super::Faulty) stream: nothing, unless
/// it is said.
///
/// ```
/// use core::time::Duration;
/// use thrift::testing::Flow;
///
/// let slow = Flow::new().pieces(1..=7).delay(Duration::ZERO..=Duration::from_millis(20));
/// let broken = Flow::new().corrupt(12, 0xff).cut_after(100);
/// ```
#[derive(Clone, Debug)]
pub struct Flow {
    pub(super) pieces: RangeInclusive<u64>,
    pub(super) delay: RangeInclusive<u64>,
    pub(super) corrupted: BTreeMap<u64, u8>,
    pub(super) end: Option<(u64, End)>,
}

/// What happens when a direction has carried its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The connection breaks, in both directions.
    Cut,
    /// Nothing any more.
    Stall,
}

impl Flow {
    /// All bytes as they are, as soon as they are there.
    #[must_use]
    pub fn new() -> Self {
        Self { pieces: u64::MAX..=u64::MAX, delay: 0..=0, corrupted: BTreeMap::new(), end: None }
    }

    /// Has the bytes pass in pieces of so many at most, each length a random one of the range; at least
    /// one byte passes.
    #[must_use]
    pub fn pieces(mut self, bytes: RangeInclusive<usize>) -> Self {
        let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX).max(1);
        self.pieces = wide(*bytes.start())..=wide(*bytes.end());
        self
    }

    /// Has each piece wait, a random time of the range; by the clock of tokio, which a test can
    /// [pause](https://docs.rs/tokio/1/tokio/time/fn.pause.html).
    #[must_use]
    pub fn delay(mut self, time: RangeInclusive<Duration>) -> Self {
        let nanos = |time: &Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.delay = nanos(time.start())..=nanos(time.end());
        self
    }

    /// Changes the bits of a mask in one byte, counted from 0.
    #[must_use]
    pub fn corrupt(mut self, byte: u64, mask: u8) -> Self {
        *self.corrupted.entry(byte).or_default() ^= mask;
        self
    }

    /// Breaks the connection after so many bytes: both directions fail as when the peer has reset it,
    /// and the stream beneath is dropped.
    #[must_use]
    pub fn cut_after(mut self, bytes: u64) -> Self {
        self.end = Some((bytes, End::Cut));
        self
    }

    /// Lets nothing pass any more after so many bytes, without closing anything.
    #[must_use]
    pub fn stall_after(mut self, bytes: u64) -> Self {
        self.end = Some((bytes, End::Stall));
        self
    }
}

impl Default for Flow {
    fn default() -> Self {
        Self::new()
    }
}
