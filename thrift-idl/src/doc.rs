//! Doc comments, rows L11 and A6.

/// Tells whether a block comment, given whole, is a doc comment: `/** … */` but not `/***/`.
#[must_use]
pub fn is_doc(comment: &str) -> bool {
    let inner = comment.strip_prefix("/**").and_then(|rest| rest.strip_suffix("*/"));
    inner.is_some_and(|inner| inner.bytes().any(|b| b != b'*'))
}

/// Cleans the text between `/**` and `*/`: the column of stars, the common indentation and
/// trailing blanks go. It returns `None` when nothing is left.
///
/// This is `clean_up_doctext` of the Apache compiler, line by line.
#[must_use]
pub fn clean(text: &str) -> Option<String> {
    if !text.contains(['\r', '\n']) {
        let text = text.trim_matches(BLANK);
        return (!text.is_empty()).then(|| text.to_owned());
    }
    let text = text.replace('\r', "");
    let mut lines: Vec<&str> = text.split('\n').collect();
    if lines.last().is_some_and(|last| is_blank(last)) {
        lines.pop();
    }
    let (first, rest) = lines.split_first_mut()?;
    *first = first.trim_start_matches(BLANK);
    strip_stars(rest);
    strip_indent(rest);
    for line in &mut lines {
        *line = line.trim_end_matches(BLANK);
    }
    if lines.first().is_some_and(|first| first.is_empty()) {
        lines.remove(0);
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

const BLANK: [char; 2] = [' ', '\t'];

fn is_blank(line: &str) -> bool {
    line.trim_start_matches(BLANK).is_empty()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(BLANK).len()
}

/// Removes the stars when every line that is not blank has one in the same column.
fn strip_stars(lines: &mut [&str]) {
    let mut written = lines.iter().filter(|line| !is_blank(line));
    let Some(column) = written.next().map(|line| indent(line)) else { return };
    let starred = |line: &str| indent(line) == column && line[column..].starts_with('*');
    if !lines.iter().all(|line| is_blank(line) || starred(line)) {
        return;
    }
    for line in lines {
        *line = if is_blank(line) { "" } else { &line[column + 1..] };
    }
}

fn strip_indent(lines: &mut [&str]) {
    let written = lines.iter().filter(|line| !is_blank(line));
    let Some(least) = written.map(|line| indent(line)).min() else { return };
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
