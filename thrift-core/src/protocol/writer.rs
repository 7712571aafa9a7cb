//! What all protocols write.

use bytes::Bytes;

use super::Protocol;
use crate::{Error, TType};

/// Writes values in one protocol.
///
/// Writing does not fail step by step: the first mistake is remembered by
/// [`fail`](Self::fail), and whoever made the writer learns of it at the end.
///
/// ```
/// use thrift::protocol::Writer;
/// use thrift::{Limits, TType, binary};
///
/// /// `struct { 1: i32 id }`, by hand.
/// fn write<W: Writer>(id: i32, out: &mut W) {
///     let Some(mut fields) = out.struct_begin() else { return };
///     out.field(&mut fields, TType::I32, 1);
///     out.i32(id);
///     out.struct_end(fields);
/// }
///
/// let mut out = binary::Writer::new(Vec::new(), &Limits::DEFAULT);
/// write(7, &mut out);
/// assert_eq!(out.finish()?, [8, 0, 1, 0, 0, 0, 7, 0]);
/// # Ok::<_, thrift::Error>(())
/// ```
#[doc(alias = "TOutputProtocol")]
pub trait Writer {
    /// The protocol that is written.
    const PROTOCOL: Protocol;

    /// What a protocol remembers between the fields of one struct. It is `Copy` so that there is
    /// nothing to drop when a struct is left early: that is a tenth of the code of each struct.
    type Fields: Copy;

    /// Opens a struct, a union or an exception; `None` when it is nested too deeply, and then
    /// neither fields nor [`struct_end`](Self::struct_end) may follow.
    fn struct_begin(&mut self) -> Option<Self::Fields>;

    /// Writes the header of a field; its value must follow.
    fn field(&mut self, fields: &mut Self::Fields, ttype: TType, id: i16);

    /// Closes a struct.
    fn struct_end(&mut self, fields: Self::Fields);

    /// Opens a list of `len` elements; `false` when it is nested too deeply, and then neither
    /// elements nor [`list_end`](Self::list_end) may follow.
    #[must_use]
    fn list_begin(&mut self, element: TType, len: usize) -> bool;

    /// Closes a list.
    fn list_end(&mut self);

    /// Opens a set; otherwise as [`list_begin`](Self::list_begin).
    #[must_use]
    fn set_begin(&mut self, element: TType, len: usize) -> bool;

    /// Closes a set.
    fn set_end(&mut self);

    /// Opens a map of `len` pairs of key and value; otherwise as
    /// [`list_begin`](Self::list_begin).
    #[must_use]
    fn map_begin(&mut self, key: TType, value: TType, len: usize) -> bool;

    /// Closes a map.
    fn map_end(&mut self);

    /// Writes a `bool` outside a field.
    fn bool(&mut self, value: bool);

    /// Writes an `i8`.
    fn i8(&mut self, value: i8);

    /// Writes an `i16`.
    fn i16(&mut self, value: i16);

    /// Writes an `i32`, or the number of an enum.
    fn i32(&mut self, value: i32);

    /// Writes an `i64`.
    fn i64(&mut self, value: i64);

    /// Writes a `double`.
    fn double(&mut self, value: f64);

    /// Writes a `string`.
    fn string(&mut self, value: &str);

    /// Writes a `binary`.
    fn binary(&mut self, value: &[u8]);

    /// Writes a `binary` that others share: some writers need not copy it.
    #[inline]
    fn bytes(&mut self, value: &Bytes) {
        self.binary(value);
    }

    /// Writes a value of which it is not known whether it is a `string` or a `binary`.
    ///
    /// Most protocols write both alike. One that does not takes UTF-8 for a `string`.
    fn string_or_binary(&mut self, value: &[u8]);

    /// Writes a `uuid`, in the order of RFC 9562.
    fn uuid(&mut self, value: &[u8; 16]);

    /// Writes a `bool` as a field: some protocols keep the value in the header.
    fn field_bool(&mut self, fields: &mut Self::Fields, id: i16, value: bool) {
        self.field(fields, TType::Bool, id);
        self.bool(value);
    }

    /// Writes an `i8` as a field.
    #[inline]
    fn field_i8(&mut self, fields: &mut Self::Fields, id: i16, value: i8) {
        self.field(fields, TType::I8, id);
        self.i8(value);
    }

    /// Writes an `i16` as a field.
    #[inline]
    fn field_i16(&mut self, fields: &mut Self::Fields, id: i16, value: i16) {
        self.field(fields, TType::I16, id);
        self.i16(value);
    }

    /// Writes an `i32` as a field, or the number of an enum.
    #[inline]
    fn field_i32(&mut self, fields: &mut Self::Fields, id: i16, value: i32) {
        self.field(fields, TType::I32, id);
        self.i32(value);
    }

    /// Writes an `i64` as a field.
    #[inline]
    fn field_i64(&mut self, fields: &mut Self::Fields, id: i16, value: i64) {
        self.field(fields, TType::I64, id);
        self.i64(value);
    }

    /// Writes a `double` as a field.
    #[inline]
    fn field_double(&mut self, fields: &mut Self::Fields, id: i16, value: f64) {
        self.field(fields, TType::Double, id);
        self.double(value);
    }

    /// Writes a `string` as a field.
    #[inline]
    fn field_string(&mut self, fields: &mut Self::Fields, id: i16, value: &str) {
        self.field(fields, TType::String, id);
        self.string(value);
    }

    /// Writes a `binary` as a field.
    #[inline]
    fn field_binary(&mut self, fields: &mut Self::Fields, id: i16, value: &[u8]) {
        self.field(fields, TType::String, id);
        self.binary(value);
    }

    /// Writes a `binary` that others share as a field.
    #[inline]
    fn field_bytes(&mut self, fields: &mut Self::Fields, id: i16, value: &Bytes) {
        self.field_binary(fields, id, value);
    }

    /// Writes an `i8` for each element of a container.
    #[inline]
    fn i8s(&mut self, values: &[i8]) {
        for value in values {
            self.i8(*value);
        }
    }

    /// Writes an `i16` for each element of a container.
    #[inline]
    fn i16s(&mut self, values: &[i16]) {
        for value in values {
            self.i16(*value);
        }
    }

    /// Writes an `i32` for each element of a container.
    #[inline]
    fn i32s(&mut self, values: &[i32]) {
        for value in values {
            self.i32(*value);
        }
    }

    /// Writes an `i64` for each element of a container.
    #[inline]
    fn i64s(&mut self, values: &[i64]) {
        for value in values {
            self.i64(*value);
        }
    }

    /// Writes a `double` for each element of a container.
    #[inline]
    fn doubles(&mut self, values: &[f64]) {
        for value in values {
            self.double(*value);
        }
    }

    /// Writes a value of which [`Reader::raw_field`](super::Reader::raw_field) of a protocol kept the
    /// bytes: as they are if it is the same protocol, and as the same value otherwise.
    fn raw(&mut self, protocol: Protocol, ttype: TType, bytes: &[u8]);

    /// Remembers a mistake; the first one is reported at the end.
    fn fail(&mut self, error: Error);
}
