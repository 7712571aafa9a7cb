//! Values to bytes.

use bytes::Bytes;

use crate::protocol::sink::Sink;
use crate::protocol::{self, Limits, Protocol, compact, json, transcode_raw};
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
        Self::of(Sink::new(out, limits))
    }

    pub(super) fn of(sink: Sink) -> Self {
        Self { sink }
    }

    /// The buffer, with all that was appended.
    ///
    /// # Errors
    ///
    /// Returns the first mistake that was made while writing.
    pub fn finish(self) -> Result<Vec<u8>> {
        self.sink.finish()
    }

    /// Without the sink's look at the room, which the buffer takes again: it was a quarter of what a string
    /// of 32 bytes costs.
    #[inline]
    fn put<const N: usize>(&mut self, bytes: &[u8; N]) {
        self.sink.bytes.extend_from_slice(bytes);
    }

    /// The header of a field, with a value of up to five bytes behind it.
    #[inline]
    fn short(&mut self, ttype: TType, id: i16, value: u64, length: usize) {
        let header = u64::from(id.cast_unsigned().swap_bytes()) << 8 | u64::from(ttype as u8);
        self.sink.word(value << 24 | header, 3 + length);
    }

    /// The header of a field, with a value of eight bytes behind it.
    #[inline]
    fn long(&mut self, ttype: TType, id: i16, value: [u8; 8]) {
        let [high, low] = id.to_be_bytes();
        let mut bytes = [ttype as u8, high, low, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes[3..].copy_from_slice(&value);
        self.put(&bytes);
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
        self.sink.put_content(value);
    }

    #[inline]
    fn bytes(&mut self, value: &Bytes) {
        self.length(value.len());
        self.sink.share(value);
    }

    #[inline]
    fn string_or_binary(&mut self, value: &[u8]) {
        self.binary(value);
    }

    #[inline]
    fn uuid(&mut self, value: &[u8; 16]) {
        self.put(value);
    }

    #[inline]
    fn field_bool(&mut self, (): &mut (), id: i16, value: bool) {
        self.short(TType::Bool, id, value.into(), 1);
    }

    #[inline]
    fn field_i8(&mut self, (): &mut (), id: i16, value: i8) {
        self.short(TType::I8, id, value.cast_unsigned().into(), 1);
    }

    #[inline]
    fn field_i16(&mut self, (): &mut (), id: i16, value: i16) {
        self.short(TType::I16, id, value.cast_unsigned().swap_bytes().into(), 2);
    }

    #[inline]
    fn field_i32(&mut self, (): &mut (), id: i16, value: i32) {
        self.short(TType::I32, id, value.cast_unsigned().swap_bytes().into(), 4);
    }

    #[inline]
    fn field_i64(&mut self, (): &mut (), id: i16, value: i64) {
        self.long(TType::I64, id, value.to_be_bytes());
    }

    #[inline]
    fn field_double(&mut self, (): &mut (), id: i16, value: f64) {
        self.long(TType::Double, id, value.to_be_bytes());
    }

    #[inline]
    fn field_string(&mut self, (): &mut (), id: i16, value: &str) {
        self.field_binary(&mut (), id, value.as_bytes());
    }

    #[inline]
    fn field_binary(&mut self, (): &mut (), id: i16, value: &[u8]) {
        if let Some(length) = self.sink.length(value.len()) {
            self.short(TType::String, id, length.cast_unsigned().swap_bytes().into(), 4);
            self.sink.put_content(value);
        }
    }

    #[inline]
    fn field_bytes(&mut self, (): &mut (), id: i16, value: &Bytes) {
        if let Some(length) = self.sink.length(value.len()) {
            self.short(TType::String, id, length.cast_unsigned().swap_bytes().into(), 4);
            self.sink.share(value);
        }
    }

    fn i8s(&mut self, values: &[i8]) {
        self.sink.each(values, i8::to_be_bytes);
    }

    fn i16s(&mut self, values: &[i16]) {
        self.sink.each(values, i16::to_be_bytes);
    }

    fn i32s(&mut self, values: &[i32]) {
        self.sink.each(values, i32::to_be_bytes);
    }

    fn i64s(&mut self, values: &[i64]) {
        self.sink.each(values, i64::to_be_bytes);
    }

    fn doubles(&mut self, values: &[f64]) {
        self.sink.each(values, f64::to_be_bytes);
    }

    fn raw(&mut self, protocol: Protocol, ttype: TType, bytes: &[u8]) {
        match protocol {
            Protocol::Binary => self.sink.put_content(bytes),
            Protocol::Compact => transcode_raw::<compact::Reader<'_>, _>(bytes, ttype, self),
            Protocol::Json => transcode_raw::<json::Reader<'_>, _>(bytes, ttype, self),
        }
    }

    #[cold]
    fn fail(&mut self, error: Error) {
        self.sink.fail(error);
    }
}
