//! Certificates, in files with the names that the contract has.

use std::fs;
use std::path::Path;

use thrift::tls::{ClientTls, ServerTls};

use super::Options;

/// Certificates and keys of a client, the better ones first: in the folder of the contract
/// `client.crt` is of X.509 version 1, which is not accepted anywhere any more.
const CLIENT: [(&str, &str); 2] =
    [("client_v3.crt", "client_v3.key"), ("client.crt", "client.key")];

/// A server that has `server.crt`, and asks clients for nothing.
pub(super) fn server(options: &Options) -> Result<ServerTls, String> {
    let (chain, key) = (read(&options.keys, "server.crt")?, read(&options.keys, "server.key")?);
    ServerTls::from_pem(&chain, &key).map_err(|error| error.to_string())
}

/// A client that trusts `CA.pem`, with a certificate if there is one.
pub(super) fn client(options: &Options) -> Result<ClientTls, String> {
    let keys = &options.keys;
    let found = CLIENT.iter().find(|(chain, _)| keys.join(chain).exists());
    let tls = ClientTls::with_ca_pem(&read(keys, "CA.pem")?);
    let tls = match found {
        Some((chain, key)) => {
            let (chain, key) = (read(keys, chain)?, read(keys, key)?);
            tls.and_then(|tls| tls.identity_pem(&chain, &key))
        }
        None => tls,
    };
    // A socket in the file system has no name that a certificate could be for.
    let tls = match options.domain_socket {
        Some(_) => tls.and_then(|tls| tls.server_name("localhost")),
        None => tls,
    };
    tls.map_err(|error| error.to_string())
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    let path = folder.join(name);
    fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}
