//! The order of replies.
//!
//! Replies go out in the order of their calls, in whatever order the handlers finish: many clients take
//! the next reply for that to their next call. A client that tells its calls apart shows it, by the
//! sequence ids of calls that come over a transport with headers: then its replies go out as they are
//! there, and a slow call holds up none of those behind it.

use core::num::NonZeroI32;
use std::collections::{HashMap, VecDeque};

use crate::message::Address;
use crate::service::Response;

/// The place of a reply among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The so manieth of those that keep their order.
    Turn(u64),
    /// Any.
    Free(NonZeroI32),
}

/// The replies that are not written yet.
///
/// Those that are free come before those that keep their order: a call is only free when none waits
/// for its turn.
#[derive(Debug, Default)]
pub(super) struct Replies {
    /// The number of the first place in the queue.
    first: u64,
    /// Those that keep the order of their calls.
    queue: VecDeque<Slot>,
    /// The calls of free replies that are not answered yet, by their sequence ids.
    free: HashMap<NonZeroI32, Address>,
    /// Free replies that are there.
    ready: VecDeque<(Address, Option<Response>)>,
}

#[derive(Debug)]
struct Slot {
    address: Address,
    answer: Answer,
}

#[derive(Debug)]
enum Answer {
    Awaited,
    /// `None` when the handler knows that the call is oneway, though the client did not say so.
    Ready(Option<Response>),
}

impl Replies {
    /// Keeps a place for the reply to a call.
    ///
    /// It is free if its sequence id is no other's among the calls that are not answered, and all of
    /// them are free. Zero, or a number twice, is what clients send that do not look at it.
    pub(super) fn reserve(&mut self, address: Address) -> Place {
        if let Some(tag) = address.tag()
            && self.queue.is_empty()
            && !self.free.contains_key(&tag)
        {
            self.free.insert(tag, address);
            return Place::Free(tag);
        }
        let place = Place::Turn(self.first + self.queue.len() as u64);
        self.queue.push_back(Slot { address, answer: Answer::Awaited });
        place
    }

    /// Puts an answer in its place.
    pub(super) fn fill(&mut self, place: Place, response: Option<Response>) {
        match place {
            Place::Turn(number) => {
                let index = usize::try_from(number.wrapping_sub(self.first));
                if let Some(slot) = index.ok().and_then(|index| self.queue.get_mut(index)) {
                    slot.answer = Answer::Ready(response);
                }
            }
            Place::Free(tag) => {
                if let Some(address) = self.free.remove(&tag) {
                    self.ready.push_back((address, response));
                }
            }
        }
    }

    /// Takes the next reply, if it is there.
    pub(super) fn next(&mut self) -> Option<(Address, Option<Response>)> {
        if !(self.ready.is_empty() && self.free.is_empty()) {
            return self.ready.pop_front();
        }
        let Slot { answer: Answer::Ready(_), .. } = self.queue.front()? else { return None };
        let Slot { address, answer: Answer::Ready(response) } = self.queue.pop_front()? else {
            return None;
        };
        self.first += 1;
        Some((address, response))
    }

    /// Whether no reply is owed.
    pub(super) fn is_empty(&self) -> bool {
        self.queue.is_empty() && self.free.is_empty() && self.ready.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::message::Dialect;
    use crate::protocol::Protocol;
    use crate::service::ResponseKind;
    use crate::transport::Wrapping;
    use crate::transport::header::Head;

    fn reply() -> Response {
        Response::new(ResponseKind::Reply, Bytes::from_static(&[0]))
    }

    fn address(wrapping: Wrapping, seqid: i32) -> Address {
        let dialect = Dialect::of(Protocol::Binary);
        Address { wrapping, dialect, name: "f".into(), seqid }
    }

    /// A call of a client of which nothing is known.
    fn plain(seqid: i32) -> Address {
        address(Wrapping::Buffered, seqid)
    }

    /// A call over a transport with headers.
    fn header(seqid: i32) -> Address {
        address(Wrapping::Header(Box::new(Head::new(seqid, Protocol::Binary))), seqid)
    }

    fn next(replies: &mut Replies) -> Option<(i32, bool)> {
        replies.next().map(|(address, response)| (address.seqid, response.is_some()))
    }

    #[test]
    fn replies_leave_in_the_order_of_their_calls() {
        let mut replies = Replies::default();
        let places = [1, 2, 3].map(|seqid| replies.reserve(plain(seqid)));
        replies.fill(places[2], Some(reply()));
        assert_eq!(next(&mut replies), None);
        replies.fill(places[0], Some(reply()));
        assert_eq!(next(&mut replies), Some((1, true)));
        assert_eq!(next(&mut replies), None);
        replies.fill(places[1], None);
        assert_eq!(next(&mut replies), Some((2, false)));
        assert_eq!(next(&mut replies), Some((3, true)));
        assert!(replies.is_empty());
    }

    #[test]
    fn replies_that_their_client_tells_apart_leave_as_they_come() {
        let mut replies = Replies::default();
        let places = [7, -1, 3].map(|seqid| replies.reserve(header(seqid)));
        replies.fill(places[1], Some(reply()));
        assert_eq!(next(&mut replies), Some((-1, true)));
        assert_eq!(next(&mut replies), None);
        // A sequence id may be used again once its call is answered.
        let again = replies.reserve(header(-1));
        replies.fill(places[2], None);
        replies.fill(again, Some(reply()));
        assert_eq!(next(&mut replies), Some((3, false)));
        assert_eq!(next(&mut replies), Some((-1, true)));
        assert!(!replies.is_empty());
        replies.fill(places[0], Some(reply()));
        assert_eq!(next(&mut replies), Some((7, true)));
        assert!(replies.is_empty());
    }

    #[test]
    fn replies_keep_their_order_to_a_client_that_counts_nothing() {
        for seqids in [[0, 0, 0], [5, 5, 5]] {
            let mut replies = Replies::default();
            let places = seqids.map(|seqid| replies.reserve(header(seqid)));
            replies.fill(places[2], Some(reply()));
            replies.fill(places[1], Some(reply()));
            assert_eq!(next(&mut replies), None);
            replies.fill(places[0], None);
            assert_eq!(next(&mut replies), Some((seqids[0], false)));
            assert_eq!(next(&mut replies), Some((seqids[1], true)));
            assert_eq!(next(&mut replies), Some((seqids[2], true)));
        }
    }

    #[test]
    fn no_reply_passes_one_that_keeps_its_order() {
        let mut replies = Replies::default();
        // The first two could be told apart, the third could not, and so the others wait behind it.
        let places = [1, 2, 0, 3].map(|seqid| replies.reserve(header(seqid)));
        replies.fill(places[3], Some(reply()));
        replies.fill(places[2], Some(reply()));
        replies.fill(places[1], Some(reply()));
        assert_eq!(next(&mut replies), Some((2, true)));
        assert_eq!(next(&mut replies), None);
        replies.fill(places[0], Some(reply()));
        assert_eq!([1, 0, 3].map(|_| next(&mut replies).unwrap().0), [1, 0, 3]);
        // From here on they are free again.
        let places = [1, 2].map(|seqid| replies.reserve(header(seqid)));
        replies.fill(places[1], Some(reply()));
        assert_eq!(next(&mut replies), Some((2, true)));
    }
}
