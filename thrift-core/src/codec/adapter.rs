//! Fields whose Rust type differs from the type on the wire.
//!
//! An adapter is two conversions, from the value of a field and to it. All else follows from the
//! type on the wire: how each protocol writes it, what the schema says, and when it is absent.

mod bits;
mod each;
mod text;

pub use self::bits::Bits;
pub use self::each::Each;
pub use self::text::Text;
use crate::error::Result;

/// How a `T` becomes a value that has a Thrift type, and is made from one.
///
/// ```
/// use std::time::Duration;
///
/// use thrift::{Adapter, Error, Kind, Result};
///
/// /// A duration as its milliseconds.
/// struct Millis;
///
/// impl Adapter<Duration> for Millis {
///     type Wire = i64;
///
///     fn to_wire(value: &Duration) -> i64 {
///         value.as_millis().try_into().unwrap_or(i64::MAX)
///     }
///
///     fn from_wire(wire: i64) -> Result<Duration> {
///         match u64::try_from(wire) {
///             Ok(millis) => Ok(Duration::from_millis(millis)),
///             Err(_) => Err(Error::new(Kind::Invalid, "the duration is negative")),
///         }
///     }
/// }
///
/// let bytes = thrift::binary::to_vec(&Millis::to_wire(&Duration::from_secs(2)))?;
/// let read = Millis::from_wire(thrift::binary::from_slice(&bytes)?)?;
/// assert_eq!(read, Duration::from_secs(2));
/// # Ok::<_, thrift::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not adapt `{T}`",
    label = "not an adapter for `{T}`",
    note = "`thrift::adapter::Bits` is for `u8`, `u16`, `u32` and `u64`, `Text` for what has `Display` and `FromStr`",
    note = "`thrift::adapter::Each` brings an adapter into `Option`, lists and maps"
)]
pub trait Adapter<T> {
    /// What is written and read; it has a Thrift type.
    type Wire;

    /// Makes what is written.
    fn to_wire(value: &T) -> Self::Wire;

    /// Makes the value from what was read.
    ///
    /// # Errors
    ///
    /// Fails when no value has this form.
    fn from_wire(wire: Self::Wire) -> Result<T>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Decode, binary};

    /// A plain module may stand where an adapter does.
    mod celsius {
        use crate::error::Result;

        #[expect(clippy::trivially_copy_pass_by_ref, reason = "as `Adapter` has it")]
        pub(super) fn to_wire(kelvin: &f64) -> f64 {
            kelvin - 273.0
        }

        #[expect(clippy::unnecessary_wraps, reason = "as `Adapter` has it")]
        pub(super) fn from_wire(celsius: f64) -> Result<f64> {
            Ok(celsius + 273.0)
        }
    }

    /// Expansions read into places whose type only the adapter knows.
    #[test]
    fn the_type_on_the_wire_is_found_from_both_ends() {
        fn place<'de, T: Decode<'de>>(bytes: &'de [u8], place: &mut Option<T>) -> Result<()> {
            *place = Some(binary::from_slice(bytes)?);
            Ok(())
        }

        struct Reading {
            count: u32,
            kelvin: f64,
        }

        let reading = Reading { count: 1 << 31, kelvin: 280.0 };
        let count = binary::to_vec(&Bits::to_wire(&reading.count)).unwrap();
        let kelvin = binary::to_vec(&celsius::to_wire(&reading.kelvin)).unwrap();
        let (mut first, mut second) = (None, None);
        place(&count, &mut first).unwrap();
        place(&kelvin, &mut second).unwrap();
        let read = Reading {
            count: Bits::from_wire(first.unwrap()).unwrap(),
            kelvin: celsius::from_wire(second.unwrap()).unwrap(),
        };
        assert_eq!(read.count, reading.count);
        assert_eq!(read.kelvin.to_bits(), reading.kelvin.to_bits());
    }
}
