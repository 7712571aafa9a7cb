"""Has pyarrow write files, and compares what our codec reads in files with what pyarrow does.

    check.py FOLDER PROGRAM
"""

import base64
import datetime
import decimal
import json
import pathlib
import subprocess
import sys
import uuid

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 1000


def main():
    folder, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    write(folder)
    totals = {}
    for path in sorted(folder.glob('*.parquet')):
        lines = subprocess.run([program, 'read', path], stdout=subprocess.PIPE, text=True)
        if lines.returncode:
            sys.exit(f'{path.name}: failed')
        footer, report = map(json.loads, lines.stdout.splitlines())
        compared = compare(path, footer)
        for key, value in report.items():
            totals[key] = totals.get(key, 0) + (len(value) if isinstance(value, list) else value)
        print(f'ok   Parquet, {path.stem}: {report["footer"]} bytes of footer, '
              f'{report["columnIndexes"] + report["offsetIndexes"]} indexes, '
              f'{report["pageHeaders"]} headers of pages; {compared} values as pyarrow has them')
    # Files without these would prove little.
    for key, value in totals.items():
        if not value:
            sys.exit(f'no file has {key}')
    print(f'ok   Parquet: kept {totals["dropped"]} bytes that the IDL is too old for, '
          f'{totals["unknownLogicalTypes"]} logical types and {totals["unknownColumnOrders"]} orders '
          'of columns among them')


# --- Files of pyarrow -----------------------------------------------------------------------------


