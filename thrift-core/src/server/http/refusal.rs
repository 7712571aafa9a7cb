//! Requests that are no calls.

use std::borrow::Cow;

use bytes::Bytes;
use hyper::http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::http::{Response, StatusCode};

/// Why a request is answered without a message.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    why: Cow<'static, str>,
}

impl Refusal {
    #[cold]
    pub(super) fn new(status: StatusCode, why: impl Into<Cow<'static, str>>) -> Self {
        Self { status, why: why.into() }
    }

    #[cold]
    pub(super) fn into_response(self) -> Response<Bytes> {
        let text = match self.why {
            Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
            Cow::Owned(text) => text.into(),
        };
        let mut response = Response::new(text);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            headers.insert(ALLOW, HeaderValue::from_static("POST"));
        }
        response
    }
}
