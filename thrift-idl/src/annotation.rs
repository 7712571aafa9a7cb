//! The keys of annotations that have a meaning to some compiler, row A3.

use crate::suggest::{Hints, nearest_of};

/// Every key that some generator of code reads, sorted.
const KEYS: [&str; 39] = [
    "cpp.customostream",
    "cpp.ref",
    "cpp.type",
    "deprecated",
    "final",
    "go.tag",
    "php.path",
    "python.immutable",
    "rust.attr",
    "rust.box",
    "rust.derive",
    "rust.name",
    "rust.redact",
    "rust.type",
    "rust.unknown_fields",
    "rust.visibility",
    "rust.with",
    "targetNamespace",
    "uri",
    "vt.const",
    "vt.contains",
    "vt.defined_only",
    "vt.elem",
    "vt.ge",
    "vt.gt",
    "vt.in",
    "vt.key",
    "vt.le",
    "vt.lt",
    "vt.max_size",
    "vt.min_size",
    "vt.not_contains",
    "vt.not_in",
    "vt.pattern",
    "vt.prefix",
    "vt.skip",
    "vt.suffix",
    "vt.value",
    "xml.targetNamespace",
];

/// Keys this short are too near to each other for one to be a misspelling of another.
const SHORTEST: usize = 4;

/// Finds the key that one without a meaning is probably a misspelling of.
pub(crate) fn near(key: &str) -> Option<&'static str> {
    if KEYS.binary_search(&key).is_ok() {
        return None;
    }
    let hints = Hints::default();
    let mut search = hints.search(key)?;
    for known in KEYS {
        let is_candidate = known.len() >= SHORTEST
            && match (scope(key), scope(known)) {
                (Some(written), Some(scope)) => is_near_scope(written, scope),
                (written, scope) => written == scope,
            };
        if is_candidate {
            search.look_at(known)?;
        }
    }
    search.nearest()
}

/// What is before the dot, which says who reads the key.
fn scope(key: &str) -> Option<&str> {
    key.split_once('.').map(|(scope, _)| scope)
}

/// A number at the end is no misspelling, but another reader: `cpp2`, `py3`.
fn is_near_scope(written: &str, scope: &str) -> bool {
    let numbered = written.as_bytes().last().is_some_and(u8::is_ascii_digit);
    written == scope || (!numbered && nearest_of(written, &[scope]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_for_the_search() {
        assert!(KEYS.is_sorted());
    }

    #[test]
    fn misspellings_are_near_and_other_keys_are_not() {
        for (key, known) in [
            ("cpp.tpye", "cpp.type"),
            ("cppp.type", "cpp.type"),
            ("Final", "final"),
            ("deprecate", "deprecated"),
            ("rust.nam", "rust.name"),
            ("vt.minsize", "vt.min_size"),
        ] {
            assert_eq!(near(key), Some(known), "{key}");
        }
        for key in ["cpp.type", "cpp2.type", "py.type", "url", "api.get", "name", ""] {
            assert_eq!(near(key), None, "{key}");
        }
    }
}
