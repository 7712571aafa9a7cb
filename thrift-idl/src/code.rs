//! The kinds of mistake, each with a number that never changes.

macro_rules! codes {
    ($(#[doc = $doc:literal] $name:ident = $number:literal $(=> $why:literal)?,)*) => {
        /// What a diagnostic is about. Numbers are stable, so that tools and users can name them.
        ///
        /// Each has a page with examples in the book, under `docs/errors`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $doc] $name = $number,)*
        }

        impl Code {
            /// Every code, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Says in a few words what is wrong: `A field id or name used twice`.
            #[cfg(feature = "tools")]
            #[must_use]
            pub fn summary(self) -> &'static str {
                summary(match self {
                    $(Self::$name => $doc,)*
                })
            }

            /// Says why it matters on the wire or in the code of other languages, where that is
            /// not plain from the mistake itself.
            #[must_use]
            pub const fn why(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => codes!(@why $($why)?),)*
                }
            }
        }
    };
    (@why) => { None };
    (@why $why:literal) => { Some($why) };
}

codes! {
    /// A character that begins no token (L3, L12).
    UnknownToken = 1,
    /// A string without its closing quote (L9).
    UnterminatedString = 2,
    /// A block comment without its end (L10, L11).
    UnterminatedComment = 3,
    /// A backslash in a string before something else than `r n t " ' \` (L9).
    BadEscape = 4,
    /// A number that no Thrift type can hold (L5, L6, L7).
    NumberRange = 5 => "the widest numbers of Thrift, `i64` and `double`, have 64 bits",
    /// A number without a digit, which reads as zero (L7).
    NumberWithoutDigits = 6 => "other compilers read it as zero, without a word",
    /// A text longer than positions can express.
    TooLong = 7,
    /// A token that does not fit where it stands.
    Syntax = 10,
    /// A word of an older or another Thrift (L16, A8).
    Unsupported = 11,
    /// Types or constants nested too deeply.
    TooDeep = 12 => "readers limit how deep a value may nest, and refuse what is deeper",
    /// A definition whose name has a dot (L3).
    DottedName = 13
        => "a dot stands between the name of an included file and a name that it defines",
    /// A header behind a definition (D1).
    HeaderOrder = 14 => "the grammar has headers first, and other compilers refuse the file",
    /// A spelling that still works and should not be used (T2, T5, L15, N5).
    Deprecated = 15,
    /// An annotation whose key is nearly one that has a meaning (A3).
    UnknownAnnotation = 16
        => "every compiler ignores the keys that it does not know, so the annotation has no effect",
    /// An include that cannot be read (I2).
    IncludeUnreadable = 20,
    /// Files that include each other (I3).
    IncludeCycle = 21
        => "other compilers refuse files in a circle: each waits for the names of the other",
    /// A second definition of a name (S2, C1).
    DuplicateName = 30 => "a name becomes one item of the generated code",
    /// A type that is not defined (T7, I6).
    UnknownType = 31,
    /// A name that stands for something else than a type (T9).
    NotAType = 32
        => "only data goes over the wire: services are called, and constants belong to the program",
    /// A typedef of itself (T12).
    TypedefCycle = 33
        => "on the wire a typedef is the type that it stands for, and here there is none",
    /// A type without a finite value (S10).
    EndlessType = 34 => "writing a value would never come to an end",
    /// A name that two included files define under one prefix (I5).
    AmbiguousName = 35
        => "other compilers may take the other definition, and read the same bytes as another type",
    /// A name that an included file of the same namespaces defines too (I7).
    DuplicateAcrossFiles = 36
        => "without namespaces that differ, both become one name in the code of other compilers",
    /// A field id or name used twice (S5).
    DuplicateField = 40
        => "a field is known by its id on the wire and by its name in code, so neither can be \
        shared",
    /// A field id outside of 1 to 32767 (S7, S8, V7).
    FieldId = 41
        => "an id has 16 bits on the wire; 0 is the result of a function, and negative ids are those \
        of fields without one",
    /// A field without an id (S6).
    MissingId = 42
        => "on the wire a field is its id, and one that is counted changes when a field is added or \
        moved",
    /// A requiredness that has no meaning here (U1, V6, V7).
    Requiredness = 43,
    /// A second default value in a union (U2).
    UnionDefault = 44 => "a union holds one member, so only one can be there from the start",
    /// An enum value that does not fit in 32 bits (E3).
    EnumRange = 45 => "a value of an enum is an `i32` on the wire",
    /// An identifier that names no constant and no enum value (C3).
    UnknownValue = 50,
    /// A value of another type than the declared one (C4 to C11).
    TypeMismatch = 51,
    /// A number that its type cannot hold (C5).
    ValueRange = 52
        => "other compilers do not check it, and what becomes of the number depends on the language",
    /// A constant defined by itself.
    ConstCycle = 53,
    /// A key in a struct value that names no field (C11).
    UnknownField = 54,
    /// A text that is no UUID (C8).
    BadUuid = 55 => "a UUID is 16 bytes on the wire, and the text must give all of them",
    /// A number or name that is no value of the enum (C12).
    UnknownEnumValue = 56
        => "in code a value of an enum is one of the constants that it has",
    /// A union value without exactly one member (C11).
    UnionValue = 57 => "on the wire a union is exactly one field, and readers refuse anything else",
    /// Constants that grow out of proportion by naming each other.
    TooLarge = 58 => "the value becomes code in every program that uses the file",
    /// An enum value taken by its name from another enum (C13).
    OtherEnum = 59
        => "other compilers look for the last part of the name in the enum that is declared",
    /// A parent service that is not defined (V2).
    UnknownService = 60,
    /// A service that extends itself.
    ServiceCycle = 61
        => "a service has the functions of its parents, and here that list has no end",
    /// A second function of a name, in the service or its parents (V4).
    DuplicateFunction = 62
        => "on the wire a call is the name of its function alone, so there is no overloading and no \
        overriding",
    /// A oneway function that answers (V5).
    Oneway = 63 => "nothing is sent back for a oneway call, neither a result nor an exception",
    /// A thrown type that is no exception (V7).
    NotAnException = 64 => "in most languages only what `exception` defines can be thrown",
    /// Elements where entries belong, or entries where elements do, which make nothing (C9, C10).
    WrongBrackets = 70 => "other compilers accept it too, and the value in their code is empty",
}

