//! What the commands do.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::Path;

use thrift_idl::{
    Code, Diagnostic, FileLoader, Loader, Parsed, Sources, format, nearest, parse_file,
    parse_source, to_json,
};

use crate::args::{Arguments, Command, Settings, Usage};
use crate::console::{Console, Exit, complain, usage};

pub(crate) fn run(arguments: &Arguments, console: &mut Console) -> Exit {
    let Arguments { command, settings } = arguments;
    match command {
        Command::Check(files) => files.iter().fold(Exit::Good, |exit, file| {
            if check(file, settings, console) { exit } else { Exit::Errors }
        }),
        Command::Print(file) => print(file, console),
        Command::Json(file) => json(file, settings, console),
        Command::Explain(codes) => {
            explain(codes.iter().map(|code| code.to_string_lossy()), console)
        }
    }
}

/// Reports on one file, and tells whether it is good.
fn check(file: &OsStr, settings: &Settings, console: &mut Console) -> bool {
    match resolve(file, settings) {
        Ok(parsed) => {
            let good = show(&parsed, settings, console);
            if good {
                console.print(&format!("ok {}\n", file.display()));
            }
            good
        }
        Err(reason) => {
            unreadable(file, &reason);
            false
        }
    }
}

fn print(file: &OsStr, console: &mut Console) -> Exit {
    let text = match read(file) {
        Ok(text) => text,
        Err(reason) => return unreadable(file, &reason),
    };
    match format(&text) {
        Ok(formatted) => {
            console.print(&formatted);
            Exit::Good
        }
        Err(diagnostics) => {
            let mut sources = Sources::default();
            sources.add_text(shown(file), text);
            console.show(&diagnostics, &sources);
            Exit::Errors
        }
    }
}

fn json(file: &OsStr, settings: &Settings, console: &mut Console) -> Exit {
    match resolve(file, settings) {
        Ok(parsed) if show(&parsed, settings, console) => {
            console.print(&to_json(&parsed.program, &parsed.sources));
            Exit::Good
        }
        Ok(_) => Exit::Errors,
        Err(reason) => unreadable(file, &reason),
    }
}

fn explain(codes: impl Iterator<Item = impl AsRef<str>>, console: &mut Console) -> Exit {
    for written in codes {
        let written = written.as_ref();
        let digits = written.strip_prefix(['T', 't']).unwrap_or(written);
        let Some(code) = digits.parse().ok().and_then(Code::from_number) else {
            let names: Vec<String> = Code::ALL.iter().map(Code::to_string).collect();
            let near = nearest(written, names.iter().map(String::as_str));
            let hint = near.map(|near| format!("; did you mean `{near}`?"));
            let message =
                format!("no diagnostic is called `{written}`{}", hint.unwrap_or_default());
            return usage(&Usage { message, near: None });
        };
        console.print(&format!("{code}: {}\n", code.summary()));
        if let Some(why) = code.why() {
            console.print(&format!("  note: {why}\n"));
        }
    }
    Exit::Good
}

/// Shows what is wrong with a program, and tells whether there are no errors.
fn show(parsed: &Parsed, settings: &Settings, console: &mut Console) -> bool {
    let shown = parsed.diagnostics.iter().filter(|d| settings.warnings || d.is_error());
    console.show(shown, &parsed.sources);
    !parsed.diagnostics.iter().any(Diagnostic::is_error)
}

fn unreadable(file: &OsStr, reason: &str) -> Exit {
    complain(&format!("error: cannot read `{}`: {reason}\n", shown(file).display()));
    Exit::Failed
}

/// Takes a file, and what it includes, through all steps.
fn resolve(file: &OsStr, settings: &Settings) -> Result<Parsed, String> {
    let loader = settings.include_dirs.iter().fold(FileLoader::default(), FileLoader::include_dir);
    if file != "-" {
        return parse_file(Path::new(file), &loader, settings.options);
    }
    Ok(parse_source(&read(file)?, shown(file), None, &loader, settings.options))
}

/// Reads the text of a file, or of standard input.
fn read(file: &OsStr) -> Result<String, String> {
    if file != "-" {
        return FileLoader::default().read(Path::new(file));
    }
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text).map_err(|error| error.to_string())?;
    Ok(text)
}

/// The name of a file in diagnostics.
fn shown(file: &OsStr) -> &Path {
    Path::new(if file == "-" { OsStr::new("<stdin>") } else { file })
}
