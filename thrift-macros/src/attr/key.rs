//! What attributes can say: the one table of keys, of the places where each may stand, and of what
//! they mean, from which mistakes are explained and the reference is written.

use core::fmt;

use super::Place;

/// What an attribute can say.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Crate,
    Default,
    DeprecatedIds,
    Id,
    Idempotent,
    Name,
    Oneway,
    Other,
    RenameAll,
    Required,
    Reserved,
    Skip,
    Transparent,
    Unknown,
    Value,
    With,
}

/// What follows a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Nothing,
    /// `= value`
    Value,
    /// `= value`, or nothing
    Perhaps,
    /// `(values)`
    List,
}

/// A key, and all that is to be known of it.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(super) key: Key,
    pub(super) takes: Takes,
    /// As it is written.
    pub(crate) form: &'static str,
    pub(crate) places: &'static [Place],
    pub(crate) meaning: &'static str,
}

impl Row {
    /// The row of a key, as the last line of a message.
    pub(super) fn help(&self) -> impl fmt::Display {
        format!("\nhelp: `{}`: {}", self.form, self.meaning)
    }
}

pub(crate) const ROWS: &[Row] = &[
    Row {
        name: "crate",
        key: Key::Crate,
        takes: Takes::Value,
        form: "crate = ::path",
        places: &[Place::Struct, Place::Union, Place::Enum, Place::Errors, Place::Service],
        meaning: "the crate `thrift`, where it is not `::thrift`",
    },
    Row {
        name: "default",
        key: Key::Default,
        takes: Takes::Perhaps,
        form: "default = expression",
        places: &[Place::Field, Place::Argument],
        meaning: "what an absent field gets, for an `Option` the value inside; \
                  without an expression, and without the key, the default of its type",
    },
    Row {
        name: "deprecated_ids",
        key: Key::DeprecatedIds,
        takes: Takes::List,
        form: "deprecated_ids(7, 8)",
        places: &[Place::Field],
        meaning: "other ids that the field is read from; it is written with its `id` alone",
    },
    Row {
        name: "id",
        key: Key::Id,
        takes: Takes::Value,
        form: "id = 1",
        places: &[Place::Field, Place::UnionVariant, Place::ErrorVariant, Place::Argument],
        meaning: "the number on the wire, which nothing beside it has; \
                  arguments are numbered from 1 without it",
    },
    Row {
        name: "idempotent",
        key: Key::Idempotent,
        takes: Takes::Nothing,
        form: "idempotent",
        places: &[Place::Service, Place::Method],
        meaning: "to call it again does no more than to call it once, so that a call may be \
                  repeated; on a service, every method of its own",
    },
    Row {
        name: "name",
        key: Key::Name,
        takes: Takes::Value,
        form: "name = \"…\"",
        places: &[
            Place::Field,
            Place::UnionVariant,
            Place::EnumVariant,
            Place::ErrorVariant,
            Place::Method,
            Place::Argument,
        ],
        meaning: "the name on the wire and in errors, where it is not that in Rust",
    },
    Row {
        name: "oneway",
        key: Key::Oneway,
        takes: Takes::Nothing,
        form: "oneway",
        places: &[Place::Method],
        meaning: "the call is not answered",
    },
    Row {
        name: "other",
        key: Key::Other,
        takes: Takes::Nothing,
        form: "other",
        places: &[Place::ErrorVariant],
        meaning: "takes every error that is no declared exception",
    },
    Row {
        name: "rename_all",
        key: Key::RenameAll,
        takes: Takes::Value,
        form: "rename_all = \"camelCase\"",
        places: &[Place::Struct, Place::Union, Place::Enum, Place::Service],
        meaning: "the case of all names on the wire: `camelCase`, `PascalCase`, `snake_case` or \
                  `SCREAMING_SNAKE_CASE`",
    },
    Row {
        name: "required",
        key: Key::Required,
        takes: Takes::Nothing,
        form: "required",
        places: &[Place::Field, Place::Argument],
        meaning: "its absence on the wire is an error",
    },
    Row {
        name: "reserved",
        key: Key::Reserved,
        takes: Takes::List,
        form: "reserved(3, 5..=9, \"old\")",
        places: &[Place::Struct, Place::Union, Place::Enum],
        meaning: "ids, values and names that nothing in it may have, since something had them once",
    },
    Row {
        name: "skip",
        key: Key::Skip,
        takes: Takes::Nothing,
        form: "skip",
        places: &[Place::Field],
        meaning: "not on the wire; a value that is read gets the `default`",
    },
    Row {
        name: "transparent",
        key: Key::Transparent,
        takes: Takes::Nothing,
        form: "transparent",
        places: &[Place::Struct],
        meaning: "on the wire the struct is what its one member is",
    },
    Row {
        name: "unknown",
        key: Key::Unknown,
        takes: Takes::Nothing,
        form: "unknown",
        places: &[Place::Field, Place::UnionVariant, Place::EnumVariant],
        meaning: "keeps what the program does not know: a field of type `Vec<UnknownField>`, \
                  a variant of a union with an `UnknownField`, of an enum with an `i32`",
    },
    Row {
        name: "value",
        key: Key::Value,
        takes: Takes::Value,
        form: "value = 1",
        places: &[Place::EnumVariant],
        meaning: "the number on the wire; without it, the discriminant",
    },
    Row {
        name: "with",
        key: Key::With,
        takes: Takes::Value,
        form: "with = path",
        places: &[Place::Field],
        meaning: "the adapter that converts the field: an `Adapter`, or a module with `to_wire` \
                  and `from_wire`",
    },
];
