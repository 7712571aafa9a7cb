//! Bytes that are the only ones of their value.

use super::append::Append;
use super::sink::Sink;
use super::{Limits, Protocol, Writer};
use crate::error::{Error, Kind, Result};
use crate::{Encode, TType};

/// Makes sure that `bytes`, of which `value` was made, are those that it is written with.
pub(super) fn check<W: Append, T: Encode + ?Sized>(
    value: &T,
    bytes: &[u8],
    limits: &Limits,
) -> Result<()> {
    let out = W::to(Vec::with_capacity(bytes.len()), limits);
    let mut out = Bounded { out, most: bytes.len() };
    value.encode(&mut out);
    let (written, mistake) = out.out.into_sink().into_parts();
    if let Some(error) = mistake {
        return Err(error);
    }
    if written == bytes {
        return Ok(());
    }
    let same = written.iter().zip(bytes).take_while(|(written, read)| written == read);
    Err(not_canonical(same.count()))
}

#[cold]
fn not_canonical(at: usize) -> Error {
    let message = format!("the encoding is not the canonical one from its byte {at} on");
    Error::new(Kind::NotCanonical { at }, message).told_at(at)
}

/// A writer that leaves off once it has written more than `most` bytes.
///
/// A few bytes can be a value that is written with many: each element of a list may have defaults
/// that are not there. When there are more than were read, they differ, whatever would follow.
struct Bounded<W> {
    out: W,
    most: usize,
}

impl<W: Append> Bounded<W> {
    /// Whether what follows can make a difference.
    fn has_room(&self) -> bool {
        let Sink { bytes, .. } = self.out.sink();
        bytes.len() <= self.most
    }

    fn write(&mut self, write: impl FnOnce(&mut W)) {
        if self.has_room() {
            write(&mut self.out);
        }
    }
}

impl<W: Append> Writer for Bounded<W> {
    const PROTOCOL: Protocol = W::PROTOCOL;

    type Fields = W::Fields;

    fn struct_begin(&mut self) -> Option<W::Fields> {
        if self.has_room() { self.out.struct_begin() } else { None }
    }

    fn field(&mut self, fields: &mut W::Fields, ttype: TType, id: i16) {
        self.write(|out| out.field(fields, ttype, id));
    }

    fn struct_end(&mut self, fields: W::Fields) {
        self.out.struct_end(fields);
    }

    fn list_begin(&mut self, element: TType, len: usize) -> bool {
        self.has_room() && self.out.list_begin(element, len)
    }

    fn list_end(&mut self) {
        self.out.list_end();
    }

    fn set_begin(&mut self, element: TType, len: usize) -> bool {
        self.has_room() && self.out.set_begin(element, len)
    }

    fn set_end(&mut self) {
        self.out.set_end();
    }

    fn map_begin(&mut self, key: TType, value: TType, len: usize) -> bool {
        self.has_room() && self.out.map_begin(key, value, len)
    }

    fn map_end(&mut self) {
        self.out.map_end();
    }

    fn bool(&mut self, value: bool) {
        self.write(|out| out.bool(value));
    }

    fn i8(&mut self, value: i8) {
        self.write(|out| out.i8(value));
    }

    fn i16(&mut self, value: i16) {
        self.write(|out| out.i16(value));
    }

    fn i32(&mut self, value: i32) {
        self.write(|out| out.i32(value));
    }

    fn i64(&mut self, value: i64) {
        self.write(|out| out.i64(value));
    }

    fn double(&mut self, value: f64) {
        self.write(|out| out.double(value));
    }

    fn string(&mut self, value: &str) {
        self.write(|out| out.string(value));
    }

    fn binary(&mut self, value: &[u8]) {
        self.write(|out| out.binary(value));
    }

    fn string_or_binary(&mut self, value: &[u8]) {
        self.write(|out| out.string_or_binary(value));
    }

    fn uuid(&mut self, value: &[u8; 16]) {
        self.write(|out| out.uuid(value));
    }

    fn field_bool(&mut self, fields: &mut W::Fields, id: i16, value: bool) {
        self.write(|out| out.field_bool(fields, id, value));
    }

    fn raw(&mut self, protocol: Protocol, ttype: TType, bytes: &[u8]) {
        self.write(|out| out.raw(protocol, ttype, bytes));
    }

    #[cold]
    fn fail(&mut self, error: Error) {
        self.out.fail(error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binary;

    /// A kilobyte in the place of each element that was read.
    #[derive(Clone)]
    struct Long;

    impl Encode for Long {
        const TTYPE: TType = TType::String;

        fn encode<W: Writer>(&self, out: &mut W) {
            out.string(&"x".repeat(1000));
        }
    }

    #[test]
    fn what_is_longer_is_not_written_to_its_end() {
        let mut out =
            Bounded { out: binary::Writer::new(Vec::new(), &Limits::DEFAULT), most: 2000 };
        vec![Long; 1000].encode(&mut out);
        assert_eq!(out.out.finish().unwrap().len(), 5 + 2 * 1004);
    }

    #[test]
    fn what_cannot_be_written_says_why() {
        let limits = Limits::DEFAULT.with_depth(0);
        let error = check::<binary::Writer, _>(&vec![1_i8], &[3, 0, 0, 0, 1, 1], &limits);
        assert_eq!(error.unwrap_err().kind(), Kind::Limit);
    }
}
