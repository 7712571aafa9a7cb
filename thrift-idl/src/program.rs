//! The resolved program: every name looked up, every number final, every value of its type.
//!
//! Later phases need not check again: each [`ItemId`] in a [`Program`] names an item of the right
//! kind, each [`Value`] fits its [`Type`], ids and names are unique where they must be.

#![allow(clippy::exhaustive_enums, reason = "a generator must handle every kind")]

use std::path::PathBuf;

pub use crate::ast::{Annotation, FunctionQualifier, Name, Requiredness, StructKind};
use crate::source::SourceId;
use crate::token::Span;

/// A file and all it includes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Each file once; the first is the root.
    pub files: Vec<File>,
}

/// Names a file of a [`Program`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// Names an item of a [`Program`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId {
    /// The index of its file in [`Program::files`].
    pub file: u32,
    /// The index in [`File::items`].
    pub index: u32,
}

impl Program {
    /// Looks an item up.
    ///
    /// # Panics
    ///
    /// When the id is not from this program.
    #[must_use]
    pub fn item(&self, id: ItemId) -> &Item {
        &self.files[id.file as usize].items[id.index as usize]
    }

    /// Looks a file up.
    ///
    /// # Panics
    ///
    /// When the id is not from this program.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// Follows typedefs to the type that they stand for.
    #[must_use]
    pub fn resolve_alias<'p>(&'p self, mut ty: &'p Type) -> &'p Type {
        while let TypeKind::Typedef(id) = ty.kind {
            let Item::Typedef(typedef) = self.item(id) else { break };
            ty = &typedef.ty;
        }
        ty
    }

    /// Lists every item with its id, file by file, in the order of the source.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        (0..).zip(&self.files).flat_map(|(file, content)| {
            (0..).zip(&content.items).map(move |(index, item)| (ItemId { file, index }, item))
        })
    }
}

/// One file.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// The input that its spans are in.
    pub source: SourceId,
    /// The prefix that other files use its names with.
    pub stem: String,
    /// Where it is; `None` when it is no file.
    pub path: Option<PathBuf>,
    /// The namespaces, in the order of the source.
    pub namespaces: Vec<crate::ast::Namespace>,
    /// The files included directly, each once. Following includes never comes back to a file.
    pub includes: Vec<Include>,
    /// Types, constants and services, in the order of the source.
    pub items: Vec<Item>,
    /// The doc comment of the file.
    pub docs: Option<String>,
}

impl File {
    /// Finds the namespace for a language: the last one given, or that for `*` (row N6).
    #[must_use]
    pub fn namespace(&self, language: &str) -> Option<&str> {
        let last = |scope: &str| self.namespaces.iter().rfind(|n| n.scope.text == scope);
        last(language).or_else(|| last("*")).map(|namespace| namespace.name.text.as_str())
    }
}

/// A file included by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// Which file.
    pub file: FileId,
    /// The path as written.
    pub path: String,
    /// The header.
    pub span: Span,
}

/// A definition.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A struct, union or exception.
    Struct(Struct),
    /// An enum.
    Enum(Enum),
    /// A typedef.
    Typedef(Typedef),
    /// A constant.
    Const(Const),
    /// A service.
    Service(Service),
}

impl Item {
    /// Returns its name.
    #[must_use]
    pub fn name(&self) -> &Name {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::Typedef(item) => &item.name,
            Self::Const(item) => &item.name,
            Self::Service(item) => &item.name,
        }
    }

    /// Returns its doc comment.
    #[must_use]
    pub fn docs(&self) -> Option<&str> {
        match self {
            Self::Struct(item) => item.docs.as_deref(),
            Self::Enum(item) => item.docs.as_deref(),
            Self::Typedef(item) => item.docs.as_deref(),
            Self::Const(item) => item.docs.as_deref(),
            Self::Service(item) => item.docs.as_deref(),
        }
    }

    /// Returns its annotations; a constant has none.
    #[must_use]
    pub fn annotations(&self) -> &[Annotation] {
        match self {
            Self::Struct(item) => &item.annotations,
            Self::Enum(item) => &item.annotations,
            Self::Typedef(item) => &item.annotations,
            Self::Const(_) => &[],
            Self::Service(item) => &item.annotations,
        }
    }

    /// Returns its whole stretch.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Struct(item) => item.span,
            Self::Enum(item) => item.span,
            Self::Typedef(item) => item.span,
            Self::Const(item) => item.span,
            Self::Service(item) => item.span,
        }
    }
}

