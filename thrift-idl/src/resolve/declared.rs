//! The names of definitions, which stay while what is written is used up.

use crate::ast::{Definition, Name, StructKind};

/// A definition as others know it.
pub(super) struct Declared {
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

impl Declared {
    pub(super) fn of(definition: &Definition) -> Self {
        let kind = match definition {
            Definition::Struct(item) => Kind::Struct(item.kind),
            Definition::Enum(_) => Kind::Enum,
            Definition::Typedef(_) => Kind::Typedef,
            Definition::Const(_) => Kind::Const,
            Definition::Service(_) => Kind::Service,
        };
        Self { name: definition.name().clone(), kind }
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
