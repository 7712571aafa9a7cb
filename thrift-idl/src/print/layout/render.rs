//! Pieces into lines.

use super::{Block, Group, Line, Piece, Pieces, WIDTH};

pub(super) fn render(pieces: &Pieces<'_>) -> String {
    let mut renderer = Renderer::default();
    for piece in &pieces.list {
        renderer.piece(piece, pieces);
    }
    renderer.finish()
}

#[derive(Default)]
struct Renderer {
    out: String,
    /// Where the last line begins, not counting those inside of comments.
    line_start: usize,
    column: usize,
    indent: usize,
    /// Whether the innermost groups are broken.
    broken: Vec<bool>,
    items: Vec<Item>,
}

/// Where a header or definition is in the output.
struct Item {
    /// Where a blank line before it, and before its comments, would begin.
    gap: usize,
    has_blank: bool,
    start: usize,
    documented: bool,
}

impl Renderer {
    fn piece(&mut self, piece: &Piece<'_>, pieces: &Pieces<'_>) {
        match piece {
            Piece::Text { text, width } => self.text(text, *width),
            Piece::Line(line) if self.is_broken() => self.line(*line),
            Piece::Line(line) if line.space => self.text(" ", 1),
            Piece::Broken(text) if self.is_broken() => self.text(text, text.len()),
            Piece::Line(_) | Piece::Broken(_) => {}
            Piece::Open(group) => self.open(&pieces.groups[*group]),
            Piece::Close(_) => drop(self.broken.pop()),
            Piece::Indent(by) => self.indent += by,
            Piece::Outdent(by) => self.indent -= by,
            Piece::Block(block) => self.block(block),
            Piece::Above(above) => self.above(&pieces.above[*above]),
            Piece::Item { documented } => {
                if let Some(item) = self.items.last_mut() {
                    item.start = self.out.len();
                    item.documented = *documented;
                }
            }
        }
    }

    fn is_broken(&self) -> bool {
        self.broken.last().is_none_or(|broken| *broken)
    }

    fn open(&mut self, group: &Group) {
        let fits = self.column + group.width + group.rest <= WIDTH;
        self.broken.push(self.is_broken() && (group.broken || !fits));
    }

    fn text(&mut self, text: &str, width: usize) {
        // Only now, so that blank lines are empty.
        if self.out.len() == self.line_start {
            self.out.extend(core::iter::repeat_n(' ', self.indent));
        }
        self.out.push_str(text);
        self.column += width;
    }

    fn line(&mut self, line: Line) {
        let blank = line.blank && !self.out.is_empty();
        if line.between_items {
            let (gap, start) = (self.out.len(), usize::MAX);
            self.items.push(Item { gap, has_blank: blank, start, documented: false });
        }
        if !self.out.is_empty() {
            self.out.push_str(if blank { "\n\n" } else { "\n" });
        }
        self.line_start = self.out.len();
        self.column = self.indent;
    }

    fn above(&mut self, comments: &[&str]) {
        for comment in comments {
            self.text(comment, 0);
            self.line(Line::default());
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        self.text(&block.first, block.first.chars().count());
        for line in &block.rest {
            self.out.push('\n');
            self.column = 0;
            if block.aligned && !line.is_empty() {
                self.out.extend(core::iter::repeat_n(' ', self.indent));
                self.column = self.indent;
            }
            self.out.push_str(line);
            self.column += line.chars().count();
        }
    }

    fn finish(self) -> String {
        let mut text = String::with_capacity(self.out.len() + self.items.len() + 1);
        let (mut copied, mut was_tall) = (0, true);
        for (index, item) in self.items.iter().enumerate() {
            let end = self.items.get(index + 1).map_or(self.out.len(), |next| next.gap);
            let body = self.out.get(item.start..end).unwrap_or_default();
            let is_tall = item.documented || body.contains('\n');
            if item.gap > 0 && !item.has_blank && (was_tall || is_tall) {
                text.push_str(&self.out[copied..item.gap]);
                text.push('\n');
                copied = item.gap;
            }
            was_tall = is_tall;
        }
        text.push_str(&self.out[copied..]);
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}
