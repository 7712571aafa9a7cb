//! Has the compiler of Thrift write `conformance.rs` into the folder of the build.
#![forbid(unsafe_code)]

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

const IDL: &str = "../../idl/conformance.thrift";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={IDL}");
    let out = env::var("OUT_DIR")?;
    let status = Command::new("thrift").args(["--gen", "rs", "-out", &out, IDL]).status()?;
    if !status.success() {
        return Err(format!("thrift: {status}").into());
    }
    // What is included may have no attributes of a module.
    let file = Path::new(&out).join("conformance.rs");
    let text = fs::read_to_string(&file)?;
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("#![")).collect();
    fs::write(&file, lines.join("\n"))?;
    Ok(())
}
