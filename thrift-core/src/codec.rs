//! [`Encode`] and [`Decode`], and the types that have a Thrift type of their own.

mod absent;
pub mod adapter;
mod array;
mod collect;
mod container;
mod enumeration;
mod field;
mod fill;
mod kept;
mod pointer;
mod scalar;
mod sequence;
mod text;
mod total;
mod unknown;

pub use self::absent::{Absent, charge};
pub use self::adapter::Adapter;
pub use self::collect::collected as collected_heap;
pub use self::collect::tree::heap as tree_heap;
pub use self::enumeration::ThriftEnum;
pub use self::field::decode_declared;
#[cfg(feature = "service")]
pub(crate) use self::field::field_value;
pub use self::fill::filled;
pub use self::kept::{Kept, field_or_keep, keep};
pub use self::total::{Total, TotalOrd};
pub use self::unknown::UnknownField;
use crate::TType;
use crate::error::{Error, Kind, Result};
use crate::protocol::{Reader, Writer};

/// A value that Thrift can write.
///
/// Implemented by the macros for structs, unions, exceptions and enums; by hand only for types
/// that stand for another one on the wire.
///
/// ```
/// use thrift::{Decode, Encode, Result, TType, protocol::{Reader, Writer}};
///
/// /// Metres on the inside, an `i32` of centimetres on the wire.
/// struct Height(f64);
///
/// impl Encode for Height {
///     const TTYPE: TType = TType::I32;
///
///     fn encode<W: Writer>(&self, out: &mut W) {
///         out.i32((self.0 * 100.0) as i32);
///     }
/// }
///
/// impl<'de> Decode<'de> for Height {
///     const TTYPE: TType = TType::I32;
///
///     fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
///         Ok(Height(f64::from(input.i32()?) / 100.0))
///     }
/// }
///
/// let bytes = thrift::binary::to_vec(&Height(1.83))?;
/// assert_eq!(thrift::binary::from_slice::<Height>(&bytes)?.0, 1.83);
/// # Ok::<_, thrift::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no Thrift encoding",
    label = "not a Thrift type",
    note = "for a type of this crate, add `#[derive(ThriftStruct)]`, `ThriftEnum` or `ThriftUnion`",
    note = "unsigned integers and `usize` have no Thrift type; use the signed type of the same width, or for `u8` to `u64` the adapter `thrift::adapter::Bits`",
    note = "bytes are `bytes::Bytes`, or borrowed `&[u8]`, and not `Vec<u8>`",
    note = "an `Option` is a field or an argument itself: in containers and results Thrift has nothing that is absent"
)]
pub trait Encode {
    /// The type on the wire.
    const TTYPE: TType;

    /// Writes the value.
    fn encode<W: Writer>(&self, out: &mut W);

    /// Describes the type.
    ///
    /// An implementation by hand stands for its type on the wire, unless it says more. In a crate
    /// that does not ask for the feature `schema` itself it cannot, and need not.
    #[cfg(feature = "schema")]
    #[must_use]
    fn schema() -> crate::schema::Type {
        crate::schema::Type::of_wire(Self::TTYPE)
    }

    /// Writes the value as a field.
    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        out.field(fields, Self::TTYPE, id);
        self.encode(out);
    }

    /// Writes values one after another, as the elements of a container.
    #[inline]
    fn encode_items<W: Writer>(items: &[Self], out: &mut W)
    where
        Self: Sized,
    {
        for item in items {
            item.encode(out);
        }
    }
}

