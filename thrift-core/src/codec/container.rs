//! Lists, sets and maps.

use core::hash::{BuildHasher, Hash};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

#[cfg(feature = "indexmap")]
use indexmap::{IndexMap, IndexSet};

#[cfg(feature = "indexmap")]
use super::collect::index;
use super::collect::{table, tree};
use super::element_type;
use crate::error::Result;
use crate::protocol::{Reader, Writer};
#[cfg(feature = "schema")]
use crate::schema::Type;
use crate::{Decode, Encode, TType};

impl<T: Encode> Encode for Vec<T> {
    const TTYPE: TType = TType::List;

    fn encode<W: Writer>(&self, out: &mut W) {
        self.as_slice().encode(out);
    }

    #[cfg(feature = "schema")]
    fn schema() -> Type {
        Type::List(T::schema)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Vec<T> {
    const TTYPE: TType = TType::List;
    const __FILLS: bool = true;

    #[inline]
    fn __blank() -> Self {
        Self::new()
    }

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        let count = list_begin(input, T::TTYPE, size_of::<T>())?;
        let items = T::decode_items(input, count)?;
        input.list_end();
        Ok(items)
    }
}

macro_rules! set {
    ($collect:ident, $set:ident<T $(: $bound:ident $(+ $more:ident)*)?> $(, $hasher:ident)?) => {
        impl<T: Encode $(, $hasher)?> Encode for $set<T $(, $hasher)?> {
            const TTYPE: TType = TType::Set;

            fn encode<W: Writer>(&self, out: &mut W) {
                if out.set_begin(T::TTYPE, self.len()) {
                    for item in self {
                        item.encode(out);
                    }
                    out.set_end();
                }
            }

            #[cfg(feature = "schema")]
            fn schema() -> Type {
                Type::Set(T::schema)
            }
        }

        impl<'de, T: Decode<'de> $(+ $bound $(+ $more)*)? $(, $hasher: BuildHasher + Default)?>
            Decode<'de> for $set<T $(, $hasher)?>
        {
            const TTYPE: TType = TType::Set;
            const __FILLS: bool = true;

            #[inline]
            fn __blank() -> Self {
                Self::default()
            }

            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                let count = set_begin(input, T::TTYPE, |count| $collect::heap(count, size_of::<T>()))?;
                let items = $collect::set(input, count)?;
                input.set_end();
                Ok(items)
            }
        }
    };
}

set! { tree, BTreeSet<T: Ord> }
set! { table, HashSet<T: Eq + Hash>, S }
#[cfg(feature = "indexmap")]
set! { index, IndexSet<T: Eq + Hash>, S }

macro_rules! map {
    ($collect:ident, $map:ident<K: $bound:ident $(+ $more:ident)*> $(, $hasher:ident)?) => {
        impl<K: Encode, V: Encode $(, $hasher)?> Encode for $map<K, V $(, $hasher)?> {
            const TTYPE: TType = TType::Map;

            fn encode<W: Writer>(&self, out: &mut W) {
                if out.map_begin(K::TTYPE, V::TTYPE, self.len()) {
                    for (key, value) in self {
                        key.encode(out);
                        value.encode(out);
                    }
                    out.map_end();
                }
            }

            #[cfg(feature = "schema")]
            fn schema() -> Type {
                Type::Map(K::schema, V::schema)
            }
        }

        impl<
            'de,
            K: Decode<'de> + $bound $(+ $more)*,
            V: Decode<'de>
            $(, $hasher: BuildHasher + Default)?
        > Decode<'de> for $map<K, V $(, $hasher)?>
        {
            const TTYPE: TType = TType::Map;
            const __FILLS: bool = true;

            #[inline]
            fn __blank() -> Self {
                Self::default()
            }

            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                let heap = |count| $collect::heap(count, size_of::<(K, V)>());
                let count = map_begin(input, (K::TTYPE, V::TTYPE), heap)?;
                let pairs = $collect::map(input, count)?;
                input.map_end();
                Ok(pairs)
            }
        }
    };
}

map! { tree, BTreeMap<K: Ord> }
map! { table, HashMap<K: Eq + Hash>, S }
#[cfg(feature = "indexmap")]
map! { index, IndexMap<K: Eq + Hash>, S }

// What follows is the same for all elements of a wire type, so it is not generic over the elements:
// there is one of it for each protocol, however many containers a program has.

/// Opens a list whose elements take so many bytes, and says how many there are.
fn list_begin<'de, R: Reader<'de>>(input: &mut R, element: TType, size: usize) -> Result<usize> {
    let (found, count) = input.list_begin()?;
    expect(element, found, count)?;
    input.charge(count.saturating_mul(size))?;
    Ok(count)
}

/// Opens a set that takes so much of the heap, and says how many elements there are.
fn set_begin<'de, R: Reader<'de>>(
    input: &mut R,
    element: TType,
    heap: fn(usize) -> usize,
) -> Result<usize> {
    let (found, count) = input.set_begin()?;
    expect(element, found, count)?;
    input.charge(heap(count))?;
    Ok(count)
}

