//! Several services on one port: each under a path.

use core::fmt;
use std::collections::BTreeMap;

use crate::application::ApplicationKind;
use crate::error::Error;
use crate::service::multiplexed::Service;
use crate::service::{Dispatch, Method, Request, Response};

/// Answers the calls of several services, each under a path.
///
/// Clients of HTTP name the path in their endpoint. A request of another path is answered with 404. A
/// call that came without HTTP has no path: it is answered by the
/// [default](Self::default_service), or with an application exception that lists the paths.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// use thrift::Server;
/// use thrift::http::Paths;
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
/// let address = server.endpoint().socket_addr().expect("it is a port");
/// let services = Paths::new()
///     .add("/calculator", CalculatorServer::new(Handler))
///     .add("/greeter", GreeterServer::new(Handler));
/// tokio::spawn(server.serve(services));
///
/// let greeter = GreeterClient::connect(format!("http://{address}/greeter")).await?;
/// assert_eq!(greeter.hello("Ada".into()).await?, "Hello, Ada!");
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
#[derive(Default)]
pub struct Paths {
    services: BTreeMap<Box<str>, Box<dyn Service>>,
    default: Option<Box<dyn Service>>,
}

impl Paths {
    /// No services.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a service under a path, as it is in requests: from its first slash to the `?` of a query,
    /// and with escapes such as `%20`.
    ///
    /// # Panics
    ///
    /// Panics when there is a service under that path, and on a path without a slash at its start or
    /// with a query, which no request could have.
    #[must_use]
    #[track_caller]
    pub fn add(mut self, path: &str, service: impl Dispatch) -> Self {
        let is_path = path.starts_with('/') && !path.contains(['?', '#', ' ']);
        assert!(is_path, "`{path}` is no path of a request");
        let before = self.services.insert(path.into(), Box::new(service));
        assert!(before.is_none(), "there are two services under the path `{path}`");
        self
    }

    /// Answers calls that came without HTTP, and so without a path.
    #[must_use]
    pub fn default_service(mut self, service: impl Dispatch) -> Self {
        self.default = Some(Box::new(service));
        self
    }

    #[cold]
    fn refuse(&self, request: &Request) -> Option<Response> {
        let what = match request.context().path() {
            Some(path) => format!("no service is under the path `{path}`"),
            None => format!("the call of `{}` came without a path of HTTP", request.method()),
        };
        let there: Vec<_> = self.services.keys().map(|path| format!("`{path}`")).collect();
        let message = match there.as_slice() {
            [] => format!("{what}, and there are none"),
            [one] => format!("{what}: there is {one}"),
            _ => format!("{what}: there are {}", there.join(", ")),
        };
        let error = Error::application(ApplicationKind::UnknownMethod, message);
        (!request.is_oneway()).then(|| Response::exception(request.codec(), &error))
    }
}

impl Dispatch for Paths {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let found = match request.context().path() {
            Some(path) => self.services.get(path),
            None => self.default.as_ref(),
        };
        match found {
            Some(found) => found.dispatch(request).await,
            None => self.refuse(&request),
        }
    }

    /// What the one service that knows the method says of it: where several do, it depends on the path.
    fn describe(&self, method: &str) -> Option<Method> {
        let services = self.services.values().chain(&self.default);
        let mut known = services.filter_map(|service| service.describe(method));
        known.next().filter(|_| known.next().is_none())
    }

    fn has_path(&self, path: &str) -> bool {
        self.services.contains_key(path)
    }
}

impl fmt::Debug for Paths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths: Vec<_> = self.services.keys().collect();
        f.debug_struct("Paths")
            .field("services", &paths)
            .field("default", &self.default.is_some())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use core::future::ready;

    use super::*;
    use crate::service::Multiplexed;

    /// Has one method.
    struct Named(&'static str);

    impl Dispatch for Named {
        fn dispatch(&self, _: Request) -> impl Future<Output = Option<Response>> + Send {
            ready(None)
        }

        fn describe(&self, method: &str) -> Option<Method> {
            (method == self.0).then(|| Method::new(self.0))
        }
    }

    #[test]
    fn paths_are_compared_byte_by_byte() {
        let paths = Paths::new().add("/", Named("a")).add("/a%20b", Named("b"));
        for (path, expected) in
            [("/", true), ("/a%20b", true), ("/a b", false), ("/A%20B", false), ("", false)]
        {
            assert_eq!(Dispatch::has_path(&paths, path), expected, "{path}");
        }
        assert_eq!(format!("{paths:?}"), r#"Paths { services: ["/", "/a%20b"], default: false }"#);
    }

    #[test]
    fn services_that_have_names_besides_have_all_their_paths() {
        let several = Multiplexed::new().add("One", Paths::new().add("/a", Named("f")));
        assert!(Dispatch::has_path(&several, "/a"));
        assert!(!Dispatch::has_path(&several, "/b"));
        let several = several.default_service(Named("g"));
        assert!(Dispatch::has_path(&several, "/b"));
        let none = Multiplexed::new();
        assert!(Dispatch::has_path(&none, "/"), "it says itself that there is no service");
    }

    #[test]
    fn a_method_is_described_if_it_does_not_depend_on_the_path() {
        let paths = Paths::new().add("/a", Named("f")).add("/b", Named("g"));
        let paths = paths.add("/c", Named("g")).default_service(Named("h"));
        let described = |method| Dispatch::describe(&paths, method).map(Method::name);
        assert_eq!(["f", "g", "h", "i"].map(described), [Some("f"), None, Some("h"), None]);
    }

    #[test]
    #[should_panic(expected = "`users` is no path of a request")]
    fn a_path_that_no_request_has_is_refused() {
        let _ = Paths::new().add("users", Named(""));
    }

    #[test]
    #[should_panic(expected = "`/users?all` is no path of a request")]
    fn a_query_is_no_part_of_a_path() {
        let _ = Paths::new().add("/users?all", Named(""));
    }

    #[test]
    #[should_panic(expected = "there are two services under the path `/users`")]
    fn a_path_is_given_once() {
        let _ = Paths::new().add("/users", Named("")).add("/users", Named(""));
    }
}
