//! Several services on one connection: the name of the service is before that of the method.
//!
//! There is no specification: it is what the libraries of Apache Thrift do. A call has the name
//! `Service:method`, and its reply has the name of the method alone.

use core::fmt;
use core::pin::Pin;
use std::collections::BTreeMap;

use super::{Dispatch, Method, Request, Response};
use crate::application::ApplicationKind;
use crate::error::Error;

/// What is between the names of a service and of its method; neither has one.
const SEPARATOR: char = ':';

/// The name of the service, if there is one, and that of the method.
pub(crate) fn split(name: &str) -> (Option<&str>, &str) {
    match name.split_once(SEPARATOR) {
        Some((service, method)) => (Some(service), method),
        None => (None, name),
    }
}

/// The name of a method of a service.
pub(super) fn join(service: &str, method: &str) -> Box<str> {
    format!("{service}{SEPARATOR}{method}").into()
}

/// Answers the calls of several services, each under a name.
///
/// Clients name the service that they call, as [`Connection::service`][named] does. A call of a
/// service that is not here is answered with an application exception that lists those that are; so
/// is a call that names none, unless there is a [default](Self::default_service).
///
/// ```
/// # #[cfg(all(feature = "idl", feature = "net"))] {
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// use thrift::service::Multiplexed;
/// use thrift::{Client, Server};
///
/// thrift::thrift! {
///     service Calculator { i32 add(1: i32 a, 2: i32 b) }
///     service Greeter { string hello(1: string name) }
/// }
///
/// struct Handler;
///
/// impl Calculator for Handler {
///     async fn add(&self, a: i32, b: i32) -> thrift::Result<i32> {
///         Ok(a.wrapping_add(b))
///     }
/// }
///
/// impl Greeter for Handler {
///     async fn hello(&self, name: String) -> thrift::Result<String> {
///         Ok(format!("Hello, {name}!"))
///     }
/// }
///
/// let server = Server::bind("127.0.0.1:0").await?;
/// let address = server.endpoint();
/// let services = Multiplexed::new()
///     .add("Calculator", CalculatorServer::new(Handler))
///     .add("Greeter", GreeterServer::new(Handler));
/// tokio::spawn(server.serve(services));
///
/// let connection = Client::connect(address).await?;
/// let calculator = CalculatorClient::new(connection.service("Calculator"));
/// let greeter = GreeterClient::new(connection.service("Greeter"));
/// assert_eq!(calculator.add(1, 2).await?, 3);
/// assert_eq!(greeter.hello("Ada".into()).await?, "Hello, Ada!");
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
///
/// Each call of a service takes an allocation that it would not take without.
///
#[cfg_attr(feature = "net", doc = "[named]: crate::Connection::service")]
#[cfg_attr(not(feature = "net"), doc = "[named]: crate#features")]
#[derive(Default)]
#[doc(alias = "TMultiplexedProcessor")]
pub struct Multiplexed {
    services: BTreeMap<Box<str>, Box<dyn Service>>,
    default: Option<Box<dyn Service>>,
}

impl Multiplexed {
    /// No services.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a service under the name that clients call it by.
    ///
    /// # Panics
    ///
    /// Panics when there is a service of that name, and on a name with a colon, which no call could
    /// have.
    #[must_use]
    #[track_caller]
    pub fn add(mut self, name: &str, service: impl Dispatch) -> Self {
        assert!(!name.contains(SEPARATOR), "the name of the service `{name}` has a colon");
        let before = self.services.insert(name.into(), Box::new(service));
        assert!(before.is_none(), "there are two services of the name `{name}`");
        self
    }

    /// Answers calls that name no service, as clients send that know only one.
    ///
    /// Calls of a service that is not here are not among them.
    #[must_use]
    pub fn default_service(mut self, service: impl Dispatch) -> Self {
        self.default = Some(Box::new(service));
        self
    }

    /// Who answers the calls of a method, and its name there.
    fn find<'m>(&self, method: &'m str) -> (Option<&dyn Service>, &'m str) {
        let (service, method) = split(method);
        let found = match service {
            Some(name) => self.services.get(name),
            None => self.default.as_ref(),
        };
        (found.map(|found| &**found), method)
    }

    #[cold]
    fn refuse(&self, request: &Request) -> Option<Response> {
        let what = match split(request.method()) {
            (Some(service), _) => format!("unknown service `{service}`"),
            (None, method) => format!("the call of `{method}` names no service"),
        };
        let there: Vec<_> = self.services.keys().map(|name| format!("`{name}`")).collect();
        let message = match there.as_slice() {
            [] => format!("{what}, and there are none"),
            [one] => format!("{what}: there is {one}"),
            _ => format!("{what}: there are {}", there.join(", ")),
        };
        let error = Error::application(ApplicationKind::UnknownMethod, message);
        (!request.is_oneway()).then(|| Response::exception(request.codec(), &error))
    }
}

impl Dispatch for Multiplexed {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        match self.find(request.method()) {
            (Some(found), method) => {
                let method = method.into();
                found.dispatch(request.renamed(method)).await
            }
            (None, _) => self.refuse(&request),
        }
    }

    fn describe(&self, method: &str) -> Option<Method> {
        let (found, method) = self.find(method);
        found?.describe(method)
    }

    /// Whether one of its services does: which one is called is not in the path but in the message. Without
    /// services any path does, so that the answer can say that there are none.
    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool {
        let mut services = self.services.values().chain(&self.default);
        let none = self.services.is_empty() && self.default.is_none();
        none || services.any(|service| service.has_path(path))
    }
}

