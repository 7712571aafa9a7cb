//! Doc comments of Rust.

use crate::model::{Description, Docs};
use crate::syntax::Attribute;

/// The doc comment among the attributes: for a description, and not to be written again.
pub(super) fn docs(attributes: &[Attribute]) -> Docs {
    let mut lines = String::new();
    for attribute in attributes {
        if let Some(line) = line(attribute) {
            lines += &line;
            lines.push('\n');
        }
    }
    let docs = lines.trim_end().to_owned();
    Docs { description: Description { docs, ..Description::default() }, ..Docs::default() }
}

/// `#[doc = " one line, or several"]`, without the blank that `///` is followed by; the text of
/// `#[doc = include_str!(…)]` is not known.
fn line(attribute: &Attribute) -> Option<String> {
    let text = attribute.text().filter(|_| attribute.is("doc"))?;
    if text.contains('\n') {
        return clean(&text);
    }
    Some(text.strip_prefix(' ').unwrap_or(&text).trim_end().to_owned())
}

const BLANK: [char; 2] = [' ', '\t'];

/// The text between `/**` and `*/` of several lines, as the front end of the IDL reads it: the
/// column of stars, the common indentation and trailing blanks go.
fn clean(text: &str) -> Option<String> {
    let text = text.replace('\r', "");
    let mut lines: Vec<&str> = text.split('\n').collect();
    if lines.last().is_some_and(|last| is_blank(last)) {
        lines.pop();
    }
    let (first, rest) = lines.split_first_mut()?;
    *first = first.trim_start_matches(BLANK);
    strip_stars(rest);
    let mut least = usize::MAX;
    for line in rest.iter() {
        if !is_blank(line) {
            least = least.min(indent(line));
        }
    }
    for line in rest {
        *line = line.get(least..).unwrap_or("");
    }
    for line in &mut lines {
        *line = line.trim_end_matches(BLANK);
    }
    let lines = lines.strip_prefix(&[""]).unwrap_or(&lines);
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Removes the stars when every line that is not blank has one in the same column.
fn strip_stars(lines: &mut [&str]) {
    let Some(column) = lines.iter().find(|line| !is_blank(line)).map(|line| indent(line)) else {
        return;
    };
    let starred = |line: &str| indent(line) == column && line[column..].starts_with('*');
    if lines.iter().all(|line| is_blank(line) || starred(line)) {
        for line in lines {
            *line = line.get(column + 1..).unwrap_or("");
        }
    }
}

fn is_blank(line: &str) -> bool {
    line.trim_start_matches(BLANK).is_empty()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(BLANK).len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn stars_and_indent_go() {
        assert_eq!(
            clean(" One.\n   *  Two\n   *\n   *   Three  \n   ").as_deref(),
            Some("One.\nTwo\n\n Three")
        );
        assert_eq!(clean("\n    a\n      b\n").as_deref(), Some("a\n  b"));
        assert_eq!(clean("\n * a\n  * b\n").as_deref(), Some("* a\n * b"));
        assert_eq!(clean("  \n  "), None);
    }

    proptest! {
        /// A doc comment means the same in a block and on a type.
        #[test]
        fn the_front_end_reads_the_same(
            lines in prop::collection::vec("[ \t]{0,3}\\*{0,2}[ \tab\r]{0,4}", 2..6),
        ) {
            let text = lines.join("\n");
            prop_assert_eq!(clean(&text), thrift_idl::doc::clean(&text));
        }
    }
}
