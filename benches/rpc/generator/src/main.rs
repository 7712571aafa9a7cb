//! Writes what the generators of peers make of an IDL: `thrift-bench-rpc-generator PEER IDL OUT`

#![forbid(unsafe_code)]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: thrift-bench-rpc-generator volo|tonic IDL OUT";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [peer, idl, out] = arguments.as_slice() else { return Err(USAGE.into()) };
    let (idl, out) = (Path::new(idl), Path::new(out));
    let (Some(folder), Some(file)) = (out.parent(), out.file_name()) else {
        return Err(USAGE.into());
    };
    match peer.as_str() {
        "volo" => Ok(volo_build::Builder::thrift()
            .add_service(idl)
            .out_dir(folder)
            .filename(file.into())
            .write()?),
        "tonic" => tonic(idl, folder, out),
        _ => Err(USAGE.into()),
    }
}

/// Without the program `protoc`, which tonic's users have.
fn tonic(idl: &Path, folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let include = idl.parent().ok_or(USAGE)?;
    let files = protox::compile([idl], [include])?;
    // As good as it gets for `bytes`: they are not copied.
    tonic_prost_build::configure().bytes(".").out_dir(folder).compile_fds(files)?;
    // It names the file by the package.
    fs::rename(folder.join("echo.rs"), out)?;
    Ok(())
}
