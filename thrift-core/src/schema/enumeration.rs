//! Enums.

use super::Annotations;

/// An enum.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::schema::{self, Type};
///
/// thrift::thrift! { enum Color { RED = 1, GREEN = 2 } }
///
/// let Type::Enum(color) = schema::of::<Color>() else { panic!() };
/// assert_eq!(color.name, "Color");
/// assert_eq!(color.values[1].name, "GREEN");
/// assert!(color.open);
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Enum {
    /// Its name.
    pub name: &'static str,
    /// Its doc comment; empty if there is none.
    pub docs: &'static str,
    /// Its annotations.
    pub annotations: Annotations,
    /// The declared values, in the order of declaration.
    pub values: &'static [EnumValue],
    /// Whether it can hold a number that is not declared.
    pub open: bool,
}

impl Enum {
    /// An enum that holds only declared values.
    #[must_use]
    pub const fn new(name: &'static str, values: &'static [EnumValue]) -> Self {
        Self { name, docs: "", annotations: &[], values, open: false }
    }

    /// Lets it hold any number.
    #[must_use]
    pub const fn with_open(mut self) -> Self {
        self.open = true;
        self
    }

    /// Sets the doc comment.
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Sets the annotations.
    #[must_use]
    pub const fn with_annotations(mut self, annotations: Annotations) -> Self {
        self.annotations = annotations;
        self
    }

    /// The first value with this number.
    #[must_use]
    pub fn value(&self, number: i32) -> Option<&'static EnumValue> {
        self.values.iter().find(|value| value.number == number)
    }
}

/// A value of an enum.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct EnumValue {
    /// Its name.
    pub name: &'static str,
    /// The number on the wire.
    pub number: i32,
    /// Its doc comment; empty if there is none.
    pub docs: &'static str,
    /// Its annotations.
    pub annotations: Annotations,
}

impl EnumValue {
    /// A value.
    #[must_use]
    pub const fn new(name: &'static str, number: i32) -> Self {
        Self { name, number, docs: "", annotations: &[] }
    }

    /// Sets the doc comment.
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Sets the annotations.
    #[must_use]
    pub const fn with_annotations(mut self, annotations: Annotations) -> Self {
        self.annotations = annotations;
        self
    }
}
