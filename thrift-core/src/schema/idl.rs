//! Descriptions to Thrift IDL.

mod collect;
mod name;
mod print;
mod text;
mod value;

use super::{Service, Type};
use crate::Result;

/// What [`to_idl`] can be asked for.
///
/// ```
/// use thrift::schema::{self, Item};
///
/// let item = Item::from(schema::of::<i32>());
/// assert!(matches!(item, Item::Type(_)));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Item {
    /// A type; only structs, unions, exceptions and enums have a definition.
    Type(Type),
    /// A service.
    Service(&'static Service),
}

impl From<Type> for Item {
    fn from(ty: Type) -> Self {
        Self::Type(ty)
    }
}

impl From<&'static Service> for Item {
    fn from(service: &'static Service) -> Self {
        Self::Service(service)
    }
}

/// Writes a file of Thrift IDL with these types and services, and all that they mention.
///
/// The text is that of Apache's compiler, and the same for the same items: each definition stands
/// after those that it needs.
///
/// ```
/// # #[cfg(all(feature = "idl", feature = "service"))] {
/// use thrift::schema;
///
/// thrift::thrift! {
///     enum Level { LOW = 1, HIGH = 2 }
///     struct Task { 1: required string title, 2: Level level = Level.LOW }
///     service Tasks { Task next() }
/// }
///
/// let text = schema::to_idl(&[schema::of_service::<TasksServer<()>>().into()])?;
/// assert_eq!(text, "\
/// enum Level {
///   LOW = 1,
///   HIGH = 2,
/// }
///
/// struct Task {
///   1: required string title;
///   2: Level level = Level.LOW;
/// }
///
/// service Tasks {
///   Task next();
/// }
/// ");
/// # }
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// # Errors
///
/// Fails where the IDL has no words for what is described, and says where that is:
///
/// - a struct or container with an `Encode` of its own that does not describe itself,
/// - two different types of one name, as two instances of a generic type are,
/// - a name that is none in Thrift,
/// - a default that cannot be written: NaN or infinity, a `binary` that is not UTF-8, a string with
///   a NUL, or a number of an enum that has no name,
/// - an annotation with a NUL.
pub fn to_idl(items: &[Item]) -> Result<String> {
    let definitions = collect::definitions(items)?;
    Ok(print::file(&definitions))
}

#[cfg(test)]
mod tests;
