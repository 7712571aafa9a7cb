//! Structs, unions and exceptions, and their fields.

use core::fmt;

use super::{Annotations, Type};
use crate::{Result, Value};

/// A struct, a union or an exception.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::schema::{self, Requiredness, Type};
///
/// thrift::thrift! { struct User { 1: i32 id, 2: optional string name (since = "3") } }
///
/// let Type::Struct(user) = schema::of::<User>() else { panic!() };
/// let name = &user.fields[1];
/// assert_eq!((name.id, name.name), (2, "name"));
/// assert_eq!(name.requiredness, Requiredness::Optional);
/// assert_eq!(name.annotations, [("since", "3")]);
/// assert!(matches!(name.ty(), Type::String));
/// # }
/// ```
///
/// A type with an [`Encode`](crate::Encode) of its own can describe itself in a constant:
///
/// ```
/// use thrift::schema::{Field, Requiredness, Struct, StructKind};
/// use thrift::Encode;
///
/// const PAIR: Struct = Struct::new("Pair", StructKind::Struct, &[
///     Field::new(1, "left", Requiredness::Default, <i32 as Encode>::schema),
///     Field::new(2, "right", Requiredness::Default, <i32 as Encode>::schema),
/// ]);
/// # assert_eq!(PAIR.fields.len(), 2);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Struct {
    /// Its name.
    pub name: &'static str,
    /// Which of the three it is.
    pub kind: StructKind,
    /// Its doc comment; empty if there is none.
    pub docs: &'static str,
    /// Its annotations.
    pub annotations: Annotations,
    /// Its fields, in the order of declaration.
    pub fields: &'static [Field],
}

/// What a [`Struct`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "there are three")]
pub enum StructKind {
    /// `struct`
    Struct,
    /// `union`
    Union,
    /// `exception`
    Exception,
}

impl Struct {
    /// A description without docs and annotations.
    #[must_use]
    pub const fn new(name: &'static str, kind: StructKind, fields: &'static [Field]) -> Self {
        Self { name, kind, docs: "", annotations: &[], fields }
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

    /// The field of this id.
    #[must_use]
    pub fn field(&self, id: i16) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}

/// A field, a member of a union, an argument of a method, or an exception that it throws.
///
/// See [`Struct`] for an example.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Field {
    /// The id on the wire; negative if it was not written in the IDL.
    pub id: i16,
    /// Its name.
    pub name: &'static str,
    /// Its doc comment; empty if there is none.
    pub docs: &'static str,
    /// Its annotations.
    pub annotations: Annotations,
    /// Whether it must be there.
    pub requiredness: Requiredness,
    ty: fn() -> Type,
    default: Option<fn() -> Result<Value>>,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "there are three")]
pub enum Requiredness {
    /// `required`: always written, and an error when it is absent.
    Required,
    /// `optional`: written if it is there. So are members of unions, declared exceptions, and
    /// fields that are an `Option` since their type has no value of its own.
    Optional,
    /// Neither: always written, and its default when it is absent.
    Default,
}

impl Field {
    /// A description without a default, docs and annotations.
    #[must_use]
    pub const fn new(
        id: i16,
        name: &'static str,
        requiredness: Requiredness,
        ty: fn() -> Type,
    ) -> Self {
        Self { id, name, docs: "", annotations: &[], requiredness, ty, default: None }
    }

    /// Sets the default.
    #[must_use]
    pub const fn with_default(mut self, default: fn() -> Result<Value>) -> Self {
        self.default = Some(default);
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

    /// Its type.
    #[must_use]
    pub fn ty(&self) -> Type {
        (self.ty)()
    }

    /// Whether a default is declared.
    #[must_use]
    pub fn has_default(&self) -> bool {
        self.default.is_some()
    }

    /// The declared default, if there is one.
    ///
    /// # Errors
    ///
    /// Fails when the default is nested too deeply to be encoded.
    pub fn default_value(&self) -> Result<Option<Value>> {
        self.default.map(|make| make()).transpose()
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("docs", &self.docs)
            .field("annotations", &self.annotations)
            .field("requiredness", &self.requiredness)
            .field("ty", &self.ty())
            .field("default", &self.default.map(|make| make()))
            .finish()
    }
}
