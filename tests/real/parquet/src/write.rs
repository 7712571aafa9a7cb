//! Files of the crate parquet.

use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, LogicalType, Repetition, Type as PhysicalType};
use parquet::column::writer::{ColumnWriter, ColumnWriterImpl};
use parquet::data_type::{ByteArray, DataType, FixedLenByteArray, Int96};
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::{ColumnDescriptor, Type};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Every physical type, and every logical one that can be spelled.
const TYPES: &str = "message schema {
    required boolean flag;
    optional int32 byte (INTEGER(8,true));
    required int32 unsigned (INTEGER(16,false));
    required int64 large (INTEGER(64,false)) = 7;
    required int32 day (DATE);
    optional int32 at_millis (TIME(MILLIS,false));
    required int64 at_micros (TIME(MICROS,true));
    required int64 since_millis (TIMESTAMP(MILLIS,true));
    required int64 since_nanos (TIMESTAMP(NANOS,false));
    required int96 since_long_ago;
    required float half_way;
    required double whole_way;
    optional binary text (STRING);
    required binary choice (ENUM);
    required binary tree (JSON);
    required binary packed_tree (BSON);
    required binary plain;
    required fixed_len_byte_array(16) id (UUID);
    required fixed_len_byte_array(2) half (FLOAT16);
    required int32 cents (DECIMAL(9,2));
    required int64 more_cents (DECIMAL(18,4));
    required fixed_len_byte_array(16) all_cents (DECIMAL(38,10));
    optional int32 nothing (UNKNOWN);
    optional group list (LIST) {
        repeated group list { optional int32 element; }
    }
    required group map (MAP) {
        repeated group key_value {
            required binary key (STRING);
            optional group value { required double x; repeated int64 y; }
        }
    }
}";

/// Rows of a row group.
const ROWS: u8 = 50;

pub(crate) fn files(folder: &Path) -> Result<()> {
    let types = Arc::new(parse_message_type(TYPES)?);
    let chunk = || WriterProperties::builder().set_statistics_enabled(EnabledStatistics::Chunk);
    file(folder, "types-v1", types.clone(), chunk().build(), 3)?;
    let properties = WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_2_0)
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_write_page_header_statistics(true)
        .set_data_page_row_count_limit(10)
        .set_write_batch_size(5)
        .set_bloom_filter_enabled(true)
        .set_key_value_metadata(Some(vec![
            KeyValue::new("größer".to_owned(), "⚡".to_owned()),
            KeyValue::new("nothing".to_owned(), None),
        ]))
        .set_sorting_columns(Some(vec![SortingColumn {
            column_idx: 1,
            descending: true,
            nulls_first: false,
        }]));
    file(folder, "types-v2-indexes", types.clone(), properties.build(), 2)?;
    let properties = WriterProperties::builder()
        .set_statistics_enabled(EnabledStatistics::None)
        .set_dictionary_enabled(false)
        .set_encoding(Encoding::PLAIN)
        .set_compression(Compression::UNCOMPRESSED)
        .set_created_by("somebody".to_owned());
    file(folder, "types-plain", types.clone(), properties.build(), 1)?;
    file(folder, "types-empty", types, chunk().build(), 0)?;
    file(folder, "newer-types", newer()?, chunk().build(), 2)
}

/// Logical types that are younger than the IDL.
fn newer() -> Result<Arc<Type>> {
    let binary = |name: &str, logical| {
        Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY)
            .with_repetition(Repetition::REQUIRED)
            .with_logical_type(logical)
            .build()
            .map(Arc::new)
    };
    let variant = Type::group_type_builder("variant")
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::variant(Some(1))))
        .with_fields(vec![binary("metadata", None)?, binary("value", None)?])
        .build()?;
    let crs = Some("EPSG:3857".to_owned());
    let fields = vec![
        Arc::new(variant),
        binary("shape", Some(LogicalType::geometry(crs.clone())))?,
        binary("plain_shape", Some(LogicalType::geometry(None)))?,
        binary("globe", Some("GEOGRAPHY".parse()?))?,
    ];
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

fn file(
    folder: &Path,
    name: &str,
    schema: Arc<Type>,
    properties: WriterProperties,
    row_groups: usize,
) -> Result<()> {
    let out = File::create(folder.join(name).with_extension("parquet"))?;
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    for _ in 0..row_groups {
        let columns = writer.schema_descr().columns().to_vec();
        let mut group = writer.next_row_group()?;
        for described in columns {
            let mut column = group.next_column()?.ok_or("a column is missing")?;
            values(column.untyped(), &described)?;
            column.close()?;
        }
        group.close()?;
    }
    writer.close()?;
    Ok(())
}

/// Writes a value for each row, and none for some where that may be.
fn values(column: &mut ColumnWriter<'_>, described: &ColumnDescriptor) -> Result<()> {
    let length = usize::try_from(described.type_length()).unwrap_or_default();
    let fixed = |row| FixedLenByteArray::from(vec![row; length]);
    match column {
        ColumnWriter::BoolColumnWriter(it) => rows(it, described, |row| row % 3 == 0),
        ColumnWriter::Int32ColumnWriter(it) => rows(it, described, |row| i32::from(row) * 7),
        ColumnWriter::Int64ColumnWriter(it) => {
            rows(it, described, |row| i64::from(row) * 1_000_000)
        }
        ColumnWriter::Int96ColumnWriter(it) => rows(it, described, |row| {
            let mut value = Int96::new();
            value.set_data(row.into(), 1, 2_450_000);
            value
        }),
        ColumnWriter::FloatColumnWriter(it) => rows(it, described, |row| f32::from(row) / 3.0),
        ColumnWriter::DoubleColumnWriter(it) => rows(it, described, |row| f64::from(row) / 7.0),
        ColumnWriter::ByteArrayColumnWriter(it) => {
            rows(it, described, |row| ByteArray::from(format!("größer {row}").as_str()))
        }
        ColumnWriter::FixedLenByteArrayColumnWriter(it) => rows(it, described, fixed),
    }
}

fn rows<T: DataType>(
    column: &mut ColumnWriterImpl<'_, T>,
    described: &ColumnDescriptor,
    value: impl Fn(u8) -> T::T,
) -> Result<()> {
    let most = described.max_def_level();
    // One that may be nothing is it in every fifth row.
    let is_nothing = |row: u8| most > 0 && row % 5 == 4;
    let levels: Vec<i16> = (0..ROWS).map(|row| most - i16::from(is_nothing(row))).collect();
    let values: Vec<T::T> = (0..ROWS).filter(|row| !is_nothing(*row)).map(value).collect();
    let repeated = [0; ROWS as usize];
    column.write_batch(
        &values,
        (most > 0).then_some(&levels[..]),
        (described.max_rep_level() > 0).then_some(&repeated[..]),
    )?;
    Ok(())
}
