//! Mistakes in a file are shown with their place and their line.

thrift::include_thrift!("files/bad.thrift");

thrift::include_thrift!("files/nowhere.thrift");

fn main() {
    let _ = Good::default();
}
