//! Footers of Parquet files: the official IDL, in Compact.
//!
//! The crate parquet writes the files. Its `decode_metadata` makes types of its own of a footer,
//! and keeps only what a query engine needs: [`projection`] has the same fields.

mod footer;
mod projection;

use bytes::Bytes;
use parquet::file::metadata::ParquetMetaDataReader;
use thrift::compact;

use self::projection::Footer;
use crate::case::{OURS, Op, Protocol};
use crate::ours::{self, Compact};
use crate::payloads::{Cases, Payload, Result};
use crate::peers::{apache, compact_thrift};

/// With `String` and `Bytes`.
mod owned {
    thrift::include_thrift!("../generated/parquet.thrift");
}

/// With `ByteString` and `Bytes` that share the message.
mod shared {
    thrift::include_thrift!("../generated/parquet_shared.thrift");
}

/// With `&str` and `&[u8]`.
mod borrowed {
    thrift::include_thrift!("../generated/parquet_borrowed.thrift");
}

/// The same for the macro of compact-thrift.
#[allow(warnings, clippy::all, clippy::pedantic, reason = "generated")]
mod peer {
    include!("../generated/compact_thrift_parquet.rs");
}

/// The implementation behind `decode_metadata`.
const PARQUET: &str = "parquet";

/// The part of our types that the crate parquet keeps.
const PROJECTION: &str = "ours, projection";

/// Name, columns, row groups.
pub(crate) const FOOTERS: [(&str, usize, usize); 4] = [
    ("parquet-tiny", 13, 1),
    ("parquet-100x1", 100, 1),
    ("parquet-1000x10", 1_000, 10),
    ("parquet-10000x10", 10_000, 10),
];

/// The rows of a footer.
///
/// # Errors
///
/// Fails when it cannot be written, or an implementation does not write what others write.
pub(crate) fn cases((name, columns, row_groups): (&'static str, usize, usize)) -> Result<Cases> {
    let mut all = Cases::default();
    let footer = footer::written(columns, row_groups).map_err(|error| error.to_string())?;
    add_footer(&mut all, name, &footer)?;
    Ok(all)
}

fn add_footer(all: &mut Cases, name: &'static str, footer: &[u8]) -> Result<()> {
    type Borrowed = borrowed::FileMetaData<'static>;
    let value: owned::FileMetaData =
        compact::from_slice(footer).map_err(|error| format!("{name}: {error}"))?;
    let mut payload = Payload::new(all, name, value)?;
    payload.same(Protocol::Compact, PARQUET, footer)?;
    payload.notations_agree::<Compact, shared::FileMetaData, Borrowed>()?;

    let (bytes, value) = (payload.compact, payload.value.clone());
    let mut rows = payload.rows(Protocol::Compact, OURS);
    ours::add::<Compact, _, shared::FileMetaData, Borrowed>(&mut rows, bytes, value);
    payload.memcpy(Protocol::Compact);
    apache::add_compact::<thrift_bench_generated::apache_parquet::FileMetaData, _>(&mut payload)?;
    compact_thrift::add::<peer::FileMetaData, _>(&mut payload)?;
    add_projection(&mut payload)
}

fn add_projection(payload: &mut Payload<'_, owned::FileMetaData>) -> Result<()> {
    let bytes: &'static Bytes = payload.compact;
    let name = payload.name;
    let parquet = ParquetMetaDataReader::decode_metadata(bytes)
        .map_err(|error| format!("{name}: {PARQUET} fails: {error}"))?;
    let ours: Footer<'_> =
        compact::from_slice(bytes).map_err(|error| format!("{name}: {PROJECTION}: {error}"))?;
    if !ours.is_like(&parquet) {
        return Err(format!("{name}: {PROJECTION} and {PARQUET} have read different footers"));
    }
    payload
        .rows(Protocol::Compact, PARQUET)
        .add(Op::Project, move || ParquetMetaDataReader::decode_metadata(bytes));
    payload
        .rows(Protocol::Compact, OURS)
        .add(Op::Project, move || compact::from_slice::<Footer<'static>>(bytes));
    Ok(())
}
