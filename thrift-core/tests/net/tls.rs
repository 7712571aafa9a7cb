//! Clients and servers over TLS, with certificates that are made at the start of each test.

mod authority;
mod endings;
mod hostile;
mod identity;
mod mixed;
mod resumption;
mod trust;

use thrift::service::{Channel, Request};
use thrift::tls::{ClientTls, ServerTls};
use thrift::{Client, Endpoint, Error, Server, ServerHandle};

use self::authority::{Authority, Identity};
use crate::support::*;

/// A server of a [`Desk`](crate::support::Desk) on a free port.
async fn start(tls: ServerTls) -> (Endpoint, Visitor, ServerHandle) {
    serve(Server::bind("tls://127.0.0.1:0").await.unwrap().tls(tls))
}

fn serve(server: Server) -> (Endpoint, Visitor, ServerHandle) {
    let (endpoint, handle) = (server.endpoint(), server.handle());
    let (desk, visitor) = desk();
    tokio::spawn(server.serve(desk));
    (endpoint, visitor, handle)
}

async fn connect(tls: ClientTls, endpoint: &Endpoint) -> thrift::Result<Client> {
    Client::builder().tls(tls).connect(endpoint).await
}

/// Has a call answered.
async fn call(channel: &impl Channel) -> thrift::Result<()> {
    let request = Request::received("echo", false, channel.codec(), number(1).into());
    let answer = channel.send(request).await?.unwrap();
    assert_eq!(answer.body()[..], number(1));
    Ok(())
}

/// The text of an error that names an endpoint, without its port.
fn text(error: &Error) -> String {
    let text = error.to_string();
    let Some(at) = text.find("127.0.0.1:") else { return text };
    let (before, rest) = text.split_at(at + "127.0.0.1:".len());
    format!("{before}{}", rest.trim_start_matches(|byte: char| byte.is_ascii_digit()))
}

fn server(identity: &Identity) -> ServerTls {
    ServerTls::from_pem(identity.chain.as_bytes(), identity.key.as_bytes()).unwrap()
}

fn client(authority: &Authority) -> ClientTls {
    ClientTls::with_ca_pem(authority.pem().as_bytes()).unwrap()
}