/// As [`set_begin`], of a map.
fn map_begin<'de, R: Reader<'de>>(
    input: &mut R,
    (key, value): (TType, TType),
    heap: fn(usize) -> usize,
) -> Result<usize> {
    let (found, count) = input.map_begin()?;
    expect(key, found.map(|(key, _)| key), count)?;
    expect(value, found.map(|(_, value)| value), count)?;
    input.charge(heap(count))?;
    Ok(count)
}

/// Elements must have the declared type; an empty container may say anything.
#[inline]
pub(super) fn expect(declared: TType, found: Option<TType>, count: usize) -> Result<()> {
    if count > 0 && found != Some(declared) {
        return Err(element_type(declared, found));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binary;

    /// A struct that takes a byte on the wire and a kilobyte in memory.
    #[derive(Debug)]
    struct Wide([u8; 1024]);

    impl<'de> Decode<'de> for Wide {
        const TTYPE: TType = TType::Struct;

        fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
            input.skip(TType::Struct).map(|()| Self([0; 1024]))
        }
    }

    /// A list of as many containers, all alike.
    fn list(element: TType, count: u32, bytes: &[u8]) -> Vec<u8> {
        let count_bytes = count.to_be_bytes();
        [&[element as u8], &count_bytes[..], &bytes.repeat(count as usize)].concat()
    }

    #[test]
    fn a_tree_of_one_is_charged_the_node_it_takes() {
        let bytes = list(TType::Map, 100, &[3, 12, 0, 0, 0, 1, 5, 0]);
        let limits = crate::Limits::DEFAULT.with_memory_per_byte(600);
        let codec = crate::protocol::Codec::new(crate::Protocol::Binary, limits);
        let error = codec.decode::<Vec<BTreeMap<i8, Wide>>>(&bytes).unwrap_err();
        assert_eq!(error.kind(), crate::Kind::Limit);
        let maps: Vec<HashMap<i8, Wide>> = codec.decode(&bytes).unwrap();
        assert!(maps.iter().all(|map| map[&5].0[0] == 0));
    }

    #[cfg(feature = "indexmap")]
    #[test]
    fn an_index_keeps_the_order_of_the_wire() {
        let map: IndexMap<i8, String> =
            [(9, "a".to_owned()), (-3, String::new()), (4, "b".to_owned())].into_iter().collect();
        let bytes = binary::to_vec(&map).unwrap();
        assert_eq!(bytes[..7], [3, 11, 0, 0, 0, 3, 9]);
        let read: IndexMap<i8, String> = binary::from_slice(&bytes).unwrap();
        assert!(read.iter().eq(&map));

        let set: IndexSet<i16> = [300, 2, -1].into_iter().collect();
        let bytes = binary::to_vec(&set).unwrap();
        // Binary writes sets as it writes lists.
        assert_eq!(binary::from_slice::<Vec<i16>>(&bytes).unwrap(), [300, 2, -1]);
        assert!(binary::from_slice::<IndexSet<i16>>(&bytes).unwrap().iter().eq(&set));
    }

    #[cfg(feature = "indexmap")]
    #[test]
    fn an_index_is_charged_for_what_it_keeps_beside_the_elements() {
        // Four places of one byte, and of 16 more, and of 4 for the table.
        let bytes = list(TType::Set, 20_000, &[3, 0, 0, 0, 1, 5]);
        let places = 20_000 * (size_of::<IndexSet<i8>>() + 4 * (1 + 16 + 4));
        let most = places.div_ceil(bytes.len());
        let limits = crate::Limits::DEFAULT.with_memory_per_byte(most);
        let codec = |limits| crate::protocol::Codec::new(crate::Protocol::Binary, limits);
        assert_eq!(codec(limits).decode::<Vec<IndexSet<i8>>>(&bytes).unwrap().len(), 20_000);
        let error = codec(limits.with_memory_per_byte(most - 1));
        let error = error.decode::<Vec<IndexSet<i8>>>(&bytes).unwrap_err();
        assert_eq!(error.kind(), crate::Kind::Limit);
    }

    #[test]
    fn sparse_values_fit_the_budget() {
        // As twenty strings of which one is there: 480 bytes in memory, 13 on the wire.
        #[derive(Debug)]
        struct Sparse([Option<String>; 20]);

        impl<'de> Decode<'de> for Sparse {
            const TTYPE: TType = TType::Struct;

            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                input.skip(TType::Struct).map(|()| Self([const { None }; 20]))
            }
        }

        let bytes = list(TType::Struct, 100_000, b"\x0b\0\x01\0\0\0\x05value\0");
        let values: Vec<Sparse> = binary::from_slice(&bytes).unwrap();
        assert!(values[0].0[0].is_none());
    }
}
