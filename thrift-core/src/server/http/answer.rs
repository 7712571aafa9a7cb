//! From a request to its response.

use core::pin::pin;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use hyper::body::{Body, Incoming};
use hyper::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, ORIGIN};
use hyper::http::request::Parts;
use hyper::http::{Method, Request, Response, StatusCode};
use hyper::rt::Executor;

use super::activity::{Activity, Expanding, Held, Live, Running};
use super::places::{Place, Places};
use super::refusal::Refusal;
use super::reply::Reply;
use super::tasks::Spawner;
use crate::error::Result;
use crate::http::{THRIFT, Unread, give, is_thrift, receive, take, timeout};
use crate::message::{self, Address};
use crate::net::{in_time, now};
use crate::protocol::{Codec, Limits};
use crate::server::Config;
use crate::server::execute::execute;
use crate::service::peer::Caller;
use crate::service::{self, Context, Dispatch, Peer};
use crate::transport::{Arrival, Outgoing, body};

/// Answers the requests of a connection.
pub(super) struct Desk<'a, D> {
    dispatch: &'a D,
    config: Config,
    peer: Peer,
    activity: Arc<Activity>,
    spawner: Spawner<'a>,
    places: Places,
}

/// What a request is besides its message.
struct Head {
    arrived: Instant,
    /// When the client waits no longer.
    deadline: Option<Instant>,
    headers: service::Headers,
    path: Box<str>,
    media: HeaderValue,
}

impl<'a, D: Dispatch> Desk<'a, D> {
    pub(super) fn new(
        dispatch: &'a D,
        config: Config,
        peer: Peer,
        (activity, spawner): (Arc<Activity>, Spawner<'a>),
    ) -> Self {
        let places = Places::new(&config);
        Self { dispatch, config, peer, activity, spawner, places }
    }

    /// Answers a request; dropping the future drops its handler, unless the call is oneway.
    pub(super) async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Response<Reply> {
        let live = Live::begin(&self.activity);
        let answer = self.exchange(request).await;
        answer.unwrap_or_else(Refusal::into_response).map(|message| Reply::new(message, live))
    }

    async fn exchange(&self, request: Request<Incoming>) -> Result<Response<Bytes>, Refusal> {
        let (parts, body) = request.into_parts();
        let head = self.head(&parts)?;
        drop(parts);
        let (body, mut place) = self.receive(body).await?;
        let mut expanding = None;
        if body::expands(&body) {
            place = self.places.expand(place).await;
            expanding = Some(Expanding::begin(&self.activity));
        }
        let running = self.begin_call().await?;
        let (incoming, size) = read(body, self.config.limits)?;
        if expanding.is_some() {
            place.held.set(size);
        }
        drop(expanding);
        let message::Incoming { request, address, headers: beside, timeout } = incoming;
        let Head { arrived, deadline, headers, path, media } = head;
        let caller = Leaving(Arc::new(Caller::new(self.peer.clone()).at(&path)));
        let mut context = Context::new()
            .with_caller(Arc::clone(&caller.0), address.is_some())
            .with_headers(headers.or(&beside));
        let timeout = timeout.and_then(|timeout| arrived.checked_add(timeout));
        let ends = [deadline, timeout, self.handler_deadline()];
        if let Some(deadline) = ends.into_iter().flatten().min() {
            context = context.with_deadline(deadline);
        }
        let call = execute(self.dispatch, request.with_context(context));
        let Some(mut address) = address else {
            self.spawner.execute(async move {
                call.await;
                drop((caller, place, running));
            });
            return Ok(success(media, Bytes::new()));
        };
        match call.await {
            Some(response) => reply(&mut address, &response, media),
            // The handler knows that the call is oneway, though the client did not say so.
            None => Ok(success(media, Bytes::new())),
        }
    }

    /// Waits for the memory that an answer may take.
    async fn begin_call(&self) -> Result<Running, Refusal> {
        let begun = in_time(pin!(self.activity.begin_call()), || self.read_deadline()).await;
        begun.ok_or_else(|| {
            Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "the server has no memory for the call")
        })
    }

    /// By when a message must be there that begins now.
    fn read_deadline(&self) -> Option<Instant> {
        now().checked_add(self.config.read_timeout?)
    }

    /// By when a call must be answered that has arrived now.
    fn handler_deadline(&self) -> Option<Instant> {
        now().checked_add(self.config.handler_timeout?)
    }