def write(folder):
    table = all_types()
    pq.write_table(table, folder / 'arrow-defaults.parquet')
    pq.write_table(table, folder / 'arrow-groups.parquet', row_group_size=ROWS // 7)
    pq.write_table(table, folder / 'arrow-v1.parquet', version='1.0', compression='none',
                   coerce_timestamps='us', allow_truncated_timestamps=True)
    pq.write_table(table, folder / 'arrow-int96.parquet', use_deprecated_int96_timestamps=True,
                   compression='gzip', write_statistics=False)
    pq.write_table(table, folder / 'arrow-indexes.parquet', write_page_index=True,
                   write_page_checksum=True, data_page_version='2.0', data_page_size=500,
                   compression='zstd', store_decimal_as_integer=True,
                   sorting_columns=[pq.SortingColumn(0), pq.SortingColumn(1, descending=True)])
    numbers = pa.table({'f': pa.array([i / 7 for i in range(ROWS)], pa.float64()),
                        'i': pa.array(range(ROWS), pa.int64()),
                        's': pa.array([f'text {i}' for i in range(ROWS)])})
    pq.write_table(numbers, folder / 'arrow-encodings.parquet', use_dictionary=False,
                   column_encoding={'f': 'BYTE_STREAM_SPLIT', 'i': 'DELTA_BINARY_PACKED',
                                    's': 'DELTA_BYTE_ARRAY'})
    pq.write_table(table.slice(0, 0), folder / 'arrow-empty.parquet')
    pq.write_table(pa.table({f'column {i}': [i] for i in range(2000)}), folder / 'arrow-wide.parquet')
    metadata = numbers.replace_schema_metadata({'größer': '⚡', 'long': 'x' * 100_000, 'empty': ''})
    pq.write_table(metadata, folder / 'arrow-metadata.parquet', compression='lz4')
    nested = numbers.select([])
    pq.write_table(nested, folder / 'arrow-no-columns.parquet')


def all_types():
    start = datetime.datetime(2026, 1, 2, 3, 4, 5, 678901)
    rows = range(ROWS)

    def column(ty, value):
        """Every eleventh is nothing."""
        return pa.array([None if i % 11 == 10 else value(i) for i in rows], ty)

    columns = {
        'bool': column(pa.bool_(), lambda i: i % 2 == 0),
        **{str(ty): column(ty, lambda i: i % 100)
           for ty in (pa.int8(), pa.int16(), pa.int32(), pa.int64(),
                      pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64())},
        **{str(ty): column(ty, lambda i: i / 3)
           for ty in (pa.float16(), pa.float32(), pa.float64())},
        'string': column(pa.string(), lambda i: f'größer {i}'),
        'large_string': column(pa.large_string(), lambda i: 'x' * (i % 30)),
        'binary': column(pa.binary(), lambda i: bytes([0, i % 256, 255])),
        'fixed': column(pa.binary(5), lambda i: bytes([i % 256] * 5)),
        'uuid': column(pa.uuid(), lambda i: uuid.UUID(int=i).bytes),
        'date32': column(pa.date32(), lambda i: (start + datetime.timedelta(i)).date()),
        'time32': column(pa.time32('ms'), lambda i: datetime.time(i % 24, i % 60, 0, 5000)),
        'time64us': column(pa.time64('us'), lambda i: datetime.time(i % 24, i % 60, 0, 5)),
        'time64ns': column(pa.time64('ns'), lambda i: datetime.time(i % 24, i % 60)),
        **{f'timestamp-{unit}-{zone}': column(pa.timestamp(unit, zone),
                                              lambda i: start.replace(microsecond=0))
           for unit in ('ms', 'us', 'ns') for zone in (None, 'UTC')},
        'duration': column(pa.duration('us'), lambda i: datetime.timedelta(seconds=i)),
        'decimal': column(pa.decimal128(9, 2), lambda i: decimal.Decimal(i) / 4),
        'decimal128': column(pa.decimal128(38, 10), lambda i: decimal.Decimal(i) / 8),
        'decimal256': column(pa.decimal256(60, 5), lambda i: decimal.Decimal(i)),
        'dictionary': pa.array([f'word {i % 5}' for i in rows]).dictionary_encode(),
        'null': pa.nulls(ROWS),
        'list': column(pa.list_(pa.int32()), lambda i: list(range(i % 4))),
        'lists': column(pa.list_(pa.list_(pa.string())), lambda i: [['a', None], []]),
        'fixed_list': column(pa.list_(pa.float32(), 2), lambda i: [1.0, 2.0]),
        'struct': column(pa.struct([('x', pa.int64()), ('y', pa.struct([('z', pa.string())]))]),
                         lambda i: {'x': i, 'y': {'z': 'deep'}}),
        'map': column(pa.map_(pa.string(), pa.list_(pa.int64())), lambda i: [('key', [i])]),
        'field-id': column(pa.int32(), lambda i: i),
    }
    schema = pa.schema([
        pa.field(name, it.type, metadata={'PARQUET:field_id': '77'} if name == 'field-id' else None)
        for name, it in columns.items()
    ])
    return pa.table(list(columns.values()), schema=schema)


# --- What pyarrow reads -----------------------------------------------------------------------------


class Comparison:
    def __init__(self, path):
        self.path, self.count = path, 0

    def equal(self, what, ours, theirs):
        self.count += 1
        if ours != theirs:
            sys.exit(f'{self.path.name}: {what}: we read {ours!r}, pyarrow {theirs!r}')


PHYSICAL = ['BOOLEAN', 'INT32', 'INT64', 'INT96', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY',
            'FIXED_LEN_BYTE_ARRAY']
CODECS = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW']
# As pyarrow names them, by their numbers.
ENCODINGS = {0: 'PLAIN', 2: 'PLAIN_DICTIONARY', 3: 'RLE', 4: 'BIT_PACKED', 5: 'DELTA_BINARY_PACKED',
             6: 'DELTA_LENGTH_BYTE_ARRAY', 7: 'DELTA_BYTE_ARRAY', 8: 'RLE_DICTIONARY',
             9: 'BYTE_STREAM_SPLIT'}
CONVERTED = ['UTF8', 'MAP', 'MAP_KEY_VALUE', 'LIST', 'ENUM', 'DECIMAL', 'DATE', 'TIME_MILLIS',
             'TIME_MICROS', 'TIMESTAMP_MILLIS', 'TIMESTAMP_MICROS', 'UINT_8', 'UINT_16', 'UINT_32',
             'UINT_64', 'INT_8', 'INT_16', 'INT_32', 'INT_64', 'JSON', 'BSON', 'INTERVAL']


def compare(path, footer):
    """How many values of the footer are those that pyarrow reads."""
    metadata = pq.read_metadata(path)
    it = Comparison(path)
    it.equal('rows', footer['num_rows'], metadata.num_rows)
    it.equal('writer', footer.get('created_by'), metadata.created_by)
    # It knows of an empty value and of none as the same.
    ours = {pair['key']: pair.get('value', '') for pair in footer.get('key_value_metadata', [])}
    theirs = {key.decode(): value.decode() for key, value in (metadata.metadata or {}).items()}
    it.equal('metadata', ours, theirs)
    it.equal('row groups', len(footer['row_groups']), metadata.num_row_groups)
    leaves = [element for element in footer['schema'] if 'type' in element]
    it.equal('columns', len(leaves), metadata.num_columns)
    for index, leaf in enumerate(leaves):
        schema(it, leaf, metadata.schema.column(index))
    for index, group in enumerate(footer['row_groups']):
        row_group(it, group, metadata.row_group(index))
    return it.count


def schema(it, leaf, column):
    it.equal('name', leaf['name'], column.name)
    it.equal('type', PHYSICAL[leaf['type']], column.physical_type)
    if column.physical_type == 'FIXED_LEN_BYTE_ARRAY':
        it.equal('length', leaf['type_length'], column.length)
    converted = leaf.get('converted_type')
    # It goes by the logical type for timestamps.
    if converted is not None and column.converted_type != 'NONE':
        it.equal('converted type', CONVERTED[converted], column.converted_type)
    logical = leaf.get('logicalType')
    if logical is None:
        return
    (name, value), = logical.items()
    theirs = json.loads(column.logical_type.to_json())
    kind = theirs['Type']
    it.equal('logical type', {'INTEGER': 'Int', 'UNKNOWN': 'Null'}.get(name, name.capitalize()),
             {'UUID': 'Uuid', 'JSON': 'Json', 'BSON': 'Bson'}.get(kind, kind))
    if name == 'DECIMAL':
        it.equal('decimal', (value['precision'], value['scale']),
                 (theirs['precision'], theirs['scale']))
    if name == 'INTEGER':
        it.equal('integer', (value['bitWidth'], bool(value['isSigned'])),
                 (theirs['bitWidth'], theirs['isSigned']))
    if name in ('TIME', 'TIMESTAMP'):
        (unit, _), = value['unit'].items()
        units = {'MILLIS': 'milliseconds', 'MICROS': 'microseconds', 'NANOS': 'nanoseconds'}
        it.equal('time', (units[unit], bool(value['isAdjustedToUTC'])),
                 (theirs['timeUnit'], theirs['isAdjustedToUTC']))


def row_group(it, group, theirs):
    it.equal('rows of a group', group['num_rows'], theirs.num_rows)
    it.equal('bytes of a group', group['total_byte_size'], theirs.total_byte_size)
    ours = [(column['column_idx'], bool(column['descending']), bool(column['nulls_first']))
            for column in group.get('sorting_columns', [])]
    it.equal('order', ours, [(column.column_index, column.descending, column.nulls_first)
                             for column in theirs.sorting_columns])
    for index, chunk in enumerate(group['columns']):
        column(it, chunk, theirs.column(index))


def column(it, chunk, theirs):
    meta = chunk['meta_data']
    it.equal('path', '.'.join(meta['path_in_schema']), theirs.path_in_schema)
    it.equal('file offset', chunk['file_offset'], theirs.file_offset)
    it.equal('values', meta['num_values'], theirs.num_values)
    it.equal('codec', CODECS[meta['codec']].removesuffix('_RAW'), theirs.compression)
    it.equal('encodings', sorted(ENCODINGS[number] for number in meta['encodings']),
             sorted(theirs.encodings))
    for ours, other in (('data_page_offset', 'data_page_offset'),
                        ('dictionary_page_offset', 'dictionary_page_offset'),
                        ('total_compressed_size', 'total_compressed_size'),
                        ('total_uncompressed_size', 'total_uncompressed_size')):
        it.equal(ours, meta.get(ours), getattr(theirs, other))
    it.equal('column index', 'column_index_offset' in chunk, theirs.has_column_index)
    it.equal('offset index', 'offset_index_offset' in chunk, theirs.has_offset_index)
    statistics = meta.get('statistics', {})
    if theirs.is_stats_set:
        nulls = statistics.get('null_count')
        it.equal('nulls', nulls, theirs.statistics.null_count)
        if theirs.statistics.has_min_max and theirs.physical_type == 'INT64':
            for ours, other in (('min_value', 'min_raw'), ('max_value', 'max_raw')):
                number = int.from_bytes(base64.b64decode(statistics[ours]), 'little', signed=True)
                it.equal(ours, number, getattr(theirs.statistics, other))


main()
