//! A service that is written in Rust, and the IDL of it for peers in other languages.
//!
//! ```text
//! cargo run --example idl_from_rust --features schema > directory.thrift
//! cargo run --example idl_from_rust --features schema -- --serve 127.0.0.1:9090
//! ```

use std::collections::{BTreeMap, BTreeSet};

use thrift::schema::{of_service, to_idl};
use thrift::{ThriftEnum, ThriftError, ThriftException, ThriftStruct, ThriftUnion, UnknownField};

/// What a person may do.
#[derive(ThriftEnum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[thrift(rename_all = "SCREAMING_SNAKE_CASE")]
enum Role {
    /// Looks around.
    Guest = 0,
    /// Does everything.
    Admin = 7,
}

/// How to reach a person.
#[derive(ThriftUnion, Debug)]
#[thrift(rename_all = "camelCase")]
enum Contact {
    #[thrift(id = 1)]
    Email(String),
    /// With the number of the country.
    #[thrift(id = 2)]
    Phone(Vec<i32>),
    #[thrift(unknown)]
    Unknown(UnknownField),
}

/// A person who signed up.
#[derive(ThriftStruct, Debug)]
struct User {
    #[thrift(id = 1, required)]
    id: i64,
    /// As other people see it.
    #[thrift(id = 2)]
    name: String,
    #[thrift(id = 3)]
    contact: Option<Contact>,
    #[thrift(id = 4, default = Role::Guest)]
    role: Role,
    #[thrift(id = 5)]
    tags: BTreeSet<String>,
}

/// Nobody has this id.
#[derive(ThriftException, Debug)]
struct NotFound {
    #[thrift(id = 1)]
    id: i64,
    #[thrift(id = 2, default = "nobody has this id".to_owned())]
    message: String,
}

#[derive(ThriftError, Debug)]
enum FindError {
    #[thrift(id = 1, name = "missing")]
    Missing(NotFound),
    #[thrift(other)]
    Thrift(thrift::Error),
}

/// Who is who.
#[thrift::service(rename_all = "camelCase")]
trait Directory: Send + Sync {
    /// Finds a person.
    async fn find(&self, id: i64) -> Result<User, FindError>;

    /// Counts people by what they may do.
    async fn count_roles(&self, users: Vec<User>) -> thrift::Result<BTreeMap<Role, i32>>;

    #[thrift(oneway)]
    async fn touch(&self, id: i64) -> thrift::Result<()>;
}

struct People;

impl Directory for People {
    async fn find(&self, id: i64) -> Result<User, FindError> {
        if id != 42 {
            return Err(NotFound { id, message: format!("nobody is number {id}") }.into());
        }
        Ok(User {
            id,
            name: "Ada".into(),
            contact: Some(Contact::Email("ada@example.org".into())),
            role: Role::Admin,
            tags: ["early".to_owned()].into(),
        })
    }

    async fn count_roles(&self, users: Vec<User>) -> thrift::Result<BTreeMap<Role, i32>> {
        let mut count = BTreeMap::new();
        for user in users {
            *count.entry(user.role).or_default() += 1;
        }
        Ok(count)
    }

    async fn touch(&self, _id: i64) -> thrift::Result<()> {
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() != Some("--serve") {
        print!("{}", to_idl(&[of_service::<DirectoryClient>().into()])?);
        return Ok(());
    }
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:9090".to_owned());
    let server = thrift::Server::bind(address).await?;
    println!("serving on {}", server.endpoint());
    server.serve(DirectoryServer::new(People)).await?;
    Ok(())
}
