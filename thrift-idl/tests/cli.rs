//! The tool `thrift-idl`, run as a user runs it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const GOOD: &str = "struct User { 1: i32 id }\n";
const BAD: &str = "struct User { 1: i32 id, 1: i32 no }\n";
const WARNED: &str = "struct User { i32 id }\n";

/// A folder with files, for one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
        let _ = fs::remove_dir_all(&path);
        for (file, text) in files {
            let file = path.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_thrift-idl"));
        command.args(arguments).current_dir(&self.0).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::new(&self.command(arguments).output().unwrap())
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::new(&child.wait_with_output().unwrap())
    }
}

fn many(count: usize, one: &dyn Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        Self { status: output.status.code().unwrap(), out, err }
    }
}

#[test]
fn check_reports_on_every_file() {
    let folder = Folder::new("check", &[("a.thrift", BAD), ("b.thrift", GOOD)]);
    let run = folder.run(&["check", "nowhere.thrift", "a.thrift", "b.thrift"]);
    assert_eq!((run.status, run.out.as_str()), (1, "ok b.thrift\n"));
    assert!(run.err.starts_with("error: cannot read `nowhere.thrift`: "), "{}", run.err);
    assert!(run.err.contains("\na.thrift:1:26: error[T0040]: field id 1 is"), "{}", run.err);
    let run = folder.run(&["check", "b.thrift", "b.thrift"]);
    assert_eq!(
        (run.status, run.out.as_str(), run.err.as_str()),
        (0, "ok b.thrift\nok b.thrift\n", "")
    );
}

#[test]
fn warnings_do_not_fail() {
    let folder = Folder::new("warnings", &[("a.thrift", WARNED)]);
    let run = folder.run(&["check", "a.thrift"]);
    assert_eq!((run.status, run.out.as_str()), (0, "ok a.thrift\n"));
    assert!(run.err.starts_with("a.thrift:1:19: warning[T0042]: "), "{}", run.err);
    for option in ["-nowarn", "--no-warn"] {
        let run = folder.run(&["check", "a.thrift", option]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
    }
    for option in ["-strict", "--strict"] {
        let run = folder.run(&[option, "check", "a.thrift", "-nowarn"]);
        assert_eq!((run.status, run.out.as_str()), (1, ""));
        assert!(run.err.contains("error[T0042]"), "{}", run.err);
    }
}

#[test]
fn options_of_the_apache_compiler() {
    let files = [
        ("a.thrift", "include 'b.thrift' struct A { -3: b.B b }"),
        ("lib/b.thrift", "struct B {} const i64 C = 5000000000"),
    ];
    let folder = Folder::new("options", &files);
    for dir in [&["-Ilib"][..], &["-I", "lib"], &["--include-dir", "lib"], &["--include-dir=lib"]] {
        let options = ["--allow-neg-keys", "--allow-64bit-consts", "check", "a.thrift"];
        let run = folder.run(&[&options[..], dir].concat());
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{dir:?}");
    }
    let run = folder.run(&["check", "a.thrift"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("T0020") && run.err.contains("T0041"), "{}", run.err);
    assert!(!run.err.contains("T0031"), "{}", run.err);
}

#[test]
fn standard_input_is_a_file() {
    let folder = Folder::new("stdin", &[("b.thrift", GOOD)]);
    let text = b"include 'b.thrift' struct A { 1: b.User u }";
    let run = folder.run_with_input(&["check", "-"], text);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "ok -\n", ""));
    let run = folder.run_with_input(&["check", "-"], b"strct A {}");
    assert_eq!(run.status, 1);
    assert!(run.err.starts_with("<stdin>:1:1: error[T0010]"), "{}", run.err);
    let run = folder.run_with_input(&["json", "-"], b"\xff");
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("error: cannot read `<stdin>`: "), "{}", run.err);
}

#[test]
fn two_dashes_end_the_options() {
    let folder = Folder::new("dashes", &[("-a.thrift", GOOD)]);
    let run = folder.run(&["check", "--", "-a.thrift"]);
    assert_eq!((run.status, run.out.as_str()), (0, "ok -a.thrift\n"));
}

#[test]
fn a_hundred_diagnostics_are_enough() {
    let fields = |count: usize| "1: i32 x ".repeat(count);
    let other = format!("struct W {{ i32 y }} struct A {{ {} }}", fields(3));
    let files = [("a.thrift", format!("struct S {{ {} }}", fields(6001))), ("b.thrift", other)];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let folder = Folder::new("hundred", &files);
    let run = folder.run(&["check", "a.thrift", "b.thrift"]);
    let count = run.err.matches(": error[").count();
    // Each field has a number and a name that are taken.
    assert_eq!((run.status, count), (1, 100));
    assert!(run.err.ends_with("… and 11905 more\n"), "{}", &run.err[run.err.len() - 200..]);
}

