//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use thrift_idl::{Options, nearest};

/// What is asked for.
pub(crate) enum Request {
    Help,
    Version,
    Run(Arguments),
}

/// A command and how to run it.
pub(crate) struct Arguments {
    pub(crate) command: Command,
    pub(crate) settings: Settings,
}

/// What to do, and with what.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Check(Vec<OsString>),
    Print(OsString),
    Json(OsString),
    Explain(Vec<OsString>),
}

/// What the options say.
pub(crate) struct Settings {
    pub(crate) include_dirs: Vec<PathBuf>,
    pub(crate) options: Options,
    pub(crate) warnings: bool,
}

/// A call that is wrong: what is wrong with it, and perhaps what was meant.
pub(crate) struct Usage {
    pub(crate) message: String,
    pub(crate) near: Option<&'static str>,
}

const COMMANDS: [&str; 4] = ["check", "print", "json", "explain"];

/// Every option, for hints.
const OPTIONS: [&str; 12] = [
    "-I",
    "--include-dir",
    "--allow-neg-keys",
    "--strict",
    "-strict",
    "--no-warn",
    "-nowarn",
    "--allow-64bit-consts",
    "-help",
    "--help",
    "-version",
    "--version",
];

impl Usage {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), near: None }
    }
}

impl Arguments {
    /// Reads the arguments behind the name of the program; options and others in any order.
    pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, Usage> {
        let mut arguments = arguments.into_iter();
        let mut settings =
            Settings { include_dirs: Vec::new(), options: Options::default(), warnings: true };
        let mut operands = Vec::new();
        let mut options_end = false;
        while let Some(argument) = arguments.next() {
            let is_option =
                argument.as_encoded_bytes().starts_with(b"-") && argument.len() > 1 && !options_end;
            if !is_option {
                operands.push(argument);
                continue;
            }
            match argument.to_str() {
                Some("--") => options_end = true,
                Some("-h" | "-help" | "--help") => return Ok(Request::Help),
                Some("-version" | "--version") => return Ok(Request::Version),
                Some(option) => settings.option(option, &mut arguments)?,
                None => {
                    let option = argument.to_string_lossy();
                    return Err(Usage::new(format!("option `{option}` is not valid UTF-8")));
                }
            }
        }
        Ok(Request::Run(Self { command: Command::read(operands)?, settings }))
    }
}

impl Settings {
    /// Reads one option, with its value if it has one.
    fn option(
        &mut self,
        option: &str,
        rest: &mut impl Iterator<Item = OsString>,
    ) -> Result<(), Usage> {
        match option {
            "-I" | "--include-dir" => {
                let missing = || Usage::new(format!("`{option}` needs a folder behind it"));
                self.include_dirs.push(rest.next().ok_or_else(missing)?.into());
            }
            "--allow-neg-keys" => self.options.allow_negative_ids = true,
            "--strict" | "-strict" => self.options.strict = true,
            "--no-warn" | "-nowarn" => self.warnings = false,
            // Constants have 64 bits here in any case.
            "--allow-64bit-consts" => {}
            _ => {
                let dir = option.strip_prefix("--include-dir=");
                let Some(dir) = dir.or_else(|| option.strip_prefix("-I")) else {
                    let near = nearest(option, OPTIONS);
                    return Err(Usage { message: format!("unknown option `{option}`"), near });
                };
                self.include_dirs.push(dir.into());
            }
        }
        Ok(())
    }
}

impl Command {
    /// Reads what is no option: the command, and as many files or codes as it takes.
    fn read(operands: Vec<OsString>) -> Result<Self, Usage> {
        let mut operands = operands.into_iter();
        let word = operands.next().ok_or_else(|| Usage::new("a command is missing"))?;
        let word = word.to_string_lossy();
        let needs = |what: &str| Usage::new(format!("`{word}` needs {what}"));
        let mut one = |make: fn(OsString) -> Self| match (operands.next(), operands.next()) {
            (Some(file), None) => Ok(make(file)),
            _ => Err(needs("exactly one file")),
        };
        match &*word {
            "print" => one(Self::Print),
            "json" => one(Self::Json),
            "check" | "explain" if operands.len() == 0 => {
                Err(needs(if word == "check" { "at least one file" } else { "at least one code" }))
            }
            "check" => Ok(Self::Check(operands.collect())),
            "explain" => Ok(Self::Explain(operands.collect())),
            _ => {
                let near = nearest(&word, COMMANDS);
                Err(Usage { message: format!("unknown command `{word}`"), near })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Request, Usage> {
        Arguments::read(arguments.iter().map(OsString::from))
    }

    fn run(arguments: &[&str]) -> Arguments {
        match read(arguments) {
            Ok(Request::Run(arguments)) => arguments,
            Ok(_) => panic!("no command"),
            Err(usage) => panic!("{}", usage.message),
        }
    }

    #[test]
    fn options_may_stand_anywhere() {
        let read = run(&["-strict", "-Ia", "check", "b", "-I", "c", "d", "--include-dir=e"]);
        assert_eq!(read.command, Command::Check(vec!["b".into(), "d".into()]));
        assert_eq!(read.settings.include_dirs, ["a", "c", "e"].map(PathBuf::from));
        assert!(read.settings.options.strict && !read.settings.options.allow_negative_ids);
    }

    #[test]
    fn apache_and_double_dash_spellings() {
        for flags in [["-strict", "-nowarn"], ["--strict", "--no-warn"]] {
            let read = run(&["check", "a", flags[0], flags[1], "--allow-64bit-consts"]);
            assert!(read.settings.options.strict && !read.settings.warnings);
        }
        assert!(run(&["check", "a", "--allow-neg-keys"]).settings.options.allow_negative_ids);
    }

    #[test]
    fn two_dashes_end_options_and_one_is_a_file() {
        let read = run(&["check", "-", "--", "-strict"]);
        assert_eq!(read.command, Command::Check(vec!["-".into(), "-strict".into()]));
    }

    #[test]
    fn wrong_calls_are_explained() {
        for (call, message, near) in [
            (&[][..], "a command is missing", None),
            (&["chek", "a"], "unknown command `chek`", Some("check")),
            (&["check"], "`check` needs at least one file", None),
            (&["json", "a", "b"], "`json` needs exactly one file", None),
            (&["check", "--strct"], "unknown option `--strct`", Some("--strict")),
            (&["check", "-nowarm"], "unknown option `-nowarm`", Some("-nowarn")),
            (&["check", "a", "-I"], "`-I` needs a folder behind it", None),
        ] {
            let Err(usage) = read(call) else { panic!("{call:?} is right") };
            assert_eq!((usage.message.as_str(), usage.near), (message, near));
        }
    }
}
