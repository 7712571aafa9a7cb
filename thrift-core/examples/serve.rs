//! Serves users until Ctrl-C, for clients in any language.
//!
//! ```text
//! cargo run --example serve [-- ADDRESS]
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
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:9090".to_owned());
    let server = thrift::Server::bind(address).await?;
    println!("serving on {}", server.endpoint());

    let ctrl_c = async { drop(tokio::signal::ctrl_c().await) };
    server.serve_with_shutdown(UserServiceServer::new(Users), ctrl_c).await?;
    println!("all calls are answered");
    Ok(())
}
