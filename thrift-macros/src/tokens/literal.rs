//! Literals of Rust as those of Thrift: what they mean, and what is wrong with them.

use thrift_idl::literal::unescape;
use thrift_idl::{Code, Diagnostic, Kind, Span, number};

/// Reads a literal of Rust, or a number with its sign and its dot put before it.
///
/// What is wrong keeps its place with a value that was probably meant, so that what is around it
/// parses.
pub(super) fn read(text: &str, span: Span) -> (Kind<'static>, Vec<Diagnostic>) {
    if text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
        return read_number(text, span);
    }
    let Some(Quoted { prefix, raw, body, suffix }) = Quoted::split(text) else {
        return (Kind::Unknown(text.to_owned().into()), Vec::new());
    };
    let (value, mut diagnostics) =
        if raw { (body.into(), Vec::new()) } else { unescape(body, |_| span) };
    if !prefix.is_empty() {
        // What the string says follows the rules of Rust for such strings.
        diagnostics.clear();
        let message = format!("strings with `{prefix}` before them are not Thrift");
        let help = format!("write `\"{body}\"`, for a `binary` too");
        diagnostics.push(Diagnostic::error(Code::UnknownToken, span, message).help(help));
    }
    if !suffix.is_empty() {
        let message = format!("the suffix `{suffix}` behind a string is not Thrift");
        diagnostics.push(Diagnostic::error(Code::UnknownToken, span, message));
    }
    (Kind::Literal(value.into_owned().into()), diagnostics)
}

/// A string literal, taken apart.
struct Quoted<'t> {
    /// `b` or `c`.
    prefix: &'t str,
    /// Whether there are no escapes: the compiler has read it to the end, and what is between
    /// the quotes is meant as it is.
    raw: bool,
    /// What stands between the quotes.
    body: &'t str,
    suffix: &'t str,
}

impl<'t> Quoted<'t> {
    fn split(text: &'t str) -> Option<Self> {
        let quote = text.find(['"', '\''])?;
        let (before, rest) = text.split_at(quote);
        let letters = before.trim_end_matches('#');
        let (prefix, raw) = match letters.strip_suffix('r') {
            Some(prefix) => (prefix, true),
            None => (letters, false),
        };
        // A suffix has no quotes.
        let mark = rest.chars().next()?;
        let (body, behind) = rest.get(1..)?.rsplit_once(mark)?;
        let suffix = behind.trim_start_matches('#');
        Some(Self { prefix, raw, body, suffix })
    }
}

fn read_number(text: &str, span: Span) -> (Kind<'static>, Vec<Diagnostic>) {
    let (known, rest) = text.split_at(number::scan(text).unwrap_or(0));
    let (kind, mut diagnostic) = number::read(known, span);
    if !rest.is_empty() {
        let (message, help) = not_thrift(text, known, rest);
        diagnostic =
            Some(Diagnostic { help, ..Diagnostic::error(Code::UnknownToken, span, message) });
    }
    (kind, diagnostic.into_iter().collect())
}

