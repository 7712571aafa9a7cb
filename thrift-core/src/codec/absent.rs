//! What fields are that were absent, and the heap that they take all the same.
//!
//! A default may be much longer than the bytes on the wire that ask for it: an empty struct in a
//! list is one byte. So it is taken out of the budget as what is read is.

use crate::error::Result;
use crate::protocol::Reader;

/// What a field is that was absent, and that is neither required nor optional nor has a default of
/// its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default, and a field of it may be absent",
    label = "no `Default`",
    note = "add `required` to `#[thrift(…)]`, or `default = …`, or make it an `Option<{Self}>`",
    note = "or implement `Default` for `{Self}`"
)]
pub trait Absent {
    /// The value of an absent field.
    fn absent() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> Absent for T {
    #[inline]
    fn absent() -> Self {
        Self::default()
    }
}

/// Takes the heap of the default of a field out of the budget.
///
/// # Errors
///
/// Fails when the input does not justify so much memory.
#[inline]
pub fn charge<'de, R: Reader<'de>>(input: &mut R, heap: usize, name: &'static str) -> Result<()> {
    if heap == 0 {
        return Ok(());
    }
    match input.charge(heap) {
        Ok(()) => Ok(()),
        Err(error) => Err(error.in_field(name)),
    }
}
