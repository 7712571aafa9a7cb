//! A message that cannot be shown.

#[derive(thrift::ThriftException, Debug)]
struct Failed {
    #[thrift(id = 1)]
    message: Vec<String>,
}

fn main() {}
