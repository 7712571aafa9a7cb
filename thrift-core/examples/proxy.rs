//! A proxy: the client of one server is the handler of another.
//!
//! ```text
//! cargo run --example proxy
//! ```

use std::error::Error;
use std::time::Duration;

use tokio::sync::mpsc;

use thrift::service::{ChannelExt, Dispatch};
use thrift::{Client, Context, Endpoint, Kind, Server, Transport};

thrift::thrift! {
    service Stock {
        /** How many there are of an item. */
        i32 count(1: string item) (rust.context)
    }
}

/// Says what it sees of each call, and for how long it was at it.
struct Warehouse(mpsc::UnboundedSender<&'static str>);

impl Stock for Warehouse {
    async fn count(&self, cx: &Context, item: String) -> thrift::Result<i32> {
        let header = |name| cx.headers().get(name).unwrap_or("nobody");
        let left = cx.time_left().unwrap_or_default().as_secs_f64().ceil();
        println!("warehouse: {} asks by {} and has {left} s", header("tenant"), header("via"));
        let _dropped = Dropped(&self.0);
        if item == "needle" {
            // It would look for ever: the deadline of the caller ends it.
            std::future::pending::<()>().await;
        }
        Ok(3)
    }
}

/// Tells that a handler has ended, whether it was done or was dropped.
struct Dropped<'a>(&'a mpsc::UnboundedSender<&'static str>);

impl Drop for Dropped<'_> {
    fn drop(&mut self) {
        let _ = self.0.send("the warehouse is at it no longer");
    }
}

/// Serves on a free port.
async fn serve(dispatch: impl Dispatch) -> thrift::Result<Endpoint> {
    let server = Server::bind("127.0.0.1:0").await?;
    let endpoint = server.endpoint();
    tokio::spawn(server.serve(dispatch));
    Ok(endpoint)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (ended, mut events) = mpsc::unbounded_channel();
    let warehouse = serve(StockServer::new(Warehouse(ended))).await?;

    // A generated client implements the trait of its service, and so does a handler: this one calls
    // the warehouse. The context of a call goes with it, with its deadline and its headers, where
    // the transport carries them.
    let header = Client::builder().transport(Transport::Header);
    let behind = header.clone().connect(warehouse).await?;
    let behind = behind.intercept(|request| Ok(request.with_header("via", "proxy-1")));
    let proxy = serve(StockServer::new(StockClient::new(behind))).await?;

    let stock = StockClient::new(header.connect(proxy).await?);
    let cx = Context::new().with_timeout(Duration::from_secs(5)).with_header("tenant", "ada");
    println!("client: there are {}", stock.count(&cx, "tea".into()).await?);
    println!("{}", events.recv().await.ok_or("no warehouse")?);

    // The deadline holds for all who work at the call: none of them goes on for nobody.
    let cx = cx.with_timeout(Duration::from_millis(200));
    match stock.count(&cx, "needle".into()).await {
        Err(error) => println!("client: {error}"),
        Ok(count) => return Err(format!("{count} needles were found").into()),
    }
    println!("{}", events.recv().await.ok_or("no warehouse")?);

    // What fails behind the proxy fails in front of it, as an exception that says why.
    let nowhere = Client::builder().connect_lazy("mem:nowhere")?;
    let proxy = serve(StockServer::new(StockClient::new(nowhere))).await?;
    match StockClient::connect(proxy).await?.count(&Context::new(), "tea".into()).await {
        Err(error) if matches!(error.kind(), Kind::Application(_)) => println!("client: {error}"),
        other => return Err(format!("a proxy to nowhere gave {other:?}").into()),
    }
    Ok(())
}
