//! Several services on one port, called over one connection, each by its name.
//!
//! ```text
//! cargo run --example multiplexed
//! ```

use std::error::Error;

use thrift::service::{Multiplexed, Peer};
use thrift::{ApplicationKind, Client, Context, Kind, Server};

thrift::thrift! {
    service Calculator { i32 add(1: i32 a, 2: i32 b) (rust.context) }
    service Greeter { string hello(1: string name) (rust.context) }
    service Health { string status() }
}

struct Handler;

impl Calculator for Handler {
    async fn add(&self, cx: &Context, a: i32, b: i32) -> thrift::Result<i32> {
        show("Calculator", cx);
        Ok(a.wrapping_add(b))
    }
}

impl Greeter for Handler {
    async fn hello(&self, cx: &Context, name: String) -> thrift::Result<String> {
        show("Greeter", cx);
        Ok(format!("Hello, {name}!"))
    }
}

impl Health for Handler {
    async fn status(&self) -> thrift::Result<String> {
        Ok("alive".to_owned())
    }
}

/// Shows over which connection a call came.
fn show(service: &str, cx: &Context) {
    if let Some(address) = cx.peer().and_then(Peer::address) {
        println!("server: {service} is called by `{}` from port {}", cx.method(), address.port());
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // The names are those that clients call the services by. They need not be those of the IDL: one
    // service may be there twice, with two handlers.
    let services = Multiplexed::new()
        .add("Calculator", CalculatorServer::new(Handler))
        .add("Greeter", GreeterServer::new(Handler))
        .add("Greeter/formal", GreeterServer::new(Handler))
        .default_service(HealthServer::new(Handler));
    let server = Server::bind("127.0.0.1:0").await?;
    let (endpoint, handle) = (server.endpoint(), server.handle());
    let serving = tokio::spawn(server.serve(services));

    // One client, and so one connection: the port that the server shows is the same.
    let client = Client::connect(&endpoint).await?;
    let calculator = CalculatorClient::new(client.service("Calculator"));
    let greeter = GreeterClient::new(client.service("Greeter"));
    let formal = GreeterClient::new(client.service("Greeter/formal"));
    let cx = Context::new();
    let (sum, hello, formally) = tokio::join!(
        calculator.add(&cx, 1, 2),
        greeter.hello(&cx, "Ada".into()),
        formal.hello(&cx, "Countess".into()),
    );
    println!("client: {}, {}, {}", sum?, hello?, formally?);

    // A client that names no service gets to the default one, as one does that knows of no others.
    println!(
        "client: the default service is {}",
        HealthClient::new(client.clone()).status().await?
    );

    // What is not there is told from what is, by an exception.
    let nobody = GreeterClient::new(client.service("Gretter"));
    match nobody.hello(&cx, "Ada".into()).await {
        Err(error) if error.kind() == Kind::Application(ApplicationKind::UnknownMethod) => {
            println!("client: {error}");
        }
        other => return Err(format!("a service that is not there gave {other:?}").into()),
    }

    handle.shutdown().await;
    serving.await??;
    Ok(())
}