impl fmt::Debug for Multiplexed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.services.keys().collect();
        f.debug_struct("Multiplexed")
            .field("services", &names)
            .field("default", &self.default.is_some())
            .finish()
    }
}

/// A [`Dispatch`] of which nothing else is known.
pub(crate) trait Service: Send + Sync {
    fn dispatch(
        &self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Option<Response>> + Send + '_>>;

    fn describe(&self, method: &str) -> Option<Method>;

    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool;
}

impl<D: Dispatch> Service for D {
    fn dispatch(
        &self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Option<Response>> + Send + '_>> {
        Box::pin(Dispatch::dispatch(self, request))
    }

    fn describe(&self, method: &str) -> Option<Method> {
        Dispatch::describe(self, method)
    }

    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool {
        Dispatch::has_path(self, path)
    }
}

#[cfg(test)]
mod tests {
    use core::future::ready;
    use core::pin::pin;
    use core::task::{Context, Poll, Waker};

    use bytes::Bytes;

    use super::*;
    use crate::protocol::Codec;
    use crate::service::ResponseKind;

    /// Answers with its own name, and that of the method.
    struct Named(&'static str);

    impl Dispatch for Named {
        fn dispatch(&self, request: Request) -> impl Future<Output = Option<Response>> + Send {
            let text = format!("{} {}", self.0, request.method());
            ready((!request.is_oneway()).then(|| Response::new(ResponseKind::Reply, text.into())))
        }

        fn describe(&self, method: &str) -> Option<Method> {
            (method == "f").then(|| Method::new("f").of(self.0))
        }
    }

    fn answer(services: &Multiplexed, method: &str, oneway: bool) -> Option<String> {
        let request = Request::received(method, oneway, Codec::default(), Bytes::new());
        let answer = pin!(Dispatch::dispatch(services, request));
        let Poll::Ready(answer) = answer.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("a handler that waits for nothing is done at once");
        };
        answer.map(|answer| match answer.kind() {
            ResponseKind::Reply => String::from_utf8(answer.body().to_vec()).unwrap(),
            ResponseKind::Exception => {
                let told: crate::application::ApplicationException =
                    Codec::default().decode(answer.body()).unwrap();
                assert_eq!(told.kind, ApplicationKind::UnknownMethod);
                told.message
            }
        })
    }

    #[test]
    fn the_first_colon_is_between_the_names() {
        assert_eq!(split("a:b"), (Some("a"), "b"));
        assert_eq!(split("a:b:c"), (Some("a"), "b:c"));
        assert_eq!(split(":b"), (Some(""), "b"));
        assert_eq!(split("a:"), (Some("a"), ""));
        assert_eq!(split("b"), (None, "b"));
        assert_eq!(&*join("a", "b"), "a:b");
    }

    #[test]
    fn services_are_found_by_name() {
        let services = Multiplexed::new().add("B", Named("b")).add("A", Named("a"));
        for (method, text) in [
            ("A:f", "a f"),
            ("B:f", "b f"),
            ("B:f:g", "b f:g"),
            ("f", "the call of `f` names no service: there are `A`, `B`"),
            ("C:f", "unknown service `C`: there are `A`, `B`"),
            (":f", "unknown service ``: there are `A`, `B`"),
        ] {
            assert_eq!(answer(&services, method, false).as_deref(), Some(text));
            assert_eq!(answer(&services, method, true), None);
        }
    }

    #[test]
    fn the_default_answers_what_names_no_service() {
        let services = Multiplexed::new().default_service(Named("default"));
        assert_eq!(answer(&services, "f", false).unwrap(), "default f");
        let told = answer(&services, "A:f", false).unwrap();
        assert_eq!(told, "unknown service `A`, and there are none");
        let services = services.add("", Named("empty"));
        assert_eq!(answer(&services, ":f", false).unwrap(), "empty f");
        let told = answer(&services, "A:f", false).unwrap();
        assert_eq!(told, "unknown service `A`: there is ``");
        assert_eq!(format!("{services:?}"), r#"Multiplexed { services: [""], default: true }"#);
    }

    #[test]
    fn each_service_describes_its_methods() {
        let services = Multiplexed::new().add("A", Named("a"));
        assert_eq!(Dispatch::describe(&services, "A:f"), Some(Method::new("f").of("a")));
        for unknown in ["A:g", "B:f", "f", ""] {
            assert_eq!(Dispatch::describe(&services, unknown), None);
        }
        let services = services.default_service(Named("default"));
        assert_eq!(Dispatch::describe(&services, "f"), Some(Method::new("f").of("default")));
    }

    #[test]
    #[should_panic(expected = "the name of the service `a:b` has a colon")]
    fn a_name_that_no_call_has_is_refused() {
        let _ = Multiplexed::new().add("a:b", Named(""));
    }

    #[test]
    #[should_panic(expected = "there are two services of the name `a`")]
    fn a_name_is_given_once() {
        let _ = Multiplexed::new().add("a", Named("")).add("a", Named(""));
    }
}
