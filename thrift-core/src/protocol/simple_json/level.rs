//! What is open, and of which type the next value in it is.

use crate::error::{Error, Kind};
use crate::schema::{Field, Struct, Type};

/// A struct or container that is open.
#[derive(Clone, Copy, Debug)]
pub(super) enum Level {
    Fields {
        of: &'static Struct,
        /// The place among the declared fields of the one whose name was last.
        field: Option<usize>,
    },
    Items {
        ty: Type,
        /// How many were begun.
        begun: usize,
    },
    Pairs {
        key: Type,
        value: Type,
        /// How many keys and values were begun.
        begun: usize,
    },
}

/// The place of the next value.
pub(super) struct Place {
    pub(super) ty: Type,
    /// The comma or colon before it.
    pub(super) separator: Option<u8>,
    /// Whether it is a key, which is in quotes whatever it is.
    pub(super) key: bool,
}

impl Place {
    /// The place of the outermost value.
    pub(super) fn outermost(ty: Type) -> Self {
        Self { ty, separator: None, key: false }
    }
}

impl Level {
    /// The place of the next value, which is then taken; `None` in a struct before a field.
    pub(super) fn next(&mut self) -> Option<Place> {
        Some(match self {
            Self::Fields { of, field } => {
                let field = field.and_then(|place| of.fields.get(place))?;
                Place::outermost(field.ty())
            }
            Self::Items { ty, begun } => {
                let separator = (*begun > 0).then_some(b',');
                *begun += 1;
                Place { ty: *ty, separator, key: false }
            }
            Self::Pairs { key, value, begun } => {
                let is_key = *begun % 2 == 0;
                let separator = match (*begun, is_key) {
                    (0, _) => None,
                    (_, true) => Some(b','),
                    (_, false) => Some(b':'),
                };
                *begun += 1;
                Place { ty: if is_key { *key } else { *value }, separator, key: is_key }
            }
        })
    }

    /// Adds to an error which of the values it came from.
    pub(super) fn locate(&self, error: Error) -> Error {
        match *self {
            Self::Fields { of, field } => match field.and_then(|place| of.fields.get(place)) {
                Some(field) => error.in_field(field.name),
                None => error,
            },
            Self::Items { begun: 0, .. } | Self::Pairs { begun: 0, .. } => error,
            Self::Items { begun, .. } => error.in_item(begun - 1),
            Self::Pairs { begun, .. } if begun % 2 == 1 => error.in_key(begun / 2),
            Self::Pairs { begun, .. } => error.in_item(begun / 2 - 1),
        }
    }
}

/// The place of a field among those of its struct.
///
/// Fields mostly come in the order of declaration, so those after the last one are looked at first.
pub(super) fn find(
    of: &Struct,
    last: Option<usize>,
    is_it: impl Fn(&Field) -> bool,
) -> Option<usize> {
    let next = last.map_or(0, |last| last + 1);
    let (before, after) = of.fields.split_at_checked(next)?;
    let later = after.iter().position(&is_it).map(|place| next + place);
    later.or_else(|| before.iter().position(is_it))
}

/// A key that would have to be text, and is not.
#[cold]
pub(super) fn no_key(ty: Type) -> Error {
    let message = format!("a key of type `{ty}` is no text, and keys have to be");
    Error::new(Kind::Invalid, message)
}

/// A struct or container of which nothing but its type on the wire is known.
#[cold]
pub(super) fn not_described(ty: Type) -> Error {
    let message =
        format!("the names in it are not known: the type `{ty}` does not describe itself");
    Error::new(Kind::Invalid, message)
}
