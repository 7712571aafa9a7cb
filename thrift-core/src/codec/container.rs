//! Lists, sets and maps.

use core::hash::{BuildHasher, Hash};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::element_type;
use crate::error::Result;
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

impl<T: Encode> Encode for Vec<T> {
    const TTYPE: TType = TType::List;

    fn encode<W: Writer>(&self, out: &mut W) {
        if out.list_begin(T::TTYPE, self.len()) {
            self.iter().for_each(|item| item.encode(out));
            out.list_end();
        }
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Vec<T> {
    const TTYPE: TType = TType::List;

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        let (found, count) = input.list_begin()?;
        let mut items = {
            expect::<T>(found, count)?;
            input.charge(count.saturating_mul(size_of::<T>()))?;
            Vec::with_capacity(count)
        };
        for index in 0..count {
            items.push(T::decode(input).map_err(|error| error.in_item(index))?);
        }
        input.list_end();
        Ok(items)
    }
}

macro_rules! set {
    ($set:ident<T $(: $bound:ident $(+ $more:ident)*)?> $(, $hasher:ident)?) => {
        impl<T: Encode $(, $hasher)?> Encode for $set<T $(, $hasher)?> {
            const TTYPE: TType = TType::Set;

            fn encode<W: Writer>(&self, out: &mut W) {
                if out.set_begin(T::TTYPE, self.len()) {
                    self.iter().for_each(|item| item.encode(out));
                    out.set_end();
                }
            }
        }

        impl<'de, T: Decode<'de> $(+ $bound $(+ $more)*)? $(, $hasher: BuildHasher + Default)?>
            Decode<'de> for $set<T $(, $hasher)?>
        {
            const TTYPE: TType = TType::Set;

            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                let (found, count) = input.set_begin()?;
                expect::<T>(found, count)?;
                input.charge(sparse(count, size_of::<T>()))?;
                let items = (0..count)
                    .map(|index| T::decode(input).map_err(|error| error.in_item(index)))
                    .collect::<Result<_>>()?;
                input.set_end();
                Ok(items)
            }
        }
    };
}

set! { BTreeSet<T: Ord> }
set! { HashSet<T: Eq + Hash>, S }

macro_rules! map {
    ($map:ident<K: $bound:ident $(+ $more:ident)*> $(, $hasher:ident)?) => {
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
        }

        impl<
            'de,
            K: Decode<'de> + $bound $(+ $more)*,
            V: Decode<'de>
            $(, $hasher: BuildHasher + Default)?
        > Decode<'de> for $map<K, V $(, $hasher)?>
        {
            const TTYPE: TType = TType::Map;

            fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
                let (found, count) = input.map_begin()?;
                expect::<K>(found.map(|(key, _)| key), count)?;
                expect::<V>(found.map(|(_, value)| value), count)?;
                input.charge(sparse(count, size_of::<(K, V)>()))?;
                let pairs = (0..count).map(|index| pair(input, index)).collect::<Result<_>>()?;
                input.map_end();
                Ok(pairs)
            }
        }
    };
}

map! { BTreeMap<K: Ord> }
map! { HashMap<K: Eq + Hash>, S }

fn pair<'de, K: Decode<'de>, V: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    index: usize,
) -> Result<(K, V)> {
    let key = K::decode(input).map_err(|error| error.in_key(index))?;
    let value = V::decode(input).map_err(|error| error.in_item(index))?;
    Ok((key, value))
}

/// Elements must have the declared type; an empty container may say anything.
#[inline]
fn expect<'de, T: Decode<'de>>(found: Option<TType>, count: usize) -> Result<()> {
    if count > 0 && found != Some(T::TTYPE) {
        return Err(element_type(T::TTYPE, found));
    }
    Ok(())
}

/// The heap of a tree or table: its nodes may be half full, and each element has some overhead.
fn sparse(count: usize, size: usize) -> usize {
    count.saturating_mul(size.saturating_add(4).saturating_mul(2))
}
