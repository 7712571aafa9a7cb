//! The line that a diagnostic is about, made fit for a terminal whatever is in it.

use core::fmt::Write;

use crate::source::Position;

/// Lines wider than this are shown in part.
const WIDTH: usize = 160;

/// How much of a wide line is shown before the place.
const BEFORE: usize = 60;

/// Messages longer than this, in bytes, are shown in part.
const MESSAGE: usize = 1000;

/// Names longer than this, in bytes, are given in part.
const NAME: usize = 120;

/// Writes a message on one line: what a terminal would act on is shown as a picture.
pub(super) fn message(out: &mut String, text: &str) {
    let end = floor(text, MESSAGE);
    for c in text[..end].chars() {
        match c {
            '\t' => out.push(' '),
            c => push(out, c),
        }
    }
    if end < text.len() {
        out.push('…');
    }
}

/// The beginning of a name, for a diagnostic that is about another place. A file may name one
/// endless name in each of many mistakes.
pub(crate) fn short(name: &str) -> String {
    let end = floor(name, NAME);
    let rest = if end < name.len() { "…" } else { "" };
    format!("{}{rest}", &name[..end])
}

/// Writes the line and, below, carets under `length` bytes of it.
pub(super) fn line(out: &mut String, position: &Position<'_>, length: usize) {
    let (line, place) = (position.text, position.before.len());
    let start = start(line, place);
    let marked = place..place.saturating_add(length);
    let (mut text, mut carets) = (String::new(), String::new());
    if start > 0 {
        text.push('…');
        carets.push(' ');
    }
    let mut used = 0;
    for (at, c) in line[start..].char_indices() {
        let width = width(c);
        used += room(c);
        if used > WIDTH {
            text.push('…');
            break;
        }
        match c {
            '\t' => text += &" ".repeat(width),
            c => push(&mut text, c),
        }
        let at = start + at;
        if at < marked.end {
            let mark = if at < marked.start { " " } else { "^" };
            carets += &mark.repeat(width);
        }
    }
    if !carets.ends_with('^') {
        carets.push('^');
    }
    // Writing to a string cannot fail.
    let _ = writeln!(out, "  {text}\n  {carets}");
}

/// Where to begin to show a line, so that the place is seen: at its start, if that fits.
fn start(line: &str, place: usize) -> usize {
    let mut used = 0;
    for c in line.chars() {
        used += room(c);
        if used > WIDTH {
            return start_near(&line[..place]);
        }
    }
    0
}

/// Where to begin to show so much of a line, of which the end matters.
fn start_near(before: &str) -> usize {
    let mut start = before.len();
    let mut used = 0;
    for c in before.chars().rev() {
        used += room(c);
        if used > BEFORE {
            return start;
        }
        start -= c.len_utf8();
    }
    0
}

/// Adds a character as it can be seen.
fn push(out: &mut String, c: char) {
    let code = u32::from(c);
    match code {
        0..0x20 => out.extend(char::from_u32(0x2400 + code)),
        0x7f => out.push('\u{2421}'),
        _ if c.is_control() || is_invisible(code) => out.push(char::REPLACEMENT_CHARACTER),
        _ => out.push(c),
    }
}

/// How much of a line a character takes: accents too, or a line of nothing else had no end.
fn room(c: char) -> usize {
    width(c).max(1)
}

/// How many columns a character takes. Tabs are shown as spaces; East Asian characters and
/// pictures are twice as wide as others, and accents have no width of their own.
fn width(c: char) -> usize {
    match u32::from(c) {
        0x9 => 4,
        0x300..0x370 => 0,
        0x1100..0x1160
        | 0x2e80..0xa4d0
        | 0xac00..0xd7a4
        | 0xf900..0xfb00
        | 0xfe30..0xfe70
        | 0xff00..0xff61
        | 0xffe0..0xffe7
        | 0x1_f300..0x1_fb00
        | 0x2_0000..0x3_fffe => 2,
        _ => 1,
    }
}

/// Characters without a shape, among them those that change the order of what is shown.
fn is_invisible(code: u32) -> bool {
    matches!(code, 0x61c | 0x180e | 0x200b..0x2010 | 0x2028..0x202f | 0x2060..0x2070 | 0xfeff)
}

/// The last place between characters that is not behind `limit`.
fn floor(text: &str, limit: usize) -> usize {
    let mut at = limit.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// The two lines for a stretch of the only line of a text.
    fn lines(text: &str, start: usize, end: usize) -> (String, String) {
        let mut sources = Sources::default();
        let source = sources.add_text("a", text.to_owned());
        let position = sources.get(source).unwrap().position(u32::try_from(start).unwrap());
        let mut out = String::new();
        line(&mut out, &position.unwrap(), end - start);
        let (text, carets) = out.split_once('\n').unwrap();
        (text[2..].to_owned(), carets[2..].trim_end().to_owned())
    }

    #[test]
    fn short_lines_are_shown_whole() {
        assert_eq!(lines("ab cd ef", 3, 5), ("ab cd ef".into(), "   ^^".into()));
        assert_eq!(lines("ab", 2, 2), ("ab".into(), "  ^".into()));
        assert_eq!(lines("", 0, 0), (String::new(), "^".into()));
        let line = "x".repeat(WIDTH);
        assert_eq!(lines(&line, WIDTH - 1, WIDTH).0, line);
    }

    #[test]
    fn wide_lines_are_cropped_on_both_sides() {
        let text = format!("{}HERE{}", "a".repeat(500), "b".repeat(500));
        let (line, carets) = lines(&text, 500, 504);
        assert_eq!(line, format!("…{}HERE{}…", "a".repeat(BEFORE), "b".repeat(96)));
        assert_eq!(carets, format!("{}^^^^", " ".repeat(BEFORE + 1)));
        let (line, carets) = lines(&text, 0, 1004);
        assert_eq!((line.chars().count(), carets.len()), (WIDTH + 1, WIDTH));
        let (line, carets) = lines(&text, 1004, 1004);
        assert_eq!(line, format!("…{}", "b".repeat(BEFORE)));
        assert_eq!(carets, format!("{}^", " ".repeat(BEFORE + 1)));
    }

    #[test]
    fn tabs_and_control_characters_keep_the_columns() {
        assert_eq!(lines("\tab\tc", 1, 3), ("    ab    c".into(), "    ^^".into()));
        assert_eq!(lines("\ta", 0, 1), ("    a".into(), "^^^^".into()));
        assert_eq!(lines("\0\u{1b}[1m\u{7f}a", 6, 7), ("␀␛[1m␡a".into(), "      ^".into()));
        assert_eq!(lines("\u{202e}\u{85}a", 5, 6), ("\u{fffd}\u{fffd}a".into(), "  ^".into()));
    }

    #[test]
    fn wide_characters_and_accents_keep_the_columns() {
        assert_eq!(lines("日本 x", 7, 8), ("日本 x".into(), "     ^".into()));
        assert_eq!(lines("日本 x", 0, 6).1, "^^^^");
        assert_eq!(lines("e\u{301}x", 3, 4).1, " ^");
    }

    #[test]
    fn messages_are_one_line_of_a_bounded_length() {
        let mut out = String::new();
        message(&mut out, "a\nb\tc\u{1b}");
        assert_eq!(out, "a␊b c␛");
        let mut out = String::new();
        message(&mut out, &"é".repeat(MESSAGE));
        assert_eq!(out.chars().count(), MESSAGE / 2 + 1);
        assert_eq!(short("name"), "name");
        assert_eq!(short(&"x".repeat(NAME + 1)), format!("{}…", "x".repeat(NAME)));
    }
}
