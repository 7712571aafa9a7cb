//! The server's process, a client that behaves, and the comparison of both before and after.

use core::time::Duration;
use std::process::Stdio;
use std::time::Instant;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::{sleep, timeout};

use thrift_tests::bad_peers::{Target, TargetClient};

/// Calls of the client that behaves, for one measurement.
const CALLS: usize = 100;

/// Something else may have the machine during a measurement, but not during all of them.
const MEASUREMENTS: usize = 10;

/// What a machine that does other things as well may add to a call.
const NOISE: Duration = Duration::from_millis(20);

/// Memory that an allocator keeps for later, in KiB.
const KEPT: usize = 16 * 1024;

/// From how many bytes on the allocator of glibc takes memory from the system and gives it back at
/// once. Otherwise it raises this as it sees fit, and any small piece above what is freed keeps all
/// below it with the process: then its memory says nothing of what the server holds.
const LARGE: &str = "131072";

/// Measurements would disturb each other.
static ALONE: Mutex<()> = Mutex::const_new(());

pub(crate) async fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().await
}

/// Has bad peers at a server twice, and compares how it serves a good one before and meanwhile, and
/// what memory it holds after each time.
pub(crate) async fn during<A, F>(attack: A)
where
    A: Fn(Remote) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let _alone = alone().await;
    let server = Server::start().await;
    let before = server.p99().await;
    let mut held = Vec::new();
    for _ in 0..2 {
        let attacking = tokio::spawn(attack(server.remote()));
        sleep(Duration::from_millis(500)).await;
        server.assert_as_good_as(before).await;
        attacking.abort();
        let error = attacking.await.unwrap_err();
        assert!(error.is_cancelled(), "the bad peers ended: {error}");
        server.p99().await;
        let most = held.first().map_or(usize::MAX, |first| first + KEPT);
        held.push(server.memory_below(most).await);
    }
    println!("p99 {before:?} alone; {held:?} KiB after bad peers");
    assert!(held[1] < held[0] + KEPT, "{held:?} KiB after each time");
    server.end().await;
}

/// A process of the program `bad-peers`, which ends with its input.
pub(crate) struct Process {
    child: Child,
    /// The first line that it printed.
    line: String,
}

impl Process {
    pub(crate) async fn start(arguments: &[&str]) -> Self {
        // As many open files as the system lets it have.
        let mut child = Command::new("sh")
            .args(["-c", "ulimit -n $(ulimit -Hn); exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_bad-peers"))
            .args(arguments)
            .env("MALLOC_MMAP_THRESHOLD_", LARGE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = timeout(Duration::from_secs(60), lines.next_line()).await;
        let line = line.expect("it starts in time").unwrap().expect("it prints a line");
        Self { child, line }
    }

    pub(crate) async fn end(mut self) {
        drop(self.child.stdin.take());
        let status = timeout(Duration::from_secs(20), self.child.wait()).await;
        assert!(status.expect("it ends in time").unwrap().success());
    }
}

pub(crate) struct Server {
    process: Process,
    pub(crate) address: String,
    client: TargetClient,
}

/// Where a server is, for those who attack it.
#[derive(Clone)]
pub(crate) struct Remote(String);

impl Remote {
    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.0).await.unwrap()
    }
}

impl Server {
    pub(crate) async fn start() -> Self {
        let process = Process::start(&["serve"]).await;
        let address = process.line.strip_prefix("tcp://").unwrap().to_owned();
        let client = TargetClient::connect(&address).await.unwrap();
        let server = Self { process, address, client };
        // What is only done once is done before anything is measured.
        server.p99().await;
        server
    }

    pub(crate) fn remote(&self) -> Remote {
        Remote(self.address.clone())
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        self.remote().connect().await
    }

    /// The memory that the server holds, in KiB.
    pub(crate) fn memory(&self) -> usize {
        let id = self.process.child.id().unwrap();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
    }

    /// The memory that the server holds when it has seen that peers are gone: as soon as it is below
    /// the one given, and whatever it is after ten seconds.
    async fn memory_below(&self, most: usize) -> usize {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            let memory = self.memory();
            if memory < most || Instant::now() >= deadline {
                return memory;
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// The time within which 99 of 100 calls are answered.
    pub(crate) async fn p99(&self) -> Duration {
        let mut times = Vec::with_capacity(CALLS);
        for _ in 0..CALLS {
            let start = Instant::now();
            assert_eq!(self.client.echo("good".into()).await.unwrap(), "good");
            times.push(start.elapsed());
            sleep(Duration::from_millis(2)).await;
        }
        times.sort_unstable();
        times[CALLS * 99 / 100]
    }

    /// Checks that calls take at most twice the time that they took before.
    pub(crate) async fn assert_as_good_as(&self, before: Duration) {
        let mut found = Vec::new();
        while found.len() < MEASUREMENTS {
            let meanwhile = self.p99().await;
            if meanwhile <= (before * 2).max(NOISE) {
                return;
            }
            found.push(meanwhile);
        }
        panic!("{before:?} alone, {found:?} with bad peers");
    }

    pub(crate) async fn end(self) {
        drop(self.client);
        self.process.end().await;
    }
}
