//! Taking out what was wrong, and renumbering the rest.

use core::mem::take;

use super::Resolver;
use super::declared::Declarations;
use super::load::Loaded;
use crate::ast::Header;
use crate::program::{Field, File, Item, ItemId, Program, Type, TypeKind, Value};

impl Resolver<'_> {
    /// Hands out the items, those that are right.
    pub(super) fn finish(&mut self) -> Vec<Option<Item>> {
        for (number, dropped) in self.dropped.iter().enumerate() {
            if dropped.is_empty() {
                continue;
            }
            let Some(Item::Service(service)) = &mut self.items[number] else { continue };
            for (index, function) in take(&mut service.functions).into_iter().enumerate() {
                if dropped.binary_search(&index).is_err() {
                    service.functions.push(function);
                }
            }
        }
        take(&mut self.items)
    }
}

/// Puts files and items together.
pub(super) fn program(
    loaded: Vec<Loaded>,
    declared: &Declarations,
    mut items: Vec<Option<Item>>,
) -> Program {
    let renumber = Renumber::new(declared, &items);
    let mut files = Vec::with_capacity(loaded.len());
    for loaded in loaded {
        let numbers = declared.of_file(files.len());
        let mut kept = Vec::with_capacity(numbers.len());
        for number in numbers {
            if let Some(mut item) = items[number].take() {
                if !renumber.indices.is_empty() {
                    renumber.item(&mut item);
                }
                kept.push(item);
            }
        }
        files.push(file(loaded, kept));
    }
    Program { files }
}

fn file(loaded: Loaded, items: Vec<Item>) -> File {
    let Loaded { document, source, stem, path, includes, .. } = loaded;
    let mut namespaces = Vec::new();
    for header in document.headers {
        if let Header::Namespace(namespace) = header {
            namespaces.push(namespace);
        }
    }
    File { source, stem, path, namespaces, includes, items, docs: document.docs }
}

/// The index that each item has once those that are wrong are gone.
struct Renumber<'a> {
    declared: &'a Declarations,
    /// By the number of the item; none when nothing was wrong, which is the rule.
    indices: Vec<u32>,
}

impl<'a> Renumber<'a> {
    fn new(declared: &'a Declarations, items: &[Option<Item>]) -> Self {
        let mut indices = Vec::new();
        if items.iter().any(Option::is_none) {
            let (mut file, mut next) = (0, 0);
            for (number, item) in items.iter().enumerate() {
                let id = declared.all[number].id;
                if id.file != file {
                    (file, next) = (id.file, 0);
                }
                indices.push(next);
                next += u32::from(item.is_some());
            }
        }
        Self { declared, indices }
    }

    fn id(&self, id: &mut ItemId) {
        if let Some(index) = self.indices.get(self.declared.number(*id)) {
            id.index = *index;
        }
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
            Value::List(items) | Value::Set(items) => {
                for item in items {
                    self.value(item);
                }
            }
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
