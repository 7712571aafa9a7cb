//! Serves `UserService` to clients that another implementation of Thrift wrote, with headers.
//!
//! Prints `serving on tcp://127.0.0.1:PORT` once it listens, and serves until it is ended. The headers
//! of each call come back with its answer, with `served-by` beside them, and with the milliseconds
//! that there are for the call as `time-left`.

#![forbid(unsafe_code)]

use thrift::Server;
use thrift::service::{Dispatch, Request, Response};

thrift::include_thrift!("../../interop/user.thrift");

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

/// Gives the headers of each call back.
struct Mirror<D>(D);

impl<D: Dispatch> Dispatch for Mirror<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let context = request.context().clone();
        let answer = self.0.dispatch(request).await?;
        let left = context.time_left().unwrap_or_default().as_millis();
        let headers = context.headers().clone();
        let headers = headers.with("served-by", "Rust").with("time-left", left.to_string());
        Some(answer.with_headers(headers))
    }
}

#[tokio::main]
async fn main() -> thrift::Result<()> {
    let server = Server::bind("127.0.0.1:0").await?;
    println!("serving on {}", server.endpoint());
    server.serve(Mirror(UserServiceServer::new(Handler))).await
}
