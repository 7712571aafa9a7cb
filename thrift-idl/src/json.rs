//! A resolved program as JSON, for tools that are not written in Rust.
//!
//! The shape is described in the book, in `docs/reference/idl-json.md`.

mod value;
mod writer;

use crate::json::writer::Writer;
use crate::program::{
    Annotation, Enum, EnumValue, Field, File, Function, Include, Item, ItemId, Program,
    Requiredness, Service, Struct, Type, TypeKind,
};
use crate::source::{Source, Sources};
use crate::token::Span;

/// Writes a program as JSON, indented by two spaces, with a newline at the end.
///
/// Everything stands in the order of the source and keys in a fixed one, so that equal programs
/// give equal texts. With the sources of the program there are lines and columns in it; without,
/// that is with [`Sources::default`], there are none.
///
/// Types and values nest as deep as in the IDL, [`MAX_DEPTH`](crate::MAX_DEPTH), with a dozen levels
/// around them at most: less than the 128 that some readers of JSON allow.
///
/// ```
/// use thrift_idl::{Sources, parse_text, to_json};
///
/// let parsed = parse_text("typedef i32 Id");
/// let json = to_json(&parsed.program, &Sources::default());
/// assert!(json.contains(r#""kind": "typedef""#));
/// assert!(json.contains(r#""type": {"type": "i32"}"#));
/// ```
#[must_use]
pub fn to_json(program: &Program, sources: &Sources) -> String {
    let mut json = Json { program, sources, source: None, out: Writer::default() };
    json.object(|json| {
        json.list("files", &program.files, Json::file);
    });
    json.out.finish()
}

struct Json<'p> {
    program: &'p Program,
    sources: &'p Sources,
    /// The text of the file that is being written.
    source: Option<&'p Source>,
    out: Writer,
}

impl<'p> Json<'p> {
    fn file(&mut self, file: &'p File) {
        self.source = self.sources.get(file.source);
        self.object(|json| {
            if let Some(path) = &file.path {
                json.text("path", &path.to_string_lossy());
            }
            json.text("stem", &file.stem);
            json.docs(file.docs.as_deref());
            json.list("namespaces", &file.namespaces, |json, namespace| {
                json.object(|json| {
                    json.text("language", &namespace.scope.text);
                    json.text("name", &namespace.name.text);
                    json.annotations(&namespace.annotations);
                    json.span(namespace.span);
                });
            });
            json.list("includes", &file.includes, Self::include);
            json.list("items", &file.items, Self::item);
        });
    }

    fn include(&mut self, include: &Include) {
        self.object(|json| {
            json.number("file", i64::from(include.file.0));
            json.text("path", &include.path);
            json.span(include.span);
        });
    }

    /// `kind`, `name` and what all items have, then what is special to the kind.
    fn item(&mut self, item: &Item) {
        let kind = match item {
            Item::Struct(item) => item.kind.keyword(),
            Item::Enum(_) => "enum",
            Item::Typedef(_) => "typedef",
            Item::Const(_) => "const",
            Item::Service(_) => "service",
        };
        self.object(|json| {
            json.text("kind", kind);
            json.head(&item.name().text, item.docs(), item.annotations(), item.span());
            match item {
                Item::Struct(item) => json.structure(item),
                Item::Enum(item) => json.enumeration(item),
                Item::Typedef(item) => json.ty("type", &item.ty),
                Item::Const(item) => {
                    json.ty("type", &item.ty);
                    json.value("value", &item.value);
                }
                Item::Service(item) => json.service(item),
            }
        });
    }

    fn head(&mut self, name: &str, docs: Option<&str>, annotations: &[Annotation], span: Span) {
        self.text("name", name);
        self.docs(docs);
        self.annotations(annotations);
        self.span(span);
    }

    fn structure(&mut self, item: &Struct) {
        self.list("fields", &item.fields, Self::field);
    }

    fn field(&mut self, field: &Field) {
        let requiredness = match field.requiredness {
            Requiredness::Required => "required",
            Requiredness::Optional => "optional",
            Requiredness::Default => "default",
        };
        self.object(|json| {
            json.number("id", i64::from(field.id));
            json.head(&field.name.text, field.docs.as_deref(), &field.annotations, field.span);
            json.text("requiredness", requiredness);
            json.flag("reference", field.reference);
            json.ty("type", &field.ty);
            if let Some(value) = &field.default {
                json.value("default", value);
            }
        });
    }

    fn enumeration(&mut self, item: &Enum) {
        self.list("values", &item.values, |json, value: &EnumValue| {
            json.object(|json| {
                json.number("number", i64::from(value.number));
                json.head(&value.name.text, value.docs.as_deref(), &value.annotations, value.span);
            });
        });
    }

    fn service(&mut self, item: &Service) {
        if let Some(parent) = item.extends {
            self.out.key("extends");
            self.inline(|json| json.object(|json| json.reference(parent)));
        }
        self.list("functions", &item.functions, Self::function);
    }

