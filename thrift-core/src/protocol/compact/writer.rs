//! Values to bytes.

use bytes::Bytes;

use super::{FALSE, SHORT, STOP, TRUE, nibble, varint};
use crate::protocol::sink::Sink;
use crate::protocol::{self, Limits, Protocol, binary, json, transcode_raw};
use crate::{Error, Result, TType};

/// Writes Compact into one growing buffer.
///
/// ```
/// use thrift::{Limits, compact, protocol::Writer};
///
/// let mut out = compact::Writer::new(Vec::new(), &Limits::DEFAULT);
/// out.i16(-1);
/// out.i64(64);
/// assert_eq!(out.finish()?, [1, 0x80, 1]);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer {
    pub(super) sink: Sink,
    /// Where the header of a `bool` is whose value is still to come, since it belongs in there.
    open_bool: Option<usize>,
}

impl Writer {
    /// A writer that appends to `out`.
    #[must_use]
    pub fn new(out: Vec<u8>, limits: &Limits) -> Self {
        Self::of(Sink::new(out, limits))
    }

    pub(super) fn of(sink: Sink) -> Self {
        Self { sink, open_bool: None }
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
        self.sink.put(bytes);
    }

    #[inline]
    fn length(&mut self, len: usize) {
        if let Some(length) = self.sink.length(len) {
            varint::write_32(&mut self.sink.bytes, length.cast_unsigned());
        }
    }

    #[inline]
    fn header(&mut self, last: &mut i16, nibble: u8, id: i16) {
        match short_header(*last, nibble, id) {
            Some(header) => self.sink.bytes.push(header),
            None => self.long_header(nibble, id),
        }
        *last = id;
    }

    #[cold]
    #[inline(never)]
    fn long_header(&mut self, nibble: u8, id: i16) {
        self.sink.bytes.push(nibble);
        varint::write_32(&mut self.sink.bytes, varint::zigzag_32(id.into()));
    }

    /// The header of a field, with a number behind it.
    #[inline]
    fn field_number(&mut self, last: &mut i16, ttype: TType, id: i16, number: u64) {
        let header = short_header(*last, nibble(ttype), id);
        *last = id;
        match header {
            Some(header) if number < 0x80 => self.put(&[header, varint::low(number)]),
            Some(header) => self.long_number(header, number),
            None => {
                self.long_header(nibble(ttype), id);
                varint::write_64(&mut self.sink.bytes, number);
            }
        }
    }

    /// The header of a field, with a number of more than a byte behind it.
    #[inline(never)]
    fn long_number(&mut self, header: u8, number: u64) {
        if number >> 49 == 0 {
            let (word, length) = varint::word(number);
            self.sink.word(word << 8 | u64::from(header), length + 1);
        } else {
            self.sink.bytes.push(header);
            varint::write_any(&mut self.sink.bytes, number);
        }
    }

    #[inline]
    fn elements_begin(&mut self, element: TType, len: usize) -> bool {
        self.sink.enter() && {
            match u8::try_from(len) {
                Ok(short) if short < SHORT => self.sink.bytes.push(short << 4 | nibble(element)),
                _ => {
                    self.sink.bytes.push(SHORT << 4 | nibble(element));
                    self.length(len);
                }
            }
            true
        }
    }

    /// Puts the value of a `bool` into the header of its field.
    #[cold]
    fn close_bool(&mut self, header: usize, value: bool) {
        if let Some(byte) = self.sink.bytes.get_mut(header) {
            *byte = *byte & 0xf0 | if value { TRUE } else { FALSE };
        }
    }
}

impl protocol::Writer for Writer {
    const PROTOCOL: Protocol = Protocol::Compact;

    /// The id of the last field.
    type Fields = i16;

    #[inline]
    fn struct_begin(&mut self) -> Option<i16> {
        self.sink.enter().then_some(0)
    }

    #[inline]
    fn field(&mut self, last: &mut i16, ttype: TType, id: i16) {
        if ttype == TType::Bool {
            self.open_bool = Some(self.sink.bytes.len());
        }
        self.header(last, nibble(ttype), id);
    }

