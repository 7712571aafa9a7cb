//! Names, as the IDL has them.

use crate::error::{Error, Kind, Result};

/// Words that are no name of a definition or of an enum value.
const KEYWORDS: [&str; 37] = [
    "async",
    "binary",
    "bool",
    "byte",
    "const",
    "cpp_include",
    "cpp_type",
    "double",
    "enum",
    "exception",
    "extends",
    "false",
    "i16",
    "i32",
    "i64",
    "i8",
    "include",
    "list",
    "map",
    "namespace",
    "oneway",
    "optional",
    "required",
    "service",
    "set",
    "string",
    "struct",
    "throws",
    "true",
    "typedef",
    "union",
    "uuid",
    "void",
    "xsd_all",
    "xsd_attrs",
    "xsd_nillable",
    "xsd_optional",
];

/// Words that are no name of a field either.
const NUMBERS_AND_SUFFIXES: [&str; 7] =
    ["true", "false", "cpp_type", "xsd_all", "xsd_attrs", "xsd_nillable", "xsd_optional"];

/// A definition, an enum value or a method must be a word that means nothing else.
pub(super) fn definition(name: &str) -> Result<()> {
    if is_word(name) && !KEYWORDS.contains(&name) { Ok(()) } else { Err(unfit(name)) }
}

/// A field or argument may be a keyword.
pub(super) fn field(name: &str) -> Result<()> {
    if is_word(name) && !NUMBERS_AND_SUFFIXES.contains(&name) { Ok(()) } else { Err(unfit(name)) }
}

/// The name of an annotation may have dots in it.
pub(super) fn annotation(name: &str) -> Result<()> {
    let is_name = name.split_once('.').map_or_else(
        || definition(name).is_ok(),
        |(first, rest)| is_word(first) && rest.split('.').all(is_part),
    );
    if is_name { Ok(()) } else { Err(unfit(name)) }
}

fn is_word(name: &str) -> bool {
    is_part(name) && !name.starts_with(|first: char| first.is_ascii_digit())
}

fn is_part(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|part| part == '_' || part.is_ascii_alphanumeric())
}

#[cold]
fn unfit(name: &str) -> Error {
    Error::new(Kind::Invalid, format!("{name:?} is no name in Thrift IDL"))
}

#[cfg(test)]
mod tests {
    use thrift_idl::keyword;

    use super::*;

    #[test]
    fn words_are_those_of_the_parser() {
        assert_eq!(KEYWORDS, keyword::KEYWORDS);
        for word in KEYWORDS {
            assert!(definition(word).is_err());
            assert_eq!(field(word).is_ok(), keyword::is_member_name(word), "{word}");
        }
        assert!(NUMBERS_AND_SUFFIXES.iter().all(|word| !keyword::is_member_name(word)));
    }
}
