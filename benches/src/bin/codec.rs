//! The codec beside those of others: `cargo run --release -p thrift-bench --bin codec`
//!
//! Peers bring more than a hundred crates, and generators of their own. So that nobody builds them
//! who only runs the tests, they are in a workspace of their own, `benches/peers`, with a lock file
//! of its own; this program only has their code generated, and then builds and runs what measures.
//! Arguments are passed on.

#![forbid(unsafe_code)]

use std::env;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
    let target = target(&peers);
    succeed(Command::new(peers.join("setup")).env("CARGO_TARGET_DIR", &target))?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--release", "--manifest-path"]).arg(peers.join("Cargo.toml"));
    build.args(["--bin", "codec"]).env("CARGO_TARGET_DIR", &target);
    // What counts allocations is another program, and linking one takes half a minute.
    if env::args().all(|argument| argument != "--no-allocs") {
        build.args(["--bin", "allocations"]);
    }
    succeed(&mut build)?;
    succeed(Command::new(target.join("release").join("codec")).args(env::args_os().skip(1)))
}

/// Where the peers are built: beside what the workspace builds, so that one folder holds all.
fn target(peers: &Path) -> PathBuf {
    // This program is `TARGET/PROFILE/codec`.
    let program = env::current_exe().ok();
    let target = program.as_deref().and_then(|program| program.ancestors().nth(2));
    target.map_or_else(|| peers.join("target"), |target| target.join("peers"))
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_owned();
    let failed = |problem: &dyn Display| format!("{}: {problem}", name.display());
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(&status)),
        Err(error) => Err(failed(&error)),
    }
}
