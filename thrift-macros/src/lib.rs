//! The macros of `thrift-core`; use them through that crate, which re-exports them as
//! `thrift::thrift!`, `thrift::include_thrift!`, `thrift::service` and the derives.
//!
//! A macro reads its input, lowers it to one model, checks the model, and generates from it:
//! a block of Thrift IDL and the equivalent annotated Rust give the same codec, token for token.
// Services use more than types do of what is there for both; what nobody uses is not compiled.
#![cfg_attr(not(feature = "service"), allow(dead_code))]
#![forbid(unsafe_code)]
#![warn(clippy::std_instead_of_core)]

mod attr;
mod case;
mod check;
#[cfg(test)]
mod corpus;
mod ctxt;
#[cfg(test)]
mod equivalence;
mod expand;
mod generate;
#[cfg(test)]
mod golden;
mod join;
mod lower;
mod model;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod reference;
#[cfg(feature = "idl")]
mod settings;
#[cfg(feature = "idl")]
mod source;
mod suggest;
mod syntax;
mod taken;
#[cfg(feature = "idl")]
mod tokens;
#[cfg(feature = "idl")]
mod words;

use proc_macro::TokenStream;
use syn::parse_macro_input;

use self::syntax::Item;

/// Thrift IDL in Rust source: types, constants, services, clients and servers.
///
/// The input is Thrift, verbatim. What the lexer of Rust does not read, strings of several
/// characters in single quotes above all, can be given in a file, with [`include_thrift!`], or as
/// one raw string, `thrift!(r#"…"#)`.
///
/// ```
/// thrift::thrift! {
///     /** A person who signed up. */
///     struct User { 1: i32 id, 2: string name, 3: optional string email }
/// }
///
/// let user = User { id: 1, name: "Ada".into(), email: None };
/// let bytes = thrift::binary::to_vec(&user)?;
/// assert_eq!(thrift::binary::from_slice::<User>(&bytes)?, user);
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// | Thrift | Rust |
/// |---|---|
/// | `bool i8 i16 i32 i64 double string` | `bool i8 i16 i32 i64 f64 String` |
/// | `binary`, `uuid` | `bytes::Bytes`, `uuid::Uuid` (feature `uuid`) |
/// | `list<T>`, `set<T>`, `map<K, V>` | `Vec<T>`, `BTreeSet<T>`, `BTreeMap<K, V>` |
/// | `struct`, `exception` | `struct` with public fields; exceptions implement `Error` |
/// | `required T`, `optional T`, `T` | `T`, `Option<T>`, `T` with a default when absent |
/// | `union` | `enum` with a variant `Unknown` that keeps newer fields |
/// | `enum` | a newtype over `i32` with constants, so that newer values survive |
/// | `typedef`, `const` | `type`, `const` (or a lazy `static` for containers and structs) |
/// | `service S` | `trait S`, `SClient`, `SServer`, and `mod s` with the errors of its methods; `SMock` (feature `mock`), `SBlockingClient` (feature `blocking`); all with the feature `service`, and nothing without it |
/// | `include "a.thrift"` | `pub mod a` |
///
/// Settings stand before the IDL, in `#![…]`:
///
/// | setting | |
/// |---|---|
/// | `crate = ::path` | the crate, where it has another name than `::thrift` |
/// | `include_dir = "folder"` | where to look for included files, after the folder of the includer |
/// | `extern { shared = crate::shared }` | the items of the included `shared.thrift` are there already |
///
/// What a file of `extern` includes is found beside its items. A file whose name is no identifier
/// is named by a string, `"b-c" = crate::b_c`.
///
/// ```
/// mod shared {
///     thrift::include_thrift!("../tests/files/extern/shared.thrift");
/// }
///
/// mod users {
///     thrift::thrift! {
///         #![include_dir = "../tests/files/extern", extern { shared = crate::shared }]
///         include "shared.thrift"
///
///         struct Page { 1: list<shared.User> users }
///     }
/// }
///
/// # fn main() {
/// let user = shared::User { name: "Ada".into(), ..Default::default() };
/// let page = users::Page { users: vec![user] };
/// # }
/// ```
#[cfg(feature = "idl")]
#[proc_macro]
pub fn thrift(input: TokenStream) -> TokenStream {
    expand::block(input.into()).into()
}

