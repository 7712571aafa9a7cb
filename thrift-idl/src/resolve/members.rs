//! The members of enums and structs by name.

use core::cell::RefCell;

use super::index::{Index, Key};
use super::{Resolver, unknown};
use crate::program::{Item, ItemId, Name};

/// Up to here looking at each is faster than an index.
const FEW: usize = 16;

/// The members by their names, for items that have many and were asked.
pub(super) struct Members(RefCell<Vec<Option<Index<'static>>>>);

impl Members {
    pub(super) fn new(items: usize) -> Self {
        Self(RefCell::new(unknown(items)))
    }
}

impl Resolver<'_> {
    /// The index of the value of an enum, or of the field of a struct.
    pub(super) fn member(&self, id: ItemId, name: &str) -> Option<usize> {
        match self.item(id)? {
            Item::Enum(item) => {
                self.find_member(id, name, item.values.len(), &|at| &item.values[at].name)
            }
            Item::Struct(item) => {
                self.find_member(id, name, item.fields.len(), &|at| &item.fields[at].name)
            }
            Item::Typedef(_) | Item::Const(_) | Item::Service(_) => None,
        }
    }

    fn find_member<'n>(
        &self,
        id: ItemId,
        name: &str,
        count: usize,
        name_of: &dyn Fn(usize) -> &'n Name,
    ) -> Option<usize> {
        if count <= FEW {
            for at in 0..count {
                if name_of(at).text == name {
                    return Some(at);
                }
            }
            return None;
        }
        let known = &mut self.members.0.borrow_mut()[self.number(id)];
        if let Some(members) = known {
            return members.named(name);
        }
        let mut members = Index::default();
        for at in 0..count {
            members.first(Key::Name(name_of(at).text.clone().into()), at);
        }
        known.insert(members).named(name)
    }
}
