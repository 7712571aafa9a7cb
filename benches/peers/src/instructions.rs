//! Instructions of each row, counted by valgrind in another process: unlike times, they are the
//! same in every run.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{self, Command, Stdio};

use crate::case::Case;

/// What makes this program run each row a few times, for valgrind to count.
pub const ARGUMENT: &str = "--counted";

/// What valgrind knows [`counted_batch`] by. With a pattern instead it would not write any files.
const COUNTED: &str = concat!(module_path!(), "::counted_batch");

/// Operations that are counted together where they are short, so that what surrounds them is little
/// beside them.
const SHORT: u64 = 64;

/// The longest encoded value whose operations are short.
const SHORT_BYTES: usize = 10_000;

/// Runs each row, and prints its key.
pub fn run_counted(cases: Vec<Case>) {
    for mut case in cases {
        // Buffers that are used again get their size, and libraries look the processor up.
        (case.run)(1);
        let times = times(case.bytes);
        counted_batch(&mut case, times);
        println!("{times} {}", case.key());
    }
}

fn times(bytes: usize) -> u64 {
    if bytes <= SHORT_BYTES { SHORT } else { 1 }
}

/// Valgrind counts inside of it, and writes a file after each call.
#[inline(never)]
fn counted_batch(case: &mut Case, times: u64) {
    (case.run)(times);
}

/// The instructions of one operation, by the key of its row; nothing where valgrind is not there.
///
/// # Errors
///
/// Fails when valgrind does, or writes what it is not known to write.
pub fn count() -> Result<Option<HashMap<String, u64>>, String> {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        return Ok(None);
    }
    let folder = Folder::new()?;
    let program = env::current_exe().map_err(|error| error.to_string())?;
    let out = folder.0.join("out");
    let output = Command::new("valgrind")
        .args(["--quiet", "--tool=callgrind"])
        .args([format!("--toggle-collect={COUNTED}"), format!("--dump-after={COUNTED}")])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .arg(ARGUMENT)
        .args(env::args().skip(1))
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    if !output.status.success() {
        return Err(format!("valgrind: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let keys = String::from_utf8_lossy(&output.stdout);
    let rows = keys.lines().enumerate();
    rows.map(|(index, line)| {
        let file = out.with_extension((index + 1).to_string());
        let row =
            fs::read_to_string(&file).ok().as_deref().and_then(total).zip(line.split_once(' '));
        let (total, (times, key)) = row.ok_or(format!("valgrind has not counted `{line}`"))?;
        let times = times.parse::<u64>().map_err(|error| error.to_string())?;
        Ok((key.to_owned(), total / times))
    })
    .collect::<Result<_, _>>()
    .map(Some)
}

/// The sum in a file of callgrind.
fn total(text: &str) -> Option<u64> {
    let of = |name| text.lines().find_map(|line| line.strip_prefix(name));
    of("totals: ").or_else(|| of("summary: "))?.trim().parse().ok()
}

/// A folder that goes with this value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, String> {
        let path = env::temp_dir().join(format!("thrift-bench-{}", process::id()));
        fs::create_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing can be done about what is left in the folder of temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}
