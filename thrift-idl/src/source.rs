//! The inputs, and positions in them.

use std::path::PathBuf;
use std::sync::OnceLock;

/// Names one input among [`Sources`]. The first one added is [`SourceId::ROOT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The first input: the file or block that a run is about.
    pub const ROOT: Self = Self(0);
}

/// Every input read in one run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

/// One input.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Source {
    /// The path to show to the user.
    pub path: PathBuf,
    /// The text; `None` when the tokens were made from Rust tokens.
    pub text: Option<String>,
    /// Made when the first position is asked for: most inputs have no mistakes.
    index: OnceLock<Index>,
}

/// What finds a position without reading the text from its beginning.
#[derive(Clone, Debug)]
struct Index {
    /// Where the lines of the text begin.
    lines: Vec<usize>,
    /// How many characters begin before each block of the text, to count those of a long line.
    blocks: Vec<usize>,
}

/// The size of a block in bytes.
const BLOCK: usize = 1024;

/// A place in a text, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position<'t> {
    /// The number of the line, from 1.
    pub line: usize,
    /// The number of the character in the line, from 1.
    pub column: usize,
    /// The whole line.
    pub text: &'t str,
    /// The line up to the place.
    pub before: &'t str,
}

impl Sources {
    /// Adds a text.
    pub fn add_text(&mut self, path: impl Into<PathBuf>, text: String) -> SourceId {
        self.add(Source { path: path.into(), text: Some(text), index: OnceLock::new() })
    }

    /// Adds an input that has no text of its own, such as the tokens of a macro.
    pub fn add_tokens(&mut self, name: impl Into<PathBuf>) -> SourceId {
        self.add(Source { path: name.into(), text: None, index: OnceLock::new() })
    }

    /// Looks an input up.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(usize::try_from(id.0).ok()?)
    }

    fn add(&mut self, source: Source) -> SourceId {
        let id = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        self.sources.push(source);
        SourceId(id)
    }
}

impl Source {
    /// Finds the line and column of a byte offset; `None` when there is no text.
    #[must_use]
    pub fn position(&self, offset: u32) -> Option<Position<'_>> {
        let text = self.text.as_deref()?;
        let index = self.index.get_or_init(|| Index::of(text));
        let lines = &index.lines;
        let offset = usize::try_from(offset).ok()?.min(text.len()).max(*lines.first()?);
        let line = lines.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|at| lines.get(at)).copied()?;
        let end = lines.get(line).map_or(text.len(), |next| next - 1);
        let content = &text[start..end];
        let content = content.strip_suffix('\r').unwrap_or(content);
        let mut at = (offset - start).min(content.len());
        while !content.is_char_boundary(at) {
            at -= 1;
        }
        let column = index.characters(text, start + at) - index.characters(text, start) + 1;
        Some(Position { line, column, text: content, before: &content[..at] })
    }
}

impl Index {
    fn of(text: &str) -> Self {
        // A byte order mark is no character of the first line.
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut lines = vec![first];
        let mut end = 0;
        for line in text.split('\n') {
            if end > 0 {
                lines.push(end);
            }
            end += line.len() + 1;
        }
        let mut blocks = vec![0];
        let mut before = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            before += characters(block);
            blocks.push(before);
        }
        Self { lines, blocks }
    }

    /// Counts the characters that begin before an offset.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.blocks[block] + characters(&text.as_bytes()[block * BLOCK..offset])
    }
}

/// Counts the characters that begin in a part of a text.
fn characters(bytes: &[u8]) -> usize {
    let mut count = 0;
    for byte in bytes {
        count += usize::from(*byte & 0xc0 != 0x80);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let mut sources = Sources::default();
        let text = format!("\u{feff}a\r\nb\r{}x", "é日".repeat(BLOCK));
        let end = u32::try_from(text.len()).unwrap();
        let source = sources.add_text("a", text);
        let position = |at| sources.get(source).unwrap().position(at).unwrap();
        assert_eq!((position(0).line, position(0).column), (1, 1));
        assert_eq!((position(3).column, position(3).text), (1, "a"));
        assert_eq!((position(5).column, position(5).before), (2, "a"));
        assert_eq!((position(6).line, position(8).before), (2, "b\r"));
        assert_eq!(position(end - 1).column, 3 + 2 * BLOCK);
        assert_eq!(position(end).column, 4 + 2 * BLOCK);
        assert_eq!(position(u32::MAX).before.len(), position(end).text.len());
    }
}
