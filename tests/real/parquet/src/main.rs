//! Reads and writes again what is Thrift in files of Parquet.
//!
//! ```text
//! parquet-footers write FOLDER
//! parquet-footers read FILE
//! ```
//!
//! `write` has the crate parquet write files, with all types that it knows. `read` fails unless the
//! footer, every index, every header of a page and every bloom filter's of a file become the same bytes
//! again, save for the type of a list of booleans in a column index, of which writers have two. It prints the footer and a [`Report`](read::Report), each as a line of JSON.

#![forbid(unsafe_code)]

mod read;
mod write;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// The IDL of Parquet as a package ships it, which is older than the files.
mod official {
    thrift::include_thrift!("../idl/parquet.thrift");
}

/// The same with structs that keep what it does not know.
mod kept {
    thrift::include_thrift!("../idl/parquet_kept.thrift");
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder] => write::files(Path::new(folder)),
        ["read", file] => {
            let bytes = fs::read(file)?;
            let (footer, report) = read::file(&bytes)?;
            println!("{}", thrift::simple_json::to_string(&footer)?);
            println!("{}", thrift::simple_json::to_string(&report)?);
            Ok(())
        }
        _ => Err("usage: parquet-footers write FOLDER | read FILE".into()),
    }
}
