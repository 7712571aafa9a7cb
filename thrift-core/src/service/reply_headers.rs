//! The place where a handler puts what is to go beside its answer.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::Headers;

/// The headers of an answer that is not there yet; clones share them.
///
/// They are made when there is a first one, or a first clone: most calls have neither, and take no
/// memory for it.
#[derive(Default)]
pub(super) struct ReplyHeaders(OnceLock<Arc<Mutex<Headers>>>);

impl ReplyHeaders {
    /// No headers.
    pub(super) const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// Adds a header; one of the same name is replaced.
    pub(super) fn insert(&self, name: &str, value: &[u8]) {
        lock(self.shared()).insert(name, value);
    }

    /// Those that there are by now.
    pub(super) fn get(&self) -> Headers {
        self.0.get().map_or_else(Headers::new, |headers| lock(headers).clone())
    }

    /// Those that there are by now, for an answer that does not get the further ones.
    pub(super) fn fork(&self) -> Self {
        let headers = self.get();
        if headers.is_empty() { Self::new() } else { Self(Arc::new(Mutex::new(headers)).into()) }
    }

    fn shared(&self) -> &Arc<Mutex<Headers>> {
        self.0.get_or_init(Arc::default)
    }
}

impl Clone for ReplyHeaders {
    fn clone(&self) -> Self {
        Self(Arc::clone(self.shared()).into())
    }
}

fn lock(headers: &Mutex<Headers>) -> MutexGuard<'_, Headers> {
    // Nothing that runs under the lock panics half way.
    headers.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_them_whoever_was_first() {
        let headers = ReplyHeaders::new();
        let clone = headers.clone();
        headers.insert("a", b"1");
        clone.insert("b", b"2");
        let expected = Headers::new().with("a", "1").with("b", "2");
        assert_eq!((headers.get(), clone.get()), (expected.clone(), expected));
    }

    #[test]
    fn who_only_looks_makes_no_place_for_them() {
        let headers = ReplyHeaders::new();
        assert!(headers.get().is_empty());
        assert!(headers.fork().0.get().is_none() && headers.0.get().is_none());
    }

    #[test]
    fn a_fork_has_what_there_was_and_its_own() {
        let headers = ReplyHeaders::new();
        headers.insert("a", b"1");
        let fork = headers.fork();
        headers.insert("b", b"2");
        fork.insert("a", b"3");
        assert_eq!(headers.get(), Headers::new().with("a", "1").with("b", "2"));
        assert_eq!(fork.get(), Headers::new().with("a", "3"));
    }
}
