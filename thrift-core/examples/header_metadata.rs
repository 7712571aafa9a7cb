//! Sends headers and a deadline beside a call, reads them in the handler, and gets headers back.
//!
//! ```text
//! cargo run --example header_metadata
//! ```

use std::error::Error;
use std::time::Duration;

use thrift::service::ChannelExt;
use thrift::{Client, Context, Server, Transport};

thrift::thrift! {
    service Orders {
        /** Orders an item for the tenant that the headers name. */
        string order(1: string item) (rust.context)
    }
}

struct Warehouse;

impl Orders for Warehouse {
    async fn order(&self, cx: &Context, item: String) -> thrift::Result<String> {
        let tenant = cx.headers().get("tenant").unwrap_or("nobody");
        let left = cx.time_left().unwrap_or_default();
        println!("server: {tenant} orders {item}, and waits for {} s at most", left.as_secs() + 1);
        cx.set_reply_header("served-by", "warehouse-1");
        Ok(format!("{item} for {tenant}"))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // A server needs no setting for headers.
    let server = Server::bind("127.0.0.1:0").await?;
    let endpoint = server.endpoint();
    tokio::spawn(server.serve(OrdersServer::new(Warehouse)));

    // A client needs a transport that carries them, and a function that sees its answers.
    let client = Client::builder()
        .transport(Transport::Header)
        .header("client", "example")
        .connect(endpoint)
        .await?
        .map_response(|cx, response| {
            let server = response.headers().get("served-by").unwrap_or("nobody");
            println!("client: `{}` was answered by {server}", cx.method());
            response
        });
    let orders = OrdersClient::new(client);

    let cx = Context::new().with_timeout(Duration::from_secs(5)).with_header("tenant", "7");
    let ordered = orders.order(&cx, "tea".into()).await?;
    println!("client: ordered {ordered}");
    assert_eq!(ordered, "tea for 7");
    Ok(())
}