/// Errors are not hidden behind the warnings before them.
#[test]
fn errors_are_shown_before_too_many_warnings() {
    let warnings = many(150, &|n| format!("i32 f{n} "));
    let text = format!("struct W {{ {warnings} }} struct A {{ 1: Nope a }}");
    let folder = Folder::new("errors-first", &[("a.thrift", &text)]);
    let run = folder.run(&["check", "a.thrift"]);
    assert!(run.err.contains("error[T0031]"), "{}", run.err);
    assert!(run.err.ends_with("… and 51 more\n"), "{}", run.err);
}

/// One line of 5 MB with 100,000 mistakes: read and shown within seconds, even unoptimised.
#[test]
fn a_large_line_full_of_mistakes() {
    let line = "struct Strange { 1: Missing first, 1: i32 b } const ".repeat(100_000);
    let folder = Folder::new("large", &[("a.thrift", &line)]);
    let run = folder.run(&["check", "a.thrift"]);
    assert_eq!(run.status, 1);
    assert!(run.err.len() < 100_000, "{}", run.err.len());
    assert!(run.err.lines().all(|line| line.chars().count() < 300), "{}", run.err);
}

#[test]
fn json_prints_the_program_or_its_mistakes() {
    let folder = Folder::new("json", &[("a.thrift", GOOD), ("b.thrift", BAD)]);
    let run = folder.run(&["json", "a.thrift"]);
    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(value["files"][0]["items"][0]["span"]["line"], 1);
    let run = folder.run(&["json", "b.thrift"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("T0040"), "{}", run.err);
    assert_eq!(folder.run(&["json", "c.thrift"]).status, 2);
}

#[test]
fn print_prints_the_text_or_its_mistakes() {
    let folder = Folder::new("print", &[("a.thrift", GOOD), ("b.thrift", "struct S { 1: }")]);
    let run = folder.run(&["print", "a.thrift"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.contains("struct User {"), "{}", run.out);
    let run = folder.run(&["print", "b.thrift"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.starts_with("b.thrift:1:15: error[T0010]"), "{}", run.err);
    assert_eq!(folder.run(&["print", "c.thrift"]).status, 2);
}

#[test]
fn explain_says_what_a_code_is() {
    let folder = Folder::new("explain", &[("a", "")]);
    let run = folder.run(&["explain", "T0045", "t45", "45"]);
    let once = "T0045: An enum value that does not fit in 32 bits\n\
        \x20 note: a value of an enum is an `i32` on the wire\n";
    assert_eq!((run.status, run.out), (0, once.repeat(3)));
    let run = folder.run(&["explain", "T004O"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("`T004O`; did you mean `T0040`?"), "{}", run.err);
}

#[test]
fn help_version_and_wrong_calls() {
    let folder = Folder::new("help", &[("a", "")]);
    for option in ["--help", "-help", "-h"] {
        let run = folder.run(&["check", option]);
        assert_eq!(run.status, 0);
        assert!(run.out.contains("Usage: thrift-idl COMMAND") && run.err.is_empty());
    }
    let run = folder.run(&["--version"]);
    assert_eq!(run.out, format!("thrift-idl {}\n", env!("CARGO_PKG_VERSION")));
    for (call, text) in [
        (&[][..], "a command is missing"),
        (&["chekc"], "did you mean `check`?"),
        (&["check"], "`check` needs at least one file"),
        (&["check", "a", "--alow-neg-keys"], "did you mean `--allow-neg-keys`?"),
    ] {
        let run = folder.run(call);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains(text), "{}", run.err);
    }
}

/// As in `thrift-idl json a.thrift | head -c 10`: the reader is gone before all is written.
#[test]
fn a_closed_pipe_is_no_panic() {
    let text = many(20_000, &|n| format!("enum E{n} {{}} "));
    let folder = Folder::new("pipe", &[("a.thrift", &text)]);
    let mut command = folder.command(&["json", "a.thrift"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 10]).unwrap();
    drop(out);
    let run = Run::new(&child.wait_with_output().unwrap());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

/// A result that cannot be written is no success.
#[test]
fn a_full_disk_is_an_error() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let folder = Folder::new("full", &[("a.thrift", GOOD)]);
    let mut command = folder.command(&["json", "a.thrift"]);
    let child = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let run = Run::new(&child.wait_with_output().unwrap());
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("error: cannot write to standard output: "), "{}", run.err);
}
