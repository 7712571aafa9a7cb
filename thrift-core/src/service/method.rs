//! What a program knows of methods.

use core::fmt;

/// A method: its name on the wire, and what else its service declares of it.
///
/// A name alone is a method that is answered, and of which no more is known.
///
/// ```
/// use thrift::service::Method;
///
/// const FIND: Method = Method::new("find").idempotent();
///
/// assert_eq!(FIND.name(), "find");
/// assert!(FIND.is_idempotent());
/// assert!(!FIND.is_oneway());
/// assert_eq!(Method::from("find"), Method::new("find"));
/// assert_eq!(Method::from(("Users", "find")), Method::new("find").of("Users"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method {
    name: &'static str,
    service: Option<&'static str>,
    oneway: bool,
    idempotent: bool,
}

impl Method {
    /// A method that is answered, and of which it is not known whether it may be called twice.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, service: None, oneway: false, idempotent: false }
    }

    /// Says which service has it.
    #[must_use]
    pub const fn of(mut self, service: &'static str) -> Self {
        self.service = Some(service);
        self
    }

    /// Makes it one that is not answered.
    #[must_use]
    pub const fn oneway(mut self) -> Self {
        self.oneway = true;
        self
    }

    /// Makes it one that does no more when it is called again.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The name of its service, as the IDL has it.
    #[must_use]
    pub const fn service(self) -> Option<&'static str> {
        self.service
    }

    /// Whether its callers wait for no answer.
    #[must_use]
    pub const fn is_oneway(self) -> bool {
        self.oneway
    }

    /// Whether to call it again does no more than to call it once, as its service declares.
    #[must_use]
    pub const fn is_idempotent(self) -> bool {
        self.idempotent
    }
}

impl From<&'static str> for Method {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

impl From<(&'static str, &'static str)> for Method {
    /// The method of a service, by the names of both.
    fn from((service, name): (&'static str, &'static str)) -> Self {
        Self::new(name).of(service)
    }
}

/// The name of a method of a service in remote calls, as OpenTelemetry has it: `Users/find`.
impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(service) = self.service {
            write!(f, "{service}/")?;
        }
        f.write_str(self.name)
    }
}