    fn function(&mut self, function: &Function) {
        self.object(|json| {
            let Function { name, docs, annotations, span, .. } = function;
            json.head(&name.text, docs.as_deref(), annotations, *span);
            json.flag("oneway", function.oneway);
            if let Some(qualifier) = function.qualifier {
                json.text("qualifier", qualifier.keyword());
            }
            match &function.returns {
                Some(ty) => json.ty("returns", ty),
                None => {
                    json.out.key("returns");
                    json.inline(|json| json.object(|json| json.text("type", "void")));
                }
            }
            json.list("args", &function.args, Self::field);
            json.list("throws", &function.throws, Self::field);
        });
    }

    fn ty(&mut self, key: &str, ty: &Type) {
        self.out.key(key);
        self.inline(|json| json.type_object(ty));
    }

    /// `{"type": "list", "element": {"type": "i32"}}`
    fn type_object(&mut self, ty: &Type) {
        self.object(|json| {
            json.text("type", json.type_name(&ty.kind));
            match &ty.kind {
                TypeKind::List(element) | TypeKind::Set(element) => json.ty("element", element),
                TypeKind::Map(key, value) => {
                    json.ty("key", key);
                    json.ty("value", value);
                }
                TypeKind::Struct(id) | TypeKind::Enum(id) | TypeKind::Typedef(id) => {
                    json.reference(*id);
                }
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
            json.annotations(&ty.annotations);
        });
    }

    fn type_name(&self, kind: &TypeKind) -> &'static str {
        match kind {
            TypeKind::Bool => "bool",
            TypeKind::I8 => "i8",
            TypeKind::I16 => "i16",
            TypeKind::I32 => "i32",
            TypeKind::I64 => "i64",
            TypeKind::Double => "double",
            TypeKind::String => "string",
            TypeKind::Binary => "binary",
            TypeKind::Uuid => "uuid",
            TypeKind::List(_) => "list",
            TypeKind::Set(_) => "set",
            TypeKind::Map(..) => "map",
            TypeKind::Struct(id) => match self.program.item(*id) {
                Item::Struct(item) => item.kind.keyword(),
                _ => "struct",
            },
            TypeKind::Enum(_) => "enum",
            TypeKind::Typedef(_) => "typedef",
        }
    }

    /// A type or service is named by its file and its name, which is unique there.
    fn reference(&mut self, id: ItemId) {
        self.number("file", i64::from(id.file));
        let program = self.program;
        self.text("name", &program.item(id).name().text);
    }

    fn docs(&mut self, docs: Option<&str>) {
        if let Some(docs) = docs {
            self.text("docs", docs);
        }
    }

    /// In an array, since a key may be there more than once.
    fn annotations(&mut self, annotations: &[Annotation]) {
        if annotations.is_empty() {
            return;
        }
        self.list("annotations", annotations, |json, annotation| {
            json.inline(|json| {
                json.object(|json| {
                    json.text("key", &annotation.key);
                    json.text("value", &annotation.value);
                });
            });
        });
    }

    fn span(&mut self, span: Span) {
        let position = |offset| self.source.and_then(|source| source.position(offset));
        let (Some(start), Some(end)) = (position(span.start), position(span.end)) else { return };
        self.out.key("span");
        self.inline(|json| {
            json.object(|json| {
                for (key, number) in [
                    ("line", start.line),
                    ("column", start.column),
                    ("end_line", end.line),
                    ("end_column", end.column),
                ] {
                    json.number(key, i64::try_from(number).unwrap_or(i64::MAX));
                }
            });
        });
    }

    fn object(&mut self, body: impl FnOnce(&mut Self)) {
        self.out.open('{');
        body(self);
        self.out.close('}');
    }

    fn array<'i, T: 'i>(
        &mut self,
        items: impl IntoIterator<Item = &'i T>,
        mut each: impl FnMut(&mut Self, &'i T),
    ) {
        self.out.open('[');
        for item in items {
            self.out.element();
            each(self, item);
        }
        self.out.close(']');
    }

    fn list<'i, T>(&mut self, key: &str, items: &'i [T], each: impl FnMut(&mut Self, &'i T)) {
        self.out.key(key);
        self.array(items, each);
    }

    /// Writes what is small on one line.
    fn inline(&mut self, body: impl FnOnce(&mut Self)) {
        self.out.begin_inline();
        body(self);
        self.out.end_inline();
    }

    fn text(&mut self, key: &str, text: &str) {
        self.out.key(key);
        self.out.string(text);
    }

    fn number(&mut self, key: &str, number: i64) {
        self.out.key(key);
        self.out.plain(&number);
    }

    fn flag(&mut self, key: &str, flag: bool) {
        self.out.key(key);
        self.out.plain(&flag);
    }
}
