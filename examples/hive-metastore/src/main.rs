//! A tour of a running Hive Metastore: makes a database with tables, changes and drops them, and
//! prints what it did and what the metastore refused.
//!
//! ```text
//! ./fetch-idl                            the IDL of the metastore, 1,500 lines, into idl/
//! cargo run -- [HOST:PORT] [DATABASE]    127.0.0.1:9083 and `thrift_tour` unless said otherwise
//! ```
//!
//! The database must not be there before. It is gone afterwards, with all that is in it, even if the
//! tour fails halfway.

mod databases;
mod statistics;
mod tables;

use std::env;
use std::error::Error;
use std::fmt::Debug;

use thrift::{Client, Transport};

use self::idl::ThriftHiveMetastoreClient as Metastore;

/// All that the metastore is for its clients, of which the tour calls a part.
#[allow(dead_code)]
mod idl {
    thrift::include_thrift!("../idl/hive_metastore.thrift");
}

/// Where metastores listen unless they are told otherwise.
const ADDRESS: &str = "127.0.0.1:9083";

const DATABASE: &str = "thrift_tour";

type Step = Result<(), Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Step {
    let mut arguments = env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| ADDRESS.into());
    let database = arguments.next().unwrap_or_else(|| DATABASE.into());
    // The metastore takes Binary without frames, and answers one call of a connection after the other.
    let client = Client::builder()
        .transport(Transport::Buffered)
        .calls_per_connection(1)
        .connect(&address)
        .await?;
    let metastore = Metastore::new(client);
    databases::list(&metastore).await?;
    // Before anything is to be dropped: one of that name that is there belongs to somebody else.
    databases::create(&metastore, &database).await?;
    let toured = tour(&metastore, &database).await;
    databases::drop_with_all(&metastore, &database).await.and(toured)
}

async fn tour(metastore: &Metastore, database: &str) -> Step {
    databases::refusals(metastore, database).await?;
    databases::alter(metastore, database).await?;
    tables::create(metastore, database).await?;
    tables::partitions(metastore, database).await?;
    tables::alter(metastore, database).await?;
    tables::refusals(metastore, database).await?;
    statistics::update(metastore, database).await?;
    tables::rename_and_drop(metastore, database).await
}

/// Says that the metastore refused what it should, or that it did not.
fn refused(what: &str, exception: Option<(&str, &str)>, outcome: &dyn Debug) -> Step {
    let (name, message) = exception.ok_or_else(|| format!("{what}: {outcome:?}"))?;
    // Some go on with all of the object.
    let message = message.split_once('(').map_or(message, |(start, _)| start);
    println!("refused to {what}: {name}: {message}");
    Ok(())
}
