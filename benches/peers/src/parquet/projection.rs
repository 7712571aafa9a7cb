//! The fields of a footer that `decode_metadata` keeps, as it keeps them: sets of encodings as the
//! bits of a number, and no path of a column, which the schema has already.
//!
//! In one thing it does more: it makes a tree of the schema and numbers of the statistics. In
//! another we do: types of columns and whole lists of statistics of pages are read either way, but
//! bytes and names are borrowed here, where it copies names.

use parquet::file::metadata::ParquetMetaData;
use thrift::protocol::{Reader, Writer};
use thrift::{Decode, Encode, Result, TType, ThriftStruct};

use super::borrowed::{
    ColumnOrder, CompressionCodec, Encoding, GeospatialStatistics, KeyValue, PageEncodingStats,
    PageType, SchemaElement, SizeStatistics, SortingColumn, Statistics, Type,
};

/// `FileMetaData`.
#[derive(ThriftStruct)]
pub(super) struct Footer<'a> {
    #[thrift(id = 1, required)]
    version: i32,
    #[thrift(id = 2, required)]
    schema: Vec<SchemaElement<'a>>,
    #[thrift(id = 3, required)]
    num_rows: i64,
    #[thrift(id = 4, required)]
    row_groups: Vec<RowGroup<'a>>,
    #[thrift(id = 5)]
    key_value_metadata: Option<Vec<KeyValue<'a>>>,
    #[thrift(id = 6)]
    created_by: Option<&'a str>,
    #[thrift(id = 7)]
    column_orders: Option<Vec<ColumnOrder>>,
}

#[derive(ThriftStruct)]
struct RowGroup<'a> {
    #[thrift(id = 1, required)]
    columns: Vec<Chunk<'a>>,
    #[thrift(id = 2, required)]
    total_byte_size: i64,
    #[thrift(id = 3, required)]
    num_rows: i64,
    #[thrift(id = 4)]
    sorting_columns: Option<Vec<SortingColumn>>,
    #[thrift(id = 5)]
    file_offset: Option<i64>,
    #[thrift(id = 7)]
    ordinal: Option<i16>,
}

/// `ColumnChunk`.
#[derive(ThriftStruct)]
struct Chunk<'a> {
    #[thrift(id = 1)]
    file_path: Option<&'a str>,
    #[thrift(id = 2, required)]
    file_offset: i64,
    #[thrift(id = 3)]
    meta_data: Option<ColumnMetaData<'a>>,
    #[thrift(id = 4)]
    offset_index_offset: Option<i64>,
    #[thrift(id = 5)]
    offset_index_length: Option<i32>,
    #[thrift(id = 6)]
    column_index_offset: Option<i64>,
    #[thrift(id = 7)]
    column_index_length: Option<i32>,
}

#[derive(ThriftStruct)]
struct ColumnMetaData<'a> {
    #[thrift(id = 1, required)]
    r#type: Type,
    #[thrift(id = 2, required)]
    encodings: Encodings,
    #[thrift(id = 4, required)]
    codec: CompressionCodec,
    #[thrift(id = 5, required)]
    num_values: i64,
    #[thrift(id = 6, required)]
    total_uncompressed_size: i64,
    #[thrift(id = 7, required)]
    total_compressed_size: i64,
    #[thrift(id = 9, required)]
    data_page_offset: i64,
    #[thrift(id = 10)]
    index_page_offset: Option<i64>,
    #[thrift(id = 11)]
    dictionary_page_offset: Option<i64>,
    #[thrift(id = 12)]
    statistics: Option<Statistics<'a>>,
    #[thrift(id = 13)]
    encoding_stats: Option<PageEncodings>,
    #[thrift(id = 14)]
    bloom_filter_offset: Option<i64>,
    #[thrift(id = 15)]
    bloom_filter_length: Option<i32>,
    #[thrift(id = 16)]
    size_statistics: Option<SizeStatistics>,
    #[thrift(id = 17)]
    geospatial_statistics: Option<Box<GeospatialStatistics>>,
}

/// A list of encodings, as a bit for each.
#[derive(Default)]
struct Encodings(u32);

/// The encodings of data pages, as a bit for each, out of a list of statistics.
#[derive(Default)]
struct PageEncodings(u32);

fn bit(encoding: Encoding) -> u32 {
    u32::try_from(encoding.0).ok().and_then(|place| 1_u32.checked_shl(place)).unwrap_or(0)
}

fn encodings(bits: u32) -> impl Iterator<Item = Encoding> {
    (0..32).map(Encoding).filter(move |encoding| bit(*encoding) & bits != 0)
}

impl<'de> Decode<'de> for Encodings {
    const TTYPE: TType = TType::List;

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        elements(input, |bits, encoding: Encoding| bits | bit(encoding)).map(Self)
    }
}

impl Encode for Encodings {
    const TTYPE: TType = TType::List;

    fn encode<W: Writer>(&self, out: &mut W) {
        encodings(self.0).collect::<Vec<_>>().encode(out);
    }
}

impl<'de> Decode<'de> for PageEncodings {
    const TTYPE: TType = TType::List;

    fn decode<R: Reader<'de>>(input: &mut R) -> Result<Self> {
        let fold = |bits, page: PageEncodingStats| match page.page_type {
            PageType::DATA_PAGE | PageType::DATA_PAGE_V2 => bits | bit(page.encoding),
            _ => bits,
        };
        elements(input, fold).map(Self)
    }
}

impl Encode for PageEncodings {
    const TTYPE: TType = TType::List;

    fn encode<W: Writer>(&self, out: &mut W) {
        let page_type = PageType::DATA_PAGE;
        let page = |encoding| PageEncodingStats { page_type, encoding, count: 1 };
        encodings(self.0).map(page).collect::<Vec<_>>().encode(out);
    }
}

/// What the elements of a list come to.
fn elements<'de, T: Decode<'de>, R: Reader<'de>>(
    input: &mut R,
    fold: impl Fn(u32, T) -> u32,
) -> Result<u32> {
    let (element, count) = input.list_begin()?;
    if element.is_some_and(|element| element != T::TTYPE) {
        return Err(thrift::Error::new(thrift::Kind::Invalid, "a list of something else"));
    }
    let mut bits = 0;
    for _ in 0..count {
        bits = fold(bits, T::decode(input)?);
    }
    input.list_end();
    Ok(bits)
}

impl Footer<'_> {
    /// Whether the crate parquet read the same.
    pub(super) fn is_like(&self, other: &ParquetMetaData) -> bool {
        let file = other.file_metadata();
        self.version == file.version()
            && self.num_rows == file.num_rows()
            && self.created_by == file.created_by()
            && self.row_groups.len() == other.num_row_groups()
            && self.row_groups.iter().zip(other.row_groups()).all(|(ours, theirs)| {
                ours.total_byte_size == theirs.total_byte_size()
                    && ours.columns.len() == theirs.num_columns()
                    && ours.columns.iter().zip(theirs.columns()).all(|(ours, theirs)| {
                        ours.column_index_offset == theirs.column_index_offset()
                            && ours.meta_data.as_ref().is_some_and(|meta| {
                                meta.num_values == theirs.num_values()
                                    && meta.encodings.0.count_ones() as usize
                                        == theirs.encodings().count()
                            })
                    })
            })
    }
}
