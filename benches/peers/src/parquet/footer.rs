//! Footers, written by the crate parquet.

use std::sync::Arc;

use parquet::basic::{Compression, Repetition, Type as PhysicalType};
use parquet::data_type::Int32Type;
use parquet::errors::Result;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

/// What follows the footer in a file: its length, and the four bytes that begin the file too.
const TRAILER: usize = 8;

/// The footer of a file with so many columns of `INT32`, and so many row groups with a few values
/// of each, their statistics, and offsets of indices.
///
/// # Errors
///
/// Fails when the crate parquet does.
pub(super) fn written(columns: usize, row_groups: usize) -> Result<Vec<u8>> {
    let field = |number: usize| {
        Type::primitive_type_builder(&format!("column_{number:05}"), PhysicalType::INT32)
            .with_repetition(Repetition::REQUIRED)
            .build()
            .map(Arc::new)
    };
    let fields = (0..columns).map(field).collect::<Result<Vec<_>>>()?;
    let schema = Type::group_type_builder("schema").with_fields(fields).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::UNCOMPRESSED)
        .set_statistics_enabled(EnabledStatistics::Page)
        .build();
    let mut file = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut file, Arc::new(schema), Arc::new(properties))?;
    for group in 0..row_groups {
        let mut row_group = writer.next_row_group()?;
        let mut number = 0;
        while let Some(mut column) = row_group.next_column()? {
            let value = i32::try_from(group * columns + number).unwrap_or(i32::MAX);
            column.typed::<Int32Type>().write_batch(&[value, value / 2], None, None)?;
            column.close()?;
            number += 1;
        }
        row_group.close()?;
    }
    writer.close()?;
    Ok(footer(&file))
}

fn footer(file: &[u8]) -> Vec<u8> {
    let (before, trailer) = file.split_at(file.len() - TRAILER);
    let length = trailer.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let start = before.len().saturating_sub(length as usize);
    before[start..].to_vec()
}
