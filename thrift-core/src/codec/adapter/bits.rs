//! Unsigned integers, which Thrift does not have.

use super::Adapter;
use crate::error::Result;

/// An unsigned integer as the signed one of the same width, bit for bit.
///
/// The upper half of `u32` is negative on the wire: peers that know the field as `i32` see it so.
///
/// ```
/// use thrift::{Adapter, adapter::Bits};
///
/// assert_eq!(Bits::to_wire(&u32::MAX), -1_i32);
/// let value: u16 = Bits::from_wire(-32768)?;
/// assert_eq!(value, 32768);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bits;

macro_rules! bits {
    ($($unsigned:ty: $signed:ty;)*) => {$(
        impl Adapter<$unsigned> for Bits {
            type Wire = $signed;

            #[inline]
            fn to_wire(value: &$unsigned) -> $signed {
                value.cast_signed()
            }

            #[inline]
            fn from_wire(wire: $signed) -> Result<$unsigned> {
                Ok(wire.cast_unsigned())
            }
        }
    )*};
}

bits! {
    u8: i8;
    u16: i16;
    u32: i32;
    u64: i64;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_keeps_its_bits() {
        assert_eq!(Bits::to_wire(&0x80_u8), i8::MIN);
        assert_eq!(Bits::to_wire(&0x8000_u16), i16::MIN);
        assert_eq!(Bits::to_wire(&0x8000_0000_u32), i32::MIN);
        assert_eq!(Bits::to_wire(&0x8000_0000_0000_0000_u64), i64::MIN);
        for value in [0, 1, u64::MAX / 2, u64::MAX] {
            let back: u64 = Bits::from_wire(Bits::to_wire(&value)).unwrap();
            assert_eq!(back, value);
        }
        for value in 0..=u8::MAX {
            let back: u8 = Bits::from_wire(Bits::to_wire(&value)).unwrap();
            assert_eq!(back, value);
        }
    }
}
