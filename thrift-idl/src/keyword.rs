//! The reserved words, rows L13 to L16, and the words of other dialects that deserve a hint.

/// Every reserved word of the Apache 0.25 compiler, sorted.
pub const KEYWORDS: [&str; 37] = [
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

/// Why `stream` and `sink` are refused.
pub(crate) const STREAM: &str = "streams belong to fbthrift, and are not supported yet";

/// Why `interaction` and `performs` are refused.
pub(crate) const INTERACTION: &str = "interactions belong to fbthrift, and are not supported yet";

/// Tells whether `word` is reserved.
#[must_use]
pub fn is_keyword(word: &str) -> bool {
    // Most words that are asked about are names of types, which begin with a capital.
    word.len() <= 12
        && word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
        && KEYWORDS.binary_search(&word).is_ok()
}

/// Tells whether a word has a dot, and so is no name but a path of several.
pub(crate) fn is_dotted(word: &str) -> bool {
    word.as_bytes().contains(&b'.')
}

/// The name that a word with dots may have been meant to be.
pub(crate) fn without_dots(word: &str) -> String {
    let mut name = String::with_capacity(word.len());
    for c in word.chars() {
        name.push(if c == '.' { '_' } else { c });
    }
    name
}

/// Tells whether a field, argument, function or enum value may have this name.
///
/// Keywords may, since no place that wants such a name could want the keyword. What follows a
/// field's name may not, nor `true` and `false`, which are numbers.
#[must_use]
pub fn is_member_name(word: &str) -> bool {
    !matches!(
        word,
        "true" | "false" | "cpp_type" | "xsd_all" | "xsd_attrs" | "xsd_nillable" | "xsd_optional"
    )
}

/// Explains a word that begins a definition or header in another dialect of Thrift.
#[must_use]
pub fn unsupported(word: &str) -> Option<&'static str> {
    Some(match word {
        "senum" => "it was removed from Thrift; use `enum`, or `typedef string`",
        "cpp_namespace" | "php_namespace" | "py_module" | "perl_package" | "ruby_namespace"
        | "java_package" | "cocoa_prefix" | "csharp_namespace" | "delphi_namespace"
        | "xsd_namespace" => "it was removed from Thrift; use `namespace`",
        "interaction" => INTERACTION,
        "class" | "message" | "record" => "use `struct`",
        "interface" | "rpc" => "use `service`",
        "import" => "use `include`",
        "type" | "using" => "use `typedef`",
        "hs_include" => "it belongs to fbthrift and has no meaning here",
        _ => return None,
    })
}

/// Explains a type that exists in another dialect of Thrift, or under another name.
#[must_use]
pub fn unsupported_type(word: &str) -> Option<&'static str> {
    Some(match word {
        "slist" => "it was removed from Thrift; use `string`",
        "float" => "it belongs to fbthrift, and other Thrifts cannot read it; use `double`",
        "f32" | "f64" | "Double" => "use `double`",
        "int" | "integer" | "Integer" => "use `i32`, or another of `i8`, `i16`, `i64`",
        "int8" | "char" => "use `i8`",
        "short" | "int16" => "use `i16`",
        "int32" => "use `i32`",
        "long" | "int64" => "use `i64`",
        "u8" | "u16" | "u32" | "u64" | "uint8" | "uint16" | "uint32" | "uint64" | "usize" => {
            "Thrift has no unsigned integers; use a signed one"
        }
        "boolean" | "Boolean" => "use `bool`",
        "stream" | "sink" => STREAM,
        "bytes" => "use `binary`",
        "str" | "String" => "use `string`",
        "vec" | "Vec" | "vector" | "std.vector" | "array" | "List" => "use `list`",
        "Set" | "HashSet" => "use `set`",
        "hash" | "dict" | "Map" | "HashMap" => "use `map`",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l13_keywords_are_sorted_for_the_search() {
        assert!(KEYWORDS.is_sorted());
        assert!(KEYWORDS.iter().all(|word| is_keyword(word)));
        assert!(!is_keyword("Struct"));
    }

    #[test]
    fn l14_keywords_as_names() {
        assert!(is_member_name("struct") && is_member_name("list"));
        assert!(!is_member_name("xsd_all") && !is_member_name("true"));
    }

    #[test]
    fn l16_removed_words() {
        assert!(unsupported("senum").is_some());
        assert!(unsupported_type("slist").is_some());
    }
}
