//! Parameters where a type can have none.

use thrift::{ThriftEnum, ThriftError};

#[derive(ThriftEnum)]
enum Values<T> {
    #[thrift(value = 1)]
    A,
    #[thrift(unknown)]
    Other(T),
}

#[derive(ThriftEnum)]
enum Borrowed<'a> {
    #[thrift(unknown)]
    Other(&'a i32),
}

#[derive(ThriftEnum)]
enum Counted<const N: usize> {
    A = 1,
}

#[derive(ThriftError, Debug)]
enum Errors<T> {
    #[thrift(id = 1)]
    A(T),
    #[thrift(other)]
    Other(thrift::Error),
}

#[derive(ThriftError, Debug)]
enum BorrowedErrors<'a> {
    #[thrift(id = 1)]
    A(&'a i32),
    #[thrift(other)]
    Other(thrift::Error),
}

fn main() {}
