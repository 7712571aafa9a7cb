//! What was seen of a list so far, to notice what comes twice.

use core::hash::Hash;
use std::collections::HashMap;

/// Up to here comparing with each is faster than hashing, and most lists are shorter.
const FEW: usize = 16;

/// The first place of each key.
pub(super) enum Seen<K, V> {
    Few(Vec<(K, V)>),
    Many(HashMap<K, V>),
}

impl<K: Copy + Eq + Hash, V: Copy> Seen<K, V> {
    /// Makes room for a list of that length.
    pub(super) fn of(length: usize) -> Self {
        if length > FEW {
            Self::Many(HashMap::with_capacity(length))
        } else {
            Self::Few(Vec::with_capacity(length))
        }
    }

    /// Notes a key. If it was there before, what was noted then stays and comes back.
    pub(super) fn first(&mut self, key: K, value: V) -> Option<V> {
        match self {
            Self::Few(list) => {
                let known = list.iter().find(|(known, _)| *known == key).map(|(_, value)| *value);
                if known.is_none() {
                    list.push((key, value));
                }
                known
            }
            Self::Many(map) => {
                let known = map.get(&key).copied();
                if known.is_none() {
                    map.insert(key, value);
                }
                known
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_of_a_key_comes_back() {
        for length in [3, FEW + 1] {
            let mut seen = Seen::of(length);
            assert_eq!(seen.first("a", 1), None);
            assert_eq!(seen.first("b", 2), None);
            assert_eq!(seen.first("a", 3), Some(1));
            assert_eq!(seen.first("a", 4), Some(1));
        }
    }
}
