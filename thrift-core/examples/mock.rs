//! Tests code that calls a service without its server: the service is made of closures.
//!
//! ```text
//! cargo run --example mock --features mock
//! ```

use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use thrift::{Context, Server};

use crate::stock::TakeError;

thrift::thrift! {
    exception SoldOut { 1: string item }

    service Stock {
        /** Takes so many of an item, and says how many are left. */
        i32 take(1: string item, 2: i32 count) throws (1: SoldOut soldOut) (rust.context)
        oneway void restock(1: string item)
    }
}

/// The code to be tested: orders what there is too little of.
struct Shop<S> {
    stock: S,
}

impl<S: Stock> Shop<S> {
    async fn sell(&self, item: &str, count: i32) -> thrift::Result<bool> {
        let cx = Context::new().with_timeout(Duration::from_secs(1));
        match self.stock.take(&cx, item.into(), count).await {
            Ok(left) if left > 1 => Ok(true),
            Ok(_) => self.stock.restock(item.into()).await.map(|()| true),
            Err(TakeError::SoldOut(_)) => self.stock.restock(item.into()).await.map(|()| false),
            Err(TakeError::Thrift(error)) => Err(error),
        }
    }
}

/// A stock of five of each item, which is never filled again, and what was ordered for it.
fn stock() -> (StockMock, Arc<Mutex<Vec<String>>>) {
    let orders = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&orders);
    let mock = StockMock::new()
        .on_take(|cx, item, count| {
            assert!(cx.time_left().is_some(), "the shop does not wait for ever");
            if count > 5 { Err(SoldOut { item }.into()) } else { Ok(5 - count) }
        })
        .on_restock(move |item| {
            log.lock().expect("nobody panics with it").push(item);
            Ok(())
        });
    (mock, orders)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (mock, orders) = stock();
    let shop = Shop { stock: mock.clone() };
    assert!(shop.sell("tea", 2).await?);
    assert!(orders.lock().expect("nobody panics with it").is_empty());
    assert!(shop.sell("cake", 4).await?);
    assert!(!shop.sell("milk", 9).await?);
    println!("ordered: {:?}", orders.lock().expect("nobody panics with it"));

    // A method without a closure fails, and says so.
    let broken = Shop { stock: StockMock::new() };
    let error = broken.sell("tea", 1).await.expect_err("there is no closure for `take`");
    println!("without a closure: {error}");

    // The same mock as a server, for what calls over a connection.
    let server = Server::bind("mem:stock").await?;
    let stock = StockClient::connect(server.endpoint()).await?;
    tokio::spawn(server.serve(StockServer::new(mock.on_take(|_, _, _| Ok(100)))));
    assert!(Shop { stock }.sell("tea", 2).await?);
    Ok(())
}