/// Why a number of Rust is none of Thrift, and what to write; `rest` is what Thrift does not read.
fn not_thrift(text: &str, known: &str, rest: &str) -> (String, Option<String>) {
    let (why, help) = match rest.as_bytes() {
        [b'X', hex @ ..] if known.ends_with('0') && hex.iter().all(u8::is_ascii_hexdigit) => {
            ("the `x` of a number in hexadecimal is small", Some(text.replace('X', "x")))
        }
        [b'b' | b'o', ..] if known.ends_with('0') => {
            ("there are decimal and hexadecimal numbers only", None)
        }
        [b'_', ..] => ("there is no `_` between digits", Some(text.replace('_', ""))),
        [b'.'] => ("a digit must follow the dot", Some(format!("{text}0"))),
        _ => ("numbers have no suffix", Some(known.to_owned())),
    };
    // `1_000u8` is not right either without its `_`.
    let help = help.filter(|it| number::scan(it) == Some(it.len()));
    (format!("`{text}` is not Thrift: {why}"), help.map(|help| format!("write `{help}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Kind<'static> {
        let (kind, diagnostics) = read(text, Span::default());
        assert_eq!(diagnostics, [], "{text}");
        kind
    }

    fn mistake(text: &str) -> (Kind<'static>, String) {
        let (kind, diagnostics) = read(text, Span::default());
        let [diagnostic] = &diagnostics[..] else { panic!("{text}: {diagnostics:?}") };
        let help = diagnostic.help.iter().map(|help| format!("; {help}"));
        let help: String = help.collect();
        (kind, format!("{}{help} [{}]", diagnostic.message, diagnostic.code))
    }

    fn literal(text: &str) -> Kind<'static> {
        Kind::Literal(text.to_owned().into())
    }

    #[test]
    fn l5_l6_l7_numbers() {
        assert_eq!(value("0755"), Kind::Int(755));
        assert_eq!(value("-0x1F"), Kind::Int(-31));
        assert_eq!(value("+7"), Kind::Int(7));
        for (text, number) in [("1.5e+3", 1500.0), ("1e5", 1e5), (".5", 0.5), ("-.5e-3", -0.0005)] {
            assert_eq!(value(text), Kind::Double(number), "{text}");
        }
    }

    #[test]
    fn numbers_of_rust_say_what_to_write() {
        for (text, instead, message) in [
            ("1i32", 1, "`1i32` is not Thrift: numbers have no suffix; write `1` [T0001]"),
            ("-5u8", -5, "`-5u8` is not Thrift: numbers have no suffix; write `-5` [T0001]"),
            (
                "1_000",
                1,
                "`1_000` is not Thrift: there is no `_` between digits; write `1000` [T0001]",
            ),
            ("1_0u8", 1, "`1_0u8` is not Thrift: there is no `_` between digits [T0001]"),
            (
                "0XFF",
                0,
                "`0XFF` is not Thrift: the `x` of a number in hexadecimal is small; write `0xFF` [T0001]",
            ),
            (
                "0b11",
                0,
                "`0b11` is not Thrift: there are decimal and hexadecimal numbers only [T0001]",
            ),
            (
                "0o17",
                0,
                "`0o17` is not Thrift: there are decimal and hexadecimal numbers only [T0001]",
            ),
            ("1.", 1, "`1.` is not Thrift: a digit must follow the dot; write `1.0` [T0001]"),
            (
                "99999999999999999999",
                1,
                "integer `99999999999999999999` does not fit in 64 bits [T0005]",
            ),
        ] {
            assert_eq!(mistake(text), (Kind::Int(instead), message.to_owned()));
        }
        let (kind, message) = mistake("1.5f32");
        assert_eq!(kind, Kind::Double(1.5));
        assert!(message.ends_with("write `1.5` [T0001]"));
    }

    #[test]
    fn l9_strings() {
        assert_eq!(value(r#""a\n\t\r\\\"\'""#), literal("a\n\t\r\\\"'"));
        assert_eq!(value("'a'"), literal("a"));
        assert_eq!(value(r"'\''"), literal("'"));
        assert_eq!(value("'\"'"), literal("\""));
    }

    #[test]
    fn raw_strings_are_taken_as_they_are() {
        assert_eq!(value("r\"a\\x41\nb\""), literal("a\\x41\nb"));
        assert_eq!(value("r##\"a\"#b\"##"), literal("a\"#b"));
    }

    #[test]
    fn l9_escapes_of_rust_are_refused() {
        for text in [r#""\x41""#, r#""\u{e9}""#, r#""\0""#, "\"a\\\n b\"", r"'\0'"] {
            assert!(mistake(text).1.ends_with("[T0004]"), "{text}");
        }
        assert_eq!(
            mistake("\"a\nb\"").1,
            "this string has no end: the line ends before it does [T0002]"
        );
    }

    #[test]
    fn other_strings_of_rust_are_refused() {
        for text in ["b\"x\"", "c\"x\"", "br#\"x\"#", "cr\"x\"", "b'x'"] {
            let (kind, message) = mistake(text);
            assert_eq!(kind, literal("x"), "{text}");
            assert!(message.ends_with("write `\"x\"`, for a `binary` too [T0001]"), "{message}");
        }
        let (kind, message) = mistake("\"x\"suffix");
        assert_eq!(kind, literal("x"));
        assert_eq!(message, "the suffix `suffix` behind a string is not Thrift [T0001]");
    }
}
