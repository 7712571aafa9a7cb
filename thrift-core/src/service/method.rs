//! What a program knows of the methods that it calls.

/// A method, as a client calls it: its name on the wire, and what else its service declares of it.
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
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method {
    name: &'static str,
    oneway: bool,
    idempotent: bool,
}

impl Method {
    /// A method that is answered, and of which it is not known whether it may be called twice.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, oneway: false, idempotent: false }
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
