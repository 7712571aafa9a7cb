//! The tokens of JSON: punctuation, numbers and strings.

use core::fmt::{self, Display};

use super::number::Integer;
use super::space;
use crate::error::{Error, Kind, Result};
use crate::protocol::allowance::{invalid, utf8};

/// The text that is not read yet.
#[derive(Clone, Copy, Debug)]
pub(in crate::protocol) struct Source<'de> {
    rest: &'de [u8],
    /// The length of the whole text.
    length: usize,
}

/// A string as it is written, without the quotes.
#[derive(Clone, Copy, Debug)]
pub(in crate::protocol) struct Quoted<'de> {
    pub(in crate::protocol) raw: &'de str,
    /// Whether there are escapes in it.
    pub(in crate::protocol) escaped: bool,
    /// The offset of its first byte.
    pub(in crate::protocol) at: usize,
}

impl<'de> Source<'de> {
    pub(in crate::protocol) fn new(text: &'de [u8]) -> Self {
        Self { rest: text, length: text.len() }
    }

    /// The offset of the next byte.
    pub(in crate::protocol) fn at(&self) -> usize {
        self.length - self.rest.len()
    }

    /// How many bytes are not read yet.
    pub(in crate::protocol) fn left(&self) -> usize {
        self.rest.len()
    }

    /// The bytes that are not read yet, from the next token on.
    pub(in crate::protocol) fn rest(&mut self) -> &'de [u8] {
        self.rest = space::trim_start(self.rest);
        self.rest
    }

    /// Reads a punctuation mark.
    #[inline]
    pub(in crate::protocol) fn expect(&mut self, mark: u8) -> Result<()> {
        if self.next_is(mark) {
            Ok(())
        } else {
            Err(self.expected(format_args!("`{}`", char::from(mark))))
        }
    }

    /// As [`expect`](Self::expect), where the mark at the end was looked for already.
    pub(in crate::protocol) fn expect_or_end(&mut self, mark: u8, end: u8) -> Result<()> {
        if self.next_is(mark) {
            return Ok(());
        }
        let (mark, end) = (char::from(mark), char::from(end));
        Err(self.expected(format_args!("`{mark}` or `{end}`")))
    }

    /// Reads a punctuation mark if it is the next token.
    #[inline]
    pub(in crate::protocol) fn next_is(&mut self, mark: u8) -> bool {
        match self.rest().split_first() {
            Some((first, after)) if *first == mark => {
                self.rest = after;
                true
            }
            _ => false,
        }
    }

    /// Reads a name without quotes if it is the next token.
    #[cfg(feature = "schema")]
    pub(in crate::protocol) fn next_is_word(&mut self, word: &str) -> bool {
        let before = *self;
        let found = self.word().raw == word;
        if !found {
            *self = before;
        }
        found
    }

    /// Reads a string, up to its second quote.
    pub(in crate::protocol) fn quoted(&mut self) -> Result<Quoted<'de>> {
        if !self.next_is(b'"') {
            return Err(self.expected("a string"));
        }
        let at = self.at();
        let mut end = 0;
        let mut escaped = false;
        loop {
            let rest = self.rest.get(end..).unwrap_or_default();
            let Some(special) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) else {
                return Err(ended_inside("string", at));
            };
            end += special;
            if rest[special] == b'"' {
                break;
            }
            // What is escaped may be a quote.
            escaped = true;
            end += 2;
        }
        let raw = utf8(&self.rest[..end]).map_err(|error| error.away(end.cast_signed()))?;
        self.rest = &self.rest[end + 1..];
        Ok(Quoted { raw, escaped, at })
    }

    /// Reads an integer without quotes; `what` is what it stands for.
    pub(in crate::protocol) fn integer<T: Integer>(&mut self, what: impl Display) -> Result<T> {
        let word = self.word();
        word.integer().ok_or_else(|| self.is_no(word, what))
    }

    /// Reads a number that may have a fraction, or stand for none.
    pub(in crate::protocol) fn double(&mut self) -> Result<f64> {
        if self.rest().first() == Some(&b'"') {
            let quoted = self.quoted()?;
            return quoted.no_number().ok_or_else(|| quoted.is_no("`double`"));
        }
        let word = self.word();
        word.double().ok_or_else(|| self.is_no(word, "`double`"))
    }

    /// Reads what a number or a name is made of.
    fn word(&mut self) -> Quoted<'de> {
        let rest = self.rest();
        let part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'+' | b'-' | b'.');
        let end = rest.iter().position(|byte| !part(byte)).unwrap_or(rest.len());
        let at = self.at();
        self.rest = &rest[end..];
        // It is ASCII, so this does not fail.
        let raw = core::str::from_utf8(&rest[..end]).unwrap_or_default();
        Quoted { raw, escaped: false, at }
    }

    /// An error: a word stands, or starts, where something else must.
    #[cold]
    fn is_no(&mut self, word: Quoted<'_>, what: impl Display) -> Error {
        if word.raw.is_empty() {
            return self.expected(what);
        }
        if self.rest.is_empty() && word.is_start() {
            return ended_inside(what, word.at);
        }
        word.is_no(what)
    }

    #[cold]
    fn expected(&mut self, what: impl Display) -> Error {
        self.other_than(format_args!("{what}"))
    }

    fn other_than(&mut self, what: fmt::Arguments<'_>) -> Error {
        let Some(found) = self.rest().first() else {
            return ended(format_args!("where {what} is expected"));
        };
        let at = self.at();
        let message = if found.is_ascii_graphic() {
            format!("{what} expected at byte {at}, found `{}`", char::from(*found))
        } else {
            format!("{what} expected at byte {at}, found the byte {found:#04x}")
        };
        invalid(message).told_at(at)
    }
}

