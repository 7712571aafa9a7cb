//! The quickstart without an IDL: types and a trait in Rust, annotated.
//!
//! ```text
//! cargo run --example code_first
//! ```

use thrift::{ThriftError, ThriftException, ThriftStruct};

#[derive(ThriftStruct, Debug, Default, PartialEq)]
struct User {
    #[thrift(id = 1)]
    id: i32,
    #[thrift(id = 2)]
    name: String,
    #[thrift(id = 3)]
    email: Option<String>,
}

#[derive(ThriftException, Debug)]
struct NotFound {
    #[thrift(id = 1)]
    id: i32,
}

#[derive(ThriftError, Debug)]
enum GetUserError {
    #[thrift(id = 1)]
    Missing(NotFound),
    #[thrift(other)]
    Thrift(thrift::Error),
}

#[thrift::service(rename_all = "camelCase")]
trait UserService {
    async fn get_user(&self, id: i32) -> Result<User, GetUserError>;

    #[thrift(oneway)]
    async fn touch(&self, id: i32) -> thrift::Result<()>;
}

struct Users;

impl UserService for Users {
    async fn get_user(&self, id: i32) -> Result<User, GetUserError> {
        if id != 42 {
            return Err(NotFound { id }.into());
        }
        Ok(User { id, name: "Ada".into(), ..Default::default() })
    }

    async fn touch(&self, id: i32) -> thrift::Result<()> {
        println!("user {id} was here");
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = thrift::Server::bind("127.0.0.1:0").await?;
    let address = server.endpoint();
    tokio::spawn(server.serve(UserServiceServer::new(Users)));

    let client = UserServiceClient::connect(address).await?;
    client.touch(42).await?;
    println!("{:?}", client.get_user(42).await?);
    match client.get_user(7).await {
        Err(GetUserError::Missing(NotFound { id })) => println!("there is no user {id}"),
        other => println!("unexpected: {other:?}"),
    }

    // Values alone, without a service.
    let user = User { id: 1, name: "Grace".into(), email: None };
    let bytes = thrift::binary::to_vec(&user)?;
    assert_eq!(thrift::binary::from_slice::<User>(&bytes)?, user);
    Ok(())
}
