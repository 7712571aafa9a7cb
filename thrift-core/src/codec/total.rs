//! An order for what has none of its own: values with a `double` inside.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::Deref;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;

use super::UnknownField;
use crate::error::Result;
use crate::protocol::{Reader, Writer};
use crate::{Decode, Encode, TType};

/// A total order, and a hash that agrees with it, for values that may have a `double` inside.
///
/// Doubles are compared by [`f64::total_cmp`], which tells all bit patterns apart: -0.0 comes
/// before 0.0 and is not equal to it, and a NaN is equal to itself. Other values have the order
/// of [`Ord`].
///
/// ```
/// use core::cmp::Ordering;
///
/// use thrift::TotalOrd;
///
/// assert_eq!([1.0, f64::NAN].total_cmp(&[1.0, f64::NAN]), Ordering::Equal);
/// assert_eq!(Some(-0.0).total_cmp(&Some(0.0)), Ordering::Less);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no total order",
    label = "cannot be compared by `TotalOrd`",
    note = "structs and unions of an IDL have it where a set or a key of a map needs it"
)]
pub trait TotalOrd {
    /// Compares; equal only to what has the same hash.
    fn total_cmp(&self, other: &Self) -> Ordering;

    /// Feeds the value into a hasher.
    fn total_hash<H: Hasher>(&self, state: &mut H);
}

/// A value that may be a key or an element of a set although a `double` is inside.
///
/// Thrift allows `set<double>` and `map<double, V>`; in Rust they are `BTreeSet<Total<f64>>` and
/// `BTreeMap<Total<f64>, V>`. What is equal is said by [`TotalOrd`]: -0.0 and 0.0 are two keys,
/// and a NaN is found again.
///
/// ```
/// use std::collections::BTreeSet;
///
/// use thrift::Total;
///
/// let set: BTreeSet<Total<f64>> = [0.5, f64::NAN, -0.0, 0.0].map(Total).into();
/// assert_eq!(set.len(), 4);
/// assert!(set.contains(&Total(f64::NAN)));
///
/// let bytes = thrift::binary::to_vec(&set)?;
/// assert_eq!(thrift::binary::from_slice::<BTreeSet<Total<f64>>>(&bytes)?, set);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
#[expect(clippy::exhaustive_structs, reason = "a value in other clothes, for everybody to put on")]
pub struct Total<T>(pub T);

impl<T: TotalOrd> PartialEq for Total<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<T: TotalOrd> Eq for Total<T> {}

impl<T: TotalOrd> PartialOrd for Total<T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: TotalOrd> Ord for Total<T> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        TotalOrd::total_cmp(&self.0, &other.0)
    }
}

impl<T: TotalOrd> Hash for Total<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.total_hash(state);
    }
}

impl<T: fmt::Debug> fmt::Debug for Total<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Deref for Total<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Total<T> {
    #[inline]
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Encode> Encode for Total<T> {
    const TTYPE: TType = T::TTYPE;

    #[inline]
    fn encode<W: Writer>(&self, out: &mut W) {
        self.0.encode(out);
    }

    #[inline]
    fn encode_field<W: Writer>(&self, out: &mut W, fields: &mut W::Fields, id: i16) {
        self.0.encode_field(out, fields, id);
    }

    #[cfg(feature = "schema")]
    fn schema() -> crate::schema::Type {
        T::schema()
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Total<T> {
    const TTYPE: TType = T::TTYPE;

    #[inline]
    fn __absent_heap() -> usize {
        T::__absent_heap()
    }

    #[inline]
    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        T::decode(input).map(Self)
    }

    #[inline]
    fn decode_field<R: Reader<'de>>(input: &mut R, fields: &mut R::Fields) -> Result<Self> {
        T::decode_field(input, fields).map(Self)
    }
}

impl TotalOrd for f64 {
    #[inline]
    fn total_cmp(&self, other: &Self) -> Ordering {
        Self::total_cmp(self, other)
    }

    #[inline]
    fn total_hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.to_bits());
    }
}

