//! Parts of expansions that only some builds of the core crate have.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// What a feature of the core crate brings.
pub(crate) trait Optional {
    /// Whether anybody may ask for it. Of what makes it, nothing is compiled to machine code
    /// otherwise. Tests look at expansions with it and without, whatever the other crates of the
    /// build ask for.
    const IS_BUILT: bool;
    /// The macro of the core crate that knows whether the feature is there.
    const GUARD: &'static str;
}

/// Descriptions of types and services.
pub(crate) struct Schema;

impl Optional for Schema {
    const IS_BUILT: bool = cfg!(any(test, feature = "schema"));
    const GUARD: &'static str = "if_schema";
}

/// Mocks of services.
#[cfg(feature = "service")]
pub(crate) struct Mock;

#[cfg(feature = "service")]
impl Optional for Mock {
    const IS_BUILT: bool = cfg!(any(test, feature = "mock"));
    const GUARD: &'static str = "if_mock";
}

/// Clients whose methods wait for their answers.
#[cfg(feature = "service")]
pub(crate) struct Blocking;

#[cfg(feature = "service")]
impl Optional for Blocking {
    const IS_BUILT: bool = cfg!(any(test, feature = "blocking"));
    const GUARD: &'static str = "if_blocking";
}

// __thrift::if_schema! { … }
//
// One build of the macros may serve two of the core crate, one for programs and one for what
// runs while they are compiled: whether the one at hand has the feature is for itself to say.
pub(crate) fn part<P: Optional>(
    private: &TokenStream,
    make: impl FnOnce() -> TokenStream,
) -> Option<TokenStream> {
    if P::IS_BUILT && is_wanted(P::GUARD) {
        Some(guarded(private, P::GUARD, &make()))
    } else {
        None
    }
}

/// What only the core crate at hand can choose: `part` is what its macro takes.
pub(super) fn guarded(private: &TokenStream, guard: &str, part: &TokenStream) -> TokenStream {
    let guard = Ident::new(guard, Span::call_site());
    quote!(#private::#guard! { #part })
}

#[cfg(not(test))]
fn is_wanted(_guard: &str) -> bool {
    true
}

#[cfg(test)]
use self::forced::is_wanted;

#[cfg(test)]
pub(crate) mod forced {
    use core::cell::Cell;

    use super::Optional;

    thread_local! {
        static FORCED: Cell<Option<&'static str>> = const { Cell::new(None) };
    }

    pub(super) fn is_wanted(guard: &str) -> bool {
        FORCED.get() == Some(guard)
    }

    /// Runs with one of the parts.
    pub(crate) fn with<P: Optional, T>(run: impl FnOnce() -> T) -> T {
        FORCED.set(Some(P::GUARD));
        let result = run();
        FORCED.set(None);
        result
    }
}
