//! Reading values that take up all of an input.

use bytes::Bytes;

use super::append::Append;
use super::{Limits, Reader, allowance, canonical};
use crate::error::Result;
use crate::{Decode, Encode};

/// A reader of one input, which knows how much of it is left.
pub(crate) trait Whole<'de>: Reader<'de> + Sized {
    /// A reader of `bytes`, which may share the allocation that they lie in.
    fn over(bytes: &'de [u8], source: Option<&'de Bytes>, limits: &Limits) -> Result<Self>;

    /// How many bytes are not read yet.
    fn left(&self) -> usize;

    /// Whether nothing is left that means anything.
    fn is_at_end(&mut self) -> bool {
        self.left() == 0
    }

    /// Fails if something that was closed last was not whole.
    fn closed(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Decodes a value that takes up all of `bytes`.
pub(super) fn decode<'de, R: Whole<'de>, T: Decode<'de>>(
    bytes: &'de [u8],
    source: Option<&'de Bytes>,
    limits: &Limits,
) -> Result<T> {
    let mut input = R::over(bytes, source, limits)?;
    let read = T::decode(&mut input).and_then(|value| at_end(&mut input).map(|()| value));
    read.map_err(|error| error.in_input(bytes.len(), input.left()))
}

/// Makes sure that a value was whole, and that nothing follows it.
#[inline]
pub(super) fn at_end<'de, R: Whole<'de>>(input: &mut R) -> Result<()> {
    input.closed()?;
    if input.is_at_end() { Ok(()) } else { allowance::all_read(input.left()) }
}

/// Decodes the value at the start of `bytes`, and gives what is behind it.
pub(super) fn decode_prefix<'de, R: Whole<'de>, T: Decode<'de>>(
    bytes: &'de [u8],
    source: Option<&'de Bytes>,
    limits: &Limits,
) -> Result<(T, &'de [u8])> {
    let (within, beyond) = allowance::within(bytes, limits);
    let mut input = R::over(within, source, limits)?;
    let read = T::decode(&mut input).and_then(|value| input.closed().map(|()| value));
    let value = read.map_err(|error| {
        let error = error.in_input(within.len(), input.left());
        allowance::cut_off(error, beyond, limits)
    })?;
    let at = within.len() - input.left();
    Ok((value, bytes.get(at..).unwrap_or_default()))
}

/// Decodes a value that takes up all of `bytes`, if they are those that it is written with.
pub(super) fn decode_canonical<'de, R: Whole<'de>, W: Append, T: Encode + Decode<'de>>(
    bytes: &'de [u8],
    source: Option<&'de Bytes>,
    limits: &Limits,
) -> Result<T> {
    let value = decode::<R, T>(bytes, source, limits)?;
    canonical::check::<W, T>(&value, bytes, limits)?;
    Ok(value)
}
