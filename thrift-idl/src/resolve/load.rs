//! Reading the files that a file includes, and those that they include.

use core::cell::Cell;
use core::mem::take;
use std::path::{Path, PathBuf};

use super::declared::file_number;
use super::index::{Index, Key};
use super::{Options, Root};
use crate::ast::{self, Document, Header};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, short};
use crate::loader::{Loader, stem};
use crate::parser::parse_str;
use crate::program::{FileId, Include};
use crate::source::{SourceId, Sources};
use crate::token::Span;

/// A file, parsed.
pub(super) struct Loaded {
    pub(super) document: Document,
    pub(super) source: SourceId,
    pub(super) stem: String,
    pub(super) path: Option<PathBuf>,
    /// The files whose names can be used here, each with the prefix for them.
    pub(super) visible: Vec<Visible>,
    /// The files that are missing.
    pub(super) missing: Vec<Missing>,
    /// The same without those that lead back here.
    pub(super) includes: Vec<Include>,
}

/// An included file that is not there, which matters as soon as a name from it is used (row I2).
pub(super) struct Missing {
    /// What would be written before its names.
    pub(super) prefix: String,
    pub(super) used: Cell<bool>,
    /// The index of the warning, which becomes an error then.
    diagnostic: usize,
}

/// A file that is included.
pub(super) struct Visible {
    /// What is written before its names.
    pub(super) prefix: String,
    pub(super) file: usize,
    /// The header.
    pub(super) span: Span,
}

impl Loaded {
    fn new(root: Root) -> Self {
        let Root { document, source, stem, path } = root;
        let (visible, missing, includes) = (Vec::new(), Vec::new(), Vec::new());
        Self { document, source, stem, path, visible, missing, includes }
    }
}

/// Makes errors of the warnings about missing files that were needed.
pub(super) fn report_missing(files: &[Loaded], diagnostics: &mut [Diagnostic]) {
    for file in files {
        for missing in &file.missing {
            if missing.used.get() {
                diagnostics[missing.diagnostic].severity = Severity::Error;
            }
        }
    }
}

/// Reads everything, each file once. The root comes first.
pub(super) fn load(
    root: Root,
    options: Options,
    loader: &dyn Loader,
    sources: &mut Sources,
) -> (Vec<Loaded>, Vec<Diagnostic>) {
    let mut load = Load {
        options,
        loader,
        sources,
        known: Index::default(),
        files: Vec::new(),
        diagnostics: Vec::new(),
    };
    if let Some(path) = &root.path {
        // The same name that an include of the root would have, to notice a cycle.
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let located = name.and_then(|name| loader.locate(Some(path), &name).ok());
        load.known.first(Key::Path(located.unwrap_or_else(|| path.clone())), 0);
    }
    load.files.push(Loaded::new(root));
    let mut next = 0;
    while next < load.files.len() {
        load.includes_of(next);
        next += 1;
    }
    load.cut_cycles();
    (load.files, load.diagnostics)
}

struct Load<'l> {
    options: Options,
    loader: &'l dyn Loader,
    sources: &'l mut Sources,
    /// The files by their paths.
    known: Index<'static>,
    files: Vec<Loaded>,
    diagnostics: Vec<Diagnostic>,
}

