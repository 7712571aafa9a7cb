//! What a client asks of a server, and what it expects.

mod base_types;
mod containers;
mod exceptions;
mod report;
mod services;
mod structs;

use thrift::Client;

pub use self::report::Report;
use super::idl::ThriftTest;

/// Checks all methods of `ThriftTest`, however it is called.
pub async fn check_thrift_test(client: &impl ThriftTest, report: &mut Report) {
    base_types::check(client, report).await;
    structs::check(client, report).await;
    containers::check(client, report).await;
    exceptions::check(client, report).await;
    base_types::check_oneway(client, report).await;
}

/// Checks that calls reach the service that they name, where there are several.
pub async fn check_services(client: &Client, report: &mut Report) {
    services::check(client, report).await;
}
