//! The inputs: where they come from, and positions in them.

use std::fs;
use std::path::{Path, PathBuf};
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
        let newlines = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = core::iter::once(first).chain(newlines).collect();
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
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Finds and reads included files.
pub trait Loader {
    /// Finds the file that `include "path"` names in the file `includer`.
    ///
    /// What comes back identifies the file: two includes of one file must give the same path.
    ///
    /// # Errors
    ///
    /// The reason, when there is no such file.
    fn locate(&self, includer: Option<&Path>, path: &str) -> Result<PathBuf, String>;

    /// Reads a file that [`Loader::locate`] found.
    ///
    /// # Errors
    ///
    /// The reason, when it cannot be read.
    fn read(&self, path: &Path) -> Result<String, String>;
}

/// Reads files from disk, as the Apache compiler looks for them (row I2).
#[derive(Clone, Debug, Default)]
pub struct FileLoader {
    base: PathBuf,
    include_dirs: Vec<PathBuf>,
}

impl FileLoader {
    /// Makes a loader that resolves the includes of an input without a path against `base`.
    #[must_use]
    pub fn new(base: impl Into<PathBuf>) -> Self {
        Self { base: base.into(), include_dirs: Vec::new() }
    }

    /// Adds a directory to look in after the one of the including file, like `-I`.
    #[must_use]
    pub fn include_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.include_dirs.push(dir.into());
        self
    }
}

impl Loader for FileLoader {
    fn locate(&self, includer: Option<&Path>, path: &str) -> Result<PathBuf, String> {
        let beside = includer.and_then(Path::parent).unwrap_or(&self.base);
        let dirs = core::iter::once(beside).chain(self.include_dirs.iter().map(PathBuf::as_path));
        let mut looked = Vec::new();
        // Joining an absolute path gives that path, in whichever directory.
        for candidate in dirs.map(|dir| dir.join(path)) {
            match fs::canonicalize(&candidate) {
                Ok(found) => return Ok(found),
                Err(error) => looked.push(format!("{}: {error}", candidate.display())),
            }
        }
        looked.dedup();
        Err(looked.join(", "))
    }

    fn read(&self, path: &Path) -> Result<String, String> {
        let bytes = fs::read(path).map_err(|error| error.to_string())?;
        String::from_utf8(bytes).map_err(|error| {
            format!("not valid UTF-8 after byte {}", error.utf8_error().valid_up_to())
        })
    }
}

/// Refuses every include: for inputs that stand alone.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct NoLoader;

impl Loader for NoLoader {
    fn locate(&self, _: Option<&Path>, _: &str) -> Result<PathBuf, String> {
        Err("there are no files here".to_owned())
    }

    fn read(&self, _: &Path) -> Result<String, String> {
        Err("there are no files here".to_owned())
    }
}

/// The prefix that names in a file are used with (row I5): its name without the last extension.
#[must_use]
pub fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i5_stem_drops_the_last_extension() {
        assert_eq!(stem(Path::new("x/b.c.thrift")), "b.c");
        assert_eq!(stem(Path::new("list.thrift")), "list");
    }

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

    #[test]
    fn i2_looks_beside_then_in_include_dirs() {
        let root = std::env::temp_dir().join(format!("thrift-idl-{}", std::process::id()));
        let (near, far) = (root.join("near"), root.join("far"));
        fs::create_dir_all(&near).unwrap();
        fs::create_dir_all(&far).unwrap();
        fs::write(far.join("b.thrift"), "struct B {}").unwrap();
        let loader = FileLoader::new(&near).include_dir(&far);
        let found = loader.locate(Some(&near.join("a.thrift")), "b.thrift").unwrap();
        assert_eq!(found, loader.locate(None, "../far/b.thrift").unwrap());
        assert_eq!(found, loader.locate(None, found.to_str().unwrap()).unwrap());
        assert_eq!(loader.read(&found).unwrap(), "struct B {}");
        assert!(loader.locate(None, "c.thrift").unwrap_err().contains("c.thrift"));
        assert!(loader.read(&near).is_err());
        fs::write(far.join("b.thrift"), [0x61, 0xff]).unwrap();
        assert_eq!(loader.read(&found).unwrap_err(), "not valid UTF-8 after byte 1");
        fs::remove_dir_all(&root).unwrap();
    }
}
