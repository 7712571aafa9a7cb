//! Lists in other shapes than `Vec`.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use crate::error::Result;
use crate::protocol::{Reader, Writer};
#[cfg(feature = "schema")]
use crate::schema::Type;
use crate::{Decode, Encode, TType};

// `[u8]` is not among them: it is `binary`, since no list has elements of `u8`.
impl<T: Encode> Encode for [T] {
    const TTYPE: TType = TType::List;

    fn encode<W: Writer>(&self, out: &mut W) {
        if out.list_begin(T::TTYPE, self.len()) {
            T::encode_items(self, out);
            out.list_end();
        }
    }

    #[cfg(feature = "schema")]
    fn schema() -> Type {
        Type::List(T::schema)
    }
}

impl<T: Encode> Encode for VecDeque<T> {
    const TTYPE: TType = TType::List;

    fn encode<W: Writer>(&self, out: &mut W) {
        if out.list_begin(T::TTYPE, self.len()) {
            for item in self {
                item.encode(out);
            }
            out.list_end();
        }
    }

    #[cfg(feature = "schema")]
    fn schema() -> Type {
        Type::List(T::schema)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for VecDeque<T> {
    const TTYPE: TType = TType::List;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Self::default()
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        Vec::decode(input).map(Self::from)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Box<[T]> {
    const TTYPE: TType = TType::List;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Self::default()
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        Vec::decode(input).map(Vec::into_boxed_slice)
    }
}

macro_rules! counted {
    ($($pointer:ident)*) => {$(
        impl<'de, T: Decode<'de>> Decode<'de> for $pointer<[T]> {
            const TTYPE: TType = TType::List;

            // An empty one has counts as well.
            #[inline]
            fn __absent_heap() -> usize {
                2 * size_of::<usize>()
            }

            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                let items: Vec<T> = Vec::decode(input)?;
                // The elements move next to the counts, to another place on the heap.
                input.charge(size_of_val(items.as_slice()) + 2 * size_of::<usize>())?;
                Ok(items.into())
            }
        }
    )*};
}

counted! { Rc Arc }

#[cfg(test)]
mod tests {
    use core::fmt::Debug;

    use super::*;
    use crate::{DecodeOwned, Kind, Limits, Protocol, binary, protocol::Codec};

    /// The bytes of a list of these, which `T` has as well.
    fn round_trip<T: Encode + DecodeOwned + PartialEq + Debug>(value: &T, as_list: &[i32]) {
        let bytes = binary::to_vec(value).unwrap();
        assert_eq!(bytes, binary::to_vec(as_list).unwrap());
        assert_eq!(&binary::from_slice::<T>(&bytes).unwrap(), value);
    }

    #[test]
    fn every_shape_of_a_list_has_the_same_bytes() {
        for list in [&[][..], &[7], &[1, -2, 3]] {
            round_trip(&Vec::from(list), list);
            round_trip(&Box::<[i32]>::from(list), list);
            round_trip(&Rc::<[i32]>::from(list), list);
            round_trip(&Arc::<[i32]>::from(list), list);
            let mut deque: VecDeque<i32> = list.iter().copied().collect();
            round_trip(&deque, list);
            // As it is when its elements are in two pieces.
            if let Some(last) = deque.pop_back() {
                deque.push_front(last);
                deque.rotate_left(1);
                round_trip(&deque, list);
            }
        }
    }

    #[test]
    fn slices_are_lists_and_nest() {
        let rows: &[&[i8]] = &[&[1, 2], &[]];
        let bytes = binary::to_vec(rows).unwrap();
        assert_eq!(bytes, [15, 0, 0, 0, 2, 3, 0, 0, 0, 2, 1, 2, 3, 0, 0, 0, 0]);
        let read: Box<[Box<[i8]>]> = binary::from_slice(&bytes).unwrap();
        assert_eq!(&*read[0], rows[0]);
        assert!(read[1].is_empty());
    }

    #[test]
    fn wrong_elements_are_found_in_every_shape() {
        let bytes = binary::to_vec(&[1_i16]).unwrap();
        assert_eq!(
            binary::from_slice::<VecDeque<i32>>(&bytes).unwrap_err().kind(),
            Kind::ElementType
        );
        assert_eq!(binary::from_slice::<Box<[i32]>>(&bytes).unwrap_err().kind(), Kind::ElementType);
        assert_eq!(binary::from_slice::<Arc<[i32]>>(&bytes).unwrap_err().kind(), Kind::ElementType);
    }

    #[test]
    fn a_counted_list_is_charged_for_both_of_its_places() {
        // A million bytes of text and as many of elements are what the limit allows, and no copy.
        let limits = Limits::DEFAULT.with_memory_per_byte(2);
        let codec = Codec::new(Protocol::Binary, limits);
        let bytes = binary::to_vec(&vec![5_i8; 1_100_000]).unwrap();
        assert_eq!(codec.decode::<Box<[i8]>>(&bytes).unwrap().len(), 1_100_000);
        let error = codec.decode::<Arc<[i8]>>(&bytes).unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
    }
}
