"""The Hive Metastore, and the client of examples/hive-metastore."""

import contextlib
import os
import pathlib
import shutil
import tarfile
import tempfile

import common
from common import ROOT, WORK, Failure, equal, ok

EXAMPLE = ROOT / 'examples/hive-metastore'
JARS = WORK / 'hive/jars'

# Hive 2.3.9, with all that it needs.
SPARK = 'pyspark==3.5.9'

SITE = {
    'javax.jdo.option.ConnectionURL': 'jdbc:derby:;databaseName={folder}/db;create=true',
    'datanucleus.schema.autoCreateAll': 'true',
    'hive.metastore.schema.verification': 'false',
    'hive.metastore.warehouse.dir': '{folder}/warehouse',
    'hive.async.log.enabled': 'false',
}

# What the client prints of its tour of an empty metastore, with this name for its database.
DATABASE = 'thrift_tour'
SAID = '''\
metastore: new db based metaserver is ALIVE
databases: default
created database thrift_tour: made by an example, of Some("ada")
refused to create the database again: AlreadyExists: Database thrift_tour already exists
refused to create a database `a/b`: InvalidObject: a/b is not a valid database name
refused to describe a database `nosuch`: NoSuchObject: nosuch
altered database thrift_tour: {"made-by": "thrift", "reviewed": "yes, größer"}, of Some("grace")
created table orders: MANAGED_TABLE of ada
columns: id bigint, item string, price decimal(10,2), tags map<string,array<int>>, day string
tables: orders
added 3 partitions: day=2026-01-01, day=2026-01-02, day=2026-01-03
partitions after the first day: 2026-01-02, 2026-01-03
refused to add a partition again: AlreadyExists: Partition already exists: Partition
altered table orders: id bigint, item string, price decimal(10,2), tags map<string,array<int>>, note string
comment: Some("with a note")
refused to create the table again: AlreadyExists: Table orders already exists
refused to create a table `größe`: InvalidObject: größe is not a valid object name
refused to describe a table `nosuch`: NoSuchObject: thrift_tour.nosuch table not found
refused to list the columns of a table `nosuch`: UnknownTable: thrift_tour.nosuch table not found
refused to alter a table `nosuch`: InvalidOperation: thrift_tour.nosuch table not found
refused to drop a table `nosuch`: NoSuchObject: thrift_tour.nosuch table not found
statistics of id: LongStats(LongColumnStatsData { low_value: Some(-9223372036854775808), high_value: Some(9223372036854775807), num_nulls: 0, num_d_vs: 1000000000000, bit_vectors: None })
statistics of item: StringStats(StringColumnStatsData { max_col_len: 30, avg_col_len: 7.25, num_nulls: 2, num_d_vs: 9, bit_vectors: None })
statistics of price: DecimalStats(DecimalColumnStatsData { low_value: Some(Decimal { unscaled: b"\\x80", scale: 2 }), high_value: Some(Decimal { unscaled: b"\\x01\\xff", scale: 2 }), num_nulls: 0, num_d_vs: 5, bit_vectors: None })
no statistics of tags: byte 1: the result is empty
renamed table orders: sales
created table orders anew: orders, sales
dropped table orders: sales
refused to drop a database with tables: InvalidOperation: Database thrift_tour is not empty. One or more tables exist.
dropped database thrift_tour
databases named thrift_tour: 0
'''.splitlines()


def prepare():
    common.program('java', 'a Java 17, such as the package openjdk-17-jre-headless')
    install_jars()
    if not (EXAMPLE / 'idl/hive_metastore.thrift').exists():
        common.need([EXAMPLE / 'fetch-idl'])
    common.build(EXAMPLE / 'Cargo.toml')


def run(groups):
    groups.run('the tour of a metastore', tour)


def tour():
    with metastore() as (child, port, warehouse):
        client = common.built('hive-metastore')
        common.wait_for_port(child, port, 'the metastore')
        passed = 0
        # The second time finds nothing that the first has left.
        for time in ('tour', 'tour again'):
            said = common.output([client, f'127.0.0.1:{port}', DATABASE]).splitlines()
            for found, wanted in zip(said, SAID):
                equal(time, found, wanted)
            equal(f'lines of the {time}', len(said), len(SAID))
            if (warehouse / f'{DATABASE}.db').exists():
                raise Failure(f'the {time} left its database in the warehouse')
            passed += ok(f'Hive Metastore: {len(said)} lines of the {time} of databases and tables')
        return passed


def install_jars():
    """The sources of pyspark on PyPI are Spark with its jars."""
    if JARS.exists():
        return
    # What its setup.py asks for.
    common.python_packages('setuptools==80.9.0', 'wheel==0.45.1')
    JARS.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK) as scratch:
        common.need([common.PYTHON, '-m', 'pip', 'download', '--quiet',
                     '--disable-pip-version-check', '--no-deps', '--no-build-isolation',
                     '--dest', scratch, SPARK])
        (sources,) = pathlib.Path(scratch).glob('pyspark-*.tar.gz')
        jars = pathlib.Path(scratch) / 'jars'
        jars.mkdir()
        with tarfile.open(sources) as archive:
            for member in archive:
                if '/deps/jars/' in member.name and member.isfile():
                    with archive.extractfile(member) as jar, \
                            open(jars / os.path.basename(member.name), 'wb') as out:
                        shutil.copyfileobj(jar, out)
        # What is half there must not look finished.
        jars.rename(JARS)


@contextlib.contextmanager
def metastore():
    """A metastore with an empty database that begins to start, its port and its warehouse."""
    with tempfile.TemporaryDirectory(dir=WORK, prefix='hive-') as folder:
        folder = pathlib.Path(folder)
        (folder / 'hive-site.xml').write_text(site(folder))
        port = common.free_port()
        command = ['java', '-Xmx1g', '-cp', f'{folder}:{JARS}/*',
                   'org.apache.hadoop.hive.metastore.HiveMetaStore', '-p', str(port)]
        with open(common.LOGS / 'hive-metastore.out', 'w') as out, \
                common.process('hive-metastore', command, cwd=folder, stdout=out) as child:
            yield child, port, folder / 'warehouse'


def site(folder):
    properties = ''.join(
        f'<property><name>{name}</name><value>{value.format(folder=folder)}</value></property>\n'
        for name, value in SITE.items()
    )
    return f'<configuration>\n{properties}</configuration>\n'
