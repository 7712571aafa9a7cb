//! The names of definitions, which stay while what is written is used up.

use core::ops::Range;

use crate::ast::{Definition, Name, StructKind};
use crate::program::ItemId;

/// A definition as others know it.
pub(super) struct Declared {
    pub(super) id: ItemId,
    pub(super) name: Name,
    pub(super) kind: Kind,
}

/// What is defined.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Struct(StructKind),
    Enum,
    Typedef,
    Const,
    Service,
}

/// The definitions of all files, numbered through, so that tables of them are lists.
#[derive(Default)]
pub(super) struct Declarations {
    pub(super) all: Vec<Declared>,
    /// The number of the first one in each file.
    starts: Vec<usize>,
}

impl Declared {
    fn of(definition: &Definition, id: ItemId) -> Self {
        let kind = match definition {
            Definition::Struct(item) => Kind::Struct(item.kind),
            Definition::Enum(_) => Kind::Enum,
            Definition::Typedef(_) => Kind::Typedef,
            Definition::Const(_) => Kind::Const,
            Definition::Service(_) => Kind::Service,
        };
        Self { id, name: definition.name().clone(), kind }
    }

    /// The keyword that begins the definition.
    pub(super) fn keyword(&self) -> &'static str {
        match self.kind {
            Kind::Struct(kind) => kind.keyword(),
            Kind::Enum => "enum",
            Kind::Typedef => "typedef",
            Kind::Const => "const",
            Kind::Service => "service",
        }
    }
}

impl Declarations {
    /// Adds the definitions of the next file.
    pub(super) fn add_file(&mut self, definitions: &[Definition]) {
        let mut id = ItemId { file: file_number(self.starts.len()), index: 0 };
        self.starts.push(self.all.len());
        for definition in definitions {
            self.all.push(Declared::of(definition, id));
            id.index += 1;
        }
    }

    pub(super) fn number(&self, id: ItemId) -> usize {
        self.starts[id.file as usize] + id.index as usize
    }

    /// The numbers of the definitions of a file.
    pub(super) fn of_file(&self, file: usize) -> Range<usize> {
        let end = self.starts.get(file + 1).copied().unwrap_or(self.all.len());
        self.starts[file]..end
    }
}

/// There are never as many files as would not fit: each has a name in the one that includes it.
pub(super) fn file_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
