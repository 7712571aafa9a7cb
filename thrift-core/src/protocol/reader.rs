//! What all protocols read.

use std::borrow::Cow;

use bytes::Bytes;

use super::Protocol;
use crate::TType;
use crate::error::Result;

/// Reads values in one protocol from one contiguous message.
///
/// Every method fails when the input ends too early or asks for more than the
/// [`Limits`](crate::Limits).
/// After an error the reader may only be [rewound](Self::rewind).
///
/// ```
/// use thrift::protocol::Reader;
/// use thrift::{Limits, TType, binary};
///
/// /// `struct { 1: i32 id }`, by hand.
/// fn read<'de, R: Reader<'de>>(input: &mut R) -> thrift::Result<i32> {
///     let mut id = 0;
///     let mut fields = input.struct_begin()?;
///     while let Some(header) = input.field(&mut fields)? {
///         match header {
///             (TType::I32, 1) => id = input.i32()?,
///             (ttype, _) => input.skip_field(&mut fields, ttype)?,
///         }
///     }
///     input.struct_end(fields);
///     Ok(id)
/// }
///
/// let mut input = binary::Reader::new(&[8, 0, 1, 0, 0, 0, 7, 0], &Limits::DEFAULT)?;
/// assert_eq!(read(&mut input)?, 7);
/// # Ok::<_, thrift::Error>(())
/// ```
#[doc(alias = "TInputProtocol")]
pub trait Reader<'de> {
    /// The protocol that is read.
    const PROTOCOL: Protocol;

    /// What a protocol remembers between the fields of one struct. It is `Copy` so that there is
    /// nothing to drop when a struct is left early: that is a tenth of the code of each struct.
    type Fields: Copy;

    /// A place in the input to return to.
    type Checkpoint: Copy;

    /// Opens a struct, a union or an exception.
    ///
    /// # Errors
    ///
    /// Fails when it is nested too deeply.
    fn struct_begin(&mut self) -> Result<Self::Fields>;

    /// Reads the header of the next field; `None` after the last one.
    ///
    /// # Errors
    ///
    /// Fails when the input ends, or on a type that the protocol does not have.
    fn field(&mut self, fields: &mut Self::Fields) -> Result<Option<(TType, i16)>>;

    /// Reads the header of the next field if it is that of this field; nothing is read otherwise.
    ///
    /// A protocol may always say `false`, and have [`field`](Self::field) read all headers.
    #[inline]
    fn expected_field(&mut self, fields: &mut Self::Fields, ttype: TType, id: i16) -> bool {
        let _ = (fields, ttype, id);
        false
    }

    /// Closes a struct whose last field was read.
    fn struct_end(&mut self, fields: Self::Fields);

    /// Opens a list: the type of its elements, unless it is empty and says nothing of them, and
    /// their number, which the bytes left can hold.
    ///
    /// # Errors
    ///
    /// Fails on a number that the bytes left or the limits do not allow, or when it is nested too
    /// deeply.
    fn list_begin(&mut self) -> Result<(Option<TType>, usize)>;

    /// Closes a list whose last element was read.
    fn list_end(&mut self);

    /// Opens a set; otherwise as [`list_begin`](Self::list_begin).
    ///
    /// # Errors
    ///
    /// As [`list_begin`](Self::list_begin).
    fn set_begin(&mut self) -> Result<(Option<TType>, usize)>;

    /// Closes a set whose last element was read.
    fn set_end(&mut self);

    /// Opens a map: the types of its keys and values, unless it is empty and says nothing of
    /// them, and the number of its pairs.
    ///
    /// # Errors
    ///
    /// As [`list_begin`](Self::list_begin).
    fn map_begin(&mut self) -> Result<(Option<(TType, TType)>, usize)>;

    /// Closes a map whose last pair was read.
    fn map_end(&mut self);

    /// Reads a `bool` outside a field.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn bool(&mut self) -> Result<bool>;

    /// Reads an `i8`.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn i8(&mut self) -> Result<i8>;

    /// Reads an `i16`.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn i16(&mut self) -> Result<i16>;

    /// Reads an `i32`, or the number of an enum.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn i32(&mut self) -> Result<i32>;

    /// Reads an `i64`.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn i64(&mut self) -> Result<i64>;

    /// Reads a `double`.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn double(&mut self) -> Result<f64>;

    /// Reads a `string`, borrowed where the protocol keeps it as it is.
    ///
    /// # Errors
    ///
    /// Fails when the input ends, on a length over the limits, or when it is not UTF-8.
    fn string(&mut self) -> Result<Cow<'de, str>>;

    /// Reads a `string` into a new allocation.
    ///
    /// # Errors
    ///
    /// As [`string`](Self::string).
    #[inline]
    fn owned_string(&mut self) -> Result<String> {
        self.string().map(Cow::into_owned)
    }

    /// Reads a `binary`, borrowed where the protocol keeps it as it is.
    ///
    /// # Errors
    ///
    /// Fails when the input ends, or on a length over the limits.
    fn binary(&mut self) -> Result<Cow<'de, [u8]>>;

    /// Reads a `binary` that shares the input, if the input can be shared.
    ///
    /// # Errors
    ///
    /// As [`binary`](Self::binary).
    fn shared(&mut self) -> Result<Bytes>;

    /// Reads a `string` as bytes that share the input, if the input can be shared; whether they are
    /// UTF-8 is left to the caller.
    ///
    /// # Errors
    ///
    /// As [`binary`](Self::binary).
    fn shared_string(&mut self) -> Result<Bytes>;

    /// Reads a value of which it is not known whether it is a `string` or a `binary`.
    ///
    /// Most protocols write both alike. One that does not gives the text that is there.
    ///
    /// # Errors
    ///
    /// As [`binary`](Self::binary).
    fn string_or_binary(&mut self) -> Result<Cow<'de, [u8]>>;

    /// Reads a `uuid`, in the order of RFC 9562.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn uuid(&mut self) -> Result<[u8; 16]>;

    /// Reads the `bool` of the field whose header was just read.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    fn field_bool(&mut self, fields: &mut Self::Fields) -> Result<bool>;

    /// Reads so many elements of a container, each of them an `i8`; room for them was taken out of the
    /// budget.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    #[inline]
    fn i8s(&mut self, count: usize) -> Result<Vec<i8>> {
        items(count, || self.i8())
    }

    /// Reads so many elements of a container, each of them an `i16`; room for them was taken out of the
    /// budget.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    #[inline]
    fn i16s(&mut self, count: usize) -> Result<Vec<i16>> {
        items(count, || self.i16())
    }

    /// Reads so many elements of a container, each of them an `i32`; room for them was taken out of the
    /// budget.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    #[inline]
    fn i32s(&mut self, count: usize) -> Result<Vec<i32>> {
        items(count, || self.i32())
    }

    /// Reads so many elements of a container, each of them an `i64`; room for them was taken out of the
    /// budget.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    #[inline]
    fn i64s(&mut self, count: usize) -> Result<Vec<i64>> {
        items(count, || self.i64())
    }

    /// Reads so many elements of a container, each of them a `double`; room for them was taken out of the
    /// budget.
    ///
    /// # Errors
    ///
    /// Fails when the input ends.
    #[inline]
    fn doubles(&mut self, count: usize) -> Result<Vec<f64>> {
        items(count, || self.double())
    }

    /// Skips a value outside a field.
    ///
    /// # Errors
    ///
    /// Fails when the input ends inside the value, or when it is nested too deeply.
    fn skip(&mut self, ttype: TType) -> Result<()>;

    /// Skips the value of the field whose header was just read.
    ///
    /// # Errors
    ///
    /// As [`skip`](Self::skip).
    fn skip_field(&mut self, fields: &mut Self::Fields, ttype: TType) -> Result<()>;

    /// Skips the value of the field whose header was just read, and keeps its bytes for
    /// [`Writer::raw`](super::Writer::raw).
    ///
    /// # Errors
    ///
    /// As [`skip`](Self::skip).
    fn raw_field(&mut self, fields: &mut Self::Fields, ttype: TType) -> Result<Bytes>;

    /// Takes `bytes` of heap out of the budget, before they are allocated.
    ///
    /// # Errors
    ///
    /// Fails when the input does not justify so much memory.
    fn charge(&mut self, bytes: usize) -> Result<()>;

    /// Gives back to the budget what was freed of the heap that was taken out of it.
    fn refund(&mut self, bytes: usize);

    /// The place reached, to [`rewind`](Self::rewind) to.
    fn checkpoint(&self) -> Self::Checkpoint;

    /// Returns to a place reached before; what was open there must be open still.
    fn rewind(&mut self, checkpoint: Self::Checkpoint);
}

/// So many elements, one after another.
#[inline]
pub(super) fn items<T>(count: usize, mut read: impl FnMut() -> Result<T>) -> Result<Vec<T>> {
    let mut items = Vec::with_capacity(count);
    while items.len() < count {
        match read() {
            Ok(item) => items.push(item),
            Err(error) => return Err(error.in_item(items.len())),
        }
    }
    Ok(items)
}
