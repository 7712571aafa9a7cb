//! A service at a socket in the file system: for clients on the same machine, without a port.
//!
//! ```text
//! cargo run --example unix
//! ```

use std::error::Error;
use std::{env, process};

use thrift::{Client, Context, Server};

thrift::thrift! {
    service Keys {
        /** The key of a name. */
        string key(1: string name) (rust.context)
    }
}

struct Agent;

impl Keys for Agent {
    async fn key(&self, cx: &Context, name: String) -> thrift::Result<String> {
        // Who is behind a socket in the file system has no address.
        assert!(cx.peer().is_some_and(|peer| peer.address().is_none()));
        Ok(format!("key of {name}"))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // Who may connect is a matter of the directory: whoever may not enter it may not call. The path
    // may have about a hundred bytes, which is a limit of the system.
    let path = env::temp_dir().join(format!("thrift-keys-{}.sock", process::id()));
    let endpoint = format!("unix:{}", path.display());

    let server = Server::bind(&endpoint).await?;
    let handle = server.handle();
    let serving = tokio::spawn(server.serve(KeysServer::new(Agent)));
    println!("serving at {endpoint}");

    // The endpoint is all that is different for a client. Its settings are those for a port.
    let keys = KeysClient::new(Client::builder().connect(&endpoint).await?);
    println!("{}", keys.key(&Context::new(), "Ada".into()).await?);

    // A socket that somebody listens at is not taken away from him. One that a server left behind as
    // it was killed would be.
    match Server::bind(&endpoint).await {
        Err(error) => println!("a second server: {error}"),
        Ok(_) => return Err("two servers listen at one socket".into()),
    }

    // The file goes with its server.
    handle.shutdown().await;
    serving.await??;
    assert!(!path.exists());
    println!("the server has ended, and its socket is gone");
    Ok(())
}
