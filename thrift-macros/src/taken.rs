//! Names that are taken.

use std::collections::HashMap;

use proc_macro2::Ident;
use quote::format_ident;

/// Names, or numbers as they are written, with what has them.
#[derive(Default)]
pub(crate) struct Taken(HashMap<String, String>);

impl Taken {
    /// Takes a name for something; `Some` is what has it already.
    pub(crate) fn take(&mut self, name: String, by: &str) -> Option<String> {
        if let Some(first) = self.0.get(&name) {
            return Some(first.clone());
        }
        self.0.insert(name, by.to_owned());
        None
    }

    /// Takes a name, and tells whether it was free.
    pub(crate) fn claim(&mut self, name: String) -> bool {
        self.take(name, "").is_none()
    }

    /// Takes the name, or one that is longer and free.
    pub(crate) fn lengthened(&mut self, mut name: Ident) -> Ident {
        while !self.claim(name.to_string()) {
            name = format_ident!("{name}_");
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    #[test]
    fn the_first_keeps_its_name() {
        let mut taken = Taken::default();
        assert_eq!(taken.take("a".to_owned(), "one"), None);
        assert_eq!(taken.take("a".to_owned(), "two").as_deref(), Some("one"));
        assert_eq!(taken.take("a".to_owned(), "three").as_deref(), Some("one"));
        assert!(taken.claim("b".to_owned()) && !taken.claim("b".to_owned()));
    }

    #[test]
    fn a_name_grows_until_it_is_free() {
        let mut taken = Taken::default();
        let name = Ident::new("a", Span::call_site());
        assert!(taken.claim("a_".to_owned()));
        assert_eq!(taken.lengthened(name.clone()), "a");
        assert_eq!(taken.lengthened(name), "a__");
    }
}
