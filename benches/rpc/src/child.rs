//! A process with a role, seen by the one that started it.

use core::net::SocketAddr;
use std::env;
use std::io::{BufRead, BufReader, Lines};
use std::process::{self, ChildStdin, ChildStdout, Command, Stdio};

use crate::error::Result;
use crate::machine;
use crate::role::{self, Role};

/// A process that ends when this value is dropped, or this process ends.
#[derive(Debug)]
pub struct Child {
    process: process::Child,
    /// Never written to: that it is open tells that somebody is interested.
    _input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Child {
    /// Starts a process with a role, on one processor.
    ///
    /// # Errors
    ///
    /// Fails when it cannot be started.
    pub fn start(role: &Role, processor: usize) -> Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        command.args(role.arguments()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = machine::on(processor, || command.spawn())??;
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let (input, output) = input.zip(output).ok_or("a process has no pipes")?;
        Ok(Self { process, _input: input, output: BufReader::new(output).lines() })
    }

    /// The words of its next line, after the one that it must begin with.
    ///
    /// # Errors
    ///
    /// Fails when the line begins with another one, or when the process has ended.
    pub fn expect(&mut self, word: &str) -> Result<Vec<String>> {
        let line = self.output.next().transpose()?;
        let line = line.ok_or_else(|| format!("a process ended before it said `{word}`"))?;
        let mut words = line.split(' ').map(str::to_owned);
        if words.next().as_deref() != Some(word) {
            return Err(format!("a process said `{line}` instead of `{word}`").into());
        }
        Ok(words.collect())
    }

    /// Waits until a server is ready, and returns where it is.
    ///
    /// # Errors
    ///
    /// Fails when the process has ended.
    pub fn address(&mut self) -> Result<SocketAddr> {
        let words = self.expect(role::READY)?;
        Ok(words.first().ok_or("a server has no address")?.parse()?)
    }

    /// What the system knows it by.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.process.id()
    }
}

/// So many numbers, and no other words.
///
/// # Errors
///
/// Fails on any others.
pub fn numbers<const N: usize>(words: &[String]) -> Result<[u64; N]> {
    let numbers: Vec<u64> = words.iter().map(|word| word.parse()).collect::<Result<_, _>>()?;
    numbers.try_into().map_err(|_| format!("{words:?} are not {N} numbers").into())
}

impl Drop for Child {
    fn drop(&mut self) {
        // It would end with its input as well, and fails to be killed when it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
