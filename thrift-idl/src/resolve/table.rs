//! What is known of some items.

use crate::program::ItemId;

/// A value for each of some items. Their ids count from zero, so that no hash is needed.
pub(super) struct Table<V> {
    files: Vec<Vec<Option<V>>>,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { files: Vec::new() }
    }
}

impl<V> Table<V> {
    pub(super) fn get(&self, id: ItemId) -> Option<&V> {
        self.files.get(id.file as usize)?.get(id.index as usize)?.as_ref()
    }

    /// The place of an item's value, which is there from now on.
    pub(super) fn place(&mut self, id: ItemId) -> &mut Option<V> {
        let file = reach(&mut self.files, id.file as usize);
        reach(file, id.index as usize)
    }

    /// Sets a value, and returns the one before.
    pub(super) fn insert(&mut self, id: ItemId, value: V) -> Option<V> {
        self.place(id).replace(value)
    }

    pub(super) fn remove(&mut self, id: ItemId) -> Option<V> {
        self.place(id).take()
    }

    /// All values, in the order of their items.
    pub(super) fn into_values(self) -> Vec<(ItemId, V)> {
        let mut values = Vec::new();
        for (file, items) in (0..).zip(self.files) {
            for (index, value) in (0..).zip(items) {
                values.extend(value.map(|value| (ItemId { file, index }, value)));
            }
        }
        values
    }
}

fn reach<T: Default>(list: &mut Vec<T>, index: usize) -> &mut T {
    if index >= list.len() {
        list.resize_with(index + 1, T::default);
    }
    &mut list[index]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_their_items() {
        let mut table = Table::default();
        let ids = [(3, 1), (0, 5), (3, 0)].map(|(file, index)| ItemId { file, index });
        for id in ids {
            assert_eq!(table.get(id), None);
            assert_eq!(table.insert(id, id.index), None);
            assert_eq!(table.insert(id, id.index + 1), Some(id.index));
            assert_eq!(table.get(id), Some(&(id.index + 1)));
        }
        assert_eq!(table.remove(ids[0]), Some(2));
        assert_eq!(table.remove(ids[0]), None);
        assert_eq!(table.into_values(), [(ids[1], 6), (ids[2], 1)]);
    }
}
