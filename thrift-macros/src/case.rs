//! Rust names for Thrift names.

mod convert;
#[cfg(feature = "idl")]
mod name;

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::ext::IdentExt;

#[cfg(all(feature = "idl", feature = "service"))]
pub(crate) use self::name::error;
#[cfg(feature = "idl")]
pub(crate) use self::name::{given, service_module, shouty, snake, ty, verbatim};

/// `UserService` → `UserServiceClient`
pub(crate) fn client(service: &Ident) -> Ident {
    longer(service, "Client")
}

/// `UserService` → `UserServiceBlockingClient`
pub(crate) fn blocking_client(service: &Ident) -> Ident {
    longer(service, "BlockingClient")
}

/// `UserService` → `UserServiceServer`
pub(crate) fn server(service: &Ident) -> Ident {
    longer(service, "Server")
}

/// `UserService` → `UserServiceMock`
pub(crate) fn mock(service: &Ident) -> Ident {
    longer(service, "Mock")
}

/// `get_user` → `on_get_user`, which gives a mock its closure
pub(crate) fn on(method: &Ident) -> Ident {
    format_ident!("on_{}", method, span = made_of(method))
}

/// The underscore of a keyword, `Self_`, has no use in a longer name.
fn longer(name: &Ident, end: &str) -> Ident {
    let start = name.unraw().to_string();
    let start = start.strip_suffix('_').unwrap_or(&start);
    Ident::new(&format!("{start}{end}"), made_of(name))
}

/// The place of a name that is made of another. It is one of the expansion's: a new name for the
/// other, which an editor writes to all that is there, is none for what is made of it.
fn made_of(ident: &Ident) -> Span {
    Span::call_site().located_at(ident.span())
}

/// `get_user` → `GetUserArguments`, which is private to the expansion
pub(crate) fn arguments(method: &Ident) -> Ident {
    let name = Rename::Pascal.apply(&method.unraw().to_string());
    format_ident!("{name}Arguments", span = Span::mixed_site())
}

/// How names are written, in Rust and, by `rename_all`, on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rename {
    Camel,
    Pascal,
    Snake,
    Shouty,
}

impl Rename {
    pub(crate) const ALL: [(&'static str, Self); 4] = [
        ("camelCase", Self::Camel),
        ("PascalCase", Self::Pascal),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::Shouty),
    ];

    /// Underscores at the start keep names apart: `_id` and `id` may be fields of one struct.
    pub(crate) fn apply(self, name: &str) -> String {
        let bare = name.trim_start_matches('_');
        let converted = match self {
            Self::Camel => convert::camel(bare),
            Self::Pascal => convert::pascal(bare),
            Self::Snake => convert::snake(bare),
            Self::Shouty => convert::shouty(bare),
        };
        if converted.is_empty() {
            return name.to_owned();
        }
        format!("{}{converted}", &name[..name.len() - bare.len()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rename_all_is_the_way_back() {
        assert_eq!(Rename::Camel.apply("get_user"), "getUser");
        assert_eq!(Rename::Pascal.apply("get_user"), "GetUser");
        assert_eq!(Rename::Shouty.apply("get_user"), "GET_USER");
    }
}
