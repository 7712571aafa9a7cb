//! This repository's codec, with each notation of strings.

pub mod shapes;

use bytes::Bytes;
use thrift::protocol::Reader as _;
use thrift::{Decode, Encode, Limits, Result, TType, binary, compact};

use crate::case::{Op, Protocol, Rows};

pub use self::shapes::{borrowed, owned, shared};

/// A protocol as a type, so that each row is compiled for one of them.
pub trait Wire: 'static {
    const PROTOCOL: Protocol;

    fn append<T: Encode>(out: &mut Vec<u8>, value: &T) -> Result<()>;
    fn to_vec<T: Encode>(value: &T) -> Result<Vec<u8>>;
    fn from_slice<T: Decode<'static>>(bytes: &'static [u8]) -> Result<T>;
    fn from_bytes<T: Decode<'static>>(bytes: &'static Bytes) -> Result<T>;
    fn skip(bytes: &'static [u8]) -> Result<()>;
}

macro_rules! wire {
    ($name:ident, $module:ident) => {
        #[doc = concat!("The protocol of the module `", stringify!($module), "`.")]
        pub struct $name;

        impl Wire for $name {
            const PROTOCOL: Protocol = Protocol::$name;

            #[inline]
            fn append<T: Encode>(out: &mut Vec<u8>, value: &T) -> Result<()> {
                $module::to_writer(out, value)
            }

            #[inline]
            fn to_vec<T: Encode>(value: &T) -> Result<Vec<u8>> {
                $module::to_vec(value)
            }

            #[inline]
            fn from_slice<T: Decode<'static>>(bytes: &'static [u8]) -> Result<T> {
                $module::from_slice(bytes)
            }

            #[inline]
            fn from_bytes<T: Decode<'static>>(bytes: &'static Bytes) -> Result<T> {
                $module::from_bytes(bytes)
            }

            #[inline]
            fn skip(bytes: &'static [u8]) -> Result<()> {
                let mut input = $module::Reader::new(bytes, &Limits::DEFAULT)?;
                input.skip(TType::Struct)?;
                input.finish()
            }
        }
    };
}

wire!(Binary, binary);
wire!(Compact, compact);

/// Adds what is encoded from `value`, and read as the types of the three notations.
pub fn add<W, O, S, B>(rows: &mut Rows<'_>, bytes: &'static Bytes, value: O)
where
    W: Wire,
    O: Encode + Decode<'static> + 'static,
    S: Decode<'static> + 'static,
    B: Decode<'static> + 'static,
{
    let mut out = Vec::with_capacity(bytes.len());
    let value = std::rc::Rc::new(value);
    let again = std::rc::Rc::clone(&value);
    rows.add(Op::Encode, move || {
        out.clear();
        let done = W::append(&mut out, &*value);
        std::hint::black_box(&out);
        done.is_ok()
    });
    rows.add(Op::EncodeNew, move || W::to_vec(&*again));
    rows.add(Op::DecodeOwned, move || W::from_slice::<O>(bytes));
    rows.add(Op::DecodeShared, move || W::from_bytes::<S>(bytes));
    rows.add(Op::DecodeBorrowed, move || W::from_slice::<B>(bytes));
    rows.add(Op::Skip, move || W::skip(bytes).is_ok());
}
