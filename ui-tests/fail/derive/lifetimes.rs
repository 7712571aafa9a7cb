//! What borrows names its lifetime.

use thrift::ThriftStruct;

#[derive(ThriftStruct)]
struct NoLifetime {
    #[thrift(id = 1)]
    name: &str,
}

#[derive(ThriftStruct)]
struct Undeclared {
    #[thrift(id = 1)]
    name: &'a str,
}

fn main() {}