macro_rules! ordered {
    ($($(#[$attribute:meta])* $type:ty $(: $param:ident)?;)*) => {$(
        $(#[$attribute])*
        impl $(<$param: TotalOrd>)? TotalOrd for $type {
            #[inline]
            fn total_cmp(&self, other: &Self) -> Ordering {
                Ord::cmp(self, other)
            }

            #[inline]
            fn total_hash<H: Hasher>(&self, state: &mut H) {
                Hash::hash(self, state);
            }
        }
    )*};
}

ordered! {
    bool;
    i8;
    i16;
    i32;
    i64;
    u8;
    u16;
    u32;
    u64;
    str;
    String;
    Bytes;
    UnknownField;
    Total<T>: T;
    #[cfg(feature = "uuid")] uuid::Uuid;
    #[cfg(feature = "bytestring")] bytestring::ByteString;
    #[cfg(feature = "ordered-float")] ordered_float::OrderedFloat<f64>;
    #[cfg(feature = "ordered-float")] ordered_float::NotNan<f64>;
}

macro_rules! through {
    ($($pointer:ty $(: $bound:ident)?;)*) => {$(
        impl<T: TotalOrd $(+ $bound)? + ?Sized> TotalOrd for $pointer {
            #[inline]
            fn total_cmp(&self, other: &Self) -> Ordering {
                T::total_cmp(self, other)
            }

            #[inline]
            fn total_hash<H: Hasher>(&self, state: &mut H) {
                T::total_hash(self, state);
            }
        }
    )*};
}

through! {
    &T;
    Box<T>;
    Rc<T>;
    Arc<T>;
    Cow<'_, T>: ToOwned;
}

impl<T: TotalOrd> TotalOrd for Option<T> {
    fn total_cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Some(one), Some(two)) => one.total_cmp(two),
            _ => self.is_some().cmp(&other.is_some()),
        }
    }

    fn total_hash<H: Hasher>(&self, state: &mut H) {
        self.is_some().hash(state);
        if let Some(value) = self {
            value.total_hash(state);
        }
    }
}

macro_rules! elements {
    ($([$($param:tt)*] $type:ty;)*) => {$(
        impl<T: TotalOrd $($param)*> TotalOrd for $type {
            fn total_cmp(&self, other: &Self) -> Ordering {
                lexicographic(self.iter(), other.iter(), T::total_cmp)
            }

            fn total_hash<H: Hasher>(&self, state: &mut H) {
                state.write_usize(self.len());
                for item in self {
                    item.total_hash(state);
                }
            }
        }
    )*};
}

elements! {
    [] [T];
    [, const N: usize] [T; N];
    [] Vec<T>;
    [] VecDeque<T>;
    [] BTreeSet<T>;
}

/// Keys have an order already, be it by way of a [`Total`], and enums have no other.
impl<K: Ord + Hash, V: TotalOrd> TotalOrd for BTreeMap<K, V> {
    fn total_cmp(&self, other: &Self) -> Ordering {
        lexicographic(self, other, |one, two| one.0.cmp(two.0).then_with(|| one.1.total_cmp(two.1)))
    }

    fn total_hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        for (key, value) in self {
            key.hash(state);
            value.total_hash(state);
        }
    }
}

