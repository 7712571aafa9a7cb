//! Tables and their partitions: create, list, alter, rename, drop.

use crate::idl::thrift_hive_metastore::{
    AddPartitionError, AlterTableError, CreateTableError, DropTableError, GetFieldsError,
    GetTableError,
};
use crate::idl::{
    FieldSchema, Order, Partition, SerDeInfo, StorageDescriptor, Table, ThriftHiveMetastore,
};
use crate::{Metastore, Step, refused};

/// The columns of the table, beside the one that says which partition a row is in.
const COLUMNS: [(&str, &str); 4] = [
    ("id", "bigint"),
    ("item", "string"),
    ("price", "decimal(10,2)"),
    ("tags", "map<string,array<int>>"),
];

const PARTITIONED_BY: (&str, &str) = ("day", "string");

const TABLE: &str = "orders";

pub(crate) async fn create(metastore: &Metastore, database: &str) -> Step {
    let orders = orders(database);
    metastore.create_table(orders.clone()).await?;
    let created = metastore.get_table(database.into(), TABLE.into()).await?;
    let sd = &created.sd;
    if (&sd.cols, &created.partition_keys) != (&orders.sd.cols, &orders.partition_keys)
        || (&sd.serde_info, &sd.sort_cols) != (&orders.sd.serde_info, &orders.sd.sort_cols)
    {
        return Err(format!("{orders:?} became {created:?}").into());
    }
    println!("created table {TABLE}: {} of {}", created.table_type, created.owner);
    let fields = metastore.get_schema(database.into(), TABLE.into()).await?;
    println!("columns: {}", columns(&fields));
    println!("tables: {}", metastore.get_all_tables(database.into()).await?.join(", "));
    Ok(())
}

fn orders(database: &str) -> Table {
    let sd = StorageDescriptor {
        cols: COLUMNS.map(|(name, ty)| field(name, ty)).into(),
        input_format: "org.apache.hadoop.mapred.TextInputFormat".into(),
        output_format: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat".into(),
        num_buckets: 4,
        serde_info: SerDeInfo {
            name: TABLE.into(),
            serialization_lib: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe".into(),
            parameters: [("field.delim".into(), "\t".into())].into(),
        },
        bucket_cols: vec!["id".into()],
        sort_cols: vec![Order { col: "id".into(), order: 1 }],
        ..Default::default()
    };
    Table {
        table_name: TABLE.into(),
        db_name: database.into(),
        owner: "ada".into(),
        sd,
        partition_keys: vec![field(PARTITIONED_BY.0, PARTITIONED_BY.1)],
        table_type: "MANAGED_TABLE".into(),
        ..Default::default()
    }
}

fn field(name: &str, ty: &str) -> FieldSchema {
    FieldSchema { name: name.into(), r#type: ty.into(), comment: format!("the {name}") }
}

fn columns(fields: &[FieldSchema]) -> String {
    let column = |field: &FieldSchema| format!("{} {}", field.name, field.r#type);
    fields.iter().map(column).collect::<Vec<_>>().join(", ")
}

/// A partition for each of three days.
pub(crate) async fn partitions(metastore: &Metastore, database: &str) -> Step {
    let Table { sd, .. } = metastore.get_table(database.into(), TABLE.into()).await?;
    let partition = |day: u32| Partition {
        values: vec![format!("2026-01-0{day}")],
        db_name: database.into(),
        table_name: TABLE.into(),
        sd: StorageDescriptor { location: format!("{}/day-{day}", sd.location), ..sd.clone() },
        ..Default::default()
    };
    let added = metastore.add_partitions((1..=3).map(partition).collect()).await?;
    let names = metastore.get_partition_names(database.into(), TABLE.into(), -1).await?;
    println!("added {added} partitions: {}", names.join(", "));
    let found = metastore
        .get_partitions_by_filter(database.into(), TABLE.into(), "day > '2026-01-01'".into(), -1)
        .await?;
    let values: Vec<_> = found.into_iter().flat_map(|partition| partition.values).collect();
    println!("partitions after the first day: {}", values.join(", "));

    let outcome = metastore.add_partition(partition(1)).await;
    let exception = match &outcome {
        Err(AddPartitionError::O2(it)) => Some(("AlreadyExists", it.message.as_str())),
        _ => None,
    };
    refused("add a partition again", exception, &outcome)
}

pub(crate) async fn alter(metastore: &Metastore, database: &str) -> Step {
    let mut table = metastore.get_table(database.into(), TABLE.into()).await?;
    table.sd.cols.push(field("note", "string"));
    table.parameters.insert("comment".into(), "with a note".into());
    metastore.alter_table(database.into(), TABLE.into(), table).await?;
    let table = metastore.get_table(database.into(), TABLE.into()).await?;
    println!("altered table {TABLE}: {}", columns(&table.sd.cols));
    println!("comment: {:?}", table.parameters.get("comment"));
    Ok(())
}

/// What cannot be done with tables.
pub(crate) async fn refusals(metastore: &Metastore, database: &str) -> Step {
    let outcome = metastore.create_table(orders(database)).await;
    let exception = match &outcome {
        Err(CreateTableError::O1(it)) => Some(("AlreadyExists", it.message.as_str())),
        _ => None,
    };
    refused("create the table again", exception, &outcome)?;

    let outcome =
        metastore.create_table(Table { table_name: "größe".into(), ..orders(database) });
    let outcome = outcome.await;
    let exception = match &outcome {
        Err(CreateTableError::O2(it)) => Some(("InvalidObject", it.message.as_str())),
        _ => None,
    };
    refused("create a table `größe`", exception, &outcome)?;

    let outcome = metastore.get_table(database.into(), "nosuch".into()).await;
    let exception = match &outcome {
        Err(GetTableError::O2(it)) => Some(("NoSuchObject", it.message.as_str())),
        _ => None,
    };
    refused("describe a table `nosuch`", exception, &outcome)?;

    let outcome = metastore.get_fields(database.into(), "nosuch".into()).await;
    let exception = match &outcome {
        Err(GetFieldsError::O2(it)) => Some(("UnknownTable", it.message.as_str())),
        _ => None,
    };
    refused("list the columns of a table `nosuch`", exception, &outcome)?;

    let outcome = metastore.alter_table(database.into(), "nosuch".into(), orders(database)).await;
    let exception = match &outcome {
        Err(AlterTableError::O1(it)) => Some(("InvalidOperation", it.message.as_str())),
        _ => None,
    };
    refused("alter a table `nosuch`", exception, &outcome)?;

    let outcome = metastore.drop_table(database.into(), "nosuch".into(), true).await;
    let exception = match &outcome {
        Err(DropTableError::O1(it)) => Some(("NoSuchObject", it.message.as_str())),
        _ => None,
    };
    refused("drop a table `nosuch`", exception, &outcome)
}

/// Renames the table, makes a second one, and drops that.
pub(crate) async fn rename_and_drop(metastore: &Metastore, database: &str) -> Step {
    let mut table = metastore.get_table(database.into(), TABLE.into()).await?;
    table.table_name = "sales".into();
    metastore.alter_table(database.into(), TABLE.into(), table).await?;
    println!("renamed table {TABLE}: {}", tables(metastore, database).await?);
    metastore.create_table(orders(database)).await?;
    println!("created table {TABLE} anew: {}", tables(metastore, database).await?);
    metastore.drop_table(database.into(), TABLE.into(), true).await?;
    println!("dropped table {TABLE}: {}", tables(metastore, database).await?);
    Ok(())
}

async fn tables(
    metastore: &Metastore,
    database: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    Ok(metastore.get_tables(database.into(), "*".into()).await?.join(", "))
}
