//! Finding the end of an unframed message whose bytes are still arriving.

use super::walk::{Progress, Walk};
use crate::TType;
use crate::error::{Error, Kind, Result};
use crate::protocol::Limits;

/// Finds the end of an unframed message whose bytes are still arriving.
#[derive(Debug)]
pub(crate) struct Scanner {
    stage: Stage,
    limits: Limits,
}

#[derive(Debug)]
enum Stage {
    Envelope,
    Body { start: usize, walk: Walk },
}

impl Scanner {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { stage: Stage::Envelope, limits }
    }

    /// The length of the message at the start of `input`, or `None` while it is not all there.
    ///
    /// `input` must start at the same byte in every call; after a message was found the scanner
    /// is ready for the next one.
    pub(crate) fn scan(&mut self, input: &[u8]) -> Result<Option<usize>> {
        loop {
            match &mut self.stage {
                Stage::Envelope => {
                    let Some(start) = super::envelope::length(input, &self.limits)? else {
                        return Ok(None);
                    };
                    let most = self.limits.message.saturating_sub(start);
                    let walk = Walk::value(TType::Struct, self.limits.depth, most);
                    self.stage = Stage::Body { start, walk };
                }
                Stage::Body { start, walk } => {
                    let walked = walk.advance(&input[*start..]);
                    let Progress::Done(end) = walked.map_err(|error| over(error, self.limits))?
                    else {
                        return Ok(None);
                    };
                    let end = *start + end;
                    self.stage = Stage::Envelope;
                    return Ok(Some(end));
                }
            }
        }
    }
}

/// A walk that would end behind the greatest length of a message.
#[cold]
fn over(error: Error, limits: Limits) -> Error {
    match error.kind() {
        Kind::Truncated { .. } => {
            let message =
                format!("the message is longer than the limit of {} bytes", limits.message);
            Error::new(Kind::Limit, message)
        }
        _ => error,
    }
}
