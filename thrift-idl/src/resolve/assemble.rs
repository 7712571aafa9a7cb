//! Taking out what was wrong, and renumbering the rest.

use super::Resolver;
use super::load::Loaded;
use crate::ast::Header;
use crate::program::{Field, File, Item, ItemId, Program, Type, TypeKind, Value};

impl Resolver<'_> {
    /// Hands out the items, those that are right.
    pub(super) fn finish(&mut self) -> Vec<Vec<Option<Item>>> {
        if self.dropped.is_empty() {
            return core::mem::take(&mut self.items);
        }
        for (file, items) in (0..).zip(&mut self.items) {
            for (index, item) in (0..).zip(items) {
                let id = ItemId { file, index };
                if let Some(Item::Service(service)) = item {
                    service
                        .functions
                        .retain(|f| !self.dropped.contains(&(id, f.name.text.clone())));
                }
            }
        }
        core::mem::take(&mut self.items)
    }
}

/// Puts files and items together.
pub(super) fn program(files: Vec<Loaded>, items: Vec<Vec<Option<Item>>>) -> Program {
    // Without mistakes, which is the rule, every item keeps its number.
    let complete = items.iter().flatten().all(Option::is_some);
    let renumber = (!complete).then(|| Renumber::new(&items));
    let files = files.into_iter().zip(items).map(|(loaded, items)| {
        // Unlike `flatten` this reuses the memory.
        #[allow(clippy::filter_map_identity, reason = "see above")]
        let mut items: Vec<Item> = items.into_iter().filter_map(|item| item).collect();
        if let Some(renumber) = &renumber {
            for item in &mut items {
                renumber.item(item);
            }
        }
        file(loaded, items)
    });
    Program { files: files.collect() }
}

fn file(loaded: Loaded, items: Vec<Item>) -> File {
    let Loaded { document, source, stem, path, includes, .. } = loaded;
    let namespaces = document.headers.into_iter().filter_map(|header| match header {
        Header::Namespace(namespace) => Some(namespace),
        Header::Package(_) | Header::Include(_) | Header::CppInclude(_) => None,
    });
    let namespaces = namespaces.collect();
    File { source, stem, path, namespaces, includes, items, docs: document.docs }
}

/// The index that each item has once those that are wrong are gone.
struct Renumber {
    indices: Vec<Vec<u32>>,
}

impl Renumber {
    fn new(items: &[Vec<Option<Item>>]) -> Self {
        let kept = |items: &Vec<Option<Item>>| {
            let mut next = 0;
            items
                .iter()
                .map(|item| {
                    let index = next;
                    next += u32::from(item.is_some());
                    index
                })
                .collect()
        };
        Self { indices: items.iter().map(kept).collect() }
    }

    fn id(&self, id: &mut ItemId) {
        id.index = self.indices[id.file as usize][id.index as usize];
    }

    fn item(&self, item: &mut Item) {
        match item {
            Item::Struct(item) => self.fields(&mut item.fields),
            Item::Enum(_) => {}
            Item::Typedef(item) => self.ty(&mut item.ty),
            Item::Const(item) => {
                self.ty(&mut item.ty);
                self.value(&mut item.value);
            }
            Item::Service(item) => {
                if let Some(id) = &mut item.extends {
                    self.id(id);
                }
                for function in &mut item.functions {
                    if let Some(ty) = &mut function.returns {
                        self.ty(ty);
                    }
                    self.fields(&mut function.args);
                    self.fields(&mut function.throws);
                }
            }
        }
    }

    fn fields(&self, fields: &mut [Field]) {
        for field in fields {
            self.ty(&mut field.ty);
            if let Some(value) = &mut field.default {
                self.value(value);
            }
        }
    }

    fn ty(&self, ty: &mut Type) {
        match &mut ty.kind {
            TypeKind::List(element) | TypeKind::Set(element) => self.ty(element),
            TypeKind::Map(key, value) => {
                self.ty(key);
                self.ty(value);
            }
            TypeKind::Struct(id) | TypeKind::Enum(id) | TypeKind::Typedef(id) => self.id(id),
            TypeKind::Bool
            | TypeKind::I8
            | TypeKind::I16
            | TypeKind::I32
            | TypeKind::I64
            | TypeKind::Double
            | TypeKind::String
            | TypeKind::Binary
            | TypeKind::Uuid => {}
        }
    }

    fn value(&self, value: &mut Value) {
        match value {
            Value::Enum { item, .. } => self.id(item),
            Value::List(items) | Value::Set(items) => items.iter_mut().for_each(|v| self.value(v)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    self.value(key);
                    self.value(value);
                }
            }
            Value::Struct { item, fields } => {
                self.id(item);
                for (_, value) in fields {
                    self.value(value);
                }
            }
            Value::Bool(_)
            | Value::I8(_)
            | Value::I16(_)
            | Value::I32(_)
            | Value::I64(_)
            | Value::Double(_)
            | Value::String(_)
            | Value::Binary(_)
            | Value::Uuid(_) => {}
        }
    }
}
