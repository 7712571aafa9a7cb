//! Shuts a server down: calls in flight finish, new ones are refused, and those that take too long
//! are cut.
//!
//! ```text
//! cargo run --example graceful_shutdown
//! ```

use std::error::Error;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::sleep;

use thrift::{Kind, Server};

thrift::thrift! {
    service Printer {
        /** Prints so many pages, of which each takes a while. */
        i32 print(1: i32 pages)
    }
}

/// Tells when a job begins.
struct Office(mpsc::UnboundedSender<i32>);

impl Printer for Office {
    async fn print(&self, pages: i32) -> thrift::Result<i32> {
        let _ = self.0.send(pages);
        for _ in 0..pages {
            // Where it waits, a handler is dropped that is cut.
            sleep(Duration::from_millis(10)).await;
        }
        Ok(pages)
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (jobs, mut begun) = mpsc::unbounded_channel();
    // In a program, what stops it is `tokio::signal::ctrl_c()`, say.
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async { stopped.await.unwrap_or_default() };

    // How long a shutdown may take: longer than most calls, and shorter than whoever started the
    // program waits before he kills it.
    let server = Server::bind("127.0.0.1:0").await?.shutdown_timeout(Duration::from_millis(500));
    let endpoint = server.endpoint();
    let serving =
        tokio::spawn(server.serve_with_shutdown(PrinterServer::new(Office(jobs)), stopped));

    // Two jobs, each over a connection of its own: one that is done in time and one that is not.
    let short = PrinterClient::connect(&endpoint).await?;
    let long = PrinterClient::connect(&endpoint).await?;
    let short_job = tokio::spawn(async move { short.print(10).await });
    let long_job = tokio::spawn(async move { long.print(1_000_000).await });
    for _ in 0..2 {
        let pages = begun.recv().await.ok_or("the server has ended")?;
        println!("server: a job of {pages} pages begins");
    }

    // What has arrived by now is answered.
    stop.send(()).map_err(|()| "the server has ended")?;
    println!("client: {} pages were printed during the shutdown", short_job.await??);

    // Nobody listens any longer, so that a client can go to another server at once.
    match PrinterClient::connect(&endpoint).await {
        Err(error) if error.kind() == Kind::Transport => println!("client: {error}"),
        other => return Err(format!("a server that shuts down gave {other:?}").into()),
    }

    // The time is over for the other one. Its client cannot know how many pages there are.
    match long_job.await? {
        Err(error) if error.kind() == Kind::Closed => println!("client: {error}"),
        other => return Err(format!("a call that was cut gave {other:?}").into()),
    }
    let shutdown = serving.await??;
    println!("server: {} connection was cut", shutdown.cut_connections);
    assert_eq!(shutdown.cut_connections, 1);
    Ok(())
}
