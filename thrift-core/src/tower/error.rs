//! Errors of layers.

use core::error::Error as StdError;
use core::iter::successors;

use tokio::time::error::Elapsed as TokioElapsed;
use tower::BoxError;
use tower::load_shed::error::Overloaded;
use tower::timeout::error::Elapsed;

use crate::error::{Error, Kind};

/// The error of a call that went through layers of tower.
///
/// An [`Error`] of this crate comes out as it went in. The others keep their text, are the
/// [source](core::error::Error::source), and have a kind by what they, or the first of their sources
/// that is known, are: [`Kind::Timeout`] for the `Elapsed` of tower and of tokio,
/// [`Kind::Overloaded`] for tower's `Overloaded`, its own kind for an [`Error`], and [`Kind::Layer`]
/// for anything else.
///
/// ```
/// use thrift::{Error, Kind, tower::into_error};
/// use tower::timeout::error::Elapsed;
///
/// let error = into_error(Elapsed::new());
/// assert_eq!((error.kind(), error.message()), (Kind::Timeout, "request timed out"));
///
/// let error = into_error(Error::new(Kind::Closed, "gone"));
/// assert_eq!((error.kind(), error.message()), (Kind::Closed, "gone"));
/// ```
#[cold]
pub fn into_error(error: impl Into<BoxError>) -> Error {
    match error.into().downcast() {
        Ok(error) => *error,
        Err(error) => Error::new(kind_of(&*error), error.to_string()).with_source(error),
    }
}

pub(super) fn kind_of(error: &(dyn StdError + 'static)) -> Kind {
    successors(Some(error), |error| (*error).source()).find_map(known).unwrap_or(Kind::Layer)
}

fn known(error: &(dyn StdError + 'static)) -> Option<Kind> {
    if let Some(error) = error.downcast_ref::<Error>() {
        Some(error.kind())
    } else if error.is::<Elapsed>() || error.is::<TokioElapsed>() {
        Some(Kind::Timeout)
    } else if error.is::<Overloaded>() {
        Some(Kind::Overloaded)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::*;

    /// An error around another one, as a buffer makes them.
    #[derive(Debug)]
    struct Around(BoxError);

    impl fmt::Display for Around {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "around: {}", self.0)
        }
    }

    impl StdError for Around {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&*self.0)
        }
    }

    #[test]
    fn errors_keep_their_kind_and_their_text_through_layers() {
        let overloaded = || BoxError::from(Overloaded::new());
        let closed = || Error::new(Kind::Closed, "gone");
        for (error, kind, text) in [
            (BoxError::from(Elapsed::new()), Kind::Timeout, "request timed out"),
            (overloaded(), Kind::Overloaded, "service overloaded"),
            (Around(overloaded()).into(), Kind::Overloaded, "around: service overloaded"),
            (closed().into(), Kind::Closed, "gone"),
            (Around(closed().into()).into(), Kind::Closed, "around: gone"),
            ("broken".into(), Kind::Layer, "broken"),
        ] {
            let error = into_error(error);
            assert_eq!((error.kind(), &*error.to_string()), (kind, text));
        }
    }

    #[test]
    fn the_error_of_a_layer_is_the_source() {
        let error = into_error(Around("broken".into()));
        assert!(error.source().is_some_and(<dyn StdError>::is::<Around>));
        assert!(into_error(Error::new(Kind::Closed, "gone")).source().is_none());
    }
}