/// A value that Thrift can read; `'de` is the lifetime of the input that it may borrow from.
///
/// See [`Encode`] for an example.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no Thrift decoding",
    label = "not a Thrift type",
    note = "for a type of this crate, add `#[derive(ThriftStruct)]`, `ThriftEnum` or `ThriftUnion`",
    note = "unsigned integers and `usize` have no Thrift type; use the signed type of the same width, or for `u8` to `u64` the adapter `thrift::adapter::Bits`",
    note = "bytes are `bytes::Bytes`, or borrowed `&[u8]`, and not `Vec<u8>`",
    note = "an `Option` is a field or an argument itself: in containers and results Thrift has nothing that is absent"
)]
pub trait Decode<'de>: Sized {
    /// The type on the wire.
    const TTYPE: TType;

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// Fails when the bytes are not those of a `Self`, or ask for more than the limits allow.
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self>;

    /// Reads the value of the field whose header was just read, which for a `bool` is in that header.
    /// Types of several bytes are read by [`decode`](Self::decode) wherever they stand.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    #[inline]
    fn decode_field<R: Reader<'de>>(input: &mut R, fields: &mut R::Fields) -> Result<Self> {
        let _ = fields;
        Self::decode(input)
    }

    /// Reads so many values one after another, the elements of a container; room for them was
    /// taken out of the budget.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    fn decode_items<R: Reader<'de>>(input: &mut R, count: usize) -> Result<Vec<Self>> {
        let mut items = Vec::with_capacity(count);
        while items.len() < count {
            let index = items.len();
            if let Err(error) = fill::push(&mut items, input) {
                return Err(error.in_item(index));
            }
        }
        Ok(items)
    }

    // What follows is for expansions, under names that nobody else uses. It is here, and not in
    // functions of its own, so that a type without decoding is reported once, however often an
    // expansion needs it.

    /// Whether there is a [blank](Self::__blank) to [fill](Self::__fill): then both are implemented.
    #[doc(hidden)]
    const __FILLS: bool = false;

    /// A value to be filled; nothing but its place counts.
    #[doc(hidden)]
    #[must_use]
    fn __blank() -> Self {
        unreachable!("what has no blank is decoded as a whole")
    }

    /// The heap that the default takes, if there is a default.
    ///
    /// A function, and no constant: types may name themselves inside, and constants may not.
    #[doc(hidden)]
    #[inline]
    #[must_use]
    fn __absent_heap() -> usize {
        0
    }

    /// The value of a field that was absent; its heap is taken out of the budget before.
    ///
    /// # Errors
    ///
    /// Fails when the input does not justify so much memory.
    #[doc(hidden)]
    #[inline]
    fn __absent<R: Reader<'de>>(input: &mut R, name: &'static str) -> Result<Self>
    where
        Self: Absent,
    {
        charge(input, Self::__absent_heap(), name)?;
        Ok(Absent::absent())
    }

    /// Reads the value into the place of a blank one.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode); then the value is anything.
    #[doc(hidden)]
    #[inline]
    fn __fill<R: Reader<'de>>(place: &mut Self, input: &mut R) -> Result<()> {
        *place = Self::decode(input)?;
        Ok(())
    }

    /// Reads a field into its place, which is blank, if it is the next one: gives `bit` if that was
    /// read, and 0 if not.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    #[doc(hidden)]
    #[inline]
    fn __expected_field<R: Reader<'de>>(
        input: &mut R,
        fields: &mut R::Fields,
        id_and_bit: (i16, u64),
        name: &'static str,
        place: &mut Self,
    ) -> Result<u64> {
        field::expected_field(input, fields, id_and_bit, name, place)
    }

    /// Reads an optional field into its place, which is `None`, if it is the next one; nothing is
    /// read otherwise.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    #[doc(hidden)]
    #[inline]
    fn __expected_optional<R: Reader<'de>>(
        input: &mut R,
        fields: &mut R::Fields,
        id: i16,
        name: &'static str,
        place: &mut Option<Self>,
    ) -> Result<()> {
        field::expected_optional(input, fields, id, name, place)
    }

    /// Reads a field into its place, whether that is blank or not; a field of another type than the
    /// declared one is skipped, as an unknown field is. Gives `bit` if it was read, and 0 if not.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    #[doc(hidden)]
    #[cold]
    #[inline(never)]
    fn __field<R: Reader<'de>>(
        input: &mut R,
        fields: &mut R::Fields,
        ttype_and_bit: (TType, u64),
        name: &'static str,
        place: &mut Self,
    ) -> Result<u64> {
        field::any_field(input, fields, ttype_and_bit, name, place)
    }

    /// As [`field`](Self::__field), for the place of an optional field, or one that is moved when all
    /// fields are read.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    #[doc(hidden)]
    #[cold]
    #[inline(never)]
    fn __optional_field<R: Reader<'de>>(
        input: &mut R,
        fields: &mut R::Fields,
        ttype: TType,
        name: &'static str,
        place: &mut Option<Self>,
    ) -> Result<()> {
        field::any_optional(input, fields, ttype, name, place)
    }
}

/// A value that keeps nothing of its input.
///
/// ```
/// fn load<T: thrift::DecodeOwned>(bytes: &[u8]) -> thrift::Result<T> {
///     thrift::binary::from_slice(bytes)
/// }
///
/// assert_eq!(load::<String>(&[0, 0, 0, 1, b'a'])?, "a");
/// # Ok::<_, thrift::Error>(())
/// ```
pub trait DecodeOwned: for<'de> Decode<'de> {}

impl<T: for<'de> Decode<'de>> DecodeOwned for T {}

#[cold]
fn element_type(declared: TType, found: Option<TType>) -> Error {
    let found = found.map_or("nothing".to_owned(), |found| format!("`{found}`"));
    Error::new(Kind::ElementType, format!("elements of `{declared}` expected, found {found}"))
}
