//! Functions that see each call before it is made, or each answer.

use core::fmt;

use super::{Channel, Context, Dispatch, Method, Request, Response};
use crate::error::Result;
use crate::protocol::Codec;

/// Has a function look at each call first; made by
/// [`ChannelExt::intercept`](super::ChannelExt::intercept) and
/// [`DispatchExt::intercept`](super::DispatchExt::intercept).
#[derive(Clone)]
pub struct Intercept<S, F> {
    inner: S,
    intercept: F,
}

impl<S, F> Intercept<S, F> {
    pub(super) fn new(inner: S, intercept: F) -> Self {
        Self { inner, intercept }
    }
}

impl<C, F> Channel for Intercept<C, F>
where
    C: Channel,
    F: Fn(Request) -> Result<Request> + Send + Sync,
{
    fn codec(&self) -> Codec {
        self.inner.codec()
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        self.inner.send((self.intercept)(request)?).await
    }
}

impl<D, F> Dispatch for Intercept<D, F>
where
    D: Dispatch,
    F: Fn(Request) -> Result<Request> + Send + Sync + 'static,
{
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let (codec, oneway) = (request.codec(), request.is_oneway());
        match (self.intercept)(request) {
            Ok(request) => self.inner.dispatch(request).await,
            Err(error) => (!oneway).then(|| Response::exception(codec, &error)),
        }
    }

    fn describe(&self, method: &str) -> Option<Method> {
        self.inner.describe(method)
    }

    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool {
        self.inner.has_path(path)
    }
}

impl<S: fmt::Debug, F> fmt::Debug for Intercept<S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Intercept").field("inner", &self.inner).finish_non_exhaustive()
    }
}

/// Has a function look at each answer; made by
/// [`ChannelExt::map_response`](super::ChannelExt::map_response) and
/// [`DispatchExt::map_response`](super::DispatchExt::map_response).
#[derive(Clone)]
pub struct MapResponse<S, F> {
    inner: S,
    map: F,
}

impl<S, F> MapResponse<S, F> {
    pub(super) fn new(inner: S, map: F) -> Self {
        Self { inner, map }
    }
}

impl<C, F> Channel for MapResponse<C, F>
where
    C: Channel,
    F: Fn(&Context, Response) -> Response + Send + Sync,
{
    fn codec(&self) -> Codec {
        self.inner.codec()
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        let context = request.context().detached();
        let response = self.inner.send(request).await?;
        Ok(response.map(|response| (self.map)(&context, response)))
    }
}

impl<D, F> Dispatch for MapResponse<D, F>
where
    D: Dispatch,
    F: Fn(&Context, Response) -> Response + Send + Sync + 'static,
{
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let context = request.context().detached();
        let response = self.inner.dispatch(request).await?;
        Some((self.map)(&context, response))
    }

    fn describe(&self, method: &str) -> Option<Method> {
        self.inner.describe(method)
    }

    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool {
        self.inner.has_path(path)
    }
}

impl<S: fmt::Debug, F> fmt::Debug for MapResponse<S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapResponse").field("inner", &self.inner).finish_non_exhaustive()
    }
}
