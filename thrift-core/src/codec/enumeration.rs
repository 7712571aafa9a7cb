//! What all enums have in common.

use crate::error::Result;

/// The numbers and names of an enum.
///
/// Implemented by the derive of the same name, and for the enums of an IDL.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::ThriftEnum;
///
/// thrift::thrift! { enum Color { RED = 1, GREEN = 2 } }
///
/// assert_eq!(Color::VALUES, [Color::RED, Color::GREEN]);
/// assert_eq!(Color::RED.name(), Some("RED"));
/// assert_eq!(Color(7).name(), None);
/// # }
/// ```
pub trait ThriftEnum: Sized + 'static {
    /// Every declared value, in the order of declaration.
    const VALUES: &'static [Self];

    /// The number on the wire.
    fn number(&self) -> i32;

    /// The value of a number on the wire.
    ///
    /// # Errors
    ///
    /// Fails when the enum is closed and has no such value.
    fn from_number(number: i32) -> Result<Self>;

    /// The declared name; `None` for a value that this program does not know.
    fn name(&self) -> Option<&'static str>;
}
