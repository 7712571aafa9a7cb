//! Calls a server of `UserService` that another implementation of Thrift wrote.
//!
//! `interop-client HOST:PORT TRANSPORT binary|compact|json [multiplexed]` prints a line that starts
//! with `ok` for each group of checks, and ends with exit code 1 at the first check that fails. The
//! transport is `http`, `buffered`, `framed` or `header`; with `-zlib` behind the last two, or `zlib` alone
//! for the second, it is compressed. `framed-header`, `zlib-header` and `http-header` have frames with
//! headers in something else. `tests/interop/server.py` says what the server answers.

#![forbid(unsafe_code)]

use core::fmt::{Debug, Display};
use core::time::Duration;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use thrift::protocol::Codec;
use thrift::service::{Channel, Headers, Request, Response};
use thrift::{ApplicationKind, Client, Compression, Context, Kind, Protocol, Transport};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use self::user_service::GetUserError;

thrift::include_thrift!("../../interop/user.thrift");
thrift::include_thrift!("../../interop/greeter.thrift");

/// Far more than all checks take: a server that does not answer is a failure, not a hang.
const PATIENCE: Duration = Duration::from_secs(60);

type Users = UserServiceClient;

/// What went wrong, for whoever reads the log.
type Checked = Result<(), String>;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let ([address, transport, protocol] | [address, transport, protocol, _]) = &arguments[..]
    else {
        eprintln!("usage: interop-client HOST:PORT TRANSPORT binary|compact|json [multiplexed]");
        return ExitCode::FAILURE;
    };
    let several = arguments.get(3).is_some_and(|choice| choice == "multiplexed");
    let checked = match timeout(PATIENCE, all(address, transport, protocol, several)).await {
        Ok(checked) => checked,
        Err(_) => Err(format!("not done after {PATIENCE:?}")),
    };
    match checked {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("interop-client {address} {transport} {protocol}: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn all(address: &str, transport: &str, protocol: &str, several: bool) -> Checked {
    let mut name = format!("{transport}, {protocol}");
    let mut endpoint = address.to_owned();
    let (transport, compression) = match transport {
        "buffered" => (Transport::Buffered, Compression::None),
        "zlib" => (Transport::Buffered, Compression::Zlib),
        // Over HTTP frames are no matter, save for those with headers.
        "framed" | "http" => (Transport::Framed, Compression::None),
        "framed-zlib" => (Transport::Framed, Compression::Zlib),
        "header" | "http-header" => (Transport::Header, Compression::None),
        "header-zlib" => (Transport::Header, Compression::Zlib),
        "framed-header" => (Transport::FramedHeader, Compression::None),
        "zlib-header" => (Transport::Header, Compression::ZlibStream),
        _ => return Err(format!("no transport is named `{transport}`")),
    };
    if name.starts_with("http") {
        endpoint = format!("http://{address}/");
    }
    let protocol = match protocol {
        "binary" => Protocol::Binary,
        "compact" => Protocol::Compact,
        "json" => Protocol::Json,
        _ => return Err(format!("no protocol is named `{protocol}`")),
    };
    let mut builder =
        Client::builder().transport(transport).protocol(protocol).compression(compression);
    let carries_headers = matches!(transport, Transport::Header | Transport::FramedHeader);
    if carries_headers {
        builder = builder.header("tenant", "7");
    }
    let connection = builder.connect(endpoint).await;
    let connection = connection.map_err(|error| error.to_string())?;
    let mut client = UserServiceClient::new(connection.clone());
    if several {
        services(&connection, &client).await?;
        println!("ok   {name}: several services at once");
        name.push_str(", one of several services");
        client = UserServiceClient::new(connection.service("Users"));
    }

    if carries_headers {
        headers(&connection).await?;
        println!("ok   {name}: headers both ways");
    }
    returned_value(&client).await?;
    println!("ok   {name}: a user that exists");
    declared_exception(&client).await?;
    println!("ok   {name}: the declared exception");
    application_exception(&client).await?;
    println!("ok   {name}: a handler that fails");
    oneway(&client).await?;
    println!("ok   {name}: oneway calls");
    concurrent(client).await?;
    println!("ok   {name}: a hundred calls at once");
    Ok(())
}

/// Each call reaches the service that it names, or the default one.
async fn services(connection: &Client, plain: &Users) -> Checked {
    let users = UserServiceClient::new(connection.service("Users"));
    let greeter = GreeterClient::new(connection.service("Greeter"));
    let (user, number, greeting, ada) = tokio::join!(
        returned_value(&users),
        greeter.get_user(42),
        greeter.hello("Ada".to_owned()),
        returned_value(plain),
    );
    user.and(ada)?;
    equal("Greeter:get_user(42)", &number.map_err(shown("get_user"))?, &"number 42".to_owned())?;
    equal("Greeter:hello", &greeting.map_err(shown("hello"))?, &"Hello, Ada!".to_owned())
}

/// Gives calls a context, and keeps the headers of their answers.
#[derive(Clone)]
struct Noted {
    client: Client,
    context: Context,
    headers: Arc<Mutex<Headers>>,
}

impl Channel for Noted {
    fn codec(&self) -> Codec {
        self.client.codec()
    }

    async fn send(&self, request: Request) -> thrift::Result<Option<Response>> {
        let answer = self.client.send(request.with_context(self.context.clone())).await?;
        let headers = answer.as_ref().map(|answer| answer.headers().clone());
        *self.headers.lock().expect("nobody panics") = headers.unwrap_or_default();
        Ok(answer)
    }
}

/// What goes beside calls and answers.
async fn headers(client: &Client) -> Checked {
    // The second has one in place of that of the client.
    for (tenant, context) in
        [("7", Context::new()), ("8", Context::new().with_header("tenant", "8"))]
    {
        let noted = Noted { client: client.clone(), context, headers: Arc::default() };
        let user = UserServiceClient::new(noted.clone()).get_user(2000).await;
        let user = user.map_err(shown("get_user(2000)"))?;
        equal("get_user(2000)", &user.name.as_str(), &tenant)?;
        let headers = noted.headers.lock().expect("nobody panics");
        equal("the header `served-by`", &headers.get("served-by"), &Some("Python"))?;
    }
    Ok(())
}

async fn returned_value(client: &Users) -> Checked {
    let user = client.get_user(42).await.map_err(shown("get_user(42)"))?;
    equal("get_user(42)", &user, &ada())
}

async fn declared_exception(client: &Users) -> Checked {
    match client.get_user(7).await {
        Err(GetUserError::Missing(missing)) => equal("get_user(7)", &missing, &NotFound { id: 7 }),
        other => Err(format!("get_user(7): NotFound expected, found {other:?}")),
    }
}

/// A failure that the service does not declare; the connection survives it.
async fn application_exception(client: &Users) -> Checked {
    match client.get_user(-1).await {
        Err(GetUserError::Thrift(error)) => {
            let wanted = Kind::Application(ApplicationKind::InternalError);
            equal("get_user(-1)", &error.kind(), &wanted)?;
        }
        other => return Err(format!("get_user(-1): an error expected, found {other:?}")),
    }
    returned_value(client).await
}

/// The server counts touches; nothing says when it has executed a oneway call.
async fn oneway(client: &Users) -> Checked {
    for _ in 0..3 {
        client.touch(42).await.map_err(shown("touch(42)"))?;
    }
    let start = Instant::now();
    loop {
        let counter = client.get_user(1000).await.map_err(shown("get_user(1000)"))?;
        if counter.name == "3" {
            return Ok(());
        }
        if start.elapsed() > PATIENCE / 2 {
            return Err(format!("touch(42): 3 calls made, {} executed", counter.name));
        }
        sleep(Duration::from_millis(5)).await;
    }
}

/// Each call gets its own answer, however they are mixed on the connection.
async fn concurrent(client: Users) -> Checked {
    let client = Arc::new(client);
    let mut calls = JoinSet::new();
    for number in 0..100 {
        let client = Arc::clone(&client);
        calls.spawn(async move {
            match (number, client.get_user(number).await) {
                (42, Ok(user)) => equal("get_user(42)", &user, &ada()),
                (_, Err(GetUserError::Missing(missing))) if number != 42 => {
                    equal("get_user", &missing, &NotFound { id: number })
                }
                (_, other) => Err(format!("get_user({number}): found {other:?}")),
            }
        });
    }
    while let Some(call) = calls.join_next().await {
        call.map_err(|error| error.to_string())??;
    }
    Ok(())
}

fn ada() -> User {
    User { id: 42, name: "Ada".to_owned(), email: None }
}

fn equal<T: Debug + PartialEq>(call: &str, found: &T, wanted: &T) -> Checked {
    if found == wanted {
        return Ok(());
    }
    Err(format!("{call}: {wanted:?} expected, found {found:?}"))
}

fn shown<E: Display>(call: &'static str) -> impl Fn(E) -> String {
    move |error| format!("{call}: {error}")
}
