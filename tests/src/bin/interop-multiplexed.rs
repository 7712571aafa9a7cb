//! Serves several services on one port, for clients that another implementation of Thrift wrote.
//!
//! Prints `serving on tcp://127.0.0.1:PORT` once it listens, and serves until it is ended. The services are
//! `Users`, which is also the one of calls that name none, and `Greeter`.

#![forbid(unsafe_code)]

use thrift::Server;
use thrift::service::Multiplexed;

thrift::include_thrift!("../../interop/user.thrift");
thrift::include_thrift!("../../interop/greeter.thrift");

#[derive(Clone)]
struct Handler;

impl UserService for Handler {
    async fn get_user(&self, id: i32) -> Result<User, user_service::GetUserError> {
        if id != 42 {
            return Err(NotFound { id }.into());
        }
        Ok(User { id, name: "Ada".to_owned(), email: None })
    }

    async fn touch(&self, _: i32) -> thrift::Result<()> {
        Ok(())
    }
}

impl Greeter for Handler {
    async fn get_user(&self, id: i32) -> thrift::Result<String> {
        Ok(format!("number {id}"))
    }

    async fn hello(&self, name: String) -> thrift::Result<String> {
        Ok(format!("Hello, {name}!"))
    }
}

#[tokio::main]
async fn main() -> thrift::Result<()> {
    let server = Server::bind("127.0.0.1:0").await?;
    println!("serving on {}", server.endpoint());
    let services = Multiplexed::new()
        .add("Users", UserServiceServer::new(Handler))
        .add("Greeter", GreeterServer::new(Handler))
        .default_service(UserServiceServer::new(Handler));
    server.serve(services).await
}
