//! Apache Thrift's own crate, with what its compiler generates.
//!
//! It reads from a slice and writes to a vector: that is the fastest of its transports.

use std::hint::black_box;
use std::rc::Rc;

use apache::protocol::{
    TBinaryInputProtocol, TBinaryOutputProtocol, TCompactInputProtocol, TCompactOutputProtocol,
    TInputProtocol, TSerializable, TType,
};

use crate::case::{Op, Protocol, Rows};
use crate::payloads::{Payload, Result};

pub use thrift_bench_generated::apache as payloads;

const NAME: &str = "apache";

macro_rules! protocol {
    ($module:ident, $input:ident, $output:ident $(, $strict:literal)?) => {
        mod $module {
            use super::*;

            #[inline]
            pub(super) fn write<T: TSerializable>(value: &T, out: &mut Vec<u8>) -> apache::Result<()> {
                value.write_to_out_protocol(&mut $output::new(out $(, $strict)?))
            }

            #[inline]
            pub(super) fn read<T: TSerializable>(bytes: &[u8]) -> apache::Result<T> {
                T::read_from_in_protocol(&mut $input::new(bytes $(, $strict)?))
            }

            #[inline]
            fn skip(bytes: &[u8]) -> apache::Result<()> {
                $input::new(bytes $(, $strict)?).skip(TType::Struct)
            }

            pub(super) fn add<T>(rows: &mut Rows<'_>, value: &Rc<T>, bytes: &'static [u8])
            where
                T: TSerializable + 'static,
            {
                let (value, again) = (Rc::clone(value), Rc::clone(value));
                let mut out = Vec::with_capacity(bytes.len());
                rows.add(Op::Encode, move || {
                    out.clear();
                    let done = write(&*value, &mut out);
                    black_box(&out);
                    done.is_ok()
                });
                rows.add(Op::EncodeNew, move || {
                    let mut out = Vec::new();
                    write(&*again, &mut out).map(|()| out)
                });
                rows.add(Op::DecodeOwned, move || read::<T>(bytes));
                rows.add(Op::Skip, move || skip(bytes).is_ok());
            }
        }
    };
}

protocol!(binary, TBinaryInputProtocol, TBinaryOutputProtocol, true);
protocol!(compact, TCompactInputProtocol, TCompactOutputProtocol);

/// Adds the rows of both protocols.
///
/// # Errors
///
/// Fails when other bytes are written.
pub fn add<T: TSerializable + 'static, O>(payload: &mut Payload<'_, O>) -> Result<()>
where
    O: thrift::Decode<'static> + PartialEq,
{
    let value = Rc::new(binary::read::<T>(payload.binary).map_err(problem)?);
    let mut out = Vec::new();
    binary::write(&*value, &mut out).map_err(problem)?;
    payload.same(Protocol::Binary, NAME, &out)?;
    let bytes = payload.binary;
    binary::add(&mut payload.rows(Protocol::Binary, NAME), &value, bytes);
    add_compact::<T, O>(payload)
}

/// Adds the rows of Compact.
///
/// # Errors
///
/// Fails when other bytes are written.
pub fn add_compact<T: TSerializable + 'static, O>(payload: &mut Payload<'_, O>) -> Result<()>
where
    O: thrift::Decode<'static> + PartialEq,
{
    let value = Rc::new(compact::read::<T>(payload.compact).map_err(problem)?);
    let mut out = Vec::new();
    compact::write(&*value, &mut out).map_err(problem)?;
    payload.same(Protocol::Compact, NAME, &out)?;
    let bytes = payload.compact;
    compact::add(&mut payload.rows(Protocol::Compact, NAME), &value, bytes);
    Ok(())
}

#[allow(clippy::needless_pass_by_value, reason = "what `map_err` takes")]
fn problem(error: apache::Error) -> String {
    format!("{NAME} fails: {error:?}")
}
