//! Adapters inside of containers.

use core::marker::PhantomData;
use std::collections::BTreeMap;

use super::Adapter;
use crate::error::Result;

/// What an adapter does to one value, done to each value of an `Option`, a `Vec` or a `BTreeMap`.
///
/// Keys of maps stay as they are.
///
/// ```
/// use thrift::{Adapter, adapter::{Bits, Each}};
///
/// assert_eq!(Each::<Bits>::to_wire(&vec![1_u16, 0xffff]), [1_i16, -1]);
/// let nested: Vec<Option<u8>> = Each::<Each<Bits>>::from_wire(vec![Some(-1), None])?;
/// assert_eq!(nested, [Some(255), None]);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Each<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Option<T>> for Each<A> {
    type Wire = Option<A::Wire>;

    #[inline]
    fn to_wire(value: &Option<T>) -> Self::Wire {
        value.as_ref().map(A::to_wire)
    }

    #[inline]
    fn from_wire(wire: Self::Wire) -> Result<Option<T>> {
        wire.map(A::from_wire).transpose()
    }
}

impl<T, A: Adapter<T>> Adapter<Vec<T>> for Each<A> {
    type Wire = Vec<A::Wire>;

    fn to_wire(value: &Vec<T>) -> Self::Wire {
        value.iter().map(A::to_wire).collect()
    }

    fn from_wire(wire: Self::Wire) -> Result<Vec<T>> {
        let items = wire.into_iter().enumerate();
        items.map(|(index, item)| at(index, A::from_wire(item))).collect()
    }
}

impl<K: Ord + Clone, V, A: Adapter<V>> Adapter<BTreeMap<K, V>> for Each<A> {
    type Wire = BTreeMap<K, A::Wire>;

    fn to_wire(value: &BTreeMap<K, V>) -> Self::Wire {
        value.iter().map(|(key, value)| (key.clone(), A::to_wire(value))).collect()
    }

    fn from_wire(wire: Self::Wire) -> Result<BTreeMap<K, V>> {
        let pairs = wire.into_iter().enumerate();
        pairs.map(|(index, (key, value))| Ok((key, at(index, A::from_wire(value))?))).collect()
    }
}

#[inline]
fn at<T>(index: usize, result: Result<T>) -> Result<T> {
    result.map_err(|error| error.in_item(index))
}

#[cfg(test)]
mod tests {
    use super::super::{Bits, Text};
    use super::*;
    use crate::Kind;

    #[test]
    fn every_value_is_adapted() {
        let map = BTreeMap::from([("a".to_owned(), 1_u64), ("b".to_owned(), u64::MAX)]);
        let wire = Each::<Bits>::to_wire(&map);
        assert_eq!(wire, BTreeMap::from([("a".to_owned(), 1_i64), ("b".to_owned(), -1)]));
        let back: BTreeMap<String, u64> = Each::<Bits>::from_wire(wire).unwrap();
        assert_eq!(back, map);
        assert_eq!(Each::<Bits>::to_wire(&Some(200_u8)), Some(-56_i8));
        assert_eq!(Each::<Bits>::to_wire(&None::<u8>), None);
    }

    #[test]
    fn the_value_that_does_not_fit_is_named() {
        let wire = vec!["1".to_owned(), "x".to_owned()];
        let error = <Each<Text> as Adapter<Vec<i32>>>::from_wire(wire).unwrap_err();
        assert_eq!(error.kind(), Kind::Invalid);
        let reason = "the text has not the form expected: invalid digit found in string";
        assert_eq!(error.to_string(), format!("[1]: {reason}"));
        let wire = BTreeMap::from([(7, "x".to_owned())]);
        let error = <Each<Text> as Adapter<BTreeMap<i32, bool>>>::from_wire(wire).unwrap_err();
        assert_eq!(error.path(), "[0]");
    }
}
