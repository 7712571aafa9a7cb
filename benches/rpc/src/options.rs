//! What the command line asks for.

use core::time::Duration;
use std::path::PathBuf;

use crate::case::{Case, Implementation};
use crate::error::Result;

/// How the program is called.
const USAGE: &str = "\
usage: cargo run --release -p thrift-bench --bin rpc -- [OPTION...]
  --quick           each row once, for a second: all is done within two minutes
  --seconds N       how long each row is measured, after a third of that
  --repeats N       how often each row is measured; the median counts
  --filter A/B/...  only rows whose payload/concurrency/implementation has all of these parts
  --impl A,B,...    only these implementations
  --idle N          how many idle connections a server of ours is given; none if 0
  --json FILE       writes the rows
  --check           fails when a bar is missed";

const SECONDS: f64 = 3.0;
const REPEATS: usize = 3;
const QUICK_SECONDS: f64 = 1.0;
const QUICK_REPEATS: usize = 1;
const IDLE: usize = 10_000;

/// The options.
#[derive(Debug)]
pub struct Options {
    pub time: Duration,
    pub repeats: usize,
    pub filters: Vec<String>,
    pub implementations: Vec<Implementation>,
    /// Idle connections.
    pub idle: usize,
    pub json: Option<PathBuf>,
    pub check: bool,
}

impl Options {
    /// The options in the arguments of a program.
    ///
    /// # Errors
    ///
    /// Fails on what no option is, and on an option without its value.
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let (mut quick, mut seconds, mut repeats, mut idle) = (false, None, None, None);
        let mut options = Self {
            time: Duration::ZERO,
            repeats: 0,
            filters: Vec::new(),
            implementations: Implementation::ALL.to_vec(),
            idle: 0,
            json: None,
            check: false,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("`{argument}` needs a value"));
            match argument.as_str() {
                "--quick" => quick = true,
                "--seconds" => seconds = Some(positive(&value()?)?),
                "--repeats" => repeats = Some(count(&value()?)?.max(1)),
                "--filter" => options.filters.push(value()?),
                "--impl" => {
                    let names = value()?;
                    let parsed = names.split(',').map(str::parse);
                    options.implementations = parsed.collect::<Result<_>>()?;
                }
                "--idle" => idle = Some(count(&value()?)?),
                "--json" => options.json = Some(value()?.into()),
                "--check" => options.check = true,
                _ => return Err(format!("unknown option `{argument}`\n{USAGE}").into()),
            }
        }
        let (usual_seconds, usual_repeats) =
            if quick { (QUICK_SECONDS, QUICK_REPEATS) } else { (SECONDS, REPEATS) };
        options.time = Duration::try_from_secs_f64(seconds.unwrap_or(usual_seconds))?;
        options.repeats = repeats.unwrap_or(usual_repeats);
        options.idle = idle.unwrap_or(if options.filters.is_empty() { IDLE } else { 0 });
        Ok(options)
    }

    /// Whether a row is asked for.
    #[must_use]
    pub fn wants(&self, case: &Case) -> bool {
        let has = |filter: &String| filter.split('/').all(|part| case.has(part));
        self.implementations.contains(&case.implementation)
            && (self.filters.is_empty() || self.filters.iter().any(has))
    }

    /// Whether idle connections are counted: they are those of ours.
    #[must_use]
    pub fn wants_idle(&self) -> bool {
        self.idle > 0 && self.implementations.contains(&Implementation::Ours)
    }
}

fn count(text: &str) -> Result<usize> {
    text.parse().map_err(|_| format!("`{text}` is no number").into())
}

fn positive(text: &str) -> Result<f64> {
    let number = text.parse().ok().filter(|number: &f64| *number > 0.0 && number.is_finite());
    number.ok_or_else(|| format!("`{text}` is no number above 0").into())
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;
    use crate::case::Payload;

    fn parse(text: &str) -> Result<Options> {
        Options::parse(text.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn what_is_set_wins_over_quick() {
        let options = parse("--seconds 0.5 --quick").unwrap();
        assert_eq!((options.time, options.repeats), (Duration::from_millis(500), 1));
        let options = parse("--repeats 5").unwrap();
        assert_eq!((options.time, options.repeats), (Duration::from_secs(3), 5));
    }

    #[test]
    fn a_filter_names_parts_of_rows() {
        let options = parse("--filter small/64 --filter string --impl ours,volo").unwrap();
        let wants = |implementation, payload, concurrency| {
            options.wants(&Case { implementation, payload, concurrency })
        };
        assert!(wants(Implementation::Ours, Payload::Small, 64));
        assert!(wants(Implementation::Volo, Payload::String, 256));
        assert!(!wants(Implementation::Ours, Payload::Small, 256));
        assert!(!wants(Implementation::Tarpc, Payload::Small, 64));
        assert!(!options.wants_idle());
    }

    #[test]
    fn what_is_no_option_is_told() {
        for (text, told) in [
            ("--slow", "unknown option `--slow`"),
            ("--json", "`--json` needs a value"),
            ("--seconds 0", "`0` is no number above 0"),
            ("--repeats many", "`many` is no number"),
            ("--impl ours,grpc", "no implementation is called `grpc`; there are ours, bare"),
        ] {
            assert!(parse(text).unwrap_err().to_string().starts_with(told), "{text}");
        }
    }
}
