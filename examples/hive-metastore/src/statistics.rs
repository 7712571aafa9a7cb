//! Statistics of columns, each a member of a union.

use thrift::{ApplicationKind, Kind};

use crate::idl::thrift_hive_metastore::GetTableColumnStatisticsError;
use crate::idl::{
    ColumnStatistics, ColumnStatisticsData, ColumnStatisticsDesc, ColumnStatisticsObj, Decimal,
    DecimalColumnStatsData, LongColumnStatsData, StringColumnStatsData, ThriftHiveMetastore,
};
use crate::{Metastore, Step};

const TABLE: &str = "orders";

pub(crate) async fn update(metastore: &Metastore, database: &str) -> Step {
    let written = columns();
    let stats_desc = ColumnStatisticsDesc {
        is_tbl_level: true,
        db_name: database.into(),
        table_name: TABLE.into(),
        ..Default::default()
    };
    let statistics = ColumnStatistics { stats_desc, stats_obj: written.clone() };
    metastore.update_table_column_statistics(statistics).await?;
    for column in written {
        let name = column.col_name.clone();
        let read = metastore
            .get_table_column_statistics(database.into(), TABLE.into(), name.clone())
            .await?;
        if read.stats_obj != [column] {
            return Err(format!("other statistics of {name}: {:?}", read.stats_obj).into());
        }
        println!("statistics of {name}: {:?}", read.stats_obj[0].stats_data);
    }
    // It has none of this column, and no exception that says so: it answers with nothing.
    let (database, table) = (database.to_owned(), TABLE.to_owned());
    let outcome = metastore.get_table_column_statistics(database, table, "tags".into()).await;
    match outcome {
        Err(GetTableColumnStatisticsError::Thrift(error))
            if error.kind() == Kind::Application(ApplicationKind::MissingResult) =>
        {
            println!("no statistics of tags: {error}");
            Ok(())
        }
        other => Err(format!("statistics of tags: {other:?}").into()),
    }
}

fn columns() -> Vec<ColumnStatisticsObj> {
    let column = |name: &str, ty: &str, stats_data| ColumnStatisticsObj {
        col_name: name.into(),
        col_type: ty.into(),
        stats_data,
    };
    let id = LongColumnStatsData {
        low_value: Some(i64::MIN),
        high_value: Some(i64::MAX),
        num_d_vs: 1_000_000_000_000,
        ..Default::default()
    };
    let item = StringColumnStatsData {
        max_col_len: 30,
        avg_col_len: 7.25,
        num_nulls: 2,
        num_d_vs: 9,
        ..Default::default()
    };
    let price = DecimalColumnStatsData {
        low_value: Some(Decimal { unscaled: (&[0x80][..]).into(), scale: 2 }),
        high_value: Some(Decimal { unscaled: (&[0x01, 0xff][..]).into(), scale: 2 }),
        num_d_vs: 5,
        ..Default::default()
    };
    vec![
        column("id", "bigint", ColumnStatisticsData::LongStats(id)),
        column("item", "string", ColumnStatisticsData::StringStats(item)),
        column("price", "decimal(10,2)", ColumnStatisticsData::DecimalStats(price)),
    ]
}
