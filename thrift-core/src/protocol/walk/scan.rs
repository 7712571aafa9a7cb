//! Finding the end of an unframed message whose bytes are still arriving.

use super::Layout;
use super::resume::{Progress, Walk};
use crate::TType;
use crate::error::{Error, Kind, Result};
use crate::protocol::Limits;
use crate::protocol::allowance::{Bounds, over_message};

/// Finds the end of an unframed message whose bytes are still arriving.
#[derive(Debug)]
pub(crate) struct Scanner<L> {
    stage: Stage<L>,
    limits: Limits,
}

#[derive(Debug)]
enum Stage<L> {
    Envelope,
    Body { start: usize, walk: Walk<L> },
}

impl<L: Layout> Scanner<L> {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { stage: Stage::Envelope, limits }
    }

    /// The length of the message at the start of `input`, or `None` while it is not all there.
    ///
    /// `input` must start at the same byte in every call.
    pub(crate) fn scan(&mut self, input: &[u8]) -> Result<Option<usize>> {
        loop {
            match &mut self.stage {
                Stage::Envelope => {
                    let Some(start) = L::envelope(input, &self.limits)? else {
                        return Ok(None);
                    };
                    let most = self.limits.message.saturating_sub(start);
                    // A message with a string that is too long has an end, and is answered.
                    let limits = self.limits.with_string(usize::MAX).with_container(usize::MAX);
                    let walk = Walk::value(TType::Struct, Bounds::of(&limits), most);
                    self.stage = Stage::Body { start, walk };
                }
                Stage::Body { start, walk } => {
                    let walked = walk.advance(&input[*start..]);
                    return match walked.map_err(|error| over(error, self.limits))? {
                        Progress::Done(end) => Ok(Some(*start + end)),
                        Progress::Wants(_) => Ok(None),
                    };
                }
            }
        }
    }
}

/// A walk that would end behind the greatest length of a message.
#[cold]
fn over(error: Error, limits: Limits) -> Error {
    match error.kind() {
        Kind::Truncated { .. } => over_message(&limits),
        _ => error,
    }
}
