//! The kinds of mistake, each with a number that never changes.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal,)*) => {
        /// What a diagnostic is about. Numbers are stable, so that tools and users can name them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $name = $number,)*
        }

        impl Code {
            /// Every code, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
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
    NumberRange = 5,
    /// A number without a digit, which reads as zero (L7).
    NumberWithoutDigits = 6,
    /// A text longer than positions can express.
    TooLong = 7,
    /// A token that does not fit where it stands.
    Syntax = 10,
    /// A word of an older or another Thrift (L16, A8).
    Unsupported = 11,
    /// Types or constants nested too deeply.
    TooDeep = 12,
    /// A definition whose name has a dot (L3).
    DottedName = 13,
    /// A header behind a definition (D1).
    HeaderOrder = 14,
    /// A spelling that still works and should not be used (T2, T5, L15, N5).
    Deprecated = 15,
    /// An annotation whose key is nearly one that has a meaning (A3).
    UnknownAnnotation = 16,
    /// An include that cannot be read (I2).
    IncludeUnreadable = 20,
    /// Files that include each other (I3).
    IncludeCycle = 21,
    /// A second definition of a name (S2, C1).
    DuplicateName = 30,
    /// A type that is not defined (T7, I6).
    UnknownType = 31,
    /// A name that stands for something else than a type (T9).
    NotAType = 32,
    /// A typedef of itself (T12).
    TypedefCycle = 33,
    /// A type without a finite value (S10).
    EndlessType = 34,
    /// A name that two included files define under one prefix (I5).
    AmbiguousName = 35,
    /// A name that an included file of the same namespaces defines too (I7).
    DuplicateAcrossFiles = 36,
    /// A field id or name used twice (S5).
    DuplicateField = 40,
    /// A field id outside of 1 to 32767 (S7, S8, V7).
    FieldId = 41,
    /// A field without an id (S6).
    MissingId = 42,
    /// A requiredness that has no meaning here (U1, V6, V7).
    Requiredness = 43,
    /// A second default value in a union (U2).
    UnionDefault = 44,
    /// An enum value that does not fit in 32 bits (E3).
    EnumRange = 45,
    /// An identifier that names no constant and no enum value (C3).
    UnknownValue = 50,
    /// A value of another type than the declared one (C4 to C11).
    TypeMismatch = 51,
    /// A number that its type cannot hold (C5).
    ValueRange = 52,
    /// A constant defined by itself.
    ConstCycle = 53,
    /// A key in a struct value that names no field (C11).
    UnknownField = 54,
    /// A text that is no UUID (C8).
    BadUuid = 55,
    /// A number or name that is no value of the enum (C12).
    UnknownEnumValue = 56,
    /// A union value without exactly one member (C11).
    UnionValue = 57,
    /// Constants that grow out of proportion by naming each other.
    TooLarge = 58,
    /// An enum value taken by its name from another enum (C13).
    OtherEnum = 59,
    /// A parent service that is not defined (V2).
    UnknownService = 60,
    /// A service that extends itself.
    ServiceCycle = 61,
    /// A second function of a name, in the service or its parents (V4).
    DuplicateFunction = 62,
    /// A oneway function that answers (V5).
    Oneway = 63,
    /// A thrown type that is no exception (V7).
    NotAnException = 64,
    /// Elements where entries belong, or entries where elements do, which make nothing (C9, C10).
    WrongBrackets = 70,
}

impl Code {
    /// The number, as in `T0031`.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }
}

impl core::fmt::Display for Code {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "T{:04}", self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_stable() {
        assert_eq!(Code::UnknownType.to_string(), "T0031");
        assert!(Code::ALL.is_sorted());
    }
}
