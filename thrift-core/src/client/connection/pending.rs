//! The calls that wait for their replies.

use core::cmp::Reverse;
use core::hash::{BuildHasherDefault, Hasher};
use std::collections::{BinaryHeap, HashMap};
use std::time::Instant;

use tokio::sync::oneshot;

use crate::error::Result;
use crate::message::SequenceIds;
use crate::transport::Arrival;

/// What a call waits for.
#[derive(Debug)]
pub(super) enum Answer {
    /// The message that answers it.
    Message(Arrival),
    /// That it is written, if it is oneway.
    Written,
    /// Neither came in time.
    Late,
}

#[derive(Debug)]
struct Waiting {
    sender: oneshot::Sender<Answer>,
    deadline: Option<Instant>,
}

/// Hashes sequence ids. They are our own, so that no peer can choose some that collide.
#[derive(Debug, Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_i32((*byte).into());
        }
    }

    fn write_i32(&mut self, number: i32) {
        // Numbers that follow each other differ in their high bits then, which the table looks at too.
        const GOLDEN_RATIO: u64 = 0x9e37_79b9_7f4a_7c15;
        self.0 = (self.0 ^ u64::from(number.cast_unsigned())).wrapping_mul(GOLDEN_RATIO);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The calls, by sequence id.
type Calls = HashMap<i32, Waiting, BuildHasherDefault<Spread>>;

/// Deadlines that may be there besides those of twice the calls that wait, before they are looked
/// through: with fewer, a call alone would pay for it.
const ANSWERED: usize = 64;

/// The calls that wait for their replies, by sequence id.
#[derive(Debug, Default)]
pub(super) struct Pending {
    waiting: Calls,
    /// The deadlines of the calls, the earliest one first; those of answered calls among them.
    deadlines: BinaryHeap<Reverse<(Instant, i32)>>,
    /// When calls must be looked through for late ones. There may be none by then: answered calls
    /// do not put it off.
    alarm: Option<Instant>,
    ids: SequenceIds,
}

impl Pending {
    /// The sequence id of the next call: unique among those that wait.
    pub(super) fn next_seqid(&mut self) -> i32 {
        loop {
            let seqid = self.ids.next();
            if !self.waiting.contains_key(&seqid) {
                return seqid;
            }
        }
    }

    /// Lets a call wait, until some time if there is one.
    pub(super) fn wait(
        &mut self,
        seqid: i32,
        deadline: Option<Instant>,
    ) -> oneshot::Receiver<Answer> {
        let (sender, receiver) = oneshot::channel();
        self.waiting.insert(seqid, Waiting { sender, deadline });
        if let Some(deadline) = deadline {
            self.deadlines.push(Reverse((deadline, seqid)));
            if self.deadlines.len() > 2 * self.waiting.len() + ANSWERED {
                self.forget_answered();
            }
        }
        self.alarm = self.alarm.into_iter().chain(deadline).min();
        receiver
    }

    /// When [`expire`](Self::expire) must be called.
    pub(super) fn alarm(&self) -> Option<Instant> {
        self.alarm
    }

    /// Takes the calls out that waited too long.
    pub(super) fn expire(&mut self, now: Instant) -> Vec<oneshot::Sender<Answer>> {
        let mut late = Vec::new();
        self.alarm = loop {
            let Some(Reverse((deadline, seqid))) = self.deadlines.peek().copied() else {
                break None;
            };
            let waits = waits_until(&self.waiting, deadline, seqid);
            if waits && deadline > now {
                break Some(deadline);
            }
            self.deadlines.pop();
            if waits {
                late.extend(self.waiting.remove(&seqid).map(|waiting| waiting.sender));
            }
        };
        late
    }

    /// Takes the deadlines out of calls that wait no longer.
    fn forget_answered(&mut self) {
        let waiting = &self.waiting;
        self.deadlines.retain(|Reverse((deadline, seqid))| waits_until(waiting, *deadline, *seqid));
    }

    /// Takes a call out for its answer; `None` if it was forgotten meanwhile, or answered before.
    ///
    /// # Errors
    ///
    /// Fails when no call has ever had the sequence id: what the peer answers then is not ours.
    pub(super) fn take(&mut self, seqid: i32) -> Result<Option<oneshot::Sender<Answer>>> {
        let found = self.waiting.remove(&seqid);
        if found.is_none() {
            self.ids.check(seqid)?;
        }
        Ok(found.map(|waiting| waiting.sender))
    }

    /// Lets a call wait no longer; its reply, if one comes, is ignored.
    pub(super) fn forget(&mut self, seqid: i32) {
        self.waiting.remove(&seqid);
    }

    /// How many calls wait.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether no call waits.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}

/// Whether a call waits, and until then: its sequence id may be that of another one by now.
fn waits_until(waiting: &Calls, deadline: Instant, seqid: i32) -> bool {
    waiting.get(&seqid).is_some_and(|waiting| waiting.deadline == Some(deadline))
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;

    #[test]
    fn sequence_ids_wrap_past_those_in_use() {
        let mut pending = Pending { ids: SequenceIds::after(i32::MAX - 1), ..Pending::default() };
        let _first = pending.wait(i32::MIN, None);
        assert_eq!(pending.next_seqid(), i32::MAX);
        assert_eq!(pending.next_seqid(), i32::MIN + 1);
    }

    #[test]
    fn a_forgotten_call_is_told_from_one_that_never_was() {
        let mut pending = Pending::default();
        assert!(pending.take(0).is_err());
        assert!(pending.take(1).is_err());
        let seqid = pending.next_seqid();
        let _reply = pending.wait(seqid, None);
        pending.forget(seqid);
        assert!(pending.is_empty());
        assert!(pending.take(seqid).unwrap().is_none());
        for never in [0, 2, -1, i32::MAX, i32::MIN] {
            let error = pending.take(never).unwrap_err();
            let text = format!("no call has the sequence id {never} of a reply");
            assert_eq!(error.to_string(), text);
        }
    }

    #[test]
    fn late_calls_are_taken_out_and_others_wait_on() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut pending = Pending::default();
        assert_eq!(pending.alarm(), None);
        let _patient = pending.wait(1, None);
        let _slow = pending.wait(2, Some(after(9)));
        let mut late = pending.wait(3, Some(after(5)));
        assert_eq!(pending.alarm(), Some(after(5)));
        assert!(pending.expire(after(4)).is_empty());
        for sender in pending.expire(after(5)) {
            sender.send(Answer::Late).unwrap();
        }
        assert!(matches!(late.try_recv(), Ok(Answer::Late)));
        assert_eq!(pending.alarm(), Some(after(9)));
        assert_eq!(pending.expire(after(10)).len(), 1);
        assert_eq!((pending.alarm(), pending.is_empty()), (None, false));
    }

    #[test]
    fn deadlines_of_answered_calls_take_no_memory_and_put_nothing_off() {
        let start = Instant::now();
        let mut pending = Pending::default();
        let _slow = pending.wait(-1, Some(start + Duration::from_secs(90)));
        for index in 0..10_000 {
            let seqid = pending.next_seqid();
            let deadline = start + Duration::from_millis(index);
            let _reply = pending.wait(seqid, Some(deadline));
            pending.take(seqid).unwrap();
            assert!(pending.deadlines.len() <= 4 + ANSWERED);
        }
        assert_eq!(pending.alarm(), Some(start));
        assert!(pending.expire(start).is_empty());
        assert_eq!(pending.alarm(), Some(start + Duration::from_secs(90)));
        // A sequence id may be used again, for a call that has more time.
        let reused = start + Duration::from_secs(99);
        pending.forget(-1);
        let _other = pending.wait(-1, Some(reused));
        assert!(pending.expire(start + Duration::from_secs(90)).is_empty());
        assert_eq!(pending.alarm(), Some(reused));
        assert_eq!(pending.expire(reused).len(), 1);
    }

    #[test]
    fn late_calls_are_found_without_a_look_at_all_others() {
        let start = Instant::now();
        let mut pending = Pending::default();
        let deadline = |seqid: i32| start + Duration::from_micros(seqid.unsigned_abs().into());
        let mut calls = Vec::new();
        for seqid in 1..=20_000 {
            calls.push(pending.wait(seqid, Some(deadline(seqid))));
            calls.push(pending.wait(-seqid, None));
        }
        let began = Instant::now();
        for seqid in 1..=20_000 {
            assert_eq!(pending.expire(deadline(seqid)).len(), 1);
        }
        // Looking at all others each time takes a minute.
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
}