impl Code {
    /// Tells whether a warning of this kind says that a value is not what is written, as with
    /// other compilers. Whoever cannot show warnings should refuse it.
    #[must_use]
    pub const fn changes_value(self) -> bool {
        matches!(
            self,
            Self::NumberRange
                | Self::NumberWithoutDigits
                | Self::TypeMismatch
                | Self::UnionValue
                | Self::WrongBrackets
        )
    }

    /// The number, as in `T0031`.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// Finds the code with that number.
    #[cfg(feature = "tools")]
    #[must_use]
    pub fn from_number(number: u16) -> Option<Self> {
        let at = Self::ALL.binary_search_by_key(&number, |code| code.number()).ok()?;
        Some(Self::ALL[at])
    }
}

impl core::fmt::Display for Code {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "T{:04}", self.number())
    }
}

/// The doc comment of a code without the rows of the grammar behind it.
#[cfg(feature = "tools")]
fn summary(doc: &'static str) -> &'static str {
    let doc = doc.trim();
    doc.split_once(" (").map_or(doc.trim_end_matches('.'), |(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_stable() {
        assert_eq!(Code::UnknownType.to_string(), "T0031");
        assert!(Code::ALL.is_sorted_by(|left, right| left.number() < right.number()));
    }

    #[test]
    fn codes_are_found_by_number() {
        for code in Code::ALL {
            assert_eq!(Code::from_number(code.number()), Some(*code));
        }
        assert_eq!(Code::from_number(0), None);
        assert_eq!(Code::from_number(9999), None);
    }

    #[test]
    fn texts_are_one_sentence_each() {
        for code in Code::ALL {
            let summary = code.summary();
            assert!(summary.starts_with(char::is_uppercase), "{summary}");
            assert!(!summary.ends_with(['.', ')', ' ']), "{summary}");
            let Some(why) = code.why() else { continue };
            assert!(why.starts_with(char::is_lowercase), "{why}");
            assert!(!why.ends_with('.') && !why.contains('\n'), "{why}");
        }
    }
}
