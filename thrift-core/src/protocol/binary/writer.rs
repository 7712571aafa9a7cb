//! Values to bytes.

use crate::protocol::sink::Sink;
use crate::protocol::{self, Limits, Protocol};
use crate::{Error, Result, TType};

/// Writes Binary into one growing buffer.
///
/// ```
/// use thrift::{Limits, binary, protocol::Writer};
///
/// let mut out = binary::Writer::new(Vec::new(), &Limits::DEFAULT);
/// out.i16(258);
/// assert_eq!(out.finish()?, [1, 2]);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer {
    pub(super) sink: Sink,
}

impl Writer {
    /// A writer that appends to `out`.
    #[must_use]
    pub fn new(out: Vec<u8>, limits: &Limits) -> Self {
        Self { sink: Sink::new(out, limits) }
    }

    /// The buffer, with all that was appended.
    ///
    /// # Errors
    ///
    /// Returns the first mistake that was made while writing.
    pub fn finish(self) -> Result<Vec<u8>> {
        self.sink.finish()
    }

    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.sink.bytes.extend_from_slice(bytes);
    }

    #[inline]
    fn length(&mut self, len: usize) {
        if let Some(length) = self.sink.length(len) {
            self.put(&length.to_be_bytes());
        }
    }

    fn elements_begin(&mut self, element: TType, len: usize) -> bool {
        self.sink.enter() && {
            self.sink.bytes.push(element as u8);
            self.length(len);
            true
        }
    }
}

impl protocol::Writer for Writer {
    const PROTOCOL: Protocol = Protocol::Binary;

    type Fields = ();

    #[inline]
    fn struct_begin(&mut self) -> Option<()> {
        self.sink.enter().then_some(())
    }

    #[inline]
    fn field(&mut self, (): &mut (), ttype: TType, id: i16) {
        let [high, low] = id.to_be_bytes();
        self.put(&[ttype as u8, high, low]);
    }

    #[inline]
    fn struct_end(&mut self, (): ()) {
        self.sink.bytes.push(super::STOP);
        self.sink.leave();
    }

    #[inline]
    fn list_begin(&mut self, element: TType, len: usize) -> bool {
        self.elements_begin(element, len)
    }

    #[inline]
    fn list_end(&mut self) {
        self.sink.leave();
    }

    #[inline]
    fn set_begin(&mut self, element: TType, len: usize) -> bool {
        self.elements_begin(element, len)
    }

    #[inline]
    fn set_end(&mut self) {
        self.sink.leave();
    }

    #[inline]
    fn map_begin(&mut self, key: TType, value: TType, len: usize) -> bool {
        self.sink.enter() && {
            self.put(&[key as u8, value as u8]);
            self.length(len);
            true
        }
    }

    #[inline]
    fn map_end(&mut self) {
        self.sink.leave();
    }

    #[inline]
    fn bool(&mut self, value: bool) {
        self.sink.bytes.push(u8::from(value));
    }

    #[inline]
    fn i8(&mut self, value: i8) {
        self.sink.bytes.push(value.cast_unsigned());
    }

    #[inline]
    fn i16(&mut self, value: i16) {
        self.put(&value.to_be_bytes());
    }

    #[inline]
    fn i32(&mut self, value: i32) {
        self.put(&value.to_be_bytes());
    }

    #[inline]
    fn i64(&mut self, value: i64) {
        self.put(&value.to_be_bytes());
    }

    #[inline]
    fn double(&mut self, value: f64) {
        self.put(&value.to_be_bytes());
    }

    #[inline]
    fn string(&mut self, value: &str) {
        self.binary(value.as_bytes());
    }

    #[inline]
    fn binary(&mut self, value: &[u8]) {
        self.length(value.len());
        self.put(value);
    }

    #[inline]
    fn string_or_binary(&mut self, value: &[u8]) {
        self.binary(value);
    }

    #[inline]
    fn uuid(&mut self, value: &[u8; 16]) {
        self.put(value);
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.put(bytes);
    }

    #[cold]
    fn fail(&mut self, error: Error) {
        self.sink.fail(error);
    }
}
