//! How the elements of sets and maps get into trees and tables, and the heap that these take.
//!
//! Each module has the same three functions: `heap` is what will be allocated for so many elements
//! of a size, the most that is alive at once; `set` and `map` read them.

use crate::Decode;
use crate::error::Result;
use crate::protocol::Reader;

/// B-trees, built at once of sorted elements: what is sorted already, as a tree writes it, costs one
/// comparison for each element.
pub(super) mod tree {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Decode, Reader, Result, pair};

    /// The elements in a row, and the nodes that they are moved to. A node has places for eleven
    /// elements, four words of its own, and one word for each of its children.
    #[must_use]
    pub fn heap(count: usize, size: usize) -> usize {
        if count == 0 {
            return 0;
        }
        let row = count.saturating_mul(size);
        let first = size.saturating_mul(11).saturating_add(128);
        row.saturating_mul(2).saturating_add(count.saturating_mul(4)).saturating_add(first)
    }

    pub(in crate::codec) fn set<'de, T: Decode<'de> + Ord, R: Reader<'de>>(
        input: &mut R,
        count: usize,
    ) -> Result<BTreeSet<T>> {
        T::decode_items(input, count).map(BTreeSet::from_iter)
    }

    pub(in crate::codec) fn map<'de, K: Decode<'de> + Ord, V: Decode<'de>, R: Reader<'de>>(
        input: &mut R,
        count: usize,
    ) -> Result<BTreeMap<K, V>> {
        let mut pairs = Vec::with_capacity(count);
        while pairs.len() < count {
            pairs.push(pair(input, pairs.len())?);
        }
        Ok(BTreeMap::from_iter(pairs))
    }
}

/// `set` and `map` of what is made with room for all and filled one by one.
macro_rules! hashed {
    ($set:ident, $map:ident) => {
        pub(in crate::codec) fn set<'de, T, S, R>(input: &mut R, count: usize) -> Result<$set<T, S>>
        where
            T: Decode<'de> + Eq + Hash,
            S: BuildHasher + Default,
            R: Reader<'de>,
        {
            let mut set = $set::with_capacity_and_hasher(count, S::default());
            for index in 0..count {
                set.insert(item(input, index)?);
            }
            Ok(set)
        }

        pub(in crate::codec) fn map<'de, K, V, S, R>(
            input: &mut R,
            count: usize,
        ) -> Result<$map<K, V, S>>
        where
            K: Decode<'de> + Eq + Hash,
            V: Decode<'de>,
            S: BuildHasher + Default,
            R: Reader<'de>,
        {
            let mut map = $map::with_capacity_and_hasher(count, S::default());
            for index in 0..count {
                let (key, value) = pair(input, index)?;
                map.insert(key, value);
            }
            Ok(map)
        }
    };
}

/// Hash tables.
pub(super) mod table {
    use core::hash::{BuildHasher, Hash};
    use std::collections::{HashMap, HashSet};

    use super::{Decode, Reader, Result, item, pair};

    /// A power of two of places of which one in eight is empty, each with a byte of its own.
    pub(in crate::codec) fn heap(count: usize, size: usize) -> usize {
        let places = match count {
            0 => return 0,
            1..4 => 4,
            4..8 => 8,
            8..15 => 16,
            _ => (count.saturating_mul(8) / 7).checked_next_power_of_two().unwrap_or(usize::MAX),
        };
        places.saturating_mul(size.saturating_add(1)).saturating_add(32)
    }

    hashed! { HashSet, HashMap }
}

/// Hash tables of places in a row, which keep the order of the wire.
#[cfg(feature = "indexmap")]
pub(super) mod index {
    use core::hash::{BuildHasher, Hash};

    use indexmap::{IndexMap, IndexSet};

    use super::{Decode, Reader, Result, item, pair, table};

    /// A row of elements with their hashes, and a table of places in it.
    pub(in crate::codec) fn heap(count: usize, size: usize) -> usize {
        let row = count.saturating_mul(size.saturating_add(size_of::<usize>()));
        table::heap(count, size_of::<usize>()).saturating_add(row)
    }

    hashed! { IndexSet, IndexMap }
}

/// The heap of so many elements in a container of the user's, as in any that is known.
#[must_use]
pub fn collected(count: usize, size: usize) -> usize {
    let row = count.saturating_mul(size.saturating_add(size_of::<usize>()));
    let table = table::heap(count, size.max(size_of::<usize>()));
    tree::heap(count, size).max(table.saturating_add(row))
}

#[inline]
fn item<'de, T: Decode<'de>, R: Reader<'de>>(input: &mut R, index: usize) -> Result<T> {
    match T::decode(input) {
        Ok(item) => Ok(item),
        Err(error) => Err(error.in_item(index)),
    }
}

#[inline]
fn pair<'de, K: Decode<'de>, V: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    index: usize,
) -> Result<(K, V)> {
    let key = match K::decode(input) {
        Ok(key) => key,
        Err(error) => return Err(error.in_key(index)),
    };
    Ok((key, item(input, index)?))
}
