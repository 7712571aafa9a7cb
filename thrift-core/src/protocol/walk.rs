//! Finding the end of values without reading them.
//!
//! A protocol says where it has its lengths, in its [`Layout`]. Two walks go by that: one over a
//! value that is all there, to skip it, and one over a message whose bytes are still arriving, which
//! can stop anywhere. Both keep their own stack, so depth costs no stack of the thread.

#[cfg(any(feature = "blocking", feature = "net"))]
mod resume;
#[cfg(any(feature = "blocking", feature = "net"))]
mod scan;
mod skip;

#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) use self::scan::Scanner;
pub(super) use self::skip::skip;
use crate::TType;
use crate::error::Result;
use crate::protocol::allowance::Bounds;

/// Where a protocol has the lengths of its values.
///
/// Each function gets the bytes from some place on, as far as they have arrived.
pub(crate) trait Layout {
    /// The size of a value that always takes the same number of bytes.
    fn fixed(ttype: TType) -> Option<usize>;

    /// Walks over fields whose ends are quickly found, as most are, and stops at any other; what is
    /// wrong is never walked over.
    #[inline]
    fn plain_fields<'a>(rest: &'a [u8], bounds: &Bounds) -> &'a [u8] {
        let _ = bounds;
        rest
    }

    /// As [`plain_fields`](Self::plain_fields), for elements that are no containers.
    #[inline]
    fn plain_items<'a>(
        ttype: TType,
        left: &mut usize,
        rest: &'a [u8],
        bounds: &Bounds,
    ) -> &'a [u8] {
        let _ = (ttype, left, bounds);
        rest
    }

    /// The header of a field, or the end of a struct.
    fn field(rest: &[u8]) -> Result<Part<Header>>;

    /// A number, a `uuid`, or a string and its length: all that has nothing inside.
    fn leaf(ttype: TType, rest: &[u8]) -> Result<Part<Option<usize>>>;

    /// The header of a list or set.
    fn elements(rest: &[u8]) -> Result<Part<(TType, usize)>>;

    /// The header of a map.
    fn pairs(rest: &[u8]) -> Result<Part<(TType, TType, usize)>>;

    /// The length of the header of a message; `None` while it is not all there.
    #[cfg(any(feature = "blocking", feature = "net"))]
    fn envelope(input: &[u8], limits: &super::Limits) -> Result<Option<usize>>;
}

/// A part of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<T> {
    /// What it says, and how many bytes it takes; these need not have arrived.
    Takes(usize, T),
    /// So many bytes must be there before it can be told.
    Wants(usize),
}

/// What stands before a field, or after the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// A field whose value follows.
    Field(TType),
    /// A field whose value is part of the header.
    Whole,
    /// The end of the struct.
    Stop,
}

#[inline]
fn is_leaf(ttype: TType) -> bool {
    !matches!(ttype, TType::Struct | TType::Map | TType::Set | TType::List)
}
