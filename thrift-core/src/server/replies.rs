//! The order of replies: that of the calls, in whatever order the handlers finish.

use std::collections::VecDeque;

use crate::message::Address;
use crate::service::Response;

/// The place of a reply among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(u64);

/// The replies that are not written yet, in the order of their calls.
#[derive(Debug, Default)]
pub(super) struct Replies {
    /// The number of the first place in the queue.
    first: u64,
    queue: VecDeque<Slot>,
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
    /// Keeps the next place for the reply to a call.
    pub(super) fn reserve(&mut self, address: Address) -> Place {
        let place = Place(self.first + self.queue.len() as u64);
        self.queue.push_back(Slot { address, answer: Answer::Awaited });
        place
    }

    /// Puts an answer in its place.
    pub(super) fn fill(&mut self, place: Place, response: Option<Response>) {
        let index = usize::try_from(place.0.wrapping_sub(self.first));
        if let Some(slot) = index.ok().and_then(|index| self.queue.get_mut(index)) {
            slot.answer = Answer::Ready(response);
        }
    }

    /// Takes the first reply, if it is there.
    pub(super) fn next(&mut self) -> Option<(Address, Option<Response>)> {
        let Slot { answer: Answer::Ready(_), .. } = self.queue.front()? else { return None };
        let Slot { address, answer: Answer::Ready(response) } = self.queue.pop_front()? else {
            return None;
        };
        self.first += 1;
        Some((address, response))
    }

    /// Whether no reply is owed.
    pub(super) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::message::Dialect;
    use crate::protocol::Protocol;
    use crate::service::ResponseKind;
    use crate::transport::Transport;

    fn reply() -> Response {
        Response::new(ResponseKind::Reply, Bytes::from_static(&[0]))
    }

    fn address(seqid: i32) -> Address {
        let dialect = Dialect::of(Protocol::Binary);
        Address { transport: Transport::Buffered, dialect, name: "f".into(), seqid }
    }

    fn next(replies: &mut Replies) -> Option<(i32, bool)> {
        replies.next().map(|(address, response)| (address.seqid, response.is_some()))
    }

    #[test]
    fn replies_leave_in_the_order_of_their_calls() {
        let mut replies = Replies::default();
        let places = [1, 2, 3].map(|seqid| replies.reserve(address(seqid)));
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
}
