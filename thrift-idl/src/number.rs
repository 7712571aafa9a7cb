//! Numbers as Thrift writes them, rows L5, L6 and L7, for the lexer and for token streams.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::token::{Kind, Span};

/// Measures the number that `text` begins with, sign included: its length in bytes.
///
/// As in the Apache lexer the longest match wins and integers win ties, so that `1.` is the
/// integer `1` followed by a dot, and `0XFF` the integer `0` followed by a word.
#[must_use]
pub fn scan(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let whole = sign + digits(&bytes[sign..]);
    if whole == sign + 1 && bytes[sign] == b'0' && bytes.get(whole) == Some(&b'x') {
        let hex = hex_digits(&bytes[whole + 1..]);
        return Some(if hex > 0 { whole + 1 + hex } else { whole });
    }
    let mut end = whole;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(&bytes[end + 1..]);
        end += if fraction > 0 { 1 + fraction } else { 0 };
    }
    // Without a digit only a signed exponent is a number: `+e5`, but `e5` is a word.
    if end > 0 {
        end += exponent(&bytes[end..]);
    }
    (end > sign).then_some(end)
}

/// Reads a whole number: an [`Kind::Int`] or a [`Kind::Double`].
///
/// # Errors
///
/// The reason, when the text is no Thrift number or does not fit.
pub fn parse(text: &str) -> Result<Kind<'static>, String> {
    if let Some(value) = short(text) {
        return Ok(Kind::Int(value));
    }
    if scan(text) != Some(text.len()) {
        return Err(format!("`{text}` is not a Thrift number"));
    }
    let unsigned = &text[usize::from(text.starts_with('+') || text.starts_with('-'))..];
    if unsigned.starts_with("0x") || digits(unsigned.as_bytes()) == unsigned.len() {
        parse_int(text).map(Kind::Int)
    } else {
        parse_double(text).map(Kind::Double)
    }
}

/// Reads a whole number that stands at a place, and says what is wrong or odd about it. One that
/// does not fit keeps its place, so that what is around it parses.
#[must_use]
pub fn read(text: &str, span: Span) -> (Kind<'static>, Option<Diagnostic>) {
    match parse(text) {
        Ok(Kind::Double(value)) => {
            let warning = |code, meaning: &str, help: &str| {
                Diagnostic::warning(code, span, format!("`{text}` {meaning}")).help(help)
            };
            let odd = if value.is_infinite() {
                let meaning = "does not fit in a double and means infinity";
                Some(warning(Code::NumberRange, meaning, "write a number up to about 1.7e308"))
            } else if has_digits(text) {
                None
            } else {
                let meaning = "has no digits and means zero";
                Some(warning(Code::NumberWithoutDigits, meaning, "write `0`"))
            };
            (Kind::Double(value), odd)
        }
        Ok(kind) => (kind, None),
        Err(reason) => (Kind::Int(1), Some(Diagnostic::error(Code::NumberRange, span, reason))),
    }
}

/// Reads an integer of a few decimal digits, as most numbers are.
fn short(text: &str) -> Option<i64> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    let mut value = 0;
    for digit in text.as_bytes() {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(digit - b'0');
    }
    Some(value)
}

/// Reads a decimal or hexadecimal integer; a leading zero does not mean octal.
///
/// # Errors
///
/// The reason, when the text is no integer or does not fit in 64 bits.
pub fn parse_int(text: &str) -> Result<i64, String> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (radix, number, digits) = match unsigned.strip_prefix("0x") {
        Some(hex) => (16, hex, hex_digits(hex.as_bytes())),
        None => (10, unsigned, digits(unsigned.as_bytes())),
    };
    if number.is_empty() || digits < number.len() {
        return Err(format!("`{text}` is not an integer"));
    }
    let too_big = || format!("integer `{text}` does not fit in 64 bits");
    let magnitude = u64::from_str_radix(number, radix).map_err(|_| too_big())?;
    // The sign of a hexadecimal number is applied to what must fit without it (row L6).
    let value = match i64::try_from(magnitude) {
        Ok(value) if negative => Some(-value),
        Ok(value) => Some(value),
        Err(_) if negative && radix == 10 => 0i64.checked_sub_unsigned(magnitude),
        Err(_) => None,
    };
    value.ok_or_else(too_big)
}

/// Reads a floating-point number.
///
/// A sign with an exponent and no digits, `+e5`, is zero, and a number too large for a double is
/// infinite, as the Apache compiler has it.
///
/// # Errors
///
/// The reason, when the text is no number.
pub fn parse_double(text: &str) -> Result<f64, String> {
    if scan(text) != Some(text.len()) {
        return Err(format!("`{text}` is not a number"));
    }
    if !has_digits(text) {
        return Ok(0.0);
    }
    text.parse::<f64>().map_err(|error| error.to_string())
}

/// Tells whether there is a digit before the exponent; a number without one reads as zero.
#[must_use]
pub fn has_digits(text: &str) -> bool {
    for byte in text.as_bytes() {
        match byte {
            b'e' | b'E' => return false,
            b'0'..=b'9' => return true,
            _ => {}
        }
    }
    false
}

/// Counts the bytes at the beginning that are of a kind.
pub(crate) fn leading(bytes: &[u8], is_one: fn(u8) -> bool) -> usize {
    let mut count = 0;
    while count < bytes.len() && is_one(bytes[count]) {
        count += 1;
    }
    count
}

fn digits(bytes: &[u8]) -> usize {
    leading(bytes, |byte| byte.is_ascii_digit())
}

fn hex_digits(bytes: &[u8]) -> usize {
    leading(bytes, |byte| byte.is_ascii_hexdigit())
}

/// The length of the exponent at the start, 0 when there is none.
fn exponent(bytes: &[u8]) -> usize {
    if !matches!(bytes.first(), Some(b'e' | b'E')) {
        return 0;
    }
    let sign = usize::from(matches!(bytes.get(1), Some(b'+' | b'-')));
    match digits(&bytes[1 + sign..]) {
        0 => 0,
        count => 1 + sign + count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l5_decimal_int() {
        assert_eq!(parse("0755"), Ok(Kind::Int(755)));
        assert_eq!(parse("+7"), Ok(Kind::Int(7)));
        assert_eq!(parse("-9223372036854775808"), Ok(Kind::Int(i64::MIN)));
        assert!(parse("9223372036854775808").is_err());
    }

    #[test]
    fn l6_hex_int() {
        assert_eq!(parse("-0xff"), Ok(Kind::Int(-255)));
        assert_eq!(scan("0XFF"), Some(1));
        assert_eq!(scan("0x"), Some(1));
        assert!(parse("0xFFFFFFFFFFFFFFFF").is_err());
        assert_eq!(parse("-0x7fffffffffffffff"), Ok(Kind::Int(i64::MIN + 1)));
        assert!(parse("-0x8000000000000000").is_err());
        assert!(parse_int("0x+1").is_err());
    }

    #[test]
    fn l7_double() {
        for (text, value) in [(".5", 0.5), ("-.5e-3", -0.0005), ("1e10", 1e10), ("1E+10", 1e10)] {
            assert_eq!(parse(text), Ok(Kind::Double(value)), "{text}");
        }
        assert_eq!(parse("+e5"), Ok(Kind::Double(0.0)));
        assert_eq!(scan("e5"), None);
        assert_eq!(scan("1."), Some(1));
        assert_eq!(scan("1e+"), Some(1));
        assert_eq!(scan("-"), None);
        assert_eq!(scan(""), None);
        assert_eq!(parse("-1e999"), Ok(Kind::Double(f64::NEG_INFINITY)));
    }
}
