//! Pieces of text, and groups of them that stand on one line if they fit.
//!
//! Every width is measured once, when a piece is noted, so that no group is tried on one line
//! over and over as those around it are broken.

mod render;

use std::borrow::Cow;

use super::comment::Block;

/// The longest line, in characters.
pub(super) const WIDTH: usize = 100;

/// What is to be printed, in order.
#[derive(Debug, Default)]
pub(super) struct Pieces<'a> {
    list: Vec<Piece<'a>>,
    groups: Vec<Group>,
    /// The groups that are open, the innermost last.
    open: Vec<usize>,
    /// The comments above lines, see [`Piece::Above`].
    above: Vec<Vec<&'a str>>,
    /// The width of all pieces so far, on one line.
    width: usize,
}

#[derive(Debug)]
enum Piece<'a> {
    Text {
        text: Cow<'a, str>,
        width: usize,
    },
    Line(Line),
    /// A text that is there only when the group is broken.
    Broken(&'static str),
    Open(usize),
    Close(usize),
    Indent(usize),
    Outdent(usize),
    /// A comment that may have several lines.
    Block(Block<'a>),
    /// Where lines can be put above the one that begins here.
    Above(usize),
    /// A header or definition begins here, behind the comments before it.
    Item {
        documented: bool,
    },
}

/// A place where the line is broken if the innermost group is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    /// Whether it is a space when the group is not broken.
    pub(super) space: bool,
    /// Whether a blank line is wanted here.
    pub(super) blank: bool,
    /// Whether it stands between two headers or definitions.
    pub(super) between_items: bool,
}

#[derive(Debug, Default)]
struct Group {
    /// Whether it is broken even if it fits.
    broken: bool,
    /// Its width on one line; until it is closed, the width of all that is before it.
    width: usize,
    /// The width of what follows up to the next line, if the group around it is broken.
    rest: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn text(&mut self, text: impl Into<Cow<'a, str>>) {
        let text = text.into();
        let width = text.chars().count();
        self.width += width;
        self.list.push(Piece::Text { text, width });
    }

    pub(super) fn line(&mut self, line: Line) {
        self.width += usize::from(line.space);
        self.list.push(Piece::Line(line));
    }

    pub(super) fn broken_text(&mut self, text: &'static str) {
        self.list.push(Piece::Broken(text));
    }

    pub(super) fn open(&mut self) {
        let group = self.groups.len();
        self.groups.push(Group { width: self.width, ..Group::default() });
        self.open.push(group);
        self.list.push(Piece::Open(group));
    }

    pub(super) fn close(&mut self) {
        let Some(group) = self.open.pop() else { return };
        self.groups[group].width = self.width - self.groups[group].width;
        if self.groups[group].broken {
            self.break_group();
        }
        self.list.push(Piece::Close(group));
    }

    /// Breaks the innermost group, and so all around it.
    pub(super) fn break_group(&mut self) {
        if let Some(&group) = self.open.last() {
            self.groups[group].broken = true;
        }
    }

    pub(super) fn indent(&mut self, by: usize) {
        self.list.push(Piece::Indent(by));
    }

    pub(super) fn outdent(&mut self, by: usize) {
        self.list.push(Piece::Outdent(by));
    }

    pub(super) fn block(&mut self, block: Block<'a>) {
        if !block.rest.is_empty() {
            self.break_group();
        }
        self.width += block.first.chars().count();
        self.list.push(Piece::Block(block));
    }

    /// Notes a comment for the end of a line, which comes next. It may be as long as it likes.
    pub(super) fn end_of_line(&mut self, comment: &'a str) {
        for text in [" ", comment] {
            self.list.push(Piece::Text { text: text.into(), width: 0 });
        }
    }

    /// Makes place above the line that begins here, for [`Pieces::put_above`].
    pub(super) fn above(&mut self) -> usize {
        self.list.push(Piece::Above(self.above.len()));
        self.above.push(Vec::new());
        self.above.len() - 1
    }

