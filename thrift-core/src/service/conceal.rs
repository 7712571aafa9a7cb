//! Answers without the texts of errors that are nobody's business.

use super::{Dispatch, Method, Request, Response};
use crate::application::ApplicationKind;
use crate::error::Error;

/// Keeps the texts of handlers' errors from clients; made by
/// [`DispatchExt::conceal_errors`](super::DispatchExt::conceal_errors).
#[derive(Clone, Debug)]
pub struct ConcealErrors<D> {
    inner: D,
}

impl<D> ConcealErrors<D> {
    pub(super) fn new(inner: D) -> Self {
        Self { inner }
    }
}

impl<D: Dispatch> Dispatch for ConcealErrors<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let codec = request.codec();
        let response = self.inner.dispatch(request).await?;
        match response.application_kind(codec.protocol) {
            Ok(None) => return Some(response),
            Ok(Some(kind)) if kind != ApplicationKind::InternalError => return Some(response),
            // What cannot be read is nobody's business either.
            Ok(Some(_)) | Err(_) => {}
        }
        let error = Error::application(ApplicationKind::InternalError, "internal error");
        let headers = response.headers().clone();
        Some(Response::exception(codec, &error).with_headers(headers))
    }

    fn describe(&self, method: &str) -> Option<Method> {
        self.inner.describe(method)
    }

    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool {
        self.inner.has_path(path)
    }
}
