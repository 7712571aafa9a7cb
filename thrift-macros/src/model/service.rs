//! Services and their methods, whichever notation they were written in.

use proc_macro2::{Ident, Span, TokenStream};

use super::{Docs, Struct, Type, Variant};
use crate::syntax::Generics;

pub(crate) struct Service {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) visibility: TokenStream,
    /// Attributes that the user wrote on the trait.
    pub(crate) attrs: TokenStream,
    /// What follows the colon after the name of the trait.
    pub(crate) supertraits: TokenStream,
    /// The service whose methods this one has too.
    pub(crate) parent: Option<Parent>,
    pub(crate) methods: Vec<Method>,
    /// The module of the error enums, if any are to be declared.
    pub(crate) module: Option<Ident>,
    /// Whether it has methods that cannot be: then there is no codec for any.
    pub(crate) is_mistaken: bool,
}

/// A service that cannot be, as it is written.
pub(crate) struct Mistaken {
    /// What is understood, without methods.
    pub(crate) service: Service,
    pub(crate) generics: Generics,
    /// The items of its trait, without the attributes of ours.
    pub(crate) items: Vec<TokenStream>,
    /// Whether the client can implement it.
    pub(crate) has_client: bool,
}

pub(crate) struct Parent {
    /// The server that dispatches its methods.
    pub(crate) server: TokenStream,
    /// Every inherited service with its methods, nearest first: the client implements them all.
    pub(crate) ancestors: Vec<Ancestor>,
}

pub(crate) struct Ancestor {
    pub(crate) service: TokenStream,
    pub(crate) methods: Vec<Method>,
}

pub(crate) struct Method {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) docs: Docs,
    /// Attributes that the user wrote on the method.
    pub(crate) attrs: TokenStream,
    /// The `#[cfg(…)]` among them, for all that is made of the method.
    pub(crate) cfgs: TokenStream,
    pub(crate) oneway: bool,
    /// Whether calling it again does no more than calling it once.
    pub(crate) idempotent: bool,
    /// The parameter that stands before the arguments and is none of them.
    pub(crate) context: Option<Context>,
    /// The arguments, as a struct that is named after the method.
    pub(crate) arguments: Struct,
    /// The whole `Result` type.
    pub(crate) output: Type,
    /// The error enum to declare, if the method throws and the user has not declared it.
    pub(crate) errors: Option<MethodErrors>,
}

/// The parameter that takes what belongs to a call besides its arguments.
pub(crate) struct Context {
    pub(crate) ident: Ident,
    /// `&thrift::Context`, as it is written.
    pub(crate) rust: TokenStream,
    pub(crate) span: Span,
}

/// The error enum of a method.
#[derive(Clone)]
pub(crate) struct MethodErrors {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) exceptions: Vec<Variant>,
    /// The variant that takes a `thrift::Error`.
    pub(crate) other: Ident,
}
