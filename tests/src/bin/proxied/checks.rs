//! What a call through the proxy is to be like, whatever the transports and protocols of both sides.

use core::fmt::Debug;
use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use thrift::service::{Channel, ChannelExt, Headers};
use thrift::{ApplicationKind, Client, Context, Kind, Transport};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::idl::proxied::CallError;
use crate::idl::{Answer, Proxied, ProxiedClient, Refused};
use crate::{Checked, PROTOCOLS, TRANSPORTS, named, shown};

/// Far more than all checks take: a proxy that does not answer is a failure, not a hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// The servers behind the proxy.
const SERVERS: [&str; 3] = ["a", "b", "c"];

/// What calls at once go up to.
const CALLS: i64 = 120;

pub(crate) async fn all(
    endpoint: &str,
    transport_name: &str,
    protocol_name: &str,
    upstream: &str,
) -> Checked {
    let transport = named("transport", &TRANSPORTS, transport_name)?;
    let protocol = named("protocol", &PROTOCOLS, protocol_name)?;
    let builder = Client::builder().transport(transport).protocol(protocol);
    let client = builder.connect(endpoint).await.map_err(shown)?;
    let headers = transport == Transport::Header && upstream == "header";
    let checks = async {
        answers(&client).await?;
        exceptions(&ProxiedClient::new(client.clone())).await?;
        oneway(&ProxiedClient::new(client.clone())).await?;
        if headers {
            headers_both_ways(&client).await?;
        }
        Checked::Ok(())
    };
    timeout(PATIENCE, checks).await.map_err(|_| format!("not done after {PATIENCE:?}"))??;
    let also = if headers { ", headers" } else { "" };
    println!(
        "ok   Envoy, {transport_name} and {protocol_name} to {upstream}: {CALLS} calls at once by \
         all three servers, long messages, exceptions, oneway calls{also}"
    );
    Ok(())
}

/// Calls that are under way at the same time each get their own answer, from all servers.
async fn answers(client: &Client) -> Checked {
    let mut calls = JoinSet::new();
    for number in 1..=CALLS {
        let client = ProxiedClient::new(client.clone());
        calls.spawn(async move { (number, client.call(&Context::new(), number, 3).await) });
    }
    let mut servers = BTreeSet::new();
    while let Some(call) = calls.join_next().await {
        let (number, answer) = call.map_err(shown)?;
        let answer = answer.map_err(|error| format!("call({number}): {error}"))?;
        equal("the number of the answer", &answer.number, &number)?;
        servers.insert(answer.server);
    }
    equal("who answers", &servers, &SERVERS.map(str::to_owned).into())?;

    let client = ProxiedClient::new(client.clone());
    for length in [0, 1, 100_000, 2_000_000] {
        let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
        let echo = client.echo(bytes.clone().into()).await.map_err(shown)?;
        if echo != bytes {
            return Err(format!("{length} bytes became {} others", echo.len()));
        }
    }
    Ok(())
}

/// Exceptions arrive as what they are, and the connection goes on.
async fn exceptions<C: Channel>(client: &ProxiedClient<C>) -> Checked {
    match client.call(&Context::new(), -7, 0).await {
        Err(CallError::Refused(refused)) => equal("call(-7)", &refused, &Refused { number: -7 })?,
        other => return Err(format!("call(-7): {other:?}")),
    }
    let Err(error) = client.fail("größer".into()).await else {
        return Err("fail() did not".into());
    };
    equal("fail()", &error.kind(), &Kind::Application(ApplicationKind::InternalError))?;
    equal("what fail() says", &error.message(), &"größer")?;
    let answer = client.call(&Context::new(), 8, 0).await.map_err(shown)?;
    equal("call(8)", &answer.number, &8)
}

/// Each oneway call reaches one of the servers, which are asked in turns.
async fn oneway<C: Channel>(client: &ProxiedClient<C>) -> Checked {
    let before = noted(client).await?;
    for number in 0..30 {
        client.note(number).await.map_err(shown)?;
    }
    let start = Instant::now();
    loop {
        let after = noted(client).await? - before;
        if after == 30 {
            return Ok(());
        }
        if after > 30 || start.elapsed() > PATIENCE / 2 {
            return Err(format!("30 oneway calls made, {after} executed"));
        }
        sleep(Duration::from_millis(5)).await;
    }
}

/// How many oneway calls all servers have counted. Each answers for itself alone.
async fn noted<C: Channel>(client: &ProxiedClient<C>) -> Checked<i64> {
    let mut counts = BTreeMap::new();
    while counts.len() < SERVERS.len() {
        let count = client.noted().await.map_err(shown)?;
        counts.insert(count.server, count.number);
    }
    Ok(counts.values().sum())
}

/// Headers of the call reach the server, and those of the answer the client.
async fn headers_both_ways(client: &Client) -> Checked {
    for tenant in ["7", "größer"] {
        let seen = Mutex::new(Headers::default());
        let noting = client.map_response(|_, response| {
            *seen.lock().expect("nobody panics with it") = response.headers().clone();
            response
        });
        let cx = Context::new().with_header("tenant", tenant);
        let answer = ProxiedClient::new(noting).call(&cx, 1, 0).await.map_err(shown)?;
        let Answer { server, .. } = answer;
        let seen = seen.lock().expect("nobody panics with it");
        equal("the header `tenant` of the answer", &seen.get("tenant"), &Some(tenant))?;
        equal("the header `served-by`", &seen.get("served-by"), &Some(server.as_str()))?;
    }
    Ok(())
}

fn equal<T: Debug + PartialEq>(what: &str, found: &T, wanted: &T) -> Checked {
    if found == wanted {
        return Ok(());
    }
    Err(format!("{what}: {wanted:?} expected, found {found:?}"))
}
