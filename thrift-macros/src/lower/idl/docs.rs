//! Doc comments.

use thrift_idl::program::{Annotation, Name};

use crate::join::list;
use crate::model::{Description, Docs};

/// The lines of a doc comment, and the annotation `deprecated`.
pub(super) fn docs(text: Option<&str>, annotations: &[Annotation]) -> Docs {
    let deprecated = annotations.iter().find(|annotation| annotation.key == "deprecated");
    let deprecated = deprecated.map(|annotation| match annotation.value.as_str() {
        // An annotation without a value has the value 1.
        "1" => String::new(),
        reason => reason.to_owned(),
    });
    let description = Description {
        name: None,
        docs: text.unwrap_or_default().to_owned(),
        annotations: list(annotations, &|it| (it.key.clone(), it.value.clone())),
        ty: None,
    };
    Docs { lines: text.map(untested).unwrap_or_default(), deprecated, description }
}

/// The docs of an item that has another name in Rust, or may have.
pub(super) fn named(name: &Name, mut docs: Docs) -> Docs {
    docs.description.name = Some(name.text.clone());
    docs
}

/// rustdoc compiles what looks like code as a test in Rust, which the examples in an IDL are not:
/// they become code blocks of text.
fn untested(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut block = Block::Prose;
    let mut after_prose = false;
    for line in text.lines() {
        let is_blank = line.trim().is_empty();
        if block == Block::Indented && !is_blank && !is_indented(line) {
            lines.push("```".to_owned());
            block = Block::Prose;
        }
        let (marker, content) = line.split_at(marker(line));
        match (&block, marks(content)) {
            (Block::Fenced(open), Some(close)) if close.starts_with(open) => block = Block::Prose,
            (Block::Prose, Some(open)) => {
                block = Block::Fenced(open);
                let language = if content.trim() == open { "text" } else { "" };
                lines.push(format!("{marker}{content}{language}"));
                continue;
            }
            (Block::Prose, None) if !after_prose && !is_blank && is_indented(line) => {
                block = Block::Indented;
                lines.push("```text".to_owned());
            }
            (Block::Prose, None) if is_indented(content) && !marker.trim().is_empty() => {
                // Code in a quotation or a list, which cannot get fences on a line.
                lines.push(format!("{marker}{}", content.trim_start()));
                continue;
            }
            _ => {}
        }
        lines.push(line.to_owned());
        after_prose = !is_blank && !is_rule(line);
    }
    if block == Block::Indented {
        lines.push("```".to_owned());
    }
    lines
}

/// What a line of Markdown is part of.
#[derive(PartialEq, Eq)]
enum Block<'a> {
    Prose,
    /// Code between two fences of these marks.
    Fenced(&'a str),
    /// Code that is indented, and has been given fences.
    Indented,
}

fn is_indented(line: &str) -> bool {
    line.starts_with("    ") || line.starts_with('\t')
}

/// The length of what makes a line one of a quotation or a list, with the blank behind it.
fn marker(line: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &line[length..];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let digits = rest[blanks..].bytes().take_while(u8::is_ascii_digit).count();
        let mark = match &rest.as_bytes()[blanks..] {
            [b'>', ..] | [b'-' | b'*' | b'+', b' ', ..] => 1,
            mark if digits > 0 && matches!(mark[digits..], [b'.' | b')', b' ', ..]) => digits + 1,
            _ => return length,
        };
        if blanks > 3 {
            return length;
        }
        length += blanks + mark;
        length += usize::from(line[length..].starts_with(' '));
    }
}

/// Headings, and lines of marks, behind which code may begin without a blank line.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('#') || line.chars().all(|mark| matches!(mark, '-' | '=' | '*' | '_' | ' '))
}

/// The marks of a line that begins or ends a code block.
fn marks(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|first| matches!(first, '`' | '~'))?;
    let marks = &line[..line.len() - line.trim_start_matches(mark).len()];
    (marks.len() >= 3).then_some(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_left_alone() {
        let text = "One.\n    still prose\n\n* an item";
        assert_eq!(untested(text).join("\n"), text);
    }

    #[test]
    fn code_is_text_unless_it_says_otherwise() {
        assert_eq!(untested("```\nfoo bar\n```"), ["```text", "foo bar", "```"]);
        let rust = ["~~~rust", "let x = 1;", "```", "~~~"];
        assert_eq!(untested(&rust.join("\n")), rust);
    }

    #[test]
    fn code_behind_headings_and_in_lists_and_quotations_is_text() {
        assert_eq!(untested("# head\n    x y z"), ["# head", "```text", "    x y z", "```"]);
        assert_eq!(untested("a\n---\n    x y"), ["a", "---", "```text", "    x y", "```"]);
        assert_eq!(untested(">     x y\n-     x y"), ["> x y", "- x y"]);
        assert_eq!(untested("> ```\n> x y\n> ```"), ["> ```text", "> x y", "> ```"]);
        assert_eq!(untested("1. ~~~\n   x y\n   ~~~"), ["1. ~~~text", "   x y", "   ~~~"]);
        assert_eq!(
            untested("- an item\n  with a second line"),
            ["- an item", "  with a second line"]
        );
    }

    #[test]
    fn indented_code_gets_fences() {
        assert_eq!(
            untested("So:\n\n    a b\n\n    ```\nAnd"),
            ["So:", "", "```text", "    a b", "", "    ```", "```", "And"]
        );
        assert_eq!(untested("\ta b"), ["```text", "\ta b", "```"]);
    }
}
