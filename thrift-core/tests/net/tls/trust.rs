//! Whom a client trusts.

use std::process::Command;
use std::sync::{Arc, Mutex};

use thrift::tls::rustls::crypto::ring::{default_provider, sign::any_supported_type};
use thrift::tls::rustls::pki_types::pem::PemObject;
use thrift::tls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use thrift::tls::rustls::server::{ClientHello, ResolvesServerCert};
use thrift::tls::rustls::sign::CertifiedKey;
use thrift::tls::rustls::{ClientConfig, RootCertStore, ServerConfig, version};
use thrift::tls::{ClientTls, ServerTls};
use thrift::{Client, Endpoint, Kind, Server};

use super::*;

const HOST: &[&str] = &["127.0.0.1"];

#[tokio::test]
async fn a_server_with_a_certificate_of_the_ca_is_called() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = start(server(&ca.issue(HOST))).await;
        assert!(endpoint.to_string().starts_with("tls://127.0.0.1:"), "{endpoint}");
        let client = connect(client(&ca), &endpoint).await.unwrap();
        assert_eq!(client.endpoint(), &endpoint);
        for _ in 0..100 {
            call(&client).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn settings_make_any_endpoint_one_of_tls() {
    within(async {
        let ca = Authority::new();
        let identity = ca.issue(&["127.0.0.1", "a.example"]);
        for bound in ["127.0.0.1:0", "mem:tls"] {
            let bound = Server::bind(bound).await.unwrap().tls(server(&identity));
            let (endpoint, _visitor, _handle) = serve(bound);
            let tls = client(&ca).server_name("a.example").unwrap();
            call(&connect(tls, &endpoint).await.unwrap()).await.unwrap();
        }
        let error = connect(client(&ca), &"mem:tls".parse().unwrap()).await.unwrap_err();
        let text = "cannot connect to mem:tls: TLS needs the name of the server: set it by \
                    `ClientTls::server_name`";
        assert_eq!(error.to_string(), text);
    })
    .await;
}

#[tokio::test]
async fn long_messages_pass_both_ways() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = start(server(&ca.issue(HOST))).await;
        let client = connect(client(&ca), &endpoint).await.unwrap();
        for length in [1_u32 << 14, 1 << 17, 1 << 22] {
            let text = vec![b'x'; length as usize];
            let body = [&b"\x0b\0\x01"[..], &length.to_be_bytes(), &text, b"\0"].concat();
            let call = async || {
                let body = body.clone().into();
                let request = Request::received("echo", false, client.codec(), body);
                client.send(request).await.unwrap().unwrap()
            };
            for answer in [call().await, call().await] {
                assert!(answer.body()[..] == body[..], "{length}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_server_of_another_ca_is_not_trusted() {
    within(async {
        let (ca, other) = (Authority::new(), Authority::new());
        let (endpoint, _visitor, _handle) = start(server(&other.issue(HOST))).await;
        let error = connect(client(&ca), &endpoint).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);
        let expected = "cannot connect to tls://127.0.0.1:: the certificate of the server is not \
                        trusted: no known CA has issued it";
        assert_eq!(text(&error), expected);
    })
    .await;
}

#[tokio::test]
async fn a_ca_is_more_than_its_name() {
    within(async {
        let (ca, other) = (Authority::named("the same"), Authority::named("the same"));
        let (endpoint, _visitor, _handle) = start(server(&other.issue(HOST))).await;
        let error = connect(client(&ca), &endpoint).await.unwrap_err();
        let expected = "cannot connect to tls://127.0.0.1:: the certificate of the server is not \
                        trusted: the CA that it names has not signed it";
        assert_eq!(text(&error), expected);
    })
    .await;
}

#[tokio::test]
async fn a_certificate_must_be_for_the_host_or_for_the_name_that_is_set() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = start(server(&ca.issue(&["a.example"]))).await;
        let error = connect(client(&ca), &endpoint).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);
        let expected = "cannot connect to tls://127.0.0.1:: the certificate of the server is not \
                        for `127.0.0.1`, but for DnsName(\"a.example\")";
        assert_eq!(text(&error), expected);

        let other = client(&ca).server_name("b.example").unwrap();
        let error = connect(other, &endpoint).await.unwrap_err();
        assert!(text(&error).contains("not for `b.example`, but for"), "{error}");

        let named = client(&ca).server_name("a.example").unwrap();
        call(&connect(named, &endpoint).await.unwrap()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_error_shows_some_of_many_names() {
    within(async {
        let ca = Authority::new();
        let names = ["a.example", "b.example", "c.example", "d.example", "e.example", "f.example"];
        let (endpoint, _visitor, _handle) = start(server(&ca.issue(&names))).await;
        let error = connect(client(&ca), &endpoint).await.unwrap_err();
        assert!(text(&error).ends_with("DnsName(\"d.example\") and 2 others"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn a_certificate_must_be_valid_now() {
    within(async {
        let ca = Authority::new();
        for (identity, start_of_text, end_of_text) in [
            (ca.issue_expired(HOST), "the certificate of the server expired ", " seconds ago"),
            (ca.issue_early(HOST), "the certificate of the server is valid only in ", " seconds"),
        ] {
            let (endpoint, _visitor, _handle) = start(server(&identity)).await;
            let error = connect(client(&ca), &endpoint).await.unwrap_err();
            assert_eq!(error.kind(), Kind::Transport);
            let text = text(&error);
            let text = text.strip_prefix("cannot connect to tls://127.0.0.1:: ").unwrap();
            assert!(text.starts_with(start_of_text) && text.ends_with(end_of_text), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_name_that_no_certificate_has_is_refused_before_anything_is_connected() {
    let ca = Authority::new();
    let endpoint: Endpoint = "tls://[fe80::1%2]:1".parse().unwrap();
    let error = Client::builder().tls(client(&ca)).connect_lazy(&endpoint).unwrap_err();
    let text = "cannot connect to tls://[fe80::1%2]:1: no certificate can be for `fe80::1%2`: it is \
                no name of a host";
    assert_eq!((error.kind(), &*error.to_string()), (Kind::Invalid, text));
    assert!(client(&ca).server_name("").is_err());
}

#[test]
fn pem_that_is_wrong_is_told_what_it_lacks() {
    let ca = Authority::new();
    let (one, two) = (ca.issue(HOST), ca.issue(HOST));
    let broken = "-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----\n";
    let nothing = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let encrypted =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let server = |chain: &str, key: &str| {
        ServerTls::from_pem(chain.as_bytes(), key.as_bytes()).map(drop).unwrap_err()
    };
    let trust = |pem: &str| ClientTls::with_ca_pem(pem.as_bytes()).map(drop).unwrap_err();
    for (error, text) in [
        (trust(""), "the PEM of the CA has no certificate"),
        (trust(&one.key), "the PEM of the CA has no certificate"),
        (trust(broken), "the PEM of the CA cannot be read: "),
        (trust(nothing), "the PEM of the CA: a certificate cannot be read: BadEncoding"),
        (server("", &one.key), "the PEM of the certificate chain has no certificate"),
        (server(&one.chain, ""), "the PEM of the private key has no private key"),
        (
            server(&one.chain, encrypted),
            "the PEM of the private key is encrypted, which is not supported",
        ),
        (
            server(&one.chain, &two.key),
            "the certificate and its private key: the key is not that of the certificate",
        ),
    ] {
        assert_eq!(error.kind(), Kind::Invalid);
        assert!(error.to_string().starts_with(text), "{error}");
    }
    let identity = client(&ca).identity_pem(one.chain.as_bytes(), two.key.as_bytes());
    assert_eq!(identity.unwrap_err().kind(), Kind::Invalid);
}

#[test]
fn keys_are_not_printed() {
    let ca = Authority::new();
    let identity = ca.issue(HOST);
    let tls = client(&ca).identity_pem(identity.chain.as_bytes(), identity.key.as_bytes());
    assert_eq!(
        format!("{:?}", tls.unwrap()),
        "ClientTls { server_name: None, has_identity: true, .. }"
    );
    assert_eq!(format!("{:?}", server(&identity)), "ServerTls { accepts_plain: false, .. }");
}

#[tokio::test]
async fn both_versions_of_tls_are_spoken() {
    within(async {
        let ca = Authority::new();
        let (endpoint, _visitor, _handle) = start(server(&ca.issue(HOST))).await;
        for version in [&version::TLS12, &version::TLS13] {
            let mut roots = RootCertStore::empty();
            roots.add(CertificateDer::from_pem_slice(ca.pem().as_bytes()).unwrap()).unwrap();
            let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
                .with_protocol_versions(&[version])
                .unwrap()
                .with_root_certificates(roots)
                .with_no_client_auth();
            let tls = ClientTls::from(Arc::new(config));
            call(&connect(tls, &endpoint).await.unwrap()).await.unwrap();
        }
    })
    .await;
}

/// Takes the certificate that there is now.
#[derive(Debug)]
struct Current(Mutex<Arc<CertifiedKey>>);

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.lock().unwrap()))
    }
}

fn certified(identity: &Identity) -> Arc<CertifiedKey> {
    let certificate = CertificateDer::from(identity.der.clone());
    let key = PrivateKeyDer::from_pem_slice(identity.key.as_bytes()).unwrap();
    Arc::new(CertifiedKey::new(vec![certificate], any_supported_type(&key).unwrap()))
}

#[tokio::test]
async fn a_certificate_changes_while_the_server_serves() {
    within(async {
        let (old, new) = (Authority::new(), Authority::new());
        let current = Arc::new(Current(Mutex::new(certified(&old.issue(HOST)))));
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_cert_resolver(Arc::<Current>::clone(&current));
        let tls = ServerTls::from(Arc::new(config));
        let refused = tls.clone().require_client_certificates(old.pem().as_bytes()).unwrap_err();
        let text = "a configuration of rustls has a verifier of client certificates already";
        assert_eq!(refused.to_string(), text);

        let (endpoint, _visitor, _handle) = start(tls).await;
        let before = connect(client(&old), &endpoint).await.unwrap();
        call(&before).await.unwrap();
        *current.0.lock().unwrap() = certified(&new.issue(HOST));
        assert!(connect(client(&old), &endpoint).await.is_err());
        call(&connect(client(&new), &endpoint).await.unwrap()).await.unwrap();
        call(&before).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn protocols_are_chosen_by_alpn() {
    within(async {
        let ca = Authority::new();
        let tls = server(&ca.issue(HOST)).alpn_protocols(["h2", "thrift"]);
        for (offered, chosen) in [
            (&["thrift"][..], Ok(Some(&b"thrift"[..]))),
            (&["x", "thrift", "h2"], Ok(Some(b"h2"))),
            (&[], Ok(None)),
            (&["x"], Err("the server refused: it speaks none of the protocols offered by ALPN")),
        ] {
            let (ours, theirs) = tokio::io::duplex(4096);
            let offering = client(&ca).alpn_protocols(offered.iter().copied());
            let (ours, theirs) =
                tokio::join!(offering.connect(ours, "127.0.0.1"), tls.accept(theirs));
            match chosen {
                Ok(chosen) => {
                    assert_eq!(ours.unwrap().alpn_protocol(), chosen);
                    assert_eq!(theirs.unwrap().alpn_protocol(), chosen);
                }
                Err(text) => assert_eq!(ours.unwrap_err().to_string(), text),
            }
        }
    })
    .await;
}

/// Runs a test of this program as a program of its own, which has these CAs for those of the system.
fn run_with_system_roots(test: &str, address: &str, pem: &str) {
    let file = std::env::temp_dir().join(format!("thrift-roots-{}-{test}", std::process::id()));
    std::fs::write(&file, pem).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("tls::trust::{test}"), "--nocapture"])
        .env("SSL_CERT_FILE", &file)
        .env_remove("SSL_CERT_DIR")
        .env("THRIFT_TEST_ADDRESS", address)
        .output();
    std::fs::remove_file(&file).unwrap();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_settings_the_cas_of_the_system_are_trusted() {
    if let Ok(address) = std::env::var("THRIFT_TEST_ADDRESS") {
        call(&Client::connect(address).await.unwrap()).await.unwrap();
        return;
    }
    let ca = Authority::new();
    let (endpoint, _visitor, _handle) = start(server(&ca.issue(HOST))).await;
    let name = "without_settings_the_cas_of_the_system_are_trusted";
    let run = move || run_with_system_roots(name, &endpoint.to_string(), &ca.pem());
    tokio::task::spawn_blocking(run).await.unwrap();
}

#[tokio::test]
async fn a_system_without_cas_is_told_of() {
    let name = "a_system_without_cas_is_told_of";
    if std::env::var("THRIFT_TEST_ADDRESS").is_ok() {
        let error = Client::connect("tls://127.0.0.1:1").await.unwrap_err();
        let text = "cannot connect to tls://127.0.0.1:1: the system has no certificate of a CA that \
                    can be read";
        assert_eq!((error.kind(), &*error.to_string()), (Kind::Transport, text));
        return;
    }
    run_with_system_roots(name, "nowhere", "");
}
