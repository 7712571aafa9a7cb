//! Rust names for the names of an IDL, which Rust may not have.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

use super::{Rename, longer, made_of};
use crate::syntax::parse_all;

/// `user_profile` → `UserProfile`
pub(crate) fn ty(name: &str, span: Span) -> Ident {
    ident(&Rename::Pascal.apply(name), span)
}

/// `getUser` → `get_user`
pub(crate) fn snake(name: &str, span: Span) -> Ident {
    ident(&Rename::Snake.apply(name), span)
}

/// `maxRetries` → `MAX_RETRIES`
pub(crate) fn shouty(name: &str, span: Span) -> Ident {
    ident(&Rename::Shouty.apply(name), span)
}

/// `UserService` → `user_service`, the module of its errors
pub(crate) fn service_module(service: &Ident) -> Ident {
    snake(&service.to_string(), made_of(service))
}

/// `get_user` → `GetUserError`, which the compiler must not take for a name that the user wrote: its
/// path may be longer than an import makes necessary.
pub(crate) fn error(method: &Ident) -> Ident {
    let span = Span::call_site().located_at(method.span());
    longer(&ty(&method.unraw().to_string(), span), "Error")
}

/// The name as it is; a value of an enum may have dots, which Rust does not have in names.
pub(crate) fn verbatim(name: &str, span: Span) -> Ident {
    ident(&name.replace('.', "_"), span)
}

/// A name that the user gives, if Rust can have it.
pub(crate) fn given(name: &str, span: Span) -> Option<Ident> {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let starts = !name.starts_with(|first: char| first.is_ascii_digit());
    (!name.is_empty() && starts && is_ident(&format!("_{name}"))).then(|| ident(name, span))
}

/// Keywords become raw identifiers; the four that cannot be raw get an underscore. What no
/// identifier can hold, as the name of a file may, becomes underscores.
fn ident(name: &str, span: Span) -> Ident {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => Ident::new(&format!("{name}_"), span),
        // A keyword since the edition of 2024; raw it is right in all.
        "gen" => Ident::new_raw(name, span),
        _ if is_ident(name) => Ident::new(name, span),
        _ if is_ident(&format!("r#{name}")) => Ident::new_raw(name, span),
        _ => {
            let mut fitting = "_".to_owned();
            for part in name.chars() {
                fitting.push(if is_ident(&format!("_{part}")) { part } else { '_' });
            }
            Ident::new(&fitting, span)
        }
    }
}

fn is_ident(name: &str) -> bool {
    // What is parsed may have had blanks or comments around it.
    let Ok(tokens) = name.parse() else { return false };
    let mut is_same = false;
    let read = parse_all(tokens, &mut |input| {
        is_same = input.parse::<Ident>()? == name;
        Ok(())
    });
    read.is_ok() && is_same
}

#[cfg(test)]
mod tests {
    use super::super::client;
    use super::*;

    #[test]
    fn names_follow_the_conventions_of_rust() {
        let span = Span::call_site();
        assert_eq!(ty("user_profile", span), "UserProfile");
        assert_eq!(snake("getUser", span), "get_user");
        assert_eq!(snake("_id", span), "_id");
        assert_eq!(shouty("INT32CONSTANT", span), "INT32CONSTANT");
        assert_eq!(shouty("maxRetries", span), "MAX_RETRIES");
        assert_eq!(verbatim("RED", span), "RED");
        assert_eq!(verbatim("RED.dark", span), "RED_dark");
    }

    #[test]
    fn every_keyword_has_a_name() {
        let span = Span::call_site();
        assert_eq!(snake("type", span).to_string(), "r#type");
        assert_eq!(snake("async", span).to_string(), "r#async");
        assert_eq!(snake("self", span).to_string(), "self_");
        assert_eq!(ty("Self", span).to_string(), "Self_");
        assert_eq!(snake("_", span).to_string(), "__");
        assert_eq!(client(&ty("self", span)).to_string(), "SelfClient");
        assert_eq!(error(&snake("self", span)).to_string(), "SelfError");
        assert_eq!(error(&snake("type", span)).to_string(), "TypeError");
    }

    #[test]
    fn a_name_that_rust_cannot_have_is_refused() {
        let given = |name| given(name, Span::call_site()).map(|ident| ident.to_string());
        assert_eq!(given("Point").as_deref(), Some("Point"));
        assert_eq!(given("type").as_deref(), Some("r#type"));
        assert_eq!(given("r#type").as_deref(), Some("r#type"));
        for wrong in ["", "a b", " a", "a/**/", "1a", "a.b", "a::b", "é!"] {
            assert_eq!(given(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_file_name_has_a_module() {
        let span = Span::call_site();
        assert_eq!(snake("weird-name", span), "weird_name");
        assert_eq!(snake("1st", span), "_1st");
        assert_eq!(snake("+++", span), "____");
    }
}
