//! What was seen of a list so far, to notice what comes twice.

use core::hash::Hash;
use std::collections::HashMap;

/// Up to here comparing with each is faster than hashing, and most lists are shorter.
const FEW: usize = 8;

/// What was noted first for each key.
pub(super) struct Seen<K, V> {
    few: [Option<(K, V)>; FEW],
    /// Instead of the few, once there are more.
    many: HashMap<K, V>,
}

impl<K: Copy + Eq + Hash, V: Copy> Seen<K, V> {
    pub(super) fn new() -> Self {
        Self { few: [None; FEW], many: HashMap::new() }
    }

    /// Notes a key. If it was there before, what was noted then stays and comes back.
    pub(super) fn first(&mut self, key: K, value: V) -> Option<V> {
        if self.many.is_empty() {
            for place in &mut self.few {
                match place {
                    Some((known, first)) if *known == key => return Some(*first),
                    Some(_) => {}
                    None => {
                        *place = Some((key, value));
                        return None;
                    }
                }
            }
            self.many.extend(self.few.iter().flatten().copied());
        }
        let known = self.many.get(&key).copied();
        if known.is_none() {
            self.many.insert(key, value);
        }
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_of_a_key_comes_back() {
        let mut seen = Seen::new();
        for key in 0..3 * FEW {
            assert_eq!(seen.first(key, key + 1), None);
            assert_eq!(seen.first(0, 100), Some(1));
            assert_eq!(seen.first(key, 100), Some(key + 1));
        }
    }
}
