//! What the command line asks for.

use std::path::PathBuf;

use crate::case::Case;
use crate::instructions;

/// How the program is called.
pub const USAGE: &str = "\
usage: cargo run --release -p thrift-bench --bin codec -- [OPTION...]
  --quick           fewer rounds: all is done within a minute
  --rounds N        how often every row is timed
  --filter A/B/...  only rows whose payload/op/protocol/implementation has all of these parts;
                    footers of Parquet are made only for one that says `parquet`
  --no-allocs       allocations are not counted
  --instructions    instructions are counted too, if valgrind is there; takes minutes
  --json FILE       writes the rows
  --svg FILE        draws ours beside the fastest peer
  --linear          only tells what a byte costs in one, ten and a hundred times as many records
  --check           fails when a bar is missed";

/// The options.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub struct Options {
    pub quick: bool,
    pub rounds: Option<u32>,
    pub filters: Vec<String>,
    pub no_allocs: bool,
    pub instructions: bool,
    /// Only runs the rows, for valgrind: what `--instructions` starts.
    pub counted: bool,
    pub json: Option<PathBuf>,
    pub svg: Option<PathBuf>,
    pub linear: bool,
    pub check: bool,
}

impl Options {
    /// The options in the arguments of a program.
    ///
    /// # Errors
    ///
    /// Fails on what no option is, and on an option without its value.
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("`{argument}` needs a value"));
            match argument.as_str() {
                "--quick" => options.quick = true,
                "--rounds" => options.rounds = Some(number(&value()?)?),
                "--filter" => options.filters.push(value()?),
                "--no-allocs" => options.no_allocs = true,
                "--instructions" => options.instructions = true,
                instructions::ARGUMENT => options.counted = true,
                "--json" => options.json = Some(value()?.into()),
                "--svg" => options.svg = Some(value()?.into()),
                "--linear" => options.linear = true,
                "--check" => options.check = true,
                _ => return Err(format!("unknown option `{argument}`\n{USAGE}")),
            }
        }
        Ok(options)
    }

    /// Whether footers of Parquet are worth their making, which takes a second: not for rows of
    /// other payloads.
    #[must_use]
    pub fn wants_footers(&self) -> bool {
        let names = |filter: &String| filter.contains("parquet");
        self.filters.is_empty() || self.filters.iter().any(names)
    }

    /// Whether a row is asked for.
    #[must_use]
    pub fn wants(&self, case: &Case) -> bool {
        let key = case.key();
        let has = |filter: &String| filter.split('/').all(|part| key.contains(part));
        self.filters.is_empty() || self.filters.iter().any(has)
    }
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}
