//! The processes of the test of the same name, in which memory is measured.
//!
//! ```text
//! bad-peers serve                  prints its port, and serves until its input ends
//! bad-peers idle ADDRESS COUNT     opens connections, makes a call on each, prints a line, and keeps
//!                                  them until its input ends
//! ```

#![forbid(unsafe_code)]

use std::env;
use std::error::Error;
use std::io::Write as _;

use tokio::io::{AsyncReadExt, AsyncWriteExt, stdin};
use tokio::net::TcpStream;

use thrift_tests::bad_peers::{Target, TargetServer, call, reply};

struct Handler;

impl Target for Handler {
    async fn echo(&self, text: String) -> thrift::Result<String> {
        Ok(text)
    }

    async fn large(&self, length: i32) -> thrift::Result<String> {
        Ok("x".repeat(usize::try_from(length).unwrap_or(0)))
    }

    async fn fail(&self) -> thrift::Result<()> {
        let message = "nobody waits for this";
        Err(thrift::Error::application(thrift::ApplicationKind::InternalError, message))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve"] => serve().await,
        ["idle", address, count] => idle(address, count.parse()?).await,
        _ => Err("expected `serve` or `idle ADDRESS COUNT`".into()),
    }
}

async fn serve() -> Result<(), Box<dyn Error>> {
    let server = thrift::Server::bind("127.0.0.1:0").await?;
    tell(&server.endpoint())?;
    server.serve_with_shutdown(TargetServer::new(Handler), end_of_input()).await?;
    Ok(())
}

async fn idle(address: &str, count: usize) -> Result<(), Box<dyn Error>> {
    let mut streams = Vec::with_capacity(count);
    for _ in 0..count {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(&call("echo", "once")).await?;
        let mut answer = vec![0; reply("echo", "once").len()];
        stream.read_exact(&mut answer).await?;
        streams.push(stream);
    }
    tell(&"ready")?;
    end_of_input().await;
    Ok(())
}

fn tell(line: &dyn std::fmt::Display) -> std::io::Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{line}")?;
    out.flush()
}

/// So that the process ends with the one that started it, however that ends.
async fn end_of_input() {
    let mut rest = Vec::new();
    let _ = stdin().read_to_end(&mut rest).await;
}
