//! What our client checks.

mod calls;
mod versions;

use core::fmt::{self, Debug, Display};
use core::str::FromStr;

use thrift::{Client, Error, Kind};

use super::{Base as _, ConformanceClient, OtherVersionClient};

/// What was found instead.
pub type Checked = Result<(), String>;

/// A check of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Check {
    /// A method without arguments and result, of the inherited service.
    Ping,
    /// A value of every type.
    Echo,
    /// A list of truth values.
    BoolList,
    /// Doubles that are hard to write.
    Doubles,
    /// Zero with its sign.
    NegativeZero,
    /// Arguments whose ids are not in order; and many calls at once.
    Arguments,
    /// Declared defaults.
    Defaults,
    /// Declared exceptions.
    Exceptions,
    /// An error that is not declared.
    Failure,
    /// A method that the server does not have.
    UnknownMethod,
    /// Calls without an answer.
    Oneway,
    /// Long messages.
    Large,
    /// Fields that the reader does not know.
    UnknownFields,
    /// A value of an enum that the reader does not know.
    UnknownEnum,
    /// A member of a union that the reader does not know.
    UnknownUnion,
}

impl Check {
    /// Every check, in the order of the contract.
    pub const ALL: [Self; 15] = [
        Self::Ping,
        Self::Echo,
        Self::BoolList,
        Self::Doubles,
        Self::NegativeZero,
        Self::Arguments,
        Self::Defaults,
        Self::Exceptions,
        Self::Failure,
        Self::UnknownMethod,
        Self::Oneway,
        Self::Large,
        Self::UnknownFields,
        Self::UnknownEnum,
        Self::UnknownUnion,
    ];

    /// Checks it of a server, which has the service under the name if there is one.
    ///
    /// # Errors
    ///
    /// Fails with what was found instead.
    pub async fn run(self, client: &Client, name: Option<&str>) -> Checked {
        let client = name.map_or_else(|| client.clone(), |name| client.service(name));
        let service = ConformanceClient::new(client.clone());
        let other = OtherVersionClient::new(client);
        match self {
            Self::Ping => service.ping().await.map_err(shown("ping")),
            Self::Echo => calls::echo(&service).await,
            Self::BoolList => calls::bool_list(&service).await,
            Self::Doubles => calls::doubles(&service).await,
            Self::NegativeZero => calls::negative_zero(&service).await,
            Self::Arguments => calls::arguments(&service).await,
            Self::Defaults => calls::defaults(&service).await,
            Self::Exceptions => calls::exceptions(&service).await,
            Self::Failure => calls::failure(&service).await,
            Self::UnknownMethod => versions::unknown_method(&service, &other).await,
            Self::Oneway => calls::oneway(&service).await,
            Self::Large => calls::large(&service).await,
            Self::UnknownFields => versions::unknown_fields(&other).await,
            Self::UnknownEnum => versions::unknown_enum(&other).await,
            Self::UnknownUnion => versions::unknown_union(&other).await,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Ping => "ping",
            Self::Echo => "echo",
            Self::BoolList => "bool-list",
            Self::Doubles => "doubles",
            Self::NegativeZero => "negative-zero",
            Self::Arguments => "arguments",
            Self::Defaults => "defaults",
            Self::Exceptions => "exceptions",
            Self::Failure => "failure",
            Self::UnknownMethod => "unknown-method",
            Self::Oneway => "oneway",
            Self::Large => "large",
            Self::UnknownFields => "unknown-fields",
            Self::UnknownEnum => "unknown-enum",
            Self::UnknownUnion => "unknown-union",
        }
    }
}

impl Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Check {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|check| check.name() == name);
        found.ok_or_else(|| format!("no check has the name `{name}`"))
    }
}

/// Compares what a method returned.
pub(super) fn equal<T: Debug + PartialEq>(call: &str, found: &T, wanted: &T) -> Checked {
    if found == wanted {
        return Ok(());
    }
    Err(format!("{call}: {wanted:?} expected, found {found:?}"))
}

/// Has the error of a call name the call.
pub(super) fn shown<E: Display>(call: &'static str) -> impl Fn(E) -> String {
    move |error| format!("{call}: {error}")
}

/// Whatever its kind, which libraries choose differently, the error is one that the server sent.
fn is_application(call: &str, error: &Error) -> Checked {
    match error.kind() {
        Kind::Application(_) => Ok(()),
        other => {
            Err(format!("{call}: an application exception expected, found {other:?}: {error}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::{ConformanceServer, Handler};

    #[test]
    fn names_are_read_back() {
        for check in Check::ALL {
            assert_eq!(check.to_string().parse(), Ok(check));
        }
    }

    #[tokio::test]
    async fn our_server_passes_every_check() -> thrift::Result<()> {
        let server = thrift::Server::bind("mem:conformance-passes").await?;
        let client = Client::connect(server.endpoint());
        let serving = tokio::spawn(server.serve(ConformanceServer::new(Handler::default())));
        let client = client.await?;
        for check in Check::ALL {
            check.run(&client, None).await.unwrap_or_else(|found| panic!("{check}: {found}"));
        }
        serving.abort();
        Ok(())
    }

    #[tokio::test]
    async fn a_server_of_another_service_passes_none() -> thrift::Result<()> {
        thrift::thrift! { service Other { void other() } }
        struct Nothing;
        impl Other for Nothing {
            async fn other(&self) -> thrift::Result<()> {
                Ok(())
            }
        }

        let server = thrift::Server::bind("mem:conformance-fails").await?;
        let client = Client::connect(server.endpoint());
        let serving = tokio::spawn(server.serve(OtherServer::new(Nothing)));
        let client = client.await?;
        for check in Check::ALL {
            let found = check.run(&client, None).await.expect_err("no method is there");
            assert!(found.contains("unknown method"), "{check}: {found}");
        }
        serving.abort();
        Ok(())
    }
}
