//! The items of all files in a row, so that what is known of each is a list.

use thrift_idl::{Item, ItemId, Program};

/// Every item with its number: those of a file come behind those of the files before it.
pub(super) struct Items<'a> {
    pub(super) all: Vec<&'a Item>,
    /// The number of the first item of each file.
    starts: Vec<usize>,
}

impl<'a> Items<'a> {
    pub(super) fn of(program: &'a Program) -> Self {
        let (mut all, mut starts) = (Vec::new(), Vec::new());
        for file in &program.files {
            starts.push(all.len());
            all.extend(&file.items);
        }
        Self { all, starts }
    }

    pub(super) fn number(&self, id: ItemId) -> usize {
        self.starts[id.file as usize] + id.index as usize
    }
}
