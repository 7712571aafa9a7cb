//! Block comments: docs of the tree as comments, and comments of a text moved to their new place.

use std::borrow::Cow;

use crate::doc;

/// A comment `/* … */`, line by line, without blanks at the ends of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub(super) first: Cow<'a, str>,
    pub(super) rest: Vec<Cow<'a, str>>,
    /// Whether the other lines are indented as the first one is.
    pub(super) aligned: bool,
}

/// Makes the comment that [`doc::clean`] makes `text` of.
pub(super) fn doc(text: &str) -> Block<'static> {
    // Neither can be in a text that has been a comment.
    let text = text.replace('\r', "").replace("*/", "* /");
    if !text.is_empty() && !text.contains('\n') {
        return Block { first: format!("/** {text} */").into(), rest: Vec::new(), aligned: true };
    }
    let line = |line: &str| if line.is_empty() { " *".to_owned() } else { format!(" * {line}") };
    let mut rest: Vec<Cow<'_, str>> = text.split('\n').map(|text| line(text).into()).collect();
    rest.push(" */".into());
    Block { first: "/**".into(), rest, aligned: true }
}

/// Makes the comment that a text has, for a line of its own. `before` are the blanks before it,
/// when it has that in the text as well.
pub(super) fn written<'a>(comment: &'a str, before: Option<&str>) -> Block<'a> {
    let mut lines = comment.split('\n').map(|line| line.trim_end_matches([' ', '\t', '\r']));
    let first = Cow::Borrowed(lines.next().unwrap_or_default());
    let rest: Vec<&str> = lines.collect();
    starred(comment, &first, &rest).unwrap_or_else(|| moved(first, &rest, before))
}

/// A comment with a column of stars gets it below its first star, unless the stars belong to what
/// a doc comment says.
fn starred<'a>(comment: &str, first: &Cow<'a, str>, lines: &[&'a str]) -> Option<Block<'a>> {
    let mut rest = Vec::with_capacity(lines.len());
    for line in lines {
        let text = line.trim_start_matches([' ', '\t']);
        if !text.is_empty() && !text.starts_with('*') {
            return None;
        }
        rest.push(if text.is_empty() { Cow::Borrowed("") } else { format!(" {text}").into() });
    }
    let block = Block { first: first.clone(), rest, aligned: true };
    let same = !doc::is_doc(comment) || cleaned(comment) == cleaned(&block.joined());
    same.then_some(block)
}

/// A comment without stars is moved as a whole, when all of it is at least as far to the right as
/// its first line, and stays as it is otherwise.
fn moved<'a>(first: Cow<'a, str>, lines: &[&'a str], before: Option<&str>) -> Block<'a> {
    let shifted: Option<Vec<Cow<'a, str>>> = before.and_then(|before| {
        let shift =
            |line: &&'a str| if line.is_empty() { Some("") } else { line.strip_prefix(before) };
        lines.iter().map(|line| shift(line).map(Cow::Borrowed)).collect()
    });
    let aligned = shifted.is_some();
    let rest = shifted.unwrap_or_else(|| lines.iter().map(|line| Cow::Borrowed(*line)).collect());
    Block { first, rest, aligned }
}

fn cleaned(comment: &str) -> Option<String> {
    doc::clean(comment.strip_prefix("/**")?.strip_suffix("*/")?)
}

impl Block<'_> {
    fn joined(&self) -> String {
        let mut text = self.first.clone().into_owned();
        for line in &self.rest {
            text.push('\n');
            text.push_str(line);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_survive_the_cleaning() {
        for text in [
            "One.",
            "a\nb",
            "a\n\n b",
            "* a\n * b",
            "*",
            "/",
            "",
            "\n",
            "\na",
            "a\n",
            " a\nb",
            "a *",
            "**\n/ *",
            "- a\n  - b",
            "@a é",
        ] {
            let comment = doc(text).joined();
            assert!(doc::is_doc(&comment), "{comment}");
            assert_eq!(cleaned(&comment).as_deref(), Some(text), "{comment}");
        }
    }

    #[test]
    fn docs_cannot_end_their_comment() {
        assert_eq!(doc("a */ b **/").joined(), "/** a * / b ** / */");
    }

    #[test]
    fn a_column_of_stars_is_straightened() {
        let block = written("/*\n   * a\n  *  b\n\n */", None);
        assert_eq!(block.joined(), "/*\n * a\n *  b\n\n */");
        assert!(block.aligned);
    }

    #[test]
    fn stars_that_docs_consist_of_stay() {
        let text = "/**\n * a\n  * b\n */";
        assert_eq!(written(text, None).joined(), text);
    }

    #[test]
    fn other_comments_move_as_a_whole_or_not_at_all() {
        let block = written("/* a\r\n  \t b  \n\n  */", Some("  "));
        assert_eq!(block.joined(), "/* a\n\t b\n\n*/");
        assert!(block.aligned);
        let block = written("/* a\n b */", Some("  "));
        assert_eq!(block.joined(), "/* a\n b */");
        assert!(!block.aligned);
    }
}
