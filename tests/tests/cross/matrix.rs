//! Servers and clients that get on with each other.

use crate::support::*;

/// Every protocol over every transport that it goes over.
fn settings() -> Vec<String> {
    let mut settings = Vec::new();
    for protocol in ["binary", "compact", "json", "header"] {
        for transport in ["buffered", "framed", "http", "zlib"] {
            settings.push(format!("--protocol={protocol} --transport={transport}"));
        }
    }
    for more in [
        "--protocol=header --zlib",
        "--protocol=header --transport=framed --zlib",
        "--protocol=multi --transport=zlib",
        "--protocol=multic --transport=http",
        "--protocol=multij --transport=framed",
        "--protocol=multih",
        "--protocol=multih --transport=framed",
        "--protocol=multih --transport=http",
        "--protocol=multih --transport=zlib",
        "--protocol=compact --multiplex",
        "--transport=framed --zlib",
    ] {
        settings.push(more.to_owned());
    }
    settings
}

#[tokio::test]
async fn every_protocol_over_every_transport() {
    Server::start(&[]).await.satisfies(settings()).await;
}

#[tokio::test]
async fn a_server_finds_out_whatever_it_is_told() {
    let options = ["--transport=framed", "--protocol=multij", "--server-type=nonblocking"];
    let clients = ["--protocol=compact", "--protocol=header", "--protocol=json --transport=http"];
    Server::start(&options).await.satisfies(clients).await;
}

#[tokio::test]
async fn several_clients_at_once_and_again() {
    let server = Server::start(&[]).await;
    let options = format!("--port {} --threads 4 --testloops 2 --protocol compact", server.port());
    let output = client(&options).await;
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let mut lines: Vec<_> = told(&output).lines().map(str::to_owned).collect();
    lines.sort_unstable();
    let names: Vec<_> = lines.iter().map(|line| line.split_once(':').unwrap().0).collect();
    let wanted = (1..=4).flat_map(|client| (1..=2).map(move |time| (client, time)));
    let wanted: Vec<_> =
        wanted.map(|(client, time)| format!("client {client}, time {time}")).collect();
    assert_eq!(names, wanted);
}

#[tokio::test]
async fn tls() {
    let keys = Folder::of_keys();
    let folder = format!("--keys={}", keys.path().display());
    let server = Server::start(&["--ssl", &folder]).await;
    assert!(server.endpoint.starts_with("tls://"), "{}", server.endpoint);
    let settings = [
        "--protocol=binary --transport=buffered",
        "--protocol=compact --transport=framed",
        "--protocol=json --transport=http",
        "--protocol=header",
        "--protocol=multic --transport=zlib",
        "--protocol=compact --transport=http --host=127.0.0.1",
    ];
    server.satisfies(settings.map(|options| format!("--ssl {folder} {options}"))).await;
}

/// In the folder of the contract `client.crt` is of X.509 version 1, and there is one of version 3 beside it.
#[tokio::test]
async fn a_client_prefers_the_certificate_of_version_3() {
    let keys = Folder::of_keys();
    let folder = format!("--keys={}", keys.path().display());
    let server = Server::start(&["--ssl", &folder]).await;
    let options = format!("--ssl {folder}");
    keys.write("client.crt", "of version 1");
    let output = client(&format!("--port={} {options}", server.port())).await;
    assert_eq!(output.status.code(), Some(64), "{}", told(&output));
    for (name, other) in [("crt", "server.crt"), ("key", "server.key")] {
        let text = std::fs::read_to_string(keys.file(other)).unwrap();
        keys.write(&format!("client_v3.{name}"), &text);
    }
    server.satisfies([options]).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_socket_in_the_file_system() {
    let folder = Folder::of_keys();
    let keys = format!("--keys={}", folder.path().display());
    for (name, ssl) in [("plain.sock", ""), ("tls.sock", "--ssl")] {
        let socket = format!("--domain-socket={}", folder.file(name));
        let options = format!("{socket} {keys} {ssl}");
        let arguments: Vec<_> = options.split_whitespace().collect();
        let server = Server::start_at(&arguments).await;
        assert_eq!(server.endpoint, format!("unix:{}", folder.file(name)));
        for client in ["--protocol=binary", "--protocol=multic --transport=framed", "--zlib"] {
            assert_satisfied(&format!("{options} {client}")).await;
        }
    }
}

#[tokio::test]
async fn servers_with_threads() {
    let clients = [
        "--protocol=binary --transport=buffered",
        "--protocol=compact --transport=framed",
        "--protocol=json --transport=zlib",
        "--protocol=multih",
        "--protocol=header --transport=framed",
        "--protocol=header --transport=zlib",
    ];
    let pool = ["--server-type=thread-pool", "--workers=2"];
    let (threaded, pool, simple) = tokio::join!(
        Server::start(&["--server-type", "threaded"]),
        Server::start(&pool),
        Server::start(&["--server-type=simple"]),
    );
    // Clients of the last two wait for each other.
    tokio::join!(
        threaded.satisfies(clients),
        pool.satisfies(&clients[1..]),
        simple.satisfies(&clients[..2])
    );
}
