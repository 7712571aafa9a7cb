//! Doc comments, rows L11 and A6.

use crate::number::leading;

/// Tells whether a block comment, given whole, is a doc comment: `/** … */` but not `/***/`.
#[must_use]
pub fn is_doc(comment: &str) -> bool {
    let inner = comment.strip_prefix("/**").and_then(|rest| rest.strip_suffix("*/"));
    inner.is_some_and(|inner| leading(inner.as_bytes(), |byte| byte == b'*') < inner.len())
}

/// Cleans the text between `/**` and `*/`: the column of stars, the common indentation and
/// trailing blanks go. It returns `None` when nothing is left.
///
/// This is `clean_up_doctext` of the Apache compiler, line by line.
#[must_use]
pub fn clean(text: &str) -> Option<String> {
    let text = without_returns(text);
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.push(line);
    }
    if lines.last().is_some_and(|last| is_blank(last)) {
        lines.pop();
    }
    let (first, rest) = lines.split_first_mut()?;
    *first = &first[indent(first)..];
    strip_stars(rest);
    strip_indent(rest);
    let lines = if first.is_empty() { &lines[1..] } else { &lines[..] };
    let (first, rest) = lines.split_first()?;
    let mut cleaned = trim_end(first).to_owned();
    for line in rest {
        cleaned.push('\n');
        cleaned += trim_end(line);
    }
    Some(cleaned)
}

fn without_returns(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for part in text.split('\r') {
        kept += part;
    }
    kept
}

fn is_blank(line: &str) -> bool {
    indent(line) == line.len()
}

fn indent(line: &str) -> usize {
    leading(line.as_bytes(), |byte| matches!(byte, b' ' | b'\t'))
}

fn trim_end(mut line: &str) -> &str {
    while let Some(shorter) = line.strip_suffix(' ').or_else(|| line.strip_suffix('\t')) {
        line = shorter;
    }
    line
}

/// Removes the stars when every line that is not blank has one in the same column.
fn strip_stars(lines: &mut [&str]) {
    let mut column = None;
    for line in &*lines {
        if is_blank(line) {
            continue;
        }
        let starred = line[indent(line)..].starts_with('*');
        if !starred || column.is_some_and(|column| column != indent(line)) {
            return;
        }
        column = Some(indent(line));
    }
    let Some(column) = column else { return };
    for line in lines {
        *line = if is_blank(line) { "" } else { &line[column + 1..] };
    }
}

fn strip_indent(lines: &mut [&str]) {
    let mut least = usize::MAX;
    for line in &*lines {
        if !is_blank(line) {
            least = least.min(indent(line));
        }
    }
    for line in lines {
        *line = line.get(least..).unwrap_or("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a6_stars_and_indent_go() {
        assert_eq!(
            clean(" One.\n   *  Two\n   *\n   *   Three  \n   ").as_deref(),
            Some("One.\nTwo\n\n Three")
        );
        assert_eq!(clean("\n * A\n * B\n ").as_deref(), Some("A\nB"));
    }

    #[test]
    fn a6_without_stars() {
        assert_eq!(clean("\n    a\n      b\n").as_deref(), Some("a\n  b"));
        assert_eq!(clean(" one line ").as_deref(), Some("one line"));
        assert_eq!(clean("  \n  "), None);
        assert_eq!(clean(""), None);
    }

    #[test]
    fn a6_broken_column_is_kept() {
        assert_eq!(clean("\n * a\n  * b\n").as_deref(), Some("* a\n * b"));
    }

    #[test]
    fn l11_plain_comments() {
        for plain in ["/**/", "/***/", "/*****/", "/* a */", "/*! a */"] {
            assert!(!is_doc(plain), "{plain}");
        }
        assert!(is_doc("/** a */"));
    }
}
