//! Reading the files that a file includes, and those that they include.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::{Root, graph};
use crate::ast::{self, Document, Header};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::parser::parse_str;
use crate::program::{FileId, Include};
use crate::source::{Loader, SourceId, Sources, stem};

/// A file, parsed.
pub(super) struct Loaded {
    pub(super) document: Document,
    pub(super) source: SourceId,
    pub(super) stem: String,
    pub(super) path: Option<PathBuf>,
    /// The files whose names can be used here, each with the prefix for them.
    pub(super) visible: Vec<(String, usize)>,
    /// The prefixes of files that could not be read, so that their names are not reported too.
    pub(super) unread: HashSet<String>,
    /// The visible files without those that lead back here.
    pub(super) includes: Vec<Include>,
}

impl Loaded {
    fn new(root: Root) -> Self {
        let Root { document, source, stem, path } = root;
        let (visible, unread, includes) = (Vec::new(), HashSet::new(), Vec::new());
        Self { document, source, stem, path, visible, unread, includes }
    }
}

/// Reads everything, each file once. The root comes first.
pub(super) fn load(
    root: Root,
    loader: &dyn Loader,
    sources: &mut Sources,
) -> (Vec<Loaded>, Vec<Diagnostic>) {
    let mut load =
        Load { loader, sources, known: HashMap::new(), files: Vec::new(), diagnostics: Vec::new() };
    if let Some(path) = &root.path {
        // The same name that an include of the root would have, to notice a cycle.
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let located = name.and_then(|name| loader.locate(Some(path), &name).ok());
        load.known.insert(located.unwrap_or_else(|| path.clone()), 0);
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
    loader: &'l dyn Loader,
    sources: &'l mut Sources,
    known: HashMap<PathBuf, usize>,
    files: Vec<Loaded>,
    diagnostics: Vec<Diagnostic>,
}

impl Load<'_> {
    fn includes_of(&mut self, file: usize) {
        let headers = self.files[file].document.headers.iter();
        let written: Vec<ast::Include> = headers
            .filter_map(|header| match header {
                Header::Include(include) => Some(include.clone()),
                Header::Package(_) | Header::Namespace(_) | Header::CppInclude(_) => None,
            })
            .collect();
        for include in written {
            match self.include(file, &include.path.text) {
                Ok(target) => self.link(file, target, include),
                Err(reason) => {
                    let message = format!("cannot include `{}`: {reason}", include.path.text);
                    let error =
                        Diagnostic::error(Code::IncludeUnreadable, include.path.span, message);
                    self.diagnostics.push(error.within(self.files[file].source));
                    let prefix = stem(Path::new(&include.path.text));
                    self.files[file].unread.insert(include.alias.map_or(prefix, |a| a.text));
                }
            }
        }
    }

    fn link(&mut self, file: usize, target: usize, include: ast::Include) {
        let prefix = include.alias.map_or_else(|| self.files[target].stem.clone(), |a| a.text);
        let visible = &mut self.files[file].visible;
        let known = visible.iter().any(|(_, known)| *known == target);
        if !visible.contains(&(prefix.clone(), target)) {
            visible.push((prefix, target));
        }
        if !known {
            let id = FileId(u32::try_from(target).unwrap_or(u32::MAX));
            let include = Include { file: id, path: include.path.text, span: include.span };
            self.files[file].includes.push(include);
        }
    }

    /// The index of an included file, which is read unless it is known.
    fn include(&mut self, file: usize, path: &str) -> Result<usize, String> {
        let located = self.loader.locate(self.files[file].path.as_deref(), path)?;
        if let Some(known) = self.known.get(&located) {
            return Ok(*known);
        }
        let text = self.loader.read(&located)?;
        let source = self.sources.add_text(&located, text.clone());
        let (document, diagnostics) = parse_str(&text);
        self.diagnostics.extend(diagnostics.into_iter().map(|found| found.within(source)));
        let root = Root { document, source, stem: stem(&located), path: Some(located.clone()) };
        self.files.push(Loaded::new(root));
        self.known.insert(located, self.files.len() - 1);
        Ok(self.files.len() - 1)
    }

    /// Reports files that include each other, and takes an include out of each such circle.
    fn cut_cycles(&mut self) {
        loop {
            let edges: Vec<Vec<usize>> = self.files.iter().map(targets).collect();
            let order = graph::order(&edges);
            let cycles = graph::cycles(&edges, &order.stuck);
            if cycles.is_empty() {
                return;
            }
            for cycle in cycles {
                self.cut(&cycle);
            }
        }
    }

    /// Takes the include out that leads from the last file of a cycle to the first.
    fn cut(&mut self, cycle: &[usize]) {
        let (Some(first), Some(last)) = (cycle.iter().min(), cycle.last()) else { return };
        // Where the circle closes on the file that was read first.
        let closing = cycle
            .iter()
            .position(|file| file == first)
            .map_or(*last, |at| at.checked_sub(1).map_or(*last, |before| cycle[before]));
        let path = self.sources.get(self.files[*first].source).map(|source| source.path.clone());
        let file = &mut self.files[closing];
        let at = file.includes.iter().position(|include| include.file.0 as usize == *first);
        let Some(cut) = at.map(|at| file.includes.remove(at)) else { return };
        let name = path.unwrap_or_default();
        let message = format!("`{}` includes itself through this", name.display());
        let error = Diagnostic::error(Code::IncludeCycle, cut.span, message);
        let error = error.help("move what both need into a file that both include");
        self.diagnostics.push(error.within(file.source));
    }
}

fn targets(file: &Loaded) -> Vec<usize> {
    file.includes.iter().map(|include| include.file.0 as usize).collect()
}
