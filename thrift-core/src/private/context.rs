//! The contexts of calls, on their way to methods and from them.

use crate::Context;

/// What a method takes for the context of its calls: the type of that name, and no other.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the context of a call",
    label = "it is not `thrift::Context`",
    note = "the context of a call is `cx: &thrift::Context`, right behind `&self`; arguments are owned"
)]
pub trait CallContext {
    /// The context that a caller gives.
    fn given(&self) -> &Context;

    /// The context that a handler gets.
    fn got(context: &Context) -> &Self;
}

impl CallContext for Context {
    fn given(&self) -> &Context {
        self
    }

    fn got(context: &Context) -> &Self {
        context
    }
}