/// The values that are no numbers. Python and others have names of their own for them.
const NAMES: [(&str, f64); 6] = [
    ("NaN", f64::NAN),
    ("nan", f64::NAN),
    ("Infinity", f64::INFINITY),
    ("inf", f64::INFINITY),
    ("-Infinity", f64::NEG_INFINITY),
    ("-inf", f64::NEG_INFINITY),
];

impl Quoted<'_> {
    /// The integer that it is.
    pub(in crate::protocol) fn integer<T: Integer>(&self) -> Option<T> {
        T::read(self.raw)
    }

    /// The number that it is.
    pub(in crate::protocol) fn double(&self) -> Option<f64> {
        // `parse` takes other names as well.
        let part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'e' | b'E' | b'+' | b'-' | b'.');
        if !self.raw.as_bytes().iter().all(part) {
            return self.no_number();
        }
        // A number that is too large becomes an infinity, which is another number.
        self.raw.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// The value that is no number but has a name.
    fn no_number(&self) -> Option<f64> {
        NAMES.iter().find(|(name, _)| *name == self.raw).map(|(_, value)| *value)
    }

    /// Whether it can become a number by what follows.
    fn is_start(&self) -> bool {
        let number = matches!(self.raw.as_bytes(), [b'-' | b'0'..=b'9', ..]);
        let goes_on = matches!(self.raw.as_bytes(), [.., b'-' | b'+' | b'.' | b'e' | b'E']);
        (number && goes_on) || NAMES.iter().any(|(name, _)| name.starts_with(self.raw))
    }

    /// An error: it stands where something else must.
    #[cold]
    pub(in crate::protocol) fn is_no(&self, what: impl Display) -> Error {
        self.is_not(format_args!("{what}"))
    }

    fn is_not(&self, what: fmt::Arguments<'_>) -> Error {
        const MOST: usize = 40;
        let (shown, dots) = match self.raw.char_indices().nth(MOST) {
            Some((end, _)) => (&self.raw[..end], "…"),
            None => (self.raw, ""),
        };
        let message = format!("`{}{dots}` at byte {} is no {what}", shown.escape_debug(), self.at);
        invalid(message).told_at(self.at)
    }
}

#[cold]
fn ended(place: impl Display) -> Error {
    Error::new(Kind::Truncated { wanted: 1, left: 0 }, format!("input ended {place}"))
}