    /// Puts a comment above a line of the innermost group.
    pub(super) fn put_above(&mut self, above: usize, comment: &'a str) {
        self.break_group();
        self.above[above].push(comment);
    }

    pub(super) fn item(&mut self, documented: bool) {
        self.list.push(Piece::Item { documented });
    }

    /// Breaks the lines.
    pub(super) fn render(mut self) -> String {
        self.measure_rests();
        render::render(&self)
    }

    fn measure_rests(&mut self) {
        let mut rest = 0;
        for piece in self.list.iter().rev() {
            match piece {
                Piece::Text { width, .. } => rest += width,
                Piece::Broken(text) => rest += text.len(),
                Piece::Block(block) if block.rest.is_empty() => {
                    rest += block.first.chars().count();
                }
                Piece::Block(block) => rest = block.first.chars().count(),
                Piece::Line(_) => rest = 0,
                Piece::Close(group) => self.groups[*group].rest = rest,
                // What follows a group that may stay on one line counts with that line.
                Piece::Open(group) => {
                    let group = &self.groups[*group];
                    rest = if group.broken { rest } else { group.width + group.rest };
                }
                Piece::Indent(_) | Piece::Outdent(_) | Piece::Above(_) | Piece::Item { .. } => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIGHT: Line = Line { space: false, blank: false, between_items: false };
    const SPACE: Line = Line { space: true, ..TIGHT };

    /// `[a… , b…]`, each of that many characters, and what follows on the line.
    fn list(pieces: &mut Pieces<'_>, items: [usize; 2]) {
        pieces.open();
        pieces.text("[");
        pieces.indent(2);
        for (index, width) in items.into_iter().enumerate() {
            pieces.line(if index == 0 { TIGHT } else { SPACE });
            pieces.text("x".repeat(width));
            if index == 0 {
                pieces.text(",");
            } else {
                pieces.broken_text(",");
            }
        }
        pieces.outdent(2);
        pieces.line(TIGHT);
        pieces.text("]");
        pieces.close();
    }

    fn lines(items: [usize; 2], behind: &str) -> usize {
        let mut pieces = Pieces::default();
        list(&mut pieces, items);
        pieces.text(behind.to_owned());
        pieces.render().lines().count()
    }

    #[test]
    fn a_line_may_be_as_long_as_the_width() {
        assert_eq!(lines([48, 48], ""), 1);
        assert_eq!(lines([48, 49], ""), 4);
    }

    #[test]
    fn what_follows_counts() {
        assert_eq!(lines([48, 47], ";"), 1);
        assert_eq!(lines([48, 47], ";;"), 4);
    }

    #[test]
    fn the_first_of_two_groups_is_broken_first() {
        let mut pieces = Pieces::default();
        list(&mut pieces, [30, 30]);
        list(&mut pieces, [30, 30]);
        let text = pieces.render();
        assert_eq!(text.lines().count(), 4, "{text}");
    }

    #[test]
    fn comments_at_the_end_have_no_width_and_others_go_above() {
        let mut pieces = Pieces::default();
        pieces.indent(2);
        pieces.line(TIGHT);
        let above = pieces.above();
        list(&mut pieces, [45, 45]);
        pieces.put_above(above, "// 1");
        pieces.put_above(above, "// 2");
        pieces.end_of_line("// 3");
        let text = pieces.render();
        assert!(text.starts_with("  // 1\n  // 2\n  [x"), "{text}");
        assert!(text.ends_with("x] // 3\n"), "{text}");
    }

    #[test]
    fn broken_inside_is_broken_outside() {
        let mut pieces = Pieces::default();
        pieces.open();
        pieces.line(SPACE);
        list(&mut pieces, [48, 49]);
        pieces.line(SPACE);
        pieces.close();
        pieces.text(".");
        assert!(pieces.render().ends_with("\n]\n.\n"));
    }
}
