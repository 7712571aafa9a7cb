//! What stands for zlib in a build without it.

use bytes::BytesMut;

use super::Arrival;
use crate::application::ApplicationKind;
use crate::error::{Error, Result};
use crate::protocol::Limits;

pub(super) fn compress(_: &[u8], _: &mut Vec<u8>) -> Result<()> {
    Err(missing())
}

pub(super) fn decompress(_: &[u8], _: usize) -> Result<Vec<u8>> {
    Err(missing())
}

/// The messages of a connection all of whose bytes are compressed: here there is none.
#[derive(Debug)]
pub(super) enum Stream {}

impl Stream {
    pub(super) fn detecting(_: Limits) -> Result<Self> {
        Err(missing())
    }

    pub(super) fn next(&mut self, _: &mut BytesMut) -> Result<Option<Arrival>> {
        match *self {}
    }

    pub(super) fn waits(&self) -> bool {
        match *self {}
    }

    pub(super) fn len(&self) -> usize {
        match *self {}
    }

    pub(super) fn is_empty(&self) -> bool {
        match *self {}
    }

    #[cfg(feature = "net")]
    pub(super) fn clear(&mut self) {
        match *self {}
    }

    pub(super) fn release(&mut self) {
        match *self {}
    }
}

/// Compresses all bytes that go over a connection.
#[derive(Debug, Default)]
pub(crate) struct Compressor(());

impl Compressor {
    pub(crate) fn compress(&mut self, _: &mut Vec<u8>, _: usize) -> Result<()> {
        let Self(()) = self;
        Err(missing())
    }
}

#[cold]
fn missing() -> Error {
    let message = "what is compressed with zlib needs the feature `zlib` of thrift-core";
    Error::application(ApplicationKind::InvalidTransform, message)
}