#[cold]
fn ended_inside(what: impl Display, start: usize) -> Error {
    ended(format_args!("inside the {what} that starts at byte {start}")).told_at(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error<'a, T>(text: &'a str, read: impl FnOnce(&mut Source<'a>) -> Result<T>) -> String {
        let error = read(&mut Source::new(text.as_bytes())).err().expect("an error");
        error.to_string()
    }

    #[test]
    fn integers_are_digits_and_a_sign() {
        for (text, value) in [("0", 0), (" -128 ", -128), ("127,", 127), ("007", 7)] {
            assert_eq!(Source::new(text.as_bytes()).integer::<i8>("`i8`").unwrap(), value);
        }
        for (text, message) in [
            ("128", "`128` at byte 0 is no `i8`"),
            (" 1.0]", "`1.0` at byte 1 is no `i8`"),
            ("+1", "`+1` at byte 0 is no `i8`"),
            ("1e2", "`1e2` at byte 0 is no `i8`"),
            ("\"1\"", "`i8` expected at byte 0, found `\"`"),
            ("", "input ended where `i8` is expected"),
            ("-", "input ended inside the `i8` that starts at byte 0"),
            ("\u{1}", "`i8` expected at byte 0, found the byte 0x01"),
        ] {
            assert_eq!(error(text, |source| source.integer::<i8>("`i8`")), message);
        }
        let long = "9".repeat(1000);
        let message = format!("`{}…` at byte 0 is no `i8`", &long[..40]);
        assert_eq!(error(&long, |source| source.integer::<i8>("`i8`")), message);
    }

    #[test]
    fn doubles_are_read_in_every_form_that_is_written() {
        for (text, value) in [
            ("1", 1.0),
            ("-0", -0.0),
            ("1.0E10", 1e10),
            ("1E+10", 1e10),
            ("5e-324", 5e-324),
            ("0.1", 0.1),
            ("\"Infinity\"", f64::INFINITY),
            ("\"-Infinity\"", f64::NEG_INFINITY),
            ("inf", f64::INFINITY),
            ("-inf", f64::NEG_INFINITY),
            ("Infinity", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
            ("NaN", f64::NAN),
            ("nan", f64::NAN),
            ("\"NaN\"", f64::NAN),
        ] {
            let read = Source::new(text.as_bytes()).double().unwrap();
            // The text tells zeros and what is no number apart, and equality does not.
            assert_eq!(format!("{read:?}"), format!("{value:?}"), "{text}");
        }
        for (text, message) in [
            ("1e999", "`1e999` at byte 0 is no `double`"),
            ("infinity", "`infinity` at byte 0 is no `double`"),
            ("\"1.5\"", "`1.5` at byte 1 is no `double`"),
            ("Na", "input ended inside the `double` that starts at byte 0"),
            ("1e-", "input ended inside the `double` that starts at byte 0"),
            ("[", "`double` expected at byte 0, found `[`"),
        ] {
            assert_eq!(error(text, Source::double), message);
        }
    }

    #[test]
    fn strings_end_at_a_quote_that_is_not_escaped() {
        for (text, raw, rest) in [
            (r#""a"b"#, "a", "b"),
            (r#" "" "#, "", " "),
            (r#""\"\\""#, r#"\"\\"#, ""),
            ("\"\u{1}\n\"", "\u{1}\n", ""),
        ] {
            let mut source = Source::new(text.as_bytes());
            assert_eq!(source.quoted().unwrap().raw, raw);
            assert_eq!(source.rest, rest.as_bytes());
        }
        for (text, message) in [
            ("\"ab", "input ended inside the string that starts at byte 1"),
            (r#""\""#, "input ended inside the string that starts at byte 1"),
            (r#""\"#, "input ended inside the string that starts at byte 1"),
            ("1", "a string expected at byte 0, found `1`"),
            ("", "input ended where a string is expected"),
        ] {
            assert_eq!(error(text, Source::quoted), message);
        }
        let error = Source::new(b"\"a\xff\"").quoted().unwrap_err();
        assert_eq!(error.kind(), Kind::Utf8);
    }
}