    #[inline]
    fn struct_end(&mut self, _: i16) {
        self.sink.bytes.push(STOP);
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
            self.length(len);
            if len > 0 {
                self.sink.bytes.push(nibble(key) << 4 | nibble(value));
            }
            true
        }
    }

    #[inline]
    fn map_end(&mut self) {
        self.sink.leave();
    }

    #[inline]
    fn bool(&mut self, value: bool) {
        match self.open_bool.take() {
            None => self.sink.bytes.push(if value { TRUE } else { FALSE }),
            Some(header) => self.close_bool(header, value),
        }
    }

    #[inline]
    fn i8(&mut self, value: i8) {
        self.sink.bytes.push(value.cast_unsigned());
    }

    #[inline]
    fn i16(&mut self, value: i16) {
        self.i32(value.into());
    }

    #[inline]
    fn i32(&mut self, value: i32) {
        varint::write_32(&mut self.sink.bytes, varint::zigzag_32(value));
    }

    #[inline]
    fn i64(&mut self, value: i64) {
        varint::write_64(&mut self.sink.bytes, varint::zigzag_64(value));
    }

    /// Little-endian, other than what an old page of the specification says: so do all
    /// implementations.
    #[inline]
    fn double(&mut self, value: f64) {
        self.put(&value.to_le_bytes());
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
    fn field_bool(&mut self, last: &mut i16, id: i16, value: bool) {
        self.header(last, if value { TRUE } else { FALSE }, id);
    }

    #[inline]
    fn field_i16(&mut self, last: &mut i16, id: i16, value: i16) {
        self.field_number(last, TType::I16, id, varint::zigzag_32(value.into()).into());
    }

    #[inline]
    fn field_i32(&mut self, last: &mut i16, id: i16, value: i32) {
        self.field_number(last, TType::I32, id, varint::zigzag_32(value).into());
    }

    #[inline]
    fn field_i64(&mut self, last: &mut i16, id: i16, value: i64) {
        self.field_number(last, TType::I64, id, varint::zigzag_64(value));
    }

    #[inline]
    fn field_string(&mut self, last: &mut i16, id: i16, value: &str) {
        self.field_binary(last, id, value.as_bytes());
    }

    #[inline]
    fn field_binary(&mut self, last: &mut i16, id: i16, value: &[u8]) {
        if let Some(length) = self.sink.length(value.len()) {
            self.field_number(last, TType::String, id, length.cast_unsigned().into());
            self.sink.put_content(value);
        }
    }

    #[inline]
    fn field_bytes(&mut self, last: &mut i16, id: i16, value: &Bytes) {
        if let Some(length) = self.sink.length(value.len()) {
            self.field_number(last, TType::String, id, length.cast_unsigned().into());
            self.sink.share(value);
        }
    }

    fn i64s(&mut self, values: &[i64]) {
        for value in values {
            varint::write_any(&mut self.sink.bytes, varint::zigzag_64(*value));
        }
    }

    fn doubles(&mut self, values: &[f64]) {
        self.sink.each(values, f64::to_le_bytes);
    }

    /// The `bool` of a field is kept as the byte of an element, and goes back into a header.
    fn raw(&mut self, protocol: Protocol, ttype: TType, bytes: &[u8]) {
        match protocol {
            Protocol::Binary => transcode_raw::<binary::Reader<'_>, _>(bytes, ttype, self),
            Protocol::Compact => match self.open_bool.take() {
                None => self.sink.put_content(bytes),
                Some(header) => self.close_bool(header, bytes == [TRUE]),
            },
            Protocol::Json => transcode_raw::<json::Reader<'_>, _>(bytes, ttype, self),
        }
    }

    #[cold]
    fn fail(&mut self, error: Error) {
        self.sink.fail(error);
    }
}

/// The header of a field whose id is a little greater than that of the last one.
#[inline]
fn short_header(last: i16, nibble: u8, id: i16) -> Option<u8> {
    // Exact, whatever the two ids are.
    let difference = i32::from(id) - i32::from(last);
    match u8::try_from(difference) {
        Ok(short @ 1..=SHORT) => Some(short << 4 | nibble),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Writer as _;

    fn written(write: impl FnOnce(&mut Writer, &mut i16)) -> Vec<u8> {
        let mut out = Writer::new(Vec::new(), &Limits::DEFAULT);
        let mut last = 0;
        write(&mut out, &mut last);
        out.finish().unwrap()
    }

    #[test]
    fn ids_are_short_up_to_a_difference_of_15() {
        let ids = [1, 16, 32, 32, 31, -1, i16::MIN, i16::MAX];
        let bytes = written(|out, last| {
            for id in ids {
                out.field(last, TType::I8, id);
            }
        });
        let long = [3, 64, 3, 64, 3, 62, 3, 1, 3, 0xff, 0xff, 3, 3, 0xfe, 0xff, 3];
        assert_eq!(bytes, [&[0x13, 0xf3][..], &long].concat());
    }

    #[test]
    fn a_bool_is_in_its_header_however_it_is_written() {
        for (id, value, header) in [
            (1, true, &[0x11][..]),
            (1, false, &[0x12]),
            (0, true, &[1, 0]),
            (3000, false, &[2, 0xf0, 0x2e]),
        ] {
            let whole = written(|out, last| out.field_bool(last, id, value));
            let parts = written(|out, last| {
                out.field(last, TType::Bool, id);
                out.bool(value);
            });
            let raw = written(|out, last| {
                out.field(last, TType::Bool, id);
                out.raw(Protocol::Compact, TType::Bool, if value { &[TRUE] } else { &[FALSE] });
            });
            assert_eq!([&whole, &parts, &raw], [header; 3]);
        }
    }

    #[test]
    fn a_container_of_15_has_the_long_header() {
        for (count, header) in [(14, &[0xe3][..]), (15, &[0xf3, 15]), (200, &[0xf3, 0xc8, 1])] {
            let bytes = written(|out, _| assert!(out.list_begin(TType::I8, count)));
            assert_eq!(bytes, header);
        }
    }
}
