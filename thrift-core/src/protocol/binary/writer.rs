//! Values to bytes.

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
    out: Vec<u8>,
    levels_left: u32,
    error: Option<Error>,
}

impl Writer {
    /// A writer that appends to `out`.
    #[must_use]
    pub fn new(out: Vec<u8>, limits: &Limits) -> Self {
        Self { out, levels_left: limits.depth, error: None }
    }

    /// The buffer, with all that was appended.
    ///
    /// # Errors
    ///
    /// Returns the first mistake that was made while writing.
    pub fn finish(self) -> Result<Vec<u8>> {
        match self.error {
            None => Ok(self.out),
            Some(error) => Err(error),
        }
    }

    #[inline]
    fn enter(&mut self) -> bool {
        match self.levels_left.checked_sub(1) {
            Some(left) => {
                self.levels_left = left;
                true
            }
            None => self.too_deep(),
        }
    }

    #[inline]
    fn leave(&mut self) {
        self.levels_left += 1;
    }

    #[cold]
    fn too_deep(&mut self) -> bool {
        self.fail_with(Error::new(crate::Kind::Limit, "the value is nested too deeply"));
        false
    }

    #[cold]
    fn fail_with(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }

    /// Lengths are signed on the wire: one that does not fit is a mistake, reported at the end.
    #[inline]
    fn length(&mut self, len: usize) {
        let Ok(fits) = i32::try_from(len) else {
            return self.fail_with(Error::limit("length", len as u64, i32::MAX as u64));
        };
        self.out.extend_from_slice(&fits.to_be_bytes());
    }

    fn elements_begin(&mut self, element: TType, len: usize) -> bool {
        self.enter() && {
            self.out.push(element as u8);
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
        self.enter().then_some(())
    }

    #[inline]
    fn field(&mut self, (): &mut (), ttype: TType, id: i16) {
        let [high, low] = id.to_be_bytes();
        self.out.extend_from_slice(&[ttype as u8, high, low]);
    }

    #[inline]
    fn struct_end(&mut self, (): ()) {
        self.out.push(super::STOP);
        self.leave();
    }

    #[inline]
    fn list_begin(&mut self, element: TType, len: usize) -> bool {
        self.elements_begin(element, len)
    }

    #[inline]
    fn list_end(&mut self) {
        self.leave();
    }

    #[inline]
    fn set_begin(&mut self, element: TType, len: usize) -> bool {
        self.elements_begin(element, len)
    }

    #[inline]
    fn set_end(&mut self) {
        self.leave();
    }

    #[inline]
    fn map_begin(&mut self, key: TType, value: TType, len: usize) -> bool {
        self.enter() && {
            self.out.extend_from_slice(&[key as u8, value as u8]);
            self.length(len);
            true
        }
    }

    #[inline]
    fn map_end(&mut self) {
        self.leave();
    }

    #[inline]
    fn bool(&mut self, value: bool) {
        self.out.push(u8::from(value));
    }

    #[inline]
    fn i8(&mut self, value: i8) {
        self.out.push(value.cast_unsigned());
    }

    #[inline]
    fn i16(&mut self, value: i16) {
        self.out.extend_from_slice(&value.to_be_bytes());
    }

    #[inline]
    fn i32(&mut self, value: i32) {
        self.out.extend_from_slice(&value.to_be_bytes());
    }

    #[inline]
    fn i64(&mut self, value: i64) {
        self.out.extend_from_slice(&value.to_be_bytes());
    }

    #[inline]
    fn double(&mut self, value: f64) {
        self.out.extend_from_slice(&value.to_be_bytes());
    }

    #[inline]
    fn string(&mut self, value: &str) {
        self.binary(value.as_bytes());
    }

    #[inline]
    fn binary(&mut self, value: &[u8]) {
        self.length(value.len());
        self.out.extend_from_slice(value);
    }

    #[inline]
    fn string_or_binary(&mut self, value: &[u8]) {
        self.binary(value);
    }

    #[inline]
    fn uuid(&mut self, value: &[u8; 16]) {
        self.out.extend_from_slice(value);
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    #[cold]
    fn fail(&mut self, error: Error) {
        self.fail_with(error);
    }
}
