//! Tokens and lists that are made of many things.
//!
//! An unoptimised build, as users make it, compiles every chain of adaptors anew, and `quote!`
//! repeats what stands in `#( … )*` over any iterator: that is dearer than all else in a template.
//! So templates name what one loop has put together.

use core::iter::once;

use proc_macro2::TokenStream;

/// What is made of each thing, one behind the other.
pub(crate) fn each<T>(things: &[T], make: &dyn Fn(&T) -> TokenStream) -> TokenStream {
    let mut all = TokenStream::new();
    for thing in things {
        append(&mut all, make(thing));
    }
    all
}

/// What is made of each thing, with a separator between two of them.
pub(crate) fn separated<T>(
    things: &[T],
    separator: &TokenStream,
    make: &dyn Fn(&T) -> TokenStream,
) -> TokenStream {
    let mut all = TokenStream::new();
    for (number, thing) in things.iter().enumerate() {
        if number > 0 {
            append(&mut all, separator.clone());
        }
        append(&mut all, make(thing));
    }
    all
}

/// A list of what is made of each thing.
pub(crate) fn list<T, U>(things: &[T], make: &dyn Fn(&T) -> U) -> Vec<U> {
    let mut all = Vec::new();
    for thing in things {
        all.push(make(thing));
    }
    all
}

/// Adds tokens to others, as a whole: faster than tree by tree.
pub(crate) fn append(all: &mut TokenStream, more: TokenStream) {
    // As `quote` itself adds them, so that this is compiled already.
    all.extend(once(more));
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn each_is_made_once_and_in_order() {
        let name = |name: &&str| name.parse().unwrap();
        assert_eq!(each(&["a", "b", "c"], &name).to_string(), quote!(a b c).to_string());
        assert!(each(&[], &name).is_empty());
    }

    #[test]
    fn lists_keep_the_order() {
        assert_eq!(list(&[1, 2, 3], &|number| number * 2), [2, 4, 6]);
    }

    #[test]
    fn separators_stand_between() {
        let name = |name: &&str| name.parse().unwrap();
        let list = |names: &[&str]| separated(names, &quote!(,), &name).to_string();
        assert_eq!(list(&["a", "b"]), quote!(a, b).to_string());
        assert_eq!(list(&["a"]), quote!(a).to_string());
        assert_eq!(list(&[]), "");
    }
}
