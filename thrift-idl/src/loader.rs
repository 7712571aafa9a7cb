//! Where included files come from.

#[cfg(feature = "tools")]
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

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
        let mut dirs = vec![beside];
        for dir in &self.include_dirs {
            dirs.push(dir);
        }
        let (mut reasons, mut last) = (String::new(), String::new());
        for dir in &dirs {
            let reason = match look(dir, path) {
                Ok(found) => return Ok(found),
                Err(reason) => reason,
            };
            if reason == last {
                continue;
            }
            if !reasons.is_empty() {
                reasons += ", ";
            }
            reasons += &reason;
            last = reason;
        }
        Err(reasons)
    }

    fn read(&self, path: &Path) -> Result<String, String> {
        let bytes = fs::read(path).map_err(|error| error.to_string())?;
        String::from_utf8(bytes).map_err(|error| {
            format!("not valid UTF-8 after byte {}", error.utf8_error().valid_up_to())
        })
    }
}

fn look(dir: &Path, path: &str) -> Result<PathBuf, String> {
    // Joining an absolute path gives that path, in whichever directory.
    let candidate = dir.join(path);
    fs::canonicalize(&candidate).map_err(|error| format!("{}: {error}", candidate.display()))
}

/// Files that are in memory, each known by its path as it is written in `include`.
///
/// ```
/// use std::path::Path;
///
/// use thrift_idl::{MemoryLoader, Options, parse_file};
///
/// let files = [
///     ("a.thrift", "include 'b.thrift' struct A { 1: b.B b }"),
///     ("b.thrift", "struct B { 1: i32 x }"),
/// ];
/// let loader = MemoryLoader::from_iter(files);
/// let parsed = parse_file(Path::new("a.thrift"), &loader, Options::default()).unwrap();
/// assert!(parsed.diagnostics.is_empty());
/// ```
#[cfg(feature = "tools")]
#[derive(Clone, Debug, Default)]
pub struct MemoryLoader {
    files: HashMap<PathBuf, String>,
}

#[cfg(feature = "tools")]
impl<P: Into<PathBuf>, T: Into<String>> FromIterator<(P, T)> for MemoryLoader {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, text)| (path.into(), text.into()));
        Self { files: files.collect() }
    }
}

#[cfg(feature = "tools")]
impl Loader for MemoryLoader {
    fn locate(&self, _: Option<&Path>, path: &str) -> Result<PathBuf, String> {
        let path = PathBuf::from(path);
        if self.files.contains_key(&path) { Ok(path) } else { Err("no such file".to_owned()) }
    }

    fn read(&self, path: &Path) -> Result<String, String> {
        self.files.get(path).cloned().ok_or_else(|| "no such file".to_owned())
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
