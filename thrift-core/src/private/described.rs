//! What descriptions need of types that the macros see only as tokens.

#[cfg(feature = "service")]
use crate::schema::Field;
use crate::schema::Type;
#[cfg(feature = "service")]
use crate::service::{MethodError, ReturnValue};
use crate::value::{Value, to_value};
use crate::{Encode, Result};

/// An `Option`, whose inside has a Thrift type.
pub trait Inside {
    /// Describes what is inside.
    fn schema() -> Type;

    /// The value inside, which is there.
    ///
    /// # Errors
    ///
    /// Fails when the value is nested too deeply.
    fn value(self) -> Result<Value>;
}

impl<T: Encode> Inside for Option<T> {
    fn schema() -> Type {
        T::schema()
    }

    fn value(self) -> Result<Value> {
        to_value(&super::required(self, "default")?)
    }
}

/// The default of a field.
///
/// # Errors
///
/// Fails when the value is nested too deeply.
pub fn default_value<T: Encode>(value: T) -> Result<Value> {
    to_value(&value)
}

/// The default of a field that is an `Option`.
///
/// # Errors
///
/// Fails when the value is nested too deeply.
pub fn default_inside<T: Inside>(value: T) -> Result<Value> {
    value.value()
}

/// Describes what an adapter reads and writes.
#[must_use]
pub fn wire_schema<W: Encode, T>(_from_wire: fn(W) -> Result<T>) -> Type {
    W::schema()
}

/// The whole result of a method.
#[cfg(feature = "service")]
pub trait Returns {
    /// Describes what is returned; `None` for `void`.
    fn returns() -> Option<Type>;

    /// Describes the declared exceptions.
    fn exceptions() -> &'static [Field];
}

#[cfg(feature = "service")]
impl<T: ReturnValue, E: MethodError> Returns for Result<T, E> {
    fn returns() -> Option<Type> {
        T::schema()
    }

    fn exceptions() -> &'static [Field] {
        E::exceptions()
    }
}
