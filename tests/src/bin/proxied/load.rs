//! Calls without a pause, and what becomes of them.

use core::mem;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{SystemTime, UNIX_EPOCH};

use thrift::{Client, Context, simple_json};
use tokio::io::{AsyncBufReadExt, BufReader, stdin};
use tokio::task::JoinSet;

use crate::idl::{Answer, Lost, Proxied, ProxiedClient, Report};
use crate::{Checked, PROTOCOLS, TRANSPORTS, shown};

/// Calls of a client that are under way at a time.
const AT_ONCE: i64 = 2;

/// How long the servers take for a call.
const MILLISECONDS: i32 = 2;

type Reports = Arc<Mutex<Report>>;

/// Calls each of the endpoints by a client for each transport and protocol.
pub(crate) async fn run(endpoints: &[&str]) -> Checked {
    let reports = Reports::default();
    // Ends its tasks when it goes out of use.
    let mut workers = JoinSet::new();
    for endpoint in endpoints {
        for ((_, transport), (_, protocol)) in
            TRANSPORTS.iter().flat_map(|it| PROTOCOLS.map(|other| (it, other)))
        {
            let client = Client::builder().transport(*transport).protocol(protocol);
            let client = client.connect(*endpoint).await.map_err(shown)?;
            for worker in 0..AT_ONCE {
                workers.spawn(calls(client.clone(), worker, reports.clone()));
            }
        }
    }
    let mut lines = BufReader::new(stdin()).lines();
    while lines.next_line().await.map_err(shown)?.is_some() {
        let report = mem::take(&mut *lock(&reports));
        println!("{}", simple_json::to_string(&report).map_err(shown)?);
    }
    Ok(())
}

async fn calls(client: Client, worker: i64, reports: Reports) {
    let client = ProxiedClient::new(client);
    let cx = Context::new();
    let mut number = worker;
    loop {
        number += AT_ONCE;
        let began = now();
        let outcome = client.call(&cx, number, MILLISECONDS).await;
        let error = match outcome {
            Ok(Answer { number: found, server }) if found == number => {
                *lock(&reports).answered.entry(server).or_default() += 1;
                continue;
            }
            Ok(other) => format!("call({number}) was answered by {other:?}"),
            Err(error) => error.to_string(),
        };
        lock(&reports).lost.push(Lost { began, ended: now(), error });
    }
}

fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}

fn lock(reports: &Reports) -> MutexGuard<'_, Report> {
    reports.lock().expect("nobody panics with it")
}
