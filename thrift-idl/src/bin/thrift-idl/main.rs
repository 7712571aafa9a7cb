//! `thrift-idl`: checks, prints and explains Thrift IDL.

#![forbid(unsafe_code)]

mod args;
mod commands;
mod console;

use std::env;
use std::process::ExitCode;

use crate::args::{Arguments, Request};
use crate::console::{Console, Exit};

const HELP: &str = "\
Checks, prints and explains Thrift IDL.

Usage: thrift-idl COMMAND [OPTION | FILE]...

Commands:
  check FILE...    report mistakes, and print `ok FILE` for each file without errors
  print FILE       print the file in its canonical form
  json FILE        print what the file means, with all that it includes, as JSON
  explain CODE...  say what a diagnostic such as T0007 is about

A FILE that is `-` is the standard input.

Options:
  -I, --include-dir DIR    look for included files in DIR as well; may be repeated
      --allow-neg-keys     keep field ids below 1 that are written
      --strict, -strict    refuse fields without an id
      --no-warn, -nowarn   show no warnings
      --allow-64bit-consts
                           accepted, and without effect: these are always allowed
      --                   what follows is no option
  -h, --help               print this
      --version            print the version

Exit status: 0 if there are no errors, 1 if there are, 2 if the call is wrong or a
file cannot be read or written. For `check` a file that cannot be read is an error.
";

fn main() -> ExitCode {
    let mut console = Console::default();
    let exit = match Arguments::read(env::args_os().skip(1)) {
        Ok(Request::Help) => {
            console.print(HELP);
            Exit::Good
        }
        Ok(Request::Version) => {
            console.print(concat!("thrift-idl ", env!("CARGO_PKG_VERSION"), "\n"));
            Exit::Good
        }
        Ok(Request::Run(arguments)) => commands::run(&arguments, &mut console),
        Err(usage) => console::usage(&usage),
    };
    console.finish(exit)
}
