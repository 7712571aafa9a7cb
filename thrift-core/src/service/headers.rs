//! Names and values that travel beside the arguments of a call, or beside its answer.

use core::fmt;
use std::sync::Arc;

use bytes::Bytes;

/// Names and values that travel beside the arguments of a call, or beside its answer.
///
/// Transports with headers carry them: they are the key/value block of `THeader`, and the header
/// fields of HTTP. Others carry none. A name stands for itself whatever its case, as in HTTP, and has
/// one value. Clones are cheap.
///
/// ```
/// use thrift::service::Headers;
///
/// let headers = Headers::new().with("Tenant", "7").with("token", [0xff]);
/// assert_eq!(headers.get("tenant"), Some("7"));
///
/// // A value need not be text.
/// assert_eq!(headers.get("token"), None);
/// assert_eq!(headers.get_bytes("token"), Some(&[0xff][..]));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers {
    /// Nothing at all in the calls without any, which are most.
    entries: Option<Arc<Vec<Header>>>,
}

/// A name and its value.
type Header = (Box<str>, Bytes);

impl Headers {
    /// No headers.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: None }
    }

    /// Adds a header; one of the same name is replaced.
    #[must_use]
    pub fn with(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        self.insert(name, value);
        self
    }

    /// Adds a header; one of the same name is replaced.
    pub fn insert(&mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) {
        let name = name.as_ref();
        let value = Bytes::copy_from_slice(value.as_ref());
        let entries = Arc::make_mut(self.entries.get_or_insert_default());
        match entries.iter_mut().find(|(found, _)| found.eq_ignore_ascii_case(name)) {
            Some((_, found)) => *found = value,
            None => entries.push((name.into(), value)),
        }
    }

    /// Takes a header out, and returns its value.
    pub fn remove(&mut self, name: impl AsRef<str>) -> Option<Bytes> {
        let index = self.position(name.as_ref())?;
        let entries = Arc::make_mut(self.entries.as_mut()?);
        let (_, value) = entries.remove(index);
        if entries.is_empty() {
            self.entries = None;
        }
        Some(value)
    }

    /// The value of a header, if there is one and it is text.
    #[must_use]
    pub fn get(&self, name: impl AsRef<str>) -> Option<&str> {
        core::str::from_utf8(self.get_bytes(name)?).ok()
    }

    /// The value of a header, if there is one.
    #[must_use]
    pub fn get_bytes(&self, name: impl AsRef<str>) -> Option<&[u8]> {
        let (_, value) = self.entries().get(self.position(name.as_ref())?)?;
        Some(value)
    }

    /// The headers, in the order in which they were added.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &[u8])> + Clone {
        self.entries().iter().map(|(name, value)| (&**name, &**value))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// The same, with those of `others` whose names it does not have.
    #[cfg(any(feature = "blocking", feature = "net"))]
    pub(crate) fn or(&self, others: &Self) -> Self {
        if others.is_empty() || self.is_empty() {
            return if self.is_empty() { others.clone() } else { self.clone() };
        }
        let mut all = others.clone();
        all.extend(self.iter());
        all
    }

    /// How many bytes they have, save for what tells them apart.
    #[cfg(feature = "net")]
    pub(crate) fn length(&self) -> usize {
        self.iter().map(|(name, value)| name.len() + value.len()).sum()
    }

    fn entries(&self) -> &[Header] {
        self.entries.as_deref().map_or(&[], Vec::as_slice)
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.entries().iter().position(|(found, _)| found.eq_ignore_ascii_case(name))
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> FromIterator<(N, V)> for Headers {
    /// The headers of the pairs; of those with the same name, the last.
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut headers = Self::new();
        headers.extend(pairs);
        headers
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Extend<(N, V)> for Headers {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, pairs: I) {
        for (name, value) in pairs {
            self.insert(name, value);
        }
    }
}

impl fmt::Debug for Headers {
    /// Names only: values may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_value_whatever_its_case() {
        let mut headers = Headers::new().with("A", "1").with("b", "2").with("a", "3");
        let pairs: Vec<_> = headers.iter().collect();
        assert_eq!(pairs, [("A", &b"3"[..]), ("b", b"2")]);
        assert_eq!(headers.get("B"), Some("2"));
        assert_eq!(headers.remove("B").as_deref(), Some(&b"2"[..]));
        assert_eq!(headers.remove("B"), None);
        assert_eq!(headers.len(), 1);
    }

    #[test]
    fn no_headers_are_no_headers_however_they_came_about() {
        let mut headers = Headers::new().with("a", "1");
        headers.remove("a");
        assert!(headers.is_empty());
        assert_eq!(headers, Headers::new());
    }

    #[test]
    fn a_clone_has_its_own() {
        let headers = Headers::new().with("a", "1");
        let mut clone = headers.clone();
        clone.insert("a", "2");
        assert_eq!((headers.get("a"), clone.get("a")), (Some("1"), Some("2")));
    }

    #[test]
    fn values_are_not_shown() {
        let headers = Headers::from_iter([("token", "secret")]);
        assert_eq!(format!("{headers:?}"), r#"{"token"}"#);
    }
}