    /// Checks all that is known of a request before its message is there.
    fn head(&self, parts: &Parts) -> Result<Head, Refusal> {
        let arrived = now();
        if parts.method != Method::POST {
            return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "a call is a `POST`"));
        }
        let path = parts.uri.path();
        if !self.dispatch.has_path(path) {
            return Err(Refusal::new(StatusCode::NOT_FOUND, "no service is under this path"));
        }
        let media = media(&parts.headers)?;
        let timeout = timeout(&parts.headers)
            .map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, error.to_string()))?;
        let deadline = timeout.and_then(|timeout| arrived.checked_add(timeout));
        let headers = take(&parts.headers);
        Ok(Head { arrived, deadline, headers, path: path.into(), media })
    }

    /// Waits for a place for the message, and for the message.
    async fn receive(&self, body: Incoming) -> Result<(Bytes, Place), Refusal> {
        let most = self.config.limits.message;
        let size = body.size_hint();
        if size.lower() > most as u64 {
            return Err(too_long(size.lower(), most));
        }
        let mut held = Held::new(&self.activity);
        let length = size.exact().unwrap_or(most as u64);
        let permits = self.places.reserve(length, &mut held).await;
        let mut arrived = 0;
        let message = receive(body, most, |bytes| {
            arrived += bytes;
            held.set(arrived);
        });
        let received = in_time(pin!(message), || self.read_deadline()).await;
        match received {
            Some(Ok(body)) => Ok((body, Place::new(held, permits))),
            Some(Err(Unread::TooLong(length))) => Err(too_long(length, most)),
            Some(Err(Unread::Broken(error))) => {
                Err(Refusal::new(StatusCode::BAD_REQUEST, format!("no body: {error}")))
            }
            None => {
                Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "the body took too long to arrive"))
            }
        }
    }
}

#[cold]
fn too_long(length: u64, most: usize) -> Refusal {
    let why = format!("a body of {length} bytes is over the limit of {most}");
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, why)
}

/// What the answer is called: what the message is, if that is a name of Thrift messages.
///
/// Browsers send a `POST` for any page to any server without asking that first, unless its type is
/// one that forms do not have; and they say for whom, in `Origin`. So nobody's page calls a server in
/// somebody's network.
fn media(fields: &HeaderMap) -> Result<HeaderValue, Refusal> {
    let refuse = |why| Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, why));
    let is_plain = |value: &HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"identity");
    if !fields.get_all(CONTENT_ENCODING).iter().all(is_plain) {
        return refuse("no `Content-Encoding` is understood");
    }
    match fields.get(CONTENT_TYPE) {
        Some(value) if is_thrift(value) => Ok(value.clone()),
        _ if fields.contains_key(ORIGIN) => {
            refuse("with `Origin`, the `Content-Type` must be `application/x-thrift`")
        }
        _ => Ok(THRIFT),
    }
}

/// Takes a body for a call, and returns it with the length of its message.
fn read(body: Bytes, limits: Limits) -> Result<(message::Incoming, usize), Refusal> {
    let refuse = |why: String| Refusal::new(StatusCode::BAD_REQUEST, why);
    if body.is_empty() {
        return Err(refuse("the body is empty".to_owned()));
    }
    let arrival = body::message(body, limits.message).map_err(|error| refuse(error.to_string()))?;
    let Arrival { wrapping, message } = arrival;
    let incoming = message.and_then(|message| {
        let incoming = message::receive(wrapping, &message, limits)?;
        Ok((incoming, message.len()))
    });
    incoming.map_err(|error| refuse(format!("the body is no call: {error}")))
}

fn reply(
    address: &mut Address,
    response: &service::Response,
    media: HeaderValue,
) -> Result<Response<Bytes>, Refusal> {
    let mut fields = HeaderMap::new();
    let mut message = Outgoing::default();
    // Beside the message they may have any bytes.
    let given = if address.wrapping.carries_headers() {
        Ok(())
    } else {
        give(response.headers(), &mut fields)
    };
    let written = match given {
        Ok(()) => address.write(&mut message, response),
        Err(error) => {
            fields.clear();
            let codec = Codec::new(address.dialect.protocol(), Limits::NETWORK);
            address.write(&mut message, &service::Response::exception(codec, &error))
        }
    };
    if let Err(error) = written {
        return Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()));
    }
    let mut success = success(media, message.into_vec().into());
    success.headers_mut().extend(fields);
    Ok(success)
}

fn success(media: HeaderValue, message: Bytes) -> Response<Bytes> {
    let mut response = Response::new(message);
    response.headers_mut().insert(CONTENT_TYPE, media);
    response
}

/// Tells what a handler left running that nobody waits any longer.
struct Leaving(Arc<Caller>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.leave();
    }
}
