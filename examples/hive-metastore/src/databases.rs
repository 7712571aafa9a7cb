//! Databases: list, create, alter, drop.

use crate::idl::fb303::FacebookService;
use crate::idl::thrift_hive_metastore::{CreateDatabaseError, DropDatabaseError, GetDatabaseError};
use crate::idl::{Database, PrincipalType, ThriftHiveMetastore};
use crate::{Metastore, Step, refused};

/// Asks who answers, which is a matter of the parent of the service, and which databases there are.
pub(crate) async fn list(metastore: &Metastore) -> Step {
    let (name, status) = (metastore.get_name().await?, metastore.get_status().await?);
    println!("metastore: {name} is {status}");
    println!("databases: {}", metastore.get_all_databases().await?.join(", "));
    Ok(())
}

pub(crate) async fn create(metastore: &Metastore, name: &str) -> Step {
    // An empty location would not do, as one that is not there does for clients that can leave it out:
    // a field that is not optional is always written.
    let location = metastore.get_database("default".into()).await?.location_uri;
    let database = Database {
        name: name.into(),
        description: "made by an example".into(),
        location_uri: format!("{location}/{name}.db"),
        parameters: [("made-by".into(), "thrift".into())].into(),
        owner_name: Some("ada".into()),
        owner_type: Some(PrincipalType::USER),
        ..Default::default()
    };
    metastore.create_database(database.clone()).await?;
    let created = metastore.get_database(name.into()).await?;
    // It may know more of a database, such as who may use it.
    let same = Database { privileges: None, create_time: None, ..created };
    if same != database {
        return Err(format!("{database:?} became {same:?}").into());
    }
    println!("created database {name}: {}, of {:?}", same.description, same.owner_name);
    Ok(())
}

/// What cannot be done with databases.
pub(crate) async fn refusals(metastore: &Metastore, name: &str) -> Step {
    let there = metastore.get_database(name.into()).await?;
    let outcome = metastore.create_database(there).await;
    let exception = match &outcome {
        Err(CreateDatabaseError::O1(it)) => Some(("AlreadyExists", it.message.as_str())),
        _ => None,
    };
    refused("create the database again", exception, &outcome)?;

    let outcome = metastore.create_database(Database { name: "a/b".into(), ..Default::default() });
    let outcome = outcome.await;
    let exception = match &outcome {
        Err(CreateDatabaseError::O2(it)) => Some(("InvalidObject", it.message.as_str())),
        _ => None,
    };
    refused("create a database `a/b`", exception, &outcome)?;

    let outcome = metastore.get_database("nosuch".into()).await;
    let exception = match &outcome {
        Err(GetDatabaseError::O1(it)) => Some(("NoSuchObject", it.message.as_str())),
        _ => None,
    };
    refused("describe a database `nosuch`", exception, &outcome)
}

pub(crate) async fn alter(metastore: &Metastore, name: &str) -> Step {
    let mut database = metastore.get_database(name.into()).await?;
    database.parameters.insert("reviewed".into(), "yes, größer".into());
    database.owner_name = Some("grace".into());
    metastore.alter_database(name.into(), database).await?;
    let Database { parameters, owner_name, .. } = metastore.get_database(name.into()).await?;
    println!("altered database {name}: {parameters:?}, of {owner_name:?}");
    Ok(())
}

/// Drops the database, for which the metastore must be told to drop what is in it.
pub(crate) async fn drop_with_all(metastore: &Metastore, name: &str) -> Step {
    if !metastore.get_all_tables(name.into()).await?.is_empty() {
        let outcome = metastore.drop_database(name.into(), true, false).await;
        let exception = match &outcome {
            Err(DropDatabaseError::O2(it)) => Some(("InvalidOperation", it.message.as_str())),
            _ => None,
        };
        refused("drop a database with tables", exception, &outcome)?;
    }
    metastore.drop_database(name.into(), true, true).await?;
    println!("dropped database {name}");
    let databases = metastore.get_databases(name.into()).await?;
    println!("databases named {name}: {}", databases.len());
    Ok(())
}
