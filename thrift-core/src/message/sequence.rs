//! Sequence ids: by which a client knows the call that a reply is to.

use crate::application::ApplicationKind;
use crate::error::{Error, Result};

/// The sequence ids of a connection. They count from 1, so that those given out need no list.
#[derive(Debug, Default)]
pub(crate) struct SequenceIds {
    last: i32,
    /// Whether every number has been one once.
    wrapped: bool,
}

impl SequenceIds {
    /// The next one.
    pub(crate) fn next(&mut self) -> i32 {
        self.last = self.last.wrapping_add(1);
        self.wrapped |= self.last == 0;
        self.last
    }

    /// Whether one that no call has may be that of an earlier call.
    ///
    /// # Errors
    ///
    /// Fails when no call has ever had it: what the peer answers then is not ours.
    pub(crate) fn check(&self, seqid: i32) -> Result<()> {
        if self.was_issued(seqid) {
            return Ok(());
        }
        let message = format!("no call has the sequence id {seqid} of a reply");
        Err(Error::application(ApplicationKind::BadSequenceId, message))
    }

    fn was_issued(&self, seqid: i32) -> bool {
        // From 1 to `last`, where the negative numbers come after `i32::MAX`.
        let order = |seqid: i32| seqid.wrapping_sub(1).cast_unsigned();
        self.wrapped || (self.last != 0 && order(seqid) <= order(self.last))
    }

    /// Those of a connection that has given out this one last.
    #[cfg(test)]
    pub(crate) fn after(last: i32) -> Self {
        Self { last, wrapped: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_count_from_one() {
        let mut ids = SequenceIds::default();
        assert!(ids.check(0).is_err() && ids.check(1).is_err());
        assert_eq!([ids.next(), ids.next()], [1, 2]);
        assert!(ids.check(1).is_ok() && ids.check(2).is_ok());
        for never in [0, 3, -1, i32::MAX, i32::MIN] {
            let error = ids.check(never).unwrap_err();
            let text = format!("no call has the sequence id {never} of a reply");
            assert_eq!(error.to_string(), text);
        }
    }

    #[test]
    fn after_a_wrap_any_may_be_that_of_an_earlier_call() {
        let mut ids = SequenceIds::after(i32::MAX);
        assert_eq!(ids.next(), i32::MIN);
        assert!(ids.check(i32::MAX).is_ok() && ids.check(-1).is_err());
        let mut ids = SequenceIds::after(-1);
        assert_eq!([ids.next(), ids.next()], [0, 1]);
        assert!(ids.check(-1).is_ok());
    }
}
