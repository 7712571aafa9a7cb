//! Arrays: lists whose length is part of the type.

use super::container::expect;
use crate::error::{Error, Kind, Result};
use crate::protocol::{Reader, Writer};
#[cfg(feature = "schema")]
use crate::schema::Type;
use crate::{Decode, Encode, TType};

impl<T: Encode, const N: usize> Encode for [T; N] {
    const TTYPE: TType = TType::List;

    fn encode<W: Writer>(&self, out: &mut W) {
        self.as_slice().encode(out);
    }

    #[cfg(feature = "schema")]
    fn schema() -> Type {
        Type::List(T::schema)
    }
}

impl<'de, T: Decode<'de>, const N: usize> Decode<'de> for [T; N] {
    const TTYPE: TType = TType::List;
    const __FILLS: bool = T::__FILLS;

    #[inline]
    fn __blank() -> Self {
        core::array::from_fn(|_| T::__blank())
    }

    // An array of none may hold what holds the array: its elements are not asked.
    #[inline]
    fn __absent_heap() -> usize {
        if N == 0 { 0 } else { T::__absent_heap().saturating_mul(N) }
    }

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        let (found, count) = input.list_begin()?;
        expect(T::TTYPE, found, count)?;
        if count != N {
            return Err(wrong_count("elements", N, count));
        }
        // The elements are in place, so that none of them has to be `Default` or on the heap.
        let mut items = [const { None }; N];
        for (index, place) in items.iter_mut().enumerate() {
            *place = Some(T::decode(input).map_err(|error| error.in_item(index))?);
        }
        input.list_end();
        Ok(items.map(|item| item.expect("the loop above has filled every place")))
    }
}

impl<const N: usize> Encode for [u8; N] {
    const TTYPE: TType = TType::String;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        out.binary(self);
    }

    #[cfg(feature = "schema")]
    fn schema() -> Type {
        Type::Binary
    }
}

impl<'de, const N: usize> Decode<'de> for [u8; N] {
    const TTYPE: TType = TType::String;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        [0; N]
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        let bytes = input.binary()?;
        Self::try_from(&*bytes).map_err(|_| wrong_count("bytes", N, bytes.len()))
    }
}

#[cold]
fn wrong_count(what: &'static str, wanted: usize, found: usize) -> Error {
    Error::new(Kind::Invalid, format!("{wanted} {what} expected, found {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binary;

    #[test]
    fn an_array_is_a_list() {
        // `String` is neither `Copy` nor made of nothing here.
        let names = ["a", "", "c"].map(str::to_owned);
        let bytes = binary::to_vec(&names).unwrap();
        assert_eq!(bytes, binary::to_vec(&names.to_vec()).unwrap());
        assert_eq!(binary::from_slice::<[String; 3]>(&bytes).unwrap(), names);
        let borrowed: [[&str; 3]; 1] = [["a", "", "c"]];
        let bytes = binary::to_vec(&borrowed).unwrap();
        assert_eq!(binary::from_slice::<[[&str; 3]; 1]>(&bytes).unwrap(), borrowed);
    }

    #[test]
    fn an_empty_array_is_an_empty_list() {
        let bytes = binary::to_vec::<[i64; 0]>(&[]).unwrap();
        assert_eq!(bytes, binary::to_vec(&Vec::<i64>::new()).unwrap());
        assert_eq!(binary::from_slice::<[i64; 0]>(&bytes).unwrap(), []);
    }

    #[test]
    fn another_count_names_both() {
        for (values, text) in [
            (&[1_i32, 2][..], "[1]: byte 27: 3 elements expected, found 2"),
            (&[1, 2, 3, 4], "[1]: byte 27: 3 elements expected, found 4"),
            (&[], "[1]: byte 27: 3 elements expected, found 0"),
        ] {
            let bytes = binary::to_vec(&[&[1, 2, 3][..], values]).unwrap();
            let error = binary::from_slice::<Vec<[i32; 3]>>(&bytes).unwrap_err();
            assert_eq!(error.kind(), Kind::Invalid);
            assert_eq!(error.to_string(), text);
        }
    }

    #[test]
    fn elements_of_another_type_are_told_from_another_count() {
        let bytes = binary::to_vec(&[1_i16, 2]).unwrap();
        let error = binary::from_slice::<[i32; 3]>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::ElementType);
    }

    #[test]
    fn a_wrong_element_is_named() {
        let error = binary::from_slice::<[bool; 2]>(&[2, 0, 0, 0, 2, 1]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "byte 5: input ended: 2 elements of at least 1 byte wanted, 1 left"
        );
        let bytes = binary::to_vec(&[&[b'a'][..], &[0xff]]).unwrap();
        let error = binary::from_slice::<[String; 2]>(&bytes).unwrap_err();
        assert_eq!(error.to_string(), "[1]: byte 14: the string is not UTF-8 from its byte 0 on");
    }

    #[test]
    fn an_array_of_bytes_is_binary() {
        let bytes = binary::to_vec(&[1_u8, 2, 3]).unwrap();
        assert_eq!(bytes, [0, 0, 0, 3, 1, 2, 3]);
        assert_eq!(binary::from_slice::<[u8; 3]>(&bytes).unwrap(), [1, 2, 3]);
        let error = binary::from_slice::<[u8; 16]>(&bytes).unwrap_err();
        assert_eq!(error.to_string(), "byte 7: 16 bytes expected, found 3");
        assert_eq!(error.kind(), Kind::Invalid);
    }
}
