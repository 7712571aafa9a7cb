"""Files of pyarrow and of the crate parquet, whose footers are Thrift in Compact, and our codec."""

import re
import tempfile

import common
from common import HERE, WORK

FOLDER = HERE / 'parquet'
IDL = FOLDER / 'idl/parquet.thrift'
KEPT = FOLDER / 'idl/parquet_kept.thrift'

PYARROW = 'pyarrow==26.0.1'

# It ships the IDL of Parquet, as it was some versions before those that write the files.
FASTPARQUET = 'fastparquet==2026.9.0'


def prepare():
    common.python_packages(PYARROW)
    common.files_of_wheel(FASTPARQUET, ['fastparquet/parquet.thrift'], IDL.parent)
    if not KEPT.exists():
        KEPT.write_text(kept(IDL.read_text()))
    common.build(FOLDER / 'Cargo.toml')


def run(groups):
    groups.run('files of Parquet', files, common.built('parquet-footers'))


def kept(idl):
    """The same IDL, with structs that keep the fields that it does not have."""
    idl = re.sub(r'/\*.*?\*/|//.*?$', '', idl, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r'(\bstruct \w+ *\{[^}]*\})', r'\1 (rust.unknown_fields = "keep")', idl)


def files(program):
    with tempfile.TemporaryDirectory(dir=WORK, prefix='parquet-') as folder:
        common.output([program, 'write', folder])
        said = common.output([common.PYTHON, FOLDER / 'check.py', folder, program])
    print(said, end='', flush=True)
    return sum(line.startswith('ok ') for line in said.splitlines())
