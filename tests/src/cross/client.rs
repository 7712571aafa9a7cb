//! The client: connects as its options say, and checks what the server answers.

use core::time::Duration;

use tokio::task::JoinSet;

use thrift::tls::ClientTls;
use thrift::{Client, Compression, Endpoint};

use super::checks::{Report, check_services, check_thrift_test};
use super::idl::ThriftTestClient;
use super::{Exit, Options, Protocol, THRIFT_TEST, Transport, tls};

/// How long a call may take: a server that answers nothing is a failure, not a hang.
const CALL_TIMEOUT: Duration = Duration::from_secs(10);

/// Runs all tests, as often and as many times at once as the options say.
///
/// # Errors
///
/// Fails when a certificate cannot be read.
pub async fn run(options: &Options) -> Result<Exit, String> {
    let tls = if options.ssl { Some(tls::client(options)?) } else { None };
    let mut clients = JoinSet::new();
    for number in 1..=options.threads {
        let (options, tls) = (options.clone(), tls.clone());
        clients.spawn(async move {
            let mut exit = Exit::SUCCESS;
            for time in 1..=options.testloops {
                exit |= once(&options, tls.clone(), &format!("client {number}, time {time}")).await;
            }
            exit
        });
    }
    let exits = clients.join_all().await;
    Ok(exits.into_iter().fold(Exit::SUCCESS, |all, exit| all | exit))
}

/// Runs all tests with a connection of their own.
async fn once(options: &Options, tls: Option<ClientTls>, name: &str) -> Exit {
    let client = match connect(options, tls).await {
        Ok(client) => client,
        Err(error) => {
            eprintln!("{name}: {error}");
            return Exit::UNKNOWN | Exit::GROUPS;
        }
    };
    let mut report = Report::new();
    if options.multiplex {
        check_services(&client, &mut report).await;
        let service = ThriftTestClient::new(client.service(THRIFT_TEST));
        check_thrift_test(&service, &mut report).await;
    } else {
        check_thrift_test(&ThriftTestClient::new(client), &mut report).await;
    }
    for failure in report.failures() {
        eprintln!("{name}: {failure}");
    }
    match report.exit() {
        Exit::SUCCESS => println!("{name}: {} checks, all is well", report.checks()),
        exit => println!("{name}: {} checks, of which some failed: {exit}", report.checks()),
    }
    report.exit()
}

async fn connect(options: &Options, tls: Option<ClientTls>) -> thrift::Result<Client> {
    let transport = match (options.protocol, options.transport) {
        (Protocol::Header, Transport::Framed) => thrift::Transport::FramedHeader,
        (Protocol::Header, _) => thrift::Transport::Header,
        (_, Transport::Framed) => thrift::Transport::Framed,
        (_, Transport::Buffered | Transport::Zlib | Transport::Http) => thrift::Transport::Buffered,
    };
    let protocol = match options.protocol {
        Protocol::Binary | Protocol::Header => thrift::Protocol::Binary,
        Protocol::Compact => thrift::Protocol::Compact,
        Protocol::Json => thrift::Protocol::Json,
    };
    let compression = match options.transport {
        Transport::Zlib => Compression::ZlibStream,
        _ if options.zlib => Compression::Zlib,
        _ => Compression::None,
    };
    let mut builder = Client::builder()
        .transport(transport)
        .protocol(protocol)
        .compression(compression)
        .call_timeout(CALL_TIMEOUT);
    if let Some(tls) = tls {
        builder = builder.tls(tls);
    }
    let endpoint = match options.transport {
        Transport::Http => {
            let (host, port) = (options.host.clone(), options.port);
            Endpoint::Http { secure: options.ssl, host, port, path: "/".to_owned() }
        }
        _ => options.endpoint(),
    };
    builder.connect(endpoint).await
}
