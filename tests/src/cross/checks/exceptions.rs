//! Declared and other exceptions.

use thrift::{Kind, Result};

use super::Report;
use crate::cross::Exit;
use crate::cross::idl::thrift_test::{TestExceptionError, TestMultiExceptionError};
use crate::cross::idl::{ThriftTest, Xception, Xception2, Xtruct};

/// What a method of the contract does that may throw.
#[derive(Debug, PartialEq)]
enum Outcome {
    Nothing,
    Returned(Xtruct),
    Xception(Xception),
    Xception2(Xception2),
}

pub(super) async fn check(client: &impl ThriftTest, report: &mut Report) {
    report.group(Exit::EXCEPTIONS);
    let thrown = Outcome::Xception(xception("Xception"));
    report.answers("testException(Xception)", one(client, "Xception"), &thrown).await;
    // What it is, and whether the server goes on with the connection, differs between libraries.
    let undeclared = |kind| matches!(kind, Kind::Application(_) | Kind::Closed);
    report.fails("testException(TException)", one(client, "TException"), undeclared).await;
    report.answers("testException(success)", one(client, "success"), &Outcome::Nothing).await;

    let thrown = Outcome::Xception(xception("This is an Xception"));
    report.answers("testMultiException(Xception)", several(client, "Xception"), &thrown).await;
    let struct_thing = named("This is an Xception2");
    let thrown = Outcome::Xception2(Xception2 { error_code: 2002, struct_thing });
    report.answers("testMultiException(Xception2)", several(client, "Xception2"), &thrown).await;
    let returned = Outcome::Returned(named("beside"));
    report.answers("testMultiException(success)", several(client, "success"), &returned).await;
}

async fn one(client: &impl ThriftTest, which: &str) -> Result<Outcome> {
    match client.test_exception(which.to_owned()).await {
        Ok(()) => Ok(Outcome::Nothing),
        Err(TestExceptionError::Err1(thrown)) => Ok(Outcome::Xception(thrown)),
        Err(TestExceptionError::Thrift(error)) => Err(error),
    }
}

async fn several(client: &impl ThriftTest, which: &str) -> Result<Outcome> {
    match client.test_multi_exception(which.to_owned(), "beside".to_owned()).await {
        Ok(returned) => Ok(Outcome::Returned(returned)),
        Err(TestMultiExceptionError::Err1(thrown)) => Ok(Outcome::Xception(thrown)),
        Err(TestMultiExceptionError::Err2(thrown)) => Ok(Outcome::Xception2(thrown)),
        Err(TestMultiExceptionError::Thrift(error)) => Err(error),
    }
}

fn xception(message: &str) -> Xception {
    Xception { error_code: 1001, message: message.to_owned() }
}

/// Of the rest of it the contract says nothing, and libraries leave what is not set.
fn named(text: &str) -> Xtruct {
    Xtruct { string_thing: text.to_owned(), ..Xtruct::default() }
}
