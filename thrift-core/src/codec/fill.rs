//! Values that are made first and filled then, in the place where they stay.
//!
//! A struct that is put together when all its fields are read moves once for each struct around it,
//! and wide moves right after narrow writes are what a processor is slow at. So a struct is made
//! blank where it is to be, and its fields are read into it. Which types have a blank is known while
//! the program is compiled, and code for the other way is not even generated.

use crate::error::Result;
use crate::protocol::Reader;
use crate::{Decode, TType};

/// Whether values of a type are read into their place: structs that have a blank. All else is small.
pub(super) const fn is_filled<'de, T: Decode<'de>>() -> bool {
    T::__FILLS && matches!(T::TTYPE, TType::Struct)
}

/// Reads a value that has a blank.
///
/// # Errors
///
/// Fails when the bytes are not those of a `T`.
#[inline]
pub fn filled<'de, T: Decode<'de>, R: Reader<'de>>(input: &mut R) -> Result<T> {
    let mut value = T::__blank();
    T::__fill(&mut value, input)?;
    Ok(value)
}

/// Reads a value into a new place at the end.
///
/// There may be one more value when this fails.
#[inline]
pub(super) fn push<'de, T: Decode<'de>, R: Reader<'de>>(
    items: &mut Vec<T>,
    input: &mut R,
) -> Result<()> {
    if const { !is_filled::<T>() } {
        items.push(T::decode(input)?);
        return Ok(());
    }
    items.push(T::__blank());
    match items.last_mut() {
        Some(item) => T::__fill(item, input),
        None => Ok(()),
    }
}
