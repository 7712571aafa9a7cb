//! Generated code is clean under whatever lints its crate denies.

#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unnameable_types,
    unused_qualifications,
    unused_results,
    unused_lifetimes,
    unused_import_braces,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    variant_size_differences,
    non_ascii_idents,
    unit_bindings,
    redundant_lifetimes,
    macro_use_extern_crate,
    meta_variable_misuse,
    ambiguous_negative_literals,
    keyword_idents,
    rust_2018_idioms,
    future_incompatible,
    nonstandard_style,
    unsafe_code
)]
#![allow(clippy::exhaustive_enums, clippy::unwrap_used)]

/// A block.
pub mod block {
    thrift::thrift! {
        enum Color { RED = 1, green_blue = 2 }
        struct Point { 1: double x, 2: double y = -1.5 }
        struct Names { 1: required i32 fooBar, 2: optional string URL, 3: list<Names> more }
        struct Borrowed { 1: string name (rust.type = "&'a str"), 2: optional Borrowed next }
        struct Kept { 1: i32 a } (rust.unknown_fields = "keep")
        union Shape { 1: Point circle, 2: list<string> lines, 3: Color color }
        exception Failed { 1: string message, 2: i64 code }
        typedef map<string, Shape> Shapes
        const i32 limit = 10
        const Shapes SHAPES = {"a": {"color": Color.RED}}
        const set<double> HALVES = [0.5]

        service Base { void ping() }
        service Calls extends Base {
            Shape shape(1: string name = "x", 2: optional Point at) throws (1: Failed failed)
            oneway void log(1: list<string> lines) (rust.context)
        }
    }
}

/// Derives.
pub mod derives {
    use thrift::{
        ThriftEnum, ThriftError, ThriftException, ThriftStruct, ThriftUnion, UnknownField,
    };

    /// A struct.
    #[derive(ThriftStruct, Debug, Clone, Default)]
    pub struct Struct {
        /// A number.
        #[thrift(id = 1, required)]
        pub number: i32,
        /// A text.
        #[thrift(id = 2, default = "x".to_owned())]
        pub text: String,
        /// The rest.
        #[thrift(unknown)]
        pub rest: Vec<UnknownField>,
    }

    /// A struct that borrows.
    #[derive(ThriftStruct, Debug, Clone)]
    pub struct Borrowed<'a> {
        /// A text.
        #[thrift(id = 1)]
        pub text: &'a str,
    }

    /// A generic struct.
    #[derive(ThriftStruct, Debug, Clone)]
    #[thrift(transparent)]
    pub struct Wrapped<T>(pub Vec<T>);

    /// An exception.
    #[derive(ThriftException, Debug)]
    pub struct Failed {
        /// Why.
        #[thrift(id = 1)]
        pub message: String,
    }

    /// A union.
    #[derive(ThriftUnion, Debug)]
    pub enum Union {
        /// A number.
        #[thrift(id = 1)]
        Number(i64),
        /// The rest.
        #[thrift(unknown)]
        Unknown(UnknownField),
    }

    /// An enum.
    #[derive(ThriftEnum, Debug)]
    pub enum Enum {
        /// One.
        A = 1,
    }

    /// Errors.
    #[derive(ThriftError, Debug)]
    pub enum CallError {
        /// Declared.
        #[thrift(id = 1)]
        Failed(Failed),
        /// Everything else.
        #[thrift(other)]
        Other(thrift::Error),
    }

    /// A service.
    #[thrift::service]
    pub trait Service {
        /// Calls.
        async fn call(&self, it: Struct) -> Result<Union, CallError>;
        /// Logs.
        #[thrift(oneway)]
        async fn log(&self, cx: &thrift::Context, lines: Vec<String>) -> thrift::Result<()>;
    }
}

/// Types that nobody outside can name, in functions and in private modules.
mod private {
    #[derive(thrift::ThriftStruct, Debug)]
    pub(super) struct Inner {
        #[thrift(id = 1, required)]
        pub(super) hidden: Hidden,
    }

    #[derive(thrift::ThriftEnum, Debug, PartialEq)]
    pub(super) enum Hidden {
        A = 1,
    }

    #[derive(thrift::ThriftException, Debug)]
    struct Private {
        #[thrift(id = 1)]
        code: i32,
    }

    #[derive(thrift::ThriftError, Debug)]
    enum PrivateError {
        #[thrift(id = 1)]
        Private(Private),
        #[thrift(other)]
        Other(thrift::Error),
    }

    #[thrift::service]
    trait PrivateService {
        async fn call(&self, #[thrift(required)] it: Inner) -> Result<Inner, PrivateError>;
    }

    struct Handler;

    impl PrivateService for Handler {
        async fn call(&self, it: Inner) -> Result<Inner, PrivateError> {
            match it.hidden {
                Hidden::A => Err(Private { code: 1 }.into()),
            }
        }
    }

    pub(super) fn used() {
        drop((PrivateServiceServer::new(Handler), PrivateServiceClient::new(())));
    }
}

fn main() {
    private::used();
    let inner = private::Inner { hidden: private::Hidden::A };
    let bytes = thrift::binary::to_vec(&inner).unwrap();
    let read: private::Inner = thrift::binary::from_slice(&bytes).unwrap();
    assert_eq!(read.hidden, inner.hidden);
    local();
}

fn local() {
    thrift::thrift! {
        struct Local { 1: i32 x, 2: optional Local next }
        enum Kind { A = 1 }
        union Either { 1: Local local, 2: Kind kind }
        service Calls { Local call(1: Either it) }
    }

    #[derive(thrift::ThriftStruct, Debug, PartialEq)]
    struct Derived {
        #[thrift(id = 1)]
        inner: Local,
    }

    #[derive(thrift::ThriftUnion, Debug, PartialEq)]
    enum Choice {
        #[thrift(id = 1)]
        Derived(Derived),
    }

    #[thrift::service]
    trait Inside {
        async fn call(&self, #[thrift(required)] it: Derived) -> thrift::Result<Choice>;
    }

    struct Handler;

    impl Inside for Handler {
        async fn call(&self, it: Derived) -> thrift::Result<Choice> {
            Ok(Choice::Derived(it))
        }
    }

    let value = Choice::Derived(Derived { inner: Local { x: 1, next: None } });
    let bytes = thrift::binary::to_vec(&value).unwrap();
    assert_eq!(thrift::binary::from_slice::<Choice>(&bytes).unwrap(), value);
    drop((InsideServer::new(Handler), InsideClient::new(()), CallsClient::new(()), Kind::A));
    drop(Either::Kind(Kind::A));
}
