//! What the system knows of this process, and is asked to do with it.

use core::time::Duration;
use std::fs;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

use crate::error::Result;

/// The processors that this process may run on.
///
/// # Errors
///
/// Fails when the system does not tell.
pub fn processors() -> Result<Vec<usize>> {
    let allowed = sched_getaffinity(None)?;
    Ok((0..CpuSet::MAX_CPU).filter(|processor| allowed.is_set(*processor)).collect())
}

/// Does something on one processor: a process that is started meanwhile stays there.
///
/// # Errors
///
/// Fails when this thread may not run there.
pub fn on<T>(processor: usize, action: impl FnOnce() -> T) -> Result<T> {
    let allowed = sched_getaffinity(None)?;
    let mut only = CpuSet::new();
    only.set(processor);
    sched_setaffinity(None, &only)?;
    let done = action();
    sched_setaffinity(None, &allowed)?;
    Ok(done)
}

/// The time that the threads of a process have run.
///
/// `/proc/PID/stat` has it as well, and counts in steps of ten milliseconds.
///
/// # Errors
///
/// Fails when the process has ended, or the system does not tell.
pub fn cpu_time(pid: u32) -> Result<Duration> {
    let mut nanos = 0;
    for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
        let times = fs::read_to_string(thread?.path().join("schedstat"))?;
        let ran = times.split(' ').next().unwrap_or_default();
        nanos += ran.parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanos))
}

/// The memory of a process that is not swapped out, in KiB.
///
/// # Errors
///
/// Fails when the system does not tell.
pub fn resident_kib(pid: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(number.ok_or("a process has no line `VmRSS`")?.parse()?)
}

/// Lets this process open so many files and sockets.
///
/// # Errors
///
/// Fails when that is more than the system allows.
pub fn allow_open_files(wanted: usize) -> Result<()> {
    let wanted = u64::try_from(wanted)?;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_none_or(|current| current >= wanted) {
        return Ok(());
    }
    if maximum.is_some_and(|maximum| maximum < wanted) {
        let maximum = maximum.unwrap_or_default();
        let message = format!(
            "{wanted} open files are needed, and {maximum} are allowed: raise the hard limit \
             (`ulimit -Hn {wanted}` as root), or ask for fewer connections by `--idle`"
        );
        return Err(message.into());
    }
    Ok(setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum })?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_has_run_and_has_memory() {
        let pid = std::process::id();
        let before = cpu_time(pid).unwrap();
        while cpu_time(pid).unwrap() == before {}
        assert!(resident_kib(pid).unwrap() > 100);
        assert!(!processors().unwrap().is_empty());
    }

    #[test]
    fn what_is_started_on_a_processor_stays_there() {
        let all = processors().unwrap();
        let inside = on(all[0], || std::thread::spawn(processors).join().unwrap().unwrap());
        assert_eq!(inside.unwrap(), [all[0]]);
        assert_eq!(processors().unwrap(), all);
    }

    #[test]
    fn more_files_than_the_system_allows_are_an_error() {
        if getrlimit(Resource::Nofile).maximum.is_some() {
            let error = allow_open_files(usize::MAX).unwrap_err().to_string();
            assert!(error.contains("raise the hard limit"), "{error}");
        }
    }
}
