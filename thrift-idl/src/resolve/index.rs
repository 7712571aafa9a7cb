//! Where things are, by what they are called.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use crate::program::ItemId;

/// Up to here comparing with each is faster than hashing, and most lists are shorter.
const FEW: usize = 8;

/// What something is found by.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Key<'k> {
    Number(i64),
    Name(Cow<'k, str>),
    /// A text in quotes, which is no name.
    Text(&'k str),
    /// A name that belongs to something with this number.
    Member(usize, Cow<'k, str>),
    Path(PathBuf),
    Item(ItemId),
    Files(Vec<usize>),
}

impl<'k> Key<'k> {
    pub(super) fn name(name: &'k str) -> Self {
        Self::Name(Cow::Borrowed(name))
    }
}

/// The places of things by their keys. All such tables have one type, since each type of a table
/// is compiled by everyone who builds this crate.
#[derive(Default)]
pub(super) struct Index<'k> {
    few: Vec<(Key<'k>, usize)>,
    /// Instead of the few, once there are more.
    many: HashMap<Key<'k>, usize>,
}

impl<'k> Index<'k> {
    pub(super) fn get(&self, key: &Key<'_>) -> Option<usize> {
        if !self.many.is_empty() {
            return self.many.get(key).copied();
        }
        let at = self.among_few(key)?;
        Some(self.few[at].1)
    }

    pub(super) fn len(&self) -> usize {
        self.few.len() + self.many.len()
    }

    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.get(&Key::name(name))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.named(name).is_some()
    }

    /// Notes the place of a key. If it had one before, that stays; the one it has comes back.
    pub(super) fn first(&mut self, key: Key<'k>, place: usize) -> usize {
        *self.entry(key, place)
    }

    /// Notes the place of a key, instead of the one it had before.
    pub(super) fn last(&mut self, key: Key<'k>, place: usize) {
        *self.entry(key, place) = place;
    }

    fn entry(&mut self, key: Key<'k>, place: usize) -> &mut usize {
        if self.many.is_empty() {
            let known = self.among_few(&key);
            let at = known.unwrap_or(self.few.len());
            if at < FEW {
                if known.is_none() {
                    self.few.push((key, place));
                }
                return &mut self.few[at].1;
            }
            while let Some((known, place)) = self.few.pop() {
                self.many.entry(known).or_insert(place);
            }
        }
        self.many.entry(key).or_insert(place)
    }

    fn among_few(&self, key: &Key<'_>) -> Option<usize> {
        for (at, (known, _)) in self.few.iter().enumerate() {
            if known == key {
                return Some(at);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_of_a_key_stays() {
        let mut index = Index::default();
        let key = |number: usize| Key::Number(number.try_into().unwrap());
        for number in 0..3 * FEW {
            assert_eq!(index.get(&key(number)), None);
            assert_eq!(index.first(key(number), number), number);
            assert_eq!(index.first(key(0), 100), 0);
            assert_eq!(index.first(key(number), 100), number);
        }
    }

    #[test]
    fn the_last_place_of_a_key_counts() {
        let mut index = Index::default();
        let names: Vec<String> = (0..3 * FEW).map(|number| format!("n{number}")).collect();
        for (place, name) in names.iter().enumerate() {
            index.last(Key::name(name), place);
            assert_eq!(index.named(name), Some(place));
            index.last(Key::name(name), place + 100);
        }
        for (place, name) in names.iter().enumerate() {
            assert_eq!(index.named(name), Some(place + 100));
        }
        assert!(!index.has("n"));
    }

    #[test]
    fn keys_of_one_text_differ() {
        let mut index = Index::default();
        let name = || Cow::Borrowed("a");
        let keys =
            || [Key::Name(name()), Key::Text("a"), Key::Member(1, name()), Key::Member(2, name())];
        for (place, key) in keys().into_iter().enumerate() {
            assert_eq!(index.first(key, place), place);
        }
        for (place, key) in keys().iter().enumerate() {
            assert_eq!(index.get(key), Some(place));
        }
    }
}
