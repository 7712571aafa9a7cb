//! Programs that are built outside of the workspace.
//!
//! Peers bring hundreds of crates, and generators of their own. So that nobody builds them who only
//! runs the tests, what measures them is in workspaces of their own, with lock files of their own; the
//! programs here only have code generated, and then build and run it.

#![forbid(unsafe_code)]

use std::env;
use std::fmt::Display;
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// A program outside of the workspace.
#[derive(Clone, Copy, Debug)]
pub struct Outside<'a> {
    /// The folder of its workspace, in that of this crate; the script `setup` in it generates code.
    pub folder: &'a str,
    /// What is run.
    pub program: &'a str,
    /// What is built with it, for it to run.
    pub others: &'a [&'a str],
}

impl Outside<'_> {
    /// Builds and runs it, with the arguments of this program.
    #[must_use]
    pub fn run(&self) -> ExitCode {
        let Err(error) = self.build().and_then(|program| become_program(&program)) else {
            return ExitCode::SUCCESS;
        };
        eprintln!("{error}");
        ExitCode::FAILURE
    }

    /// Builds it, and returns where it is.
    fn build(&self) -> Result<PathBuf, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(self.folder);
        let target = target(&folder);
        succeed(Command::new(folder.join("setup")).env("CARGO_TARGET_DIR", &target))?;
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--release", "--manifest-path"]);
        build.arg(folder.join("Cargo.toml")).env("CARGO_TARGET_DIR", &target);
        for program in [self.program].iter().chain(self.others) {
            build.args(["--bin", program]);
        }
        succeed(&mut build)?;
        Ok(target.join("release").join(self.program))
    }
}

/// Where it is built: beside what the workspace builds, so that one folder holds all.
fn target(folder: &Path) -> PathBuf {
    // This program is `TARGET/PROFILE/NAME`.
    let program = env::current_exe().ok();
    let target = program.as_deref().and_then(|program| program.ancestors().nth(2));
    target.map_or_else(|| folder.join("target"), |target| target.join("peers"))
}

/// Runs a program in place of this one, where the system can: whoever ends this process then ends
/// that program.
fn become_program(program: &Path) -> Result<(), String> {
    let mut command = Command::new(program);
    command.args(env::args_os().skip(1));
    #[cfg(unix)]
    return Err(format!("{}: {}", program.display(), command.exec()));
    #[cfg(not(unix))]
    succeed(&mut command)
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
