//! What the system knows of this process, and is asked to do with it.

use core::time::Duration;
use std::fs;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use rustix::time::{ClockId, clock_gettime};

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

/// The time that all threads of this process ran, those that ended included.
#[must_use]
pub fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The memory of this process that is not swapped out, in KiB.
///
/// # Errors
///
/// Fails when the system does not tell.
pub fn resident_kib() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(number.ok_or("/proc/self/status has no line `VmRSS`")?.parse()?)
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
        let before = cpu_time();
        while cpu_time() == before {}
        assert!(resident_kib().unwrap() > 100);
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
