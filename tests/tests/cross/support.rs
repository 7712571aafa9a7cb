//! The programs as processes.

use core::sync::atomic::{AtomicUsize, Ordering};
use core::time::Duration;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::{env, fs, process};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Far more than anything takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Clients that run at the same time, of all tests: more would only be slower together.
static CLIENTS: Semaphore = Semaphore::const_new(6);

/// A process of `cross-server`, which ends with the value.
pub(crate) struct Server {
    _process: Child,
    /// The endpoint that it printed.
    pub(crate) endpoint: String,
}

impl Server {
    /// One at a port that is free.
    pub(crate) async fn start(arguments: &[&str]) -> Self {
        Self::start_at(&[&["--port=0"], arguments].concat()).await
    }

    pub(crate) async fn start_at(arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_cross-server"))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = timeout(PATIENCE, lines.next_line()).await;
        let line = line.expect("it starts in time").unwrap().expect("it prints a line");
        let endpoint = line.strip_prefix("listening on ").unwrap().to_owned();
        Self { _process: process, endpoint }
    }

    pub(crate) fn address(&self) -> &str {
        self.endpoint.split_once("://").unwrap().1
    }

    pub(crate) fn port(&self) -> &str {
        self.address().rsplit_once(':').unwrap().1
    }

    /// Has clients with these options, some of them at the same time, and expects them to find
    /// nothing wrong.
    pub(crate) async fn satisfies<I>(&self, all: I)
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let mut clients = JoinSet::new();
        for options in all {
            let options = format!("--port={} {}", self.port(), options.as_ref());
            clients.spawn(async move { assert_satisfied(&options).await });
        }
        assert!(!clients.is_empty());
        clients.join_all().await;
    }
}

/// Runs a client with these options, and expects it to find nothing wrong.
pub(crate) async fn assert_satisfied(options: &str) {
    let output = client(options).await;
    let (code, told) = (output.status.code(), told(&output));
    assert_eq!(code, Some(0), "cross-client {options}\n{told}");
    assert!(told.contains(" checks, all is well"), "cross-client {options}\n{told}");
}

/// Runs a client with these options, which have spaces between them.
pub(crate) async fn client(options: &str) -> Output {
    let _permit = CLIENTS.acquire().await.unwrap();
    run(env!("CARGO_BIN_EXE_cross-client"), options).await
}

/// Runs a program to its end.
pub(crate) async fn run(program: &str, options: &str) -> Output {
    let child = Command::new(program)
        .args(options.split_whitespace())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    timeout(PATIENCE, child.wait_with_output()).await.expect("it ends in time").unwrap()
}

/// All that a program printed.
pub(crate) fn told(output: &Output) -> String {
    String::from_utf8([&output.stdout[..], &output.stderr[..]].concat()).unwrap()
}

/// A folder for a test, which goes with the value.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        // Not below the target folder: the path of a socket has a hundred bytes at most.
        let path = env::temp_dir().join(format!("thrift-cross-{}-{number}", process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// One with the certificates that the contract has.
    pub(crate) fn of_keys() -> Self {
        let folder = Self::new();
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        folder.write("CA.pem", &authority.pem());
        for name in ["server", "client"] {
            let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
            let params = CertificateParams::new(names).unwrap();
            let key = KeyPair::generate().unwrap();
            let certificate = params.signed_by(&key, &authority).unwrap();
            folder.write(&format!("{name}.crt"), &certificate.pem());
            folder.write(&format!("{name}.key"), &key.serialize_pem());
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The path of what is in it.
    pub(crate) fn file(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