/// Thrift IDL in a file, as if it stood in a [`thrift!`] block.
///
/// The path is relative to the file of the invocation, as that of `include_str!`. The crate is
/// compiled again when the file or one that it includes changes.
///
/// ```
/// mod shop {
///     thrift::include_thrift!("../tests/files/shop.thrift");
/// }
///
/// let item = shop::Item { name: "tea".into(), ..Default::default() };
/// assert_eq!(item.count, 1);
/// ```
///
/// The settings of [`thrift!`] stand behind the path:
///
/// ```
/// mod shared {
///     thrift::include_thrift!("../tests/files/extern/shared.thrift");
/// }
///
/// mod notes {
///     thrift::include_thrift!(
///         "../tests/files/extern/notes.thrift",
///         extern { shared = crate::shared },
///     );
/// }
///
/// # fn main() {
/// let note = notes::Note { by: shared::User::default() };
/// # }
/// ```
#[cfg(feature = "idl")]
#[proc_macro]
pub fn include_thrift(input: TokenStream) -> TokenStream {
    expand::include(input.into()).into()
}

/// The codec of a struct: `Encode` and `Decode`.
///
/// ```
/// use thrift::ThriftStruct;
///
/// #[derive(ThriftStruct, Debug, PartialEq)]
/// struct User<'a> {
///     #[thrift(id = 1, required)]
///     id: i32,
///     #[thrift(id = 2)]
///     name: &'a str,
///     #[thrift(id = 3)]
///     email: Option<String>,
/// }
///
/// let user = User { id: 1, name: "Ada", email: None };
/// let bytes = thrift::binary::to_vec(&user)?;
/// assert_eq!(thrift::binary::from_slice::<User>(&bytes)?, user);
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// | on a field | |
/// |---|---|
/// | `id = 1` | the field id, which each field must have |
/// | `required` | absence on the wire is an error; otherwise the field gets its default |
/// | `default`, `default = expression` | what an absent field gets; for an `Option`, inside it |
/// | `name = "…"` | the name on the wire; that of the field otherwise |
/// | `with = path` | an adapter: `to_wire` and `from_wire` |
/// | `deprecated_ids(7, 8)` | other ids that the field is read from |
/// | `skip` | not on the wire |
/// | `unknown` | a `Vec<UnknownField>` keeps the fields that are not declared |
///
/// A field of type `Option` is optional. On the struct, `rename_all = "camelCase"` (or
/// `PascalCase`, `snake_case`, `SCREAMING_SNAKE_CASE`) converts all names,
/// `reserved(3, 5..=9, "old")` refuses ids and names that are used up, `transparent` makes a newtype
/// of a struct with one member, and `crate = path` names the crate where it is not `::thrift`.
#[proc_macro_derive(ThriftStruct, attributes(thrift))]
pub fn derive_struct(input: TokenStream) -> TokenStream {
    expand::structure(&parse_macro_input!(input as Item)).into()
}

/// The codec of an exception: that of a struct, with `Display` and `Error`.
///
/// The text is that of the field `message`, if there is one, and all fields otherwise.
///
/// ```
/// use thrift::ThriftException;
///
/// #[derive(ThriftException, Debug)]
/// struct NotFound {
///     #[thrift(id = 1)]
///     id: i32,
///     #[thrift(id = 2)]
///     message: String,
/// }
///
/// let error: Box<dyn std::error::Error> =
///     Box::new(NotFound { id: 7, message: "nobody here".into() });
/// assert_eq!(error.to_string(), "nobody here");
/// ```
#[proc_macro_derive(ThriftException, attributes(thrift))]
pub fn derive_exception(input: TokenStream) -> TokenStream {
    expand::exception(&parse_macro_input!(input as Item)).into()
}

/// The codec of a union: an enum whose variants have one value each.
///
/// A variant with `#[thrift(unknown)]` keeps fields that the program does not know; without it
/// they are an error.
///
/// ```
/// use thrift::{ThriftUnion, UnknownField};
///
/// #[derive(ThriftUnion, Debug, PartialEq)]
/// enum Shape {
///     #[thrift(id = 1)]
///     Circle(i32),
///     #[thrift(unknown)]
///     Unknown(UnknownField),
/// }
///
/// let newer = [11, 0, 2, 0, 0, 0, 1, b'x', 0];
/// let shape: Shape = thrift::binary::from_slice(&newer)?;
/// assert_eq!(thrift::binary::to_vec(&shape)?, newer);
/// # Ok::<_, thrift::Error>(())
/// ```
#[proc_macro_derive(ThriftUnion, attributes(thrift))]
pub fn derive_union(input: TokenStream) -> TokenStream {
    expand::union(&parse_macro_input!(input as Item)).into()
}