/// A struct, union or exception.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Which of the three.
    pub kind: StructKind,
    /// The name.
    pub name: Name,
    /// The fields, in the order of the source.
    pub fields: Vec<Field>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// A field, argument, or exception thrown.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The id. Unless negative ids are allowed, only one that was not written is negative.
    pub id: i16,
    /// Where the id is written, if it is.
    pub id_span: Option<Span>,
    /// The name.
    pub name: Name,
    /// The requiredness; members of unions and exceptions thrown are optional.
    pub requiredness: Requiredness,
    /// The type.
    pub ty: Type,
    /// Whether the field is a reference, `&`.
    pub reference: bool,
    /// Whether a value of the type may hold, without a container in between, another value of
    /// this field's own struct: in memory there must be an indirection. Never so for arguments
    /// and exceptions thrown.
    pub boxed: bool,
    /// The value when there is none on the wire; it fits the type.
    pub default: Option<Value>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole field.
    pub span: Span,
}

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// What it is.
    pub kind: TypeKind,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// Where it stands.
    pub span: Span,
}

/// What a type is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// `bool`
    Bool,
    /// `i8` or `byte`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `double`
    Double,
    /// `string`
    String,
    /// `binary`
    Binary,
    /// `uuid`
    Uuid,
    /// `list<T>`
    List(Box<Type>),
    /// `set<T>`
    Set(Box<Type>),
    /// `map<K, V>`
    Map(Box<Type>, Box<Type>),
    /// A struct, union or exception.
    Struct(ItemId),
    /// An enum.
    Enum(ItemId),
    /// A typedef.
    Typedef(ItemId),
}

/// An enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The name.
    pub name: Name,
    /// The values, in the order of the source; names are unique, numbers need not be.
    pub values: Vec<EnumValue>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The name.
    pub name: Name,
    /// The number.
    pub number: i32,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole value.
    pub span: Span,
}

/// Another name of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Typedef {
    /// The name.
    pub name: Name,
    /// The type it stands for.
    pub ty: Type,
    /// Annotations of the name.
    pub annotations: Vec<Annotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Const {
    /// The name.
    pub name: Name,
    /// The type.
    pub ty: Type,
    /// The value; it fits the type.
    pub value: Value,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// A value, evaluated.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Of type `bool`.
    Bool(bool),
    /// Of type `i8`.
    I8(i8),
    /// Of type `i16`.
    I16(i16),
    /// Of type `i32`.
    I32(i32),
    /// Of type `i64`.
    I64(i64),
    /// Of type `double`; infinite when the number is too large for one.
    Double(f64),
    /// Of type `string`.
    String(String),
    /// Of type `binary`.
    Binary(Vec<u8>),
    /// Of type `uuid`.
    Uuid([u8; 16]),
    /// Of an enum.
    Enum {
        /// The enum.
        item: ItemId,
        /// The number.
        number: i32,
        /// The index in [`Enum::values`]; the first with that number when only it is known.
        index: usize,
    },
    /// Of a list.
    List(Vec<Value>),
    /// Of a set, as written: there may be duplicates.
    Set(Vec<Value>),
    /// Of a map, as written: of entries with equal keys the last counts.
    Map(Vec<(Value, Value)>),
    /// Of a struct, exception, or union; of a union one member, or none if none is written.
    Struct {
        /// The struct.
        item: ItemId,
        /// The fields written, each once, by index in [`Struct::fields`].
        fields: Vec<(usize, Value)>,
    },
}

/// A service.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The name.
    pub name: Name,
    /// The parent service. Following parents comes to an end.
    pub extends: Option<ItemId>,
    /// Where the parent is named, if there is one.
    pub extends_span: Option<Span>,
    /// The functions, without those of the parent; no parent has one of the same name.
    pub functions: Vec<Function>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// A function of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Whether there is no answer; then it returns nothing and throws nothing.
    pub oneway: bool,
    /// Whether it may be called again, when it is said.
    pub qualifier: Option<FunctionQualifier>,
    /// The type of the result; `None` for `void`.
    pub returns: Option<Type>,
    /// The name.
    pub name: Name,
    /// The arguments.
    pub args: Vec<Field>,
    /// The exceptions thrown; the ids are not 0, the types are exceptions.
    pub throws: Vec<Field>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole function.
    pub span: Span,
}
