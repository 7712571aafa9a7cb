//! Parts of expansions that only some builds of the core crate have.

use proc_macro2::TokenStream;
use quote::quote;

/// What a feature of the core crate brings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Optional {
    /// Descriptions of types and services.
    Schema,
    /// Mocks of services.
    Mock,
    /// Clients whose methods wait for their answers.
    Blocking,
}

impl Optional {
    // __thrift::if_schema! { … }
    //
    // One build of the macros may serve two of the core crate, one for programs and one for what
    // runs while they are compiled: whether the one at hand has the feature is for itself to say.
    pub(crate) fn part(
        self,
        private: &TokenStream,
        make: impl FnOnce() -> TokenStream,
    ) -> Option<TokenStream> {
        self.is_enabled().then(|| {
            let part = make();
            match self {
                Self::Schema => quote!(#private::if_schema! { #part }),
                Self::Mock => quote!(#private::if_mock! { #part }),
                Self::Blocking => quote!(#private::if_blocking! { #part }),
            }
        })
    }

    /// Whether anybody may ask for it.
    #[cfg(not(test))]
    fn is_enabled(self) -> bool {
        match self {
            Self::Schema => cfg!(feature = "schema"),
            Self::Mock => cfg!(feature = "mock"),
            Self::Blocking => cfg!(feature = "blocking"),
        }
    }

    /// Tests look at expansions with it and without, whatever the other crates of the build ask for.
    #[cfg(test)]
    fn is_enabled(self) -> bool {
        forced::is(self)
    }
}

#[cfg(test)]
pub(crate) mod forced {
    use core::cell::Cell;

    use super::Optional;

    thread_local! {
        static FORCED: Cell<Option<Optional>> = const { Cell::new(None) };
    }

    pub(super) fn is(part: Optional) -> bool {
        FORCED.get() == Some(part)
    }

    /// Runs with one of the parts.
    pub(crate) fn with<T>(part: Optional, run: impl FnOnce() -> T) -> T {
        FORCED.set(Some(part));
        let result = run();
        FORCED.set(None);
        result
    }
}
