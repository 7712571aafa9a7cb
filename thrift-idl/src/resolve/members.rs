//! The members of enums and structs by name.

use core::cell::RefCell;
use std::rc::Rc;

use super::Resolver;
use super::table::Table;
use crate::program::{Item, ItemId};

/// Up to here looking at each is faster than an index.
const FEW: usize = 16;

/// The numbers of members in the order of their names, for items that have many and were asked.
#[derive(Default)]
pub(super) struct Members(RefCell<Table<Rc<[usize]>>>);

impl Resolver<'_> {
    /// The index of the value of an enum, or of the field of a struct.
    pub(super) fn member(&self, id: ItemId, name: &str) -> Option<usize> {
        match self.item(id)? {
            Item::Enum(item) => {
                self.members.find(id, name, item.values.len(), &|at| &item.values[at].name.text)
            }
            Item::Struct(item) => {
                self.members.find(id, name, item.fields.len(), &|at| &item.fields[at].name.text)
            }
            Item::Typedef(_) | Item::Const(_) | Item::Service(_) => None,
        }
    }
}

impl Members {
    fn find<'n>(
        &self,
        id: ItemId,
        name: &str,
        count: usize,
        name_of: &dyn Fn(usize) -> &'n str,
    ) -> Option<usize> {
        if count <= FEW {
            return (0..count).find(|at| name_of(*at) == name);
        }
        let sorted = Rc::clone(self.0.borrow_mut().place(id).get_or_insert_with(|| {
            let mut sorted: Vec<usize> = (0..count).collect();
            sorted.sort_unstable_by_key(|at| name_of(*at));
            sorted.into()
        }));
        sorted.binary_search_by(|at| name_of(*at).cmp(name)).ok().map(|found| sorted[found])
    }
}
