//! The words of a name, and the ways to write them together.

use core::mem;

/// `getUser` → `getUser`, `XMLHttpRequest` → `xmlHttpRequest`
pub(super) fn camel(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    for word in words(name) {
        if written.is_empty() { lower(word, &mut written) } else { capital(word, &mut written) }
    }
    written
}

/// `getUser` → `GetUser`, `XMLHttpRequest` → `XmlHttpRequest`
pub(super) fn pascal(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    for word in words(name) {
        capital(word, &mut written);
    }
    written
}

/// `getUser` → `get_user`, `XMLHttpRequest` → `xml_http_request`
pub(super) fn snake(name: &str) -> String {
    let mut written = String::with_capacity(name.len() + 4);
    for word in words(name) {
        if !written.is_empty() {
            written.push('_');
        }
        lower(word, &mut written);
    }
    written
}

/// `getUser` → `GET_USER`, `XMLHttpRequest` → `XML_HTTP_REQUEST`
pub(super) fn shouty(name: &str) -> String {
    words(name).join("_").to_uppercase()
}

fn capital(word: &str, written: &mut String) {
    let mut letters = word.chars();
    if let Some(first) = letters.next() {
        written.extend(first.to_uppercase());
    }
    lower(letters.as_str(), written);
}

/// In Greek, the last letter of a word has a form of its own; that of `str::to_lowercase` depends
/// on what is before it, which may be another word here.
fn lower(word: &str, written: &mut String) {
    let start = word.strip_suffix('Σ');
    for letter in start.unwrap_or(word).chars() {
        written.extend(letter.to_lowercase());
    }
    if start.is_some() {
        written.push('ς');
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Upper,
}

impl Case {
    /// Digits have none, nor have the letters of many scripts.
    fn of(letter: char) -> Option<Self> {
        match letter {
            _ if letter.is_lowercase() => Some(Self::Lower),
            _ if letter.is_uppercase() => Some(Self::Upper),
            _ => None,
        }
    }
}

/// Letters and digits between which there is anything else, or where the case says so.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split(|letter: char| !letter.is_alphanumeric()) {
        split_by_case(part, &mut words);
    }
    words
}

/// A word ends before a capital that follows a small letter, and before the last of several
/// capitals that a small one follows: `get` `User`, `XML` `Http`. Digits belong to the word that
/// they follow, and what follows them sees the letter before: `abc123` `Def`, `ABC123def`.
fn split_by_case<'n>(part: &'n str, words: &mut Vec<&'n str>) {
    let mut start = 0;
    // Of the last letter that has one, in this word.
    let mut before = None;
    let mut letters = part.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let Some(&(after, next)) = letters.peek() else {
            words.push(&part[start..]);
            return;
        };
        let case = Case::of(letter);
        let so_far = case.or(before);
        let end = match (so_far, Case::of(next)) {
            (Some(Case::Lower), Some(Case::Upper)) => after,
            (_, Some(Case::Lower)) if before == Some(Case::Upper) && case == before => at,
            _ => {
                before = so_far;
                continue;
            }
        };
        words.push(&part[mem::replace(&mut start, end)..end]);
        before = None;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use heck::{ToLowerCamelCase, ToPascalCase, ToShoutySnakeCase, ToSnakeCase};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::corpus;

    #[test]
    fn words_end_where_heck_ends_them() {
        for (name, expected) in [
            ("CamelCase", "camel_case"),
            ("This is Human case.", "this_is_human_case"),
            ("MixedUP CamelCase, with some Spaces", "mixed_up_camel_case_with_some_spaces"),
            ("mixed_up_ snake_case with some _spaces", "mixed_up_snake_case_with_some_spaces"),
            ("kebab-case", "kebab_case"),
            ("SHOUTY_SNAKE_CASE", "shouty_snake_case"),
            ("snake_case", "snake_case"),
            ("XΣXΣ baﬄe", "xσxς_baﬄe"),
            ("XMLHttpRequest", "xml_http_request"),
            ("FIELD_NAME11", "field_name11"),
            ("99BOTTLES", "99bottles"),
            ("FieldNamE11", "field_nam_e11"),
            ("abc123def456", "abc123def456"),
            ("abc123DEF456", "abc123_def456"),
            ("abc123Def456", "abc123_def456"),
            ("abc123DEf456", "abc123_d_ef456"),
            ("ABC123def456", "abc123def456"),
            ("ABC123DEF456", "abc123def456"),
            ("ABC123Def456", "abc123_def456"),
            ("ABC123DEf456", "abc123d_ef456"),
            ("ABC123dEEf456FOO", "abc123d_e_ef456_foo"),
            ("abcDEF", "abc_def"),
            ("ABcDE", "a_bc_de"),
            ("", ""),
            ("__", ""),
        ] {
            assert_eq!(snake(name), expected, "{name}");
        }
    }

    #[test]
    fn words_are_written_together() {
        assert_eq!(camel("XMLHttp_request"), "xmlHttpRequest");
        assert_eq!(pascal("XMLHttp_request"), "XmlHttpRequest");
        assert_eq!(shouty("XMLHttp_request"), "XML_HTTP_REQUEST");
    }

    // What names become is part of the interface of every expansion: heck made it first.
    fn assert_as_heck(name: &str) {
        assert_eq!(camel(name), name.to_lower_camel_case(), "{name}");
        assert_eq!(pascal(name), name.to_pascal_case(), "{name}");
        assert_eq!(snake(name), name.to_snake_case(), "{name}");
        assert_eq!(shouty(name), name.to_shouty_snake_case(), "{name}");
    }

    #[test]
    fn real_names_are_written_as_heck_writes_them() {
        let mut count = 0;
        for file in corpus::files() {
            let text = fs::read_to_string(file).unwrap();
            for name in text.split(|letter: char| !letter.is_alphanumeric() && letter != '_') {
                assert_as_heck(name);
                count += 1;
            }
        }
        assert!(count > 100, "the files of the calculator have many names");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn any_name_is_written_as_heck_writes_it(name in vec(letter(), 0..24)) {
            assert_as_heck(&name.into_iter().collect::<String>());
        }
    }

    /// Mostly what names are made of, and letters whose case is not like that of others.
    fn letter() -> impl Strategy<Value = char> {
        let ascii: Vec<char> = (' '..='~').collect();
        prop_oneof![
            4 => select(ascii),
            4 => select(&['a', 'b', 'A', 'B', '1', '_'][..]),
            2 => select(&['Σ', 'σ', 'ß', 'ﬄ', 'ǅ', 'İ', 'é', 'É', 'ª', '中', '٣'][..]),
            1 => any::<char>(),
        ]
    }
}