/// The codec of an enum.
///
/// A variant with `#[thrift(unknown)]` takes the numbers that the program does not know; without
/// it they are an error.
///
/// ```
/// use thrift::ThriftEnum;
///
/// #[derive(ThriftEnum, Debug, PartialEq)]
/// enum Color {
///     #[thrift(value = 1)]
///     Red,
///     #[thrift(value = 2)]
///     Green,
///     #[thrift(unknown)]
///     Other(i32),
/// }
///
/// assert_eq!(thrift::binary::from_slice::<Color>(&[0, 0, 0, 2])?, Color::Green);
/// assert_eq!(thrift::binary::from_slice::<Color>(&[0, 0, 0, 9])?, Color::Other(9));
/// # Ok::<_, thrift::Error>(())
/// ```
///
/// An enum without such a variant may give its numbers as discriminants, `Red = 1`.
#[proc_macro_derive(ThriftEnum, attributes(thrift))]
pub fn derive_enum(input: TokenStream) -> TokenStream {
    expand::enumeration(&parse_macro_input!(input as Item)).into()
}

/// The error of a method: a variant for each declared exception, and one for all other errors.
///
/// Implements `From` for the value of each variant, `Display` and `Error`.
///
/// ```
/// use thrift::{ThriftError, ThriftException};
///
/// #[derive(ThriftException, Debug)]
/// struct NotFound {
///     #[thrift(id = 1)]
///     id: i32,
/// }
///
/// #[derive(ThriftError, Debug)]
/// enum GetUserError {
///     #[thrift(id = 1)]
///     Missing(NotFound),
///     #[thrift(other)]
///     Thrift(thrift::Error),
/// }
///
/// fn find(id: i32) -> Result<(), GetUserError> {
///     Err(NotFound { id })?
/// }
/// assert!(matches!(find(7), Err(GetUserError::Missing(NotFound { id: 7 }))));
/// ```
#[cfg(feature = "service")]
#[proc_macro_derive(ThriftError, attributes(thrift))]
pub fn derive_error(input: TokenStream) -> TokenStream {
    expand::errors(&parse_macro_input!(input as Item)).into()
}

/// A trait as a service: adds its client and its server.
///
/// For `trait Greeter` these are `GreeterClient`, which implements the trait by calling a server,
/// and `GreeterServer`, which answers calls with a handler that implements the trait.
///
/// ```
/// #[thrift::service(rename_all = "camelCase")]
/// pub trait Greeter {
///     /// Greets.
///     async fn say_hello(&self, name: String) -> thrift::Result<String>;
///
///     /// Is not answered.
///     #[thrift(oneway)]
///     async fn log(&self, #[thrift(id = 3)] line: String) -> thrift::Result<()>;
/// }
///
/// struct English;
///
/// impl Greeter for English {
///     async fn say_hello(&self, name: String) -> thrift::Result<String> {
///         Ok(format!("Hello, {name}!"))
///     }
///
///     async fn log(&self, _line: String) -> thrift::Result<()> {
///         Ok(())
///     }
/// }
///
/// let server = GreeterServer::new(English);
/// ```
///
/// Methods are `async fn` with `&self` and owned arguments, and return `thrift::Result`, or a
/// `Result` whose error derives `ThriftError`. In the trait they become
/// `fn … -> impl Future + Send`, so that servers can run them on any thread; handlers write
/// `async fn`. Arguments are numbered from 1 unless `#[thrift(id = …)]` says otherwise. On a method,
/// `oneway`, `idempotent` and `name = "…"`; on the trait, `idempotent`, `rename_all` and `crate`.
///
/// A method may have the context of its calls, `cx: &thrift::Context`, right behind `&self`. With the
/// feature `mock` of the crate there is also `GreeterMock`, whose methods are closures, and with the
/// feature `blocking` `GreeterBlockingClient`, whose methods wait for their answers.
#[cfg(feature = "service")]
#[proc_macro_attribute]
pub fn service(arguments: TokenStream, input: TokenStream) -> TokenStream {
    expand::service(arguments.into(), input.into()).into()
}
