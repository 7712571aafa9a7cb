//! The service of Apache's tutorial, as a server and as a client.
//!
//! ```text
//! cargo run --example calculator -- server [ADDRESS]
//! cargo run --example calculator -- client [ADDRESS]
//! cargo run --example calculator                       both, on a free port
//! ```

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::sync::Mutex;

use crate::calculator::CalculateError;
use crate::shared::{SharedService, SharedStruct};

thrift::include_thrift!("idl/tutorial.thrift");

const ADDRESS: &str = "127.0.0.1:9090";

/// Keeps the result of each task under its log id.
#[derive(Default)]
struct Handler {
    log: Mutex<HashMap<i32, String>>,
}

impl Calculator for Handler {
    async fn ping(&self) -> thrift::Result<()> {
        println!("ping()");
        Ok(())
    }

    async fn add(&self, num1: i32, num2: i32) -> thrift::Result<i32> {
        println!("add({num1}, {num2})");
        Ok(num1.wrapping_add(num2))
    }

    async fn calculate(&self, logid: i32, w: Work) -> Result<i32, CalculateError> {
        println!("calculate({logid}, {w:?})");
        let result = evaluate(&w)?;
        if let Ok(mut log) = self.log.lock() {
            log.insert(logid, result.to_string());
        }
        Ok(result)
    }

    async fn zip(&self) -> thrift::Result<()> {
        println!("zip()");
        Ok(())
    }
}

impl SharedService for Handler {
    async fn get_struct(&self, key: i32) -> thrift::Result<SharedStruct> {
        println!("getStruct({key})");
        let value = self.log.lock().ok().and_then(|log| log.get(&key).cloned());
        Ok(SharedStruct { key, value: value.unwrap_or_default() })
    }
}

fn evaluate(work: &Work) -> Result<i32, InvalidOperation> {
    let result = match work.op {
        Operation::ADD => work.num1.checked_add(work.num2),
        Operation::SUBTRACT => work.num1.checked_sub(work.num2),
        Operation::MULTIPLY => work.num1.checked_mul(work.num2),
        Operation::DIVIDE if work.num2 == 0 => return Err(invalid(work, "cannot divide by 0")),
        Operation::DIVIDE => work.num1.checked_div(work.num2),
        _ => return Err(invalid(work, "unknown operation")),
    };
    result.ok_or_else(|| invalid(work, "the result does not fit"))
}

fn invalid(work: &Work, why: &str) -> InvalidOperation {
    InvalidOperation { what_op: work.op.0, why: why.to_owned() }
}

async fn run_server(address: &str) -> Result<(), Box<dyn Error>> {
    let server = thrift::Server::bind(address).await?;
    println!("serving on {}", server.endpoint());
    server.serve(CalculatorServer::new(Handler::default())).await?;
    Ok(())
}

async fn run_client(address: &str) -> Result<(), Box<dyn Error>> {
    let client = CalculatorClient::connect(address).await?;
    client.ping().await?;
    println!("1 + 1 = {}", client.add(1, 1).await?);

    let work = Work { num1: 1, num2: 0, op: Operation::DIVIDE, comment: None };
    match client.calculate(1, work).await {
        Err(CalculateError::Ouch(error)) => println!("1 / 0: {}", error.why),
        other => return Err(format!("1 / 0 gave {other:?}").into()),
    }

    let work = Work { num1: 15, num2: 10, op: Operation::SUBTRACT, comment: None };
    println!("15 - 10 = {}", client.calculate(1, work).await?);
    println!("the log says {}", client.get_struct(1).await?.value);
    client.zip().await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mode = env::args().nth(1);
    let address = env::args().nth(2).unwrap_or_else(|| ADDRESS.to_owned());
    match mode.as_deref() {
        Some("server") => run_server(&address).await,
        Some("client") => run_client(&address).await,
        None => run_both().await,
        Some(other) => Err(format!("expected `server` or `client`, found `{other}`").into()),
    }
}

async fn run_both() -> Result<(), Box<dyn Error>> {
    let server = thrift::Server::bind("127.0.0.1:0").await?;
    let (address, handle) = (server.endpoint(), server.handle());
    let serving = tokio::spawn(server.serve(CalculatorServer::new(Handler::default())));
    run_client(&address.to_string()).await?;
    handle.shutdown().await;
    serving.await??;
    Ok(())
}
