//! A service, its server and its client in one process.
//!
//! ```text
//! cargo run --example quickstart
//! ```

use thrift::thrift;

thrift! {
    namespace rs demo

    /** A person who signed up. */
    struct User { 1: i32 id, 2: string name, 3: optional string email }

    exception NotFound { 1: i32 id }

    service UserService {
        User getUser(1: i32 id) throws (1: NotFound missing)
        oneway void touch(1: i32 id)
    }
}

struct Users;

impl UserService for Users {
    async fn get_user(&self, id: i32) -> Result<User, user_service::GetUserError> {
        if id != 42 {
            return Err(NotFound { id }.into());
        }
        Ok(User { id, name: "Ada".into(), ..Default::default() })
    }
    async fn touch(&self, _id: i32) -> thrift::Result<()> {
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = thrift::Server::bind("127.0.0.1:9090").await?;
    tokio::spawn(server.serve(UserServiceServer::new(Users)));

    let client = UserServiceClient::connect("127.0.0.1:9090").await?;
    println!("{:?}", client.get_user(42).await?);
    Ok(())
}