/// The order of the first elements that differ; of two that differ in nothing but their length,
/// the longer one is the greater. As the standard library has it.
fn lexicographic<I: IntoIterator>(
    ours: I,
    others: I,
    compare: impl Fn(I::Item, I::Item) -> Ordering,
) -> Ordering {
    let mut others = others.into_iter();
    for ours in ours {
        let Some(other) = others.next() else { return Ordering::Greater };
        let order = compare(ours, other);
        if order.is_ne() {
            return order;
        }
    }
    if others.next().is_some() { Ordering::Less } else { Ordering::Equal }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::collections::hash_map::DefaultHasher;

    use super::*;
    use crate::binary;

    fn hash(value: &impl TotalOrd) -> u64 {
        let mut state = DefaultHasher::new();
        value.total_hash(&mut state);
        state.finish()
    }

    /// Each is less than the next, and equal to itself alone, by order and by hash.
    fn ascending<T: TotalOrd + Clone>(values: &[T]) {
        for (place, one) in values.iter().enumerate() {
            for (other_place, two) in values.iter().enumerate() {
                assert_eq!(one.total_cmp(two), place.cmp(&other_place), "{place} {other_place}");
                assert_eq!(hash(one) == hash(two), place == other_place, "{place} {other_place}");
            }
            assert!(Total(one.clone()) == Total(one.clone()));
        }
    }

    const NAN: f64 = f64::NAN;

    #[test]
    fn every_bit_pattern_of_a_double_has_its_place() {
        ascending(&[-NAN, f64::NEG_INFINITY, -1.0, -0.0, 0.0, 1.0, f64::INFINITY, NAN]);
    }

    #[test]
    fn what_holds_doubles_is_compared_by_them() {
        ascending(&[None, Some(-0.0), Some(0.0), Some(NAN)]);
        ascending(&[vec![], vec![0.0], vec![0.0, -1.0], vec![0.0, NAN], vec![1.0]]);
        ascending(&[Box::new([0.0, NAN]), Box::new([1.0, -NAN])]);
        ascending(&[VecDeque::from([NAN]), VecDeque::from([NAN, 0.0])]);
        let set = |values: &[f64]| values.iter().copied().map(Total).collect::<BTreeSet<_>>();
        ascending(&[set(&[]), set(&[-0.0, 0.0]), set(&[0.0]), set(&[0.0, NAN])]);
        let map = |pairs: &[(i32, f64)]| pairs.iter().copied().collect::<BTreeMap<_, _>>();
        ascending(&[map(&[]), map(&[(1, -0.0)]), map(&[(1, 0.0)]), map(&[(1, 0.0), (2, 0.0)])]);
    }

    #[test]
    fn what_has_an_order_keeps_it() {
        ascending(&[false, true]);
        ascending(&[i64::MIN, -1, 0, i64::MAX]);
        ascending(&["", "a", "ab", "b"]);
        ascending(&[Bytes::from_static(b""), Bytes::from_static(b"\xff")]);
        ascending(&["a".to_owned(), "b".to_owned()]);
    }

    #[test]
    fn keys_have_the_order_that_they_have_anyway() {
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        struct Key(i32);

        let map = |pairs: &[(i32, f64)]| {
            pairs.iter().map(|(key, value)| (Key(*key), *value)).collect::<BTreeMap<_, _>>()
        };
        ascending(&[map(&[]), map(&[(1, -0.0)]), map(&[(1, 0.0)]), map(&[(2, -1.0)])]);
        let map = |key: f64| BTreeMap::from([(Total(key), NAN)]);
        ascending(&[map(-0.0), map(0.0), map(NAN)]);
    }

    #[test]
    fn elements_do_not_run_into_each_other() {
        assert_ne!(hash(&vec![vec![1.0], vec![]]), hash(&vec![vec![], vec![1.0]]));
        assert_ne!(hash(&[None, Some(1.0)]), hash(&[Some(1.0), None]));
    }

    #[test]
    fn a_total_is_on_the_wire_what_it_holds() {
        let values = [NAN, -0.0, 0.0, 1.5];
        let set: BTreeSet<Total<f64>> = values.map(Total).into();
        let bytes = binary::to_vec(&set).unwrap();
        assert_eq!(bytes, binary::to_vec(&[-0.0, 0.0, 1.5, NAN]).unwrap());
        assert_eq!(binary::from_slice::<BTreeSet<Total<f64>>>(&bytes).unwrap(), set);
        let read: HashSet<Total<f64>> = binary::from_slice(&bytes).unwrap();
        assert_eq!(read, values.map(Total).into());
        assert!(read.contains(&Total(-0.0)));

        let map = BTreeMap::from([(Total(vec![0.0]), "a".to_owned())]);
        let bytes = binary::to_vec(&map).unwrap();
        let read: BTreeMap<Total<Vec<f64>>, String> = binary::from_slice(&bytes).unwrap();
        assert_eq!(read, map);
    }

    #[test]
    fn a_total_looks_like_what_it_holds() {
        let total = Total::from(vec![1.5]);
        assert_eq!(format!("{total:?} {:#?}", Total(true)), "[1.5] true");
        assert_eq!(total.len(), 1);
        assert_eq!(Total::<f64>::default(), Total(0.0));
    }
}
