//! A mistake in a derive is one error: whatever uses the type compiles.

use thrift::{ThriftEnum, ThriftError, ThriftException};

#[derive(ThriftException, Debug)]
struct NotFound {
    id: i32,
}

#[derive(ThriftEnum, Debug)]
enum Color {
    #[thrift(valu = 1)]
    Red,
    #[thrift(value = 99999999999)]
    Green,
    #[thrift(value = 3)]
    Blue,
}

#[derive(ThriftError, Debug)]
enum GetError {
    #[thrift(idd = 1)]
    Missing(NotFound),
    #[thrift(other)]
    Other(thrift::Error),
}

fn get() -> Result<i32, GetError> {
    Err(NotFound { id: Color::Red.number() })?
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    get()?;
    Ok(())
}
