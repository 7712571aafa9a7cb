//! pilota, with what its generator writes.
//!
//! Its strings are inline when they are short, and share the message when they are not, so that its
//! rows are those of shared strings, save where a payload has neither strings nor bytes. Its codec
//! without checks, `binary_unsafe`, needs `unsafe` in whoever calls it, and is left out. Skipping a
//! struct in Compact panics at what it takes for a bool, and so has no rows either.

use std::hint::black_box;
use std::rc::Rc;

use bytes::Bytes;
use pilota::BytesMut;
use pilota::thrift::binary::TBinaryProtocol;
use pilota::thrift::compact::{TCompactInputProtocol, TCompactOutputProtocol};
use pilota::thrift::{Message, TInputProtocol, TType, ThriftException};

use crate::case::{Op, Protocol};
use crate::payloads::{Payload, Result};

pub use thrift_bench_generated::pilota::pilota::payloads;

const NAME: &str = "pilota";

/// Payloads without strings and bytes, which are as owned as those of others.
const WITHOUT_STRINGS: [&str; 2] = ["5a-i64x100k", "5b-f64x100k"];

/// Payloads that its decoder of Compact can read: those without bool and nested structs.
const COMPACT_READS: [&str; 4] = ["3-strings", "4-blob1M", "5a-i64x100k", "5b-f64x100k"];

#[inline]
fn write_binary<T: Message>(value: &T, out: &mut BytesMut) -> Result<(), ThriftException> {
    value.encode(&mut TBinaryProtocol::new(out, true))
}

#[inline]
fn write_compact<T: Message>(value: &T, out: &mut BytesMut) -> Result<(), ThriftException> {
    value.encode(&mut TCompactOutputProtocol::new(out, true))
}

#[inline]
fn read_binary<T: Message>(bytes: &Bytes) -> Result<T, ThriftException> {
    T::decode(&mut TBinaryProtocol::new(&mut bytes.clone(), true))
}

#[inline]
fn read_compact<T: Message>(bytes: &Bytes) -> Result<T, ThriftException> {
    T::decode(&mut TCompactInputProtocol::new(&mut bytes.clone()))
}

#[inline]
fn new_binary<T: Message>(value: &T) -> Result<BytesMut, ThriftException> {
    let mut nothing = BytesMut::new();
    let size = value.size(&mut TBinaryProtocol::new(&mut nothing, true));
    let mut out = BytesMut::with_capacity(size);
    write_binary(value, &mut out).map(|()| out)
}

#[inline]
fn new_compact<T: Message>(value: &T) -> Result<BytesMut, ThriftException> {
    let mut nothing = BytesMut::new();
    let size = value.size(&mut TCompactOutputProtocol::new(&mut nothing, true));
    let mut out = BytesMut::with_capacity(size);
    write_compact(value, &mut out).map(|()| out)
}

/// Adds the rows of both protocols, as far as its decoder of Compact can read the payload.
///
/// # Errors
///
/// Fails when other bytes are written.
pub fn add<T: Message + 'static, O>(payload: &mut Payload<'_, O>) -> Result<()>
where
    O: thrift::Decode<'static> + PartialEq,
{
    let problem = |error| format!("{NAME} fails: {error:?}");
    let value = Rc::new(read_binary::<T>(payload.binary).map_err(problem)?);
    payload.same(Protocol::Binary, NAME, &new_binary(&*value).map_err(problem)?)?;
    let written = new_compact(&*value).map_err(problem)?;
    if reordered(&written, payload.compact) {
        payload.leave_out(
            NAME,
            "right bytes of Compact",
            "it writes doubles big-endian, with the same work; its rows of encoding count",
        );
    } else {
        payload.same(Protocol::Compact, NAME, &written)?;
    }
    add_binary(payload, &value);

    let reads = COMPACT_READS.contains(&payload.name);
    if reads {
        // Both ends have to disagree with the specification for this to go unnoticed.
        let read = read_compact::<T>(payload.compact).map_err(problem)?;
        payload.same(Protocol::Binary, NAME, &new_binary(&read).map_err(problem)?)?;
    } else {
        let why = "its decoder panics at a bool, and loses its place after a nested struct";
        payload.leave_out(NAME, "decoding Compact", why);
    }
    add_compact(payload, &value, reads);
    Ok(())
}

/// Whether the bytes are others, but only by their order.
fn reordered(written: &[u8], expected: &[u8]) -> bool {
    let sorted = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        bytes.sort_unstable();
        bytes
    };
    written != expected && sorted(written) == sorted(expected)
}

fn decode_op<O>(payload: &Payload<'_, O>) -> Op {
    if WITHOUT_STRINGS.contains(&payload.name) { Op::DecodeOwned } else { Op::DecodeShared }
}

fn add_binary<T: Message + 'static, O>(payload: &mut Payload<'_, O>, value: &Rc<T>) {
    let (value, again) = (Rc::clone(value), Rc::clone(value));
    let (bytes, decode) = (payload.binary, decode_op(payload));
    let mut out = BytesMut::with_capacity(bytes.len());
    let mut rows = payload.rows(Protocol::Binary, NAME);
    rows.add(Op::Encode, move || {
        out.clear();
        let done = write_binary(&*value, &mut out);
        black_box(&out);
        done.is_ok()
    });
    rows.add(Op::EncodeNew, move || new_binary(&*again));
    rows.add(decode, move || read_binary::<T>(bytes));
    rows.add(Op::Skip, move || {
        TBinaryProtocol::new(&mut bytes.clone(), true).skip(TType::Struct).is_ok()
    });
}

fn add_compact<T: Message + 'static, O>(payload: &mut Payload<'_, O>, value: &Rc<T>, reads: bool) {
    let (value, again) = (Rc::clone(value), Rc::clone(value));
    let (bytes, decode) = (payload.compact, decode_op(payload));
    let mut out = BytesMut::with_capacity(bytes.len());
    let mut rows = payload.rows(Protocol::Compact, NAME);
    rows.add(Op::Encode, move || {
        out.clear();
        let done = write_compact(&*value, &mut out);
        black_box(&out);
        done.is_ok()
    });
    rows.add(Op::EncodeNew, move || new_compact(&*again));
    if reads {
        rows.add(decode, move || read_compact::<T>(bytes));
    }
}
