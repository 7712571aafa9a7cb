//! Allocations of each row, counted in another process: what counts them slows every allocation
//! down, and so has no place in the one that takes the times.

use std::collections::HashMap;
use std::env;
use std::process::Command;

/// The program beside this one that counts.
const COUNTER: &str = "allocations";

/// The allocations of one operation, by the key of its row.
///
/// # Errors
///
/// Fails when the program that counts is not there, or fails itself.
pub fn count() -> Result<HashMap<String, u64>, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?.with_file_name(COUNTER);
    let output = Command::new(&program)
        .args(env::args().skip(1))
        .output()
        .map_err(|error| format!("cannot run {}: {error}", program.display()))?;
    if !output.status.success() {
        return Err(format!("{COUNTER}: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let row = |line: &str| {
        let (key, count) = line.rsplit_once(' ')?;
        Some((key.to_owned(), count.parse().ok()?))
    };
    text.lines()
        .map(|line| row(line).ok_or(format!("{COUNTER} writes what no row is: {line}")))
        .collect()
}