impl Load<'_> {
    fn includes_of(&mut self, file: usize) {
        let mut linked = Linked::default();
        for place in 0..self.files[file].document.headers.len() {
            let Header::Include(include) = &self.files[file].document.headers[place] else {
                continue;
            };
            let include = include.clone();
            let path = &include.path.text;
            let located = match self.loader.locate(self.files[file].path.as_deref(), path) {
                Ok(located) => located,
                Err(reason) => {
                    self.missing(file, &include, &reason);
                    continue;
                }
            };
            match self.include(located) {
                Ok(target) => self.link(file, target, include, &mut linked),
                Err(reason) => {
                    let error = self.unreadable(file, &include, &reason);
                    self.diagnostics.push(error);
                }
            }
        }
    }

    fn unreadable(&self, file: usize, include: &ast::Include, reason: &str) -> Diagnostic {
        let message = format!("cannot include `{}`: {reason}", include.path.text);
        Diagnostic::error(Code::IncludeUnreadable, include.path.span, message)
            .within(self.files[file].source)
    }

    /// A file that is missing is a mistake only if something of it is used (row I2).
    fn missing(&mut self, file: usize, include: &ast::Include, reason: &str) {
        let mut diagnostic = self.unreadable(file, include, reason);
        if !self.options.strict {
            diagnostic.severity = Severity::Warning;
        }
        let prefix = match &include.alias {
            Some(alias) => alias.text.clone(),
            None => stem(Path::new(&include.path.text)),
        };
        let used = Cell::new(false);
        let missing = Missing { prefix, used, diagnostic: self.diagnostics.len() };
        self.diagnostics.push(diagnostic);
        self.files[file].missing.push(missing);
    }

    fn link(&mut self, file: usize, target: usize, include: ast::Include, linked: &mut Linked) {
        let alias = include.alias.map(|alias| alias.text);
        let prefix = alias.unwrap_or_else(|| self.files[target].stem.clone());
        let number = self.files[file].visible.len();
        if linked.prefixes.first(Key::Member(target, prefix.clone().into()), number) == number {
            let visible = Visible { prefix, file: target, span: include.span };
            self.files[file].visible.push(visible);
        }
        let id = FileId(file_number(target));
        let number = self.files[file].includes.len();
        if linked.files.first(Key::Number(id.0.into()), number) == number {
            let include = Include { file: id, path: include.path.text, span: include.span };
            self.files[file].includes.push(include);
        }
    }

    /// The index of an included file, which is read unless it is known.
    fn include(&mut self, located: PathBuf) -> Result<usize, String> {
        if let Some(known) = self.known.get(&Key::Path(located.clone())) {
            return Ok(known);
        }
        let text = self.loader.read(&located)?;
        let source = self.sources.add_text(&located, text.clone());
        let (document, mut diagnostics) = parse_str(&text);
        for found in &mut diagnostics {
            found.move_to(source);
        }
        self.diagnostics.append(&mut diagnostics);
        let root = Root { document, source, stem: stem(&located), path: Some(located.clone()) };
        self.files.push(Loaded::new(root));
        self.known.first(Key::Path(located), self.files.len() - 1);
        Ok(self.files.len() - 1)
    }

    /// Reports files that include each other, and takes the includes out that close such a circle:
    /// those of a file that is being walked through already.
    fn cut_cycles(&mut self) {
        // Which were come by, and of which all includes were followed.
        let mut begun = vec![false; self.files.len()];
        let mut done = vec![false; self.files.len()];
        // The files on the way from the root, each with how many of its includes were followed.
        let mut way = vec![(0, 0)];
        // By the file that they are in, in their order.
        let mut closing = vec![Vec::new(); self.files.len()];
        while let Some((file, followed)) = way.pop() {
            begun[file] = true;
            let Some(include) = self.files[file].includes.get(followed) else {
                done[file] = true;
                continue;
            };
            let target = include.file.0 as usize;
            way.push((file, followed + 1));
            if !begun[target] {
                way.push((target, 0));
            } else if !done[target] {
                closing[file].push(followed);
            }
        }
        for (file, closing) in closing.iter().enumerate() {
            if !closing.is_empty() {
                self.cut(file, closing);
            }
        }
    }

    /// Takes includes out that lead back to their own file.
    fn cut(&mut self, file: usize, closing: &[usize]) {
        let source = self.files[file].source;
        for (index, include) in take(&mut self.files[file].includes).into_iter().enumerate() {
            if closing.binary_search(&index).is_err() {
                self.files[file].includes.push(include);
                continue;
            }
            let target = self.files[include.file.0 as usize].source;
            let path = self.sources.get(target).map(|source| source.path.display().to_string());
            let name = short(&path.unwrap_or_default());
            let message = format!("`{name}` includes itself through this");
            let error = Diagnostic::error(Code::IncludeCycle, include.span, message);
            let error = error.help("move what both need into a file that both include");
            self.diagnostics.push(error.within(source));
        }
    }
}

/// What a file was given already.
#[derive(Default)]
struct Linked {
    /// By the file.
    prefixes: Index<'static>,
    files: Index<'static>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::MemoryLoader;

    /// They are sorted later, but nothing here may depend on how a table happens to be filled.
    #[test]
    fn circles_are_reported_in_the_order_of_the_files() {
        let names: Vec<_> = (0..20).map(|number| format!("f{number}.thrift")).collect();
        let include = |name: &String| format!("include '{name}'\n");
        // Each file includes itself, and the first all others.
        let texts: Vec<_> = names.iter().map(|name| (name.clone(), include(name))).collect();
        let loader: MemoryLoader = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
        let text: String = names.iter().map(include).collect();
        let mut sources = Sources::default();
        let source = sources.add_text(&names[0], text.clone());
        let (document, _) = parse_str(&text);
        let path = Some(PathBuf::from(&names[0]));
        let root = Root { document, source, stem: "f0".to_owned(), path };
        let (files, reports) = load(root, Options::default(), &loader, &mut sources);
        assert_eq!(files.len(), names.len());
        let at: Vec<_> = reports.iter().map(|report| report.source).collect();
        let expected: Vec<_> = files.iter().map(|file| file.source).collect();
        assert_eq!(at, expected);
    }
}
