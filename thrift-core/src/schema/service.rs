//! Services and their methods.

use core::fmt;

use super::{Annotations, Field, Type};

/// A generated client or server, which can describe the service that it is of.
///
/// See [`of_service`](super::of_service) for an example.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither the client nor the server of a service",
    note = "`UserServiceClient` and `UserServiceServer<()>` describe the service `UserService`"
)]
pub trait Described {
    /// The description of the service.
    fn service() -> &'static Service;
}

/// A service.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Service {
    /// Its name.
    pub name: &'static str,
    /// Its doc comment; empty if there is none.
    pub docs: &'static str,
    /// Its annotations.
    pub annotations: Annotations,
    /// Its methods, without those of its parent.
    pub methods: &'static [Method],
    parent: Option<fn() -> &'static Service>,
}

impl Service {
    /// A description without parent, docs and annotations.
    #[must_use]
    pub const fn new(name: &'static str, methods: &'static [Method]) -> Self {
        Self { name, docs: "", annotations: &[], methods, parent: None }
    }

    /// Sets the service that it extends.
    #[must_use]
    pub const fn with_parent(mut self, parent: fn() -> &'static Self) -> Self {
        self.parent = Some(parent);
        self
    }

    /// Sets the doc comment.
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Sets the annotations.
    #[must_use]
    pub const fn with_annotations(mut self, annotations: Annotations) -> Self {
        self.annotations = annotations;
        self
    }

    /// The service that it extends.
    #[must_use]
    pub fn parent(&self) -> Option<&'static Self> {
        self.parent.map(|parent| parent())
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service")
            .field("name", &self.name)
            .field("docs", &self.docs)
            .field("annotations", &self.annotations)
            .field("methods", &self.methods)
            .field("parent", &self.parent().map(|parent| parent.name))
            .finish()
    }
}

/// A method of a service.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Method {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its doc comment; empty if there is none.
    pub docs: &'static str,
    /// Its annotations.
    pub annotations: Annotations,
    /// Whether it is not answered.
    pub oneway: bool,
    /// Its arguments, in the order of declaration.
    pub arguments: &'static [Field],
    returns: fn() -> Option<Type>,
    exceptions: fn() -> &'static [Field],
}

impl Method {
    /// A description without docs and annotations.
    #[must_use]
    pub const fn new(
        name: &'static str,
        arguments: &'static [Field],
        returns: fn() -> Option<Type>,
        exceptions: fn() -> &'static [Field],
    ) -> Self {
        Self { name, docs: "", annotations: &[], oneway: false, arguments, returns, exceptions }
    }

    /// Makes it one that is not answered.
    #[must_use]
    pub const fn with_oneway(mut self) -> Self {
        self.oneway = true;
        self
    }

    /// Sets the doc comment.
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Sets the annotations.
    #[must_use]
    pub const fn with_annotations(mut self, annotations: Annotations) -> Self {
        self.annotations = annotations;
        self
    }

    /// The type of what it returns; `None` for `void`.
    #[must_use]
    pub fn returns(&self) -> Option<Type> {
        (self.returns)()
    }

    /// The exceptions that it throws.
    #[must_use]
    pub fn exceptions(&self) -> &'static [Field] {
        (self.exceptions)()
    }
}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Method")
            .field("name", &self.name)
            .field("docs", &self.docs)
            .field("annotations", &self.annotations)
            .field("oneway", &self.oneway)
            .field("arguments", &self.arguments)
            .field("returns", &self.returns())
            .field("exceptions", &self.exceptions())
            .finish()
    }
}
