//! The text of strings: what is escaped, and what an escape stands for.

use super::uuid::digit;

/// Appends `text` with all that must be escaped, in the form that every library reads.
pub(in crate::protocol) fn escape(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let short = match byte {
            b'"' | b'\\' => *byte,
            0x08 => b'b',
            0x0c => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0..0x20 => 0,
            _ => continue,
        };
        out.extend_from_slice(&bytes[start..at]);
        start = at + 1;
        match short {
            0 => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            short => out.extend_from_slice(&[b'\\', short]),
        }
    }
    out.extend_from_slice(&bytes[start..]);
}

/// Gives `piece` the parts of a text with escapes; the offset of the first escape that is none,
/// and why, otherwise.
pub(in crate::protocol) fn unescape(
    text: &str,
    piece: &mut dyn FnMut(&str),
) -> Result<(), (usize, &'static str)> {
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        piece(&rest[..at]);
        let offset = text.len() - rest.len() + at;
        let (found, length) = one(&rest[at..]).map_err(|why| (offset, why))?;
        piece(found.encode_utf8(&mut [0; 4]));
        rest = &rest[at + length..];
    }
    piece(rest);
    Ok(())
}

/// The character of the escape at the start of `text`, and the length of the escape.
fn one(text: &str) -> Result<(char, usize), &'static str> {
    let Some(&kind) = text.as_bytes().get(1) else { return Err("the escape has no end") };
    let short = match kind {
        b'"' | b'\\' | b'/' => char::from(kind),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unit(text).and_then(|first| character(first, &text[6..])),
        _ => return Err("there is no such escape"),
    };
    Ok((short, 2))
}

/// The character that starts with a unit of UTF-16, and the length of its escapes.
fn character(first: u16, rest: &str) -> Result<(char, usize), &'static str> {
    const LONE: &str = "half of a surrogate pair is no character";
    if let Some(found) = char::from_u32(first.into()) {
        return Ok((found, 6));
    }
    let Ok(second) = unit(rest) else { return Err(LONE) };
    if !matches!((first, second), (0xd800..0xdc00, 0xdc00..0xe000)) {
        return Err(LONE);
    }
    // Each half has ten bits.
    let bits = u32::from(first & 0x3ff) << 10 | u32::from(second & 0x3ff);
    char::from_u32(0x10000 + bits).map(|found| (found, 12)).ok_or(LONE)
}

/// The number of the escape `\uXXXX` at the start of `text`.
fn unit(text: &str) -> Result<u16, &'static str> {
    const WRONG: &str = "`\\u` has no four digits in hexadecimal";
    let Some([b'\\', b'u', digits @ ..]) = text.as_bytes().first_chunk::<6>() else {
        return Err(WRONG);
    };
    let mut unit = 0;
    for byte in digits {
        unit = unit << 4 | u16::from(digit(*byte).ok_or(WRONG)?);
    }
    Ok(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unescaped(text: &str) -> Result<String, (usize, &'static str)> {
        let mut out = String::new();
        unescape(text, &mut |piece| out.push_str(piece)).map(|()| out)
    }

    #[test]
    fn what_must_be_escaped_is() {
        let mut out = Vec::new();
        escape(&mut out, "hé\"\\/\u{8}\u{c}\n\r\t\u{1}\u{1f}\u{7f}😀");
        let expected = r#"hé\"\\/\b\f\n\r\t\u0001\u001f"#.to_owned() + "\u{7f}😀";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        assert_eq!(unescaped(&expected).unwrap(), "hé\"\\/\u{8}\u{c}\n\r\t\u{1}\u{1f}\u{7f}😀");
    }

    #[test]
    fn escapes_of_every_form_are_read() {
        for (text, expected) in [
            (r"\/", "/"),
            (r"\u003c\u003E\u0026\u2028", "<>&\u{2028}"),
            (r"\u00e9x\u00E9", "éxé"),
            (r"\ud83d\ude00\uD83D\uDE00", "😀😀"),
            (r"a\u0000b", "a\0b"),
        ] {
            assert_eq!(unescaped(text).unwrap(), expected);
        }
    }

    #[test]
    fn other_escapes_are_refused_where_they_are() {
        const DIGITS: &str = "`\\u` has no four digits in hexadecimal";
        const LONE: &str = "half of a surrogate pair is no character";
        for (text, at, why) in [
            (r"ab\x", 2, "there is no such escape"),
            (r"\'", 0, "there is no such escape"),
            (r"é\é", 2, "there is no such escape"),
            ("\\", 0, "the escape has no end"),
            (r"\n\u12", 2, DIGITS),
            (r"\u12g4", 0, DIGITS),
            (r"\u+123", 0, DIGITS),
            (r"\u00é", 0, DIGITS),
            (r"\ud83d", 0, LONE),
            (r"\ud83dx", 0, LONE),
            (r"\ud83d\ud83d", 0, LONE),
            (r"\ude00\ud83d", 0, LONE),
            (r"\ud83d\u0041", 0, LONE),
        ] {
            assert_eq!(unescaped(text), Err((at, why)), "{text}");
        }
    }
}
