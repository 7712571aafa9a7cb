//! From a response to the answer of its call.

use core::pin::{Pin, pin};

use bytes::BytesMut;
use hyper::body::{Body as _, Incoming};
use hyper::http::{Response as HttpResponse, StatusCode};

use super::Target;
use crate::error::{Error, Kind, Result};
use crate::http::{next, receive, take};
use crate::message;
use crate::service::{Request, Response};
use crate::transport::body;

/// How much of the body is shown of a response that is no answer.
const SHOWN: usize = 200;

/// Takes the answer out of a response; `None` if it has no message.
///
/// # Errors
///
/// Fails on another status than 200, and on a body that is no answer to the call.
pub(super) async fn read(
    call: &Request,
    response: HttpResponse<Incoming>,
    target: &Target,
) -> Result<Option<Response>> {
    let (head, body) = response.into_parts();
    if head.status != StatusCode::OK {
        let start = start(pin!(body)).await;
        return Err(refused(target, head.status, &start));
    }
    // An end without a length may come when the method has ended, for which nobody waits. The connection
    // goes with the body.
    if call.is_oneway() && body.size_hint().exact().is_none() {
        return Ok(None);
    }
    let most = call.codec().limits.message;
    // Also where no answer is awaited: the connection is free again when the body is read.
    let received = receive(body, most, |_| {}).await;
    // Its head says that the server has the call. Some close the connection without an end of the body.
    if call.is_oneway() {
        return Ok(None);
    }
    let body = received.map_err(|why| why.into_error(most))?;
    if body.is_empty() {
        return Ok(None);
    }
    let response = message::response(call, body::message(body, most)?)?;
    let headers = take(&head.headers).or(response.headers());
    Ok(Some(response.with_headers(headers)))
}

async fn start(mut body: Pin<&mut Incoming>) -> BytesMut {
    let mut start = BytesMut::new();
    while start.len() < SHOWN
        && let Some(Ok(part)) = next(body.as_mut()).await
    {
        start.extend_from_slice(&part[..part.len().min(SHOWN)]);
    }
    start
}

#[cold]
fn refused(target: &Target, status: StatusCode, start: &[u8]) -> Error {
    let mut message = format!("{target} answered {status}");
    if let Some(text) = text(start) {
        message = format!("{message}: {text}");
    }
    Error::new(Kind::Transport, message)
}

/// The start of a body in one line, if it is text.
fn text(start: &[u8]) -> Option<String> {
    let start = start.get(..SHOWN).unwrap_or(start);
    let text = match core::str::from_utf8(start) {
        Ok(text) => text,
        // Cut inside of a character.
        Err(error) if error.error_len().is_none() => {
            core::str::from_utf8(&start[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    let words: Vec<_> = text.split_whitespace().collect();
    let is_text = !words.is_empty() && !words.iter().any(|word| word.contains(char::is_control));
    is_text.then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_in_one_line_and_nothing_else() {
        assert_eq!(text(b" no\r\n\tservice ").as_deref(), Some("no service"));
        assert_eq!(text(b""), None);
        assert_eq!(text(b"\x80\x01\0\x02"), None);
        assert_eq!(text(b"a\0b"), None);
        let long = "\u{e9}".repeat(SHOWN);
        assert_eq!(text(long.as_bytes()).unwrap().len(), SHOWN);
        assert_eq!(text(format!("a{long}").as_bytes()).unwrap().len(), SHOWN - 1);
    }
}
