//! All that is Thrift in a file.

use std::error::Error;

use thrift::{Decode, Encode, compact};

use crate::{kept, official};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What files begin and end with.
const MAGIC: &[u8] = b"PAR1";

thrift::thrift! {
    /** What was found beside what the official types have. */
    struct Report {
        /** Bytes of the footer. */
        1: i64 footer,
        /** Bytes of the footer that the official types do not keep, since they are older. */
        2: i64 dropped,
        /** The ids of logical types that the IDL does not have. */
        3: list<i32> unknownLogicalTypes,
        /** The ids of orders of columns that it does not have. */
        8: list<i32> unknownColumnOrders,
        4: i32 columnIndexes,
        5: i32 offsetIndexes,
        6: i32 pageHeaders,
        7: i32 bloomFilters,
    }
}

/// The footer as the official types have it, and what was found.
pub(crate) fn file(bytes: &[u8]) -> Result<(official::FileMetaData, Report)> {
    let footer = footer(bytes)?;
    let (metadata, _) = same::<kept::FileMetaData>("the footer", footer, true)?;
    let mut old: official::FileMetaData = compact::from_slice(footer)?;
    let again = compact::to_vec(&old)?;
    if compact::from_slice::<official::FileMetaData>(&again)? != old {
        return Err("the official types have become other values".into());
    }
    let orders = metadata.column_orders.iter().flatten();
    let mut report = Report {
        footer: i64::try_from(footer.len())?,
        dropped: i64::try_from(footer.len() - again.len())?,
        unknown_logical_types: metadata.schema.iter().filter_map(unknown_type).collect(),
        unknown_column_orders: orders.filter_map(unknown_order).collect(),
        ..Default::default()
    };
    for column in metadata.row_groups.iter().flat_map(|group| &group.columns) {
        indexes(bytes, column, &mut report)?;
        let column = column.meta_data.as_ref().ok_or("a column without its metadata")?;
        pages(bytes, column, &mut report)?;
        if let Some(at) = column.bloom_filter_offset {
            same::<kept::BloomFilterHeader>("a bloom filter", behind(bytes, at)?, false)?;
            report.bloom_filters += 1;
        }
    }
    // JSON has names, and they have none.
    for element in &mut old.schema {
        if let Some(official::LogicalType::UnknownField(_)) = element.logical_type {
            element.logical_type = None;
        }
    }
    let is_known = |order: &_| !matches!(order, official::ColumnOrder::Unknown(_));
    old.column_orders.iter_mut().for_each(|orders| orders.retain(is_known));
    Ok((old, report))
}

/// What is before the length at the end of a file.
fn footer(file: &[u8]) -> Result<&[u8]> {
    let file = file.strip_suffix(MAGIC).ok_or("no file of Parquet")?;
    let (file, length) = file.split_last_chunk().ok_or("no length")?;
    let length = usize::try_from(u32::from_le_bytes(*length))?;
    let start = file.len().checked_sub(length).ok_or("a footer longer than its file")?;
    Ok(&file[start..])
}

/// The id of a logical type that the IDL does not have: `UNKNOWN` is one that it has.
fn unknown_type(element: &kept::SchemaElement) -> Option<i32> {
    match &element.logical_type {
        Some(kept::LogicalType::UnknownField(field)) => Some(field.id().into()),
        _ => None,
    }
}

fn unknown_order(order: &kept::ColumnOrder) -> Option<i32> {
    match order {
        kept::ColumnOrder::Unknown(field) => Some(field.id().into()),
        kept::ColumnOrder::TypeOrder(_) => None,
    }
}

fn indexes(file: &[u8], column: &kept::ColumnChunk, report: &mut Report) -> Result<()> {
    if let (Some(at), Some(length)) = (column.column_index_offset, column.column_index_length) {
        column_index(within(file, at, length.into())?)?;
        report.column_indexes += 1;
    }
    if let (Some(at), Some(length)) = (column.offset_index_offset, column.offset_index_length) {
        same::<kept::OffsetIndex>("an offset index", within(file, at, length.into())?, true)?;
        report.offset_indexes += 1;
    }
    Ok(())
}

/// Its first field is a list of booleans, whose type is 1 for some writers and 2 for others; that may
/// become ours.
fn column_index(read: &[u8]) -> Result<()> {
    let index: kept::ColumnIndex = compact::from_slice(read)?;
    let mut written = compact::to_vec(&index)?;
    if let (Some(wanted @ (0x1 | 0x2)), Some(ours)) =
        (read.get(1).map(|byte| byte & 0xf), written.get_mut(1))
    {
        *ours = *ours & 0xf0 | wanted;
    }
    if read == written {
        return Ok(());
    }
    Err(format!("a column index: {read:02x?} became {written:02x?}").into())
}

/// The headers of the pages of a column, each before its page.
fn pages(file: &[u8], column: &kept::ColumnMetaData, report: &mut Report) -> Result<()> {
    // Some writers say 0 where there is no such page.
    let starts = [Some(column.data_page_offset), column.dictionary_page_offset];
    let Some(start) = starts.into_iter().flatten().filter(|at| *at > 0).min() else {
        return Ok(());
    };
    let mut pages = within(file, start, column.total_compressed_size)?;
    while !pages.is_empty() {
        let (header, rest) = same::<kept::PageHeader>("the header of a page", pages, false)?;
        let length = usize::try_from(header.compressed_page_size)?;
        pages = rest.get(length..).ok_or("a page longer than its column")?;
        report.page_headers += 1;
    }
    Ok(())
}

fn behind(file: &[u8], at: i64) -> Result<&[u8]> {
    file.get(usize::try_from(at)?..).ok_or_else(|| format!("nothing is at {at}").into())
}

fn within(file: &[u8], at: i64, length: i64) -> Result<&[u8]> {
    let found = behind(file, at)?.get(..usize::try_from(length)?);
    found.ok_or_else(|| format!("nothing of {length} bytes is at {at}").into())
}

/// The value at the start of the bytes and what is behind it, if it is written as it was.
fn same<'a, T: Encode + Decode<'a>>(
    what: &str,
    bytes: &'a [u8],
    whole: bool,
) -> Result<(T, &'a [u8])> {
    let (value, rest) =
        compact::from_prefix::<T>(bytes).map_err(|error| format!("{what}: {error}"))?;
    if whole && !rest.is_empty() {
        return Err(format!("{what}: {} bytes follow it", rest.len()).into());
    }
    let (read, written) = (&bytes[..bytes.len() - rest.len()], compact::to_vec(&value)?);
    if read != written {
        return Err(format!("{what}: {read:02x?} became {written:02x?}").into());
    }
    Ok((value, rest))
}
