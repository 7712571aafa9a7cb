//! Two services over HTTP, each under a path, with headers and over HTTP/2 too.
//!
//! ```text
//! cargo run --example http --features http
//! ```

use core::time::Duration;

use thrift::http::{Paths, Version};
use thrift::service::{Dispatch, Request, Response};
use thrift::{Client, Context, Server};

thrift::thrift! {
    service Calculator { i32 add(1: i32 a, 2: i32 b) (rust.context) }
    service Greeter {
        string hello(1: string name)
        oneway void wave()
    }
}

struct Handler;

impl Calculator for Handler {
    async fn add(&self, cx: &Context, a: i32, b: i32) -> thrift::Result<i32> {
        println!("adding for {}", cx.headers().get("tenant").unwrap_or("nobody"));
        Ok(a.wrapping_add(b))
    }
}

impl Greeter for Handler {
    async fn hello(&self, name: String) -> thrift::Result<String> {
        Ok(format!("Hello, {name}!"))
    }

    async fn wave(&self) -> thrift::Result<()> {
        println!("somebody waves");
        Ok(())
    }
}

/// Shows the path of each call before it is answered.
struct Logged<D>(D);

impl<D: Dispatch> Dispatch for Logged<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        println!("{} at {:?}", request.method(), request.context().path());
        self.0.dispatch(request).await
    }

    fn has_path(&self, path: &str) -> bool {
        self.0.has_path(path)
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::bind("127.0.0.1:0").await?;
    let (address, handle) = (server.endpoint().socket_addr().ok_or("no port")?, server.handle());
    let services = Paths::new()
        .add("/calculator", CalculatorServer::new(Handler))
        .add("/greeter", GreeterServer::new(Handler));
    let serving = tokio::spawn(server.serve(Logged(services)));

    let greeter = GreeterClient::connect(format!("http://{address}/greeter")).await?;
    println!("{}", greeter.hello("Ada".into()).await?);
    greeter.wave().await?;

    let builder = Client::builder().http_version(Version::Http2);
    let client = builder.connect(format!("http://{address}/calculator")).await?;
    let calculator = CalculatorClient::new(client);
    let cx = Context::new().with_timeout(Duration::from_secs(5)).with_header("tenant", "7");
    println!("1 + 2 = {}", calculator.add(&cx, 1, 2).await?);

    let nowhere = GreeterClient::connect(format!("http://{address}/nowhere")).await?;
    match nowhere.hello("Ada".into()).await {
        Err(error) => println!("{error}"),
        Ok(answer) => return Err(format!("{answer} from nowhere").into()),
    }

    handle.shutdown().await;
    serving.await??;
    Ok(())
}
