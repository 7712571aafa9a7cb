//! The syntax tree: a file as it is written, before names mean anything.

#![allow(clippy::exhaustive_enums, reason = "whoever reads the tree must handle every node")]

use crate::token::Span;

/// A whole file or block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The doc comment of the file itself (row A5).
    pub docs: Option<String>,
    /// Namespaces and includes.
    pub headers: Vec<Header>,
    /// Types, constants and services in the order of the source.
    pub definitions: Vec<Definition>,
    /// Words of definitions that could not be read, among them their names, so that uses of these
    /// need not be reported.
    pub unread: Vec<String>,
}

/// What stands before the definitions.
#[derive(Clone, Debug, PartialEq)]
pub enum Header {
    /// `package "example.com/shop"` of fbthrift, which means nothing here.
    Package(Package),
    /// `namespace rs a.b`
    Namespace(Namespace),
    /// `include "a.thrift"`
    Include(Include),
    /// `cpp_include "<vector>"`, which means nothing here.
    CppInclude(Literal),
}

/// `namespace rs a.b (key = "value")`
#[derive(Clone, Debug, PartialEq)]
pub struct Namespace {
    /// The language, or `*`.
    pub scope: Name,
    /// The name in that language.
    pub name: Name,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// The whole header.
    pub span: Span,
}

/// `package "example.com/shop"`
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// The name.
    pub name: Literal,
    /// Annotations before it.
    pub structured: Vec<StructuredAnnotation>,
    /// The whole header.
    pub span: Span,
}

/// `include "a.thrift"` or, of fbthrift, `include "a.thrift" as b`
#[derive(Clone, Debug, PartialEq)]
pub struct Include {
    /// The path as written.
    pub path: Literal,
    /// The prefix for its names, when it is not that of the file.
    pub alias: Option<Name>,
    /// The whole header.
    pub span: Span,
}

/// A string in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The text, escapes resolved.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A name, either given or used; a used one may be dotted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// `key = "value"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The key, possibly dotted.
    pub key: String,
    /// The value; `"1"` when there is none.
    pub value: String,
    /// The value, or the key where there is no value.
    pub value_span: Span,
    /// The whole annotation.
    pub span: Span,
}

/// `@scope.Name{field = value}` or `@Name`, of fbthrift: an annotation that has a type.
#[derive(Clone, Debug, PartialEq)]
pub struct StructuredAnnotation {
    /// The name of the type.
    pub name: Name,
    /// The fields; `None` when there are no braces, which means the same as empty ones.
    pub fields: Option<Vec<FieldValue>>,
    /// The whole annotation.
    pub span: Span,
}

/// `field = value` in the braces of a struct's value.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldValue {
    /// The name of the field.
    pub name: Name,
    /// The value.
    pub value: ConstValue,
}

/// A definition.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
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

impl Definition {
    /// Returns the name that is defined.
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
}

/// Which of the three kinds of struct it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StructKind {
    /// `struct`
    Struct,
    /// `union`
    Union,
    /// `exception`
    Exception,
}

impl StructKind {
    /// Returns the keyword.
    #[must_use]
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::Struct => "struct",
            Self::Union => "union",
            Self::Exception => "exception",
        }
    }
}

/// `struct S { … }`, `union U { … }` or `exception E { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Which of the three.
    pub kind: StructKind,
    /// `safe`, `transient` and the like before `exception`, of fbthrift; they mean nothing here.
    pub qualifiers: Vec<Name>,
    /// The name.
    pub name: Name,
    /// Whether `xsd_all` follows the name; it means nothing here.
    pub xsd_all: bool,
    /// The fields, those that could be read.
    pub fields: Vec<Field>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// Annotations before it.
    pub structured: Vec<StructuredAnnotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// How a field's presence is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Requiredness {
    /// `required`: always there, an error when it is not.
    Required,
    /// `optional`: written when set.
    Optional,
    /// Neither: always written, and allowed to be missing.
    Default,
}

/// `1: required i32 name = 5 (key = "value")`: a field, argument or exception thrown.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The id, when it is written.
    pub id: Option<(i64, Span)>,
    /// The requiredness and its keyword's place, when it is written.
    pub requiredness: Option<(Requiredness, Span)>,
    /// The type.
    pub ty: Type,
    /// Whether `&` follows the type.
    pub reference: bool,
    /// The name.
    pub name: Name,
    /// The value when there is none on the wire.
    pub default: Option<Box<ConstValue>>,
    /// What is there for XML schemas, if there is something.
    pub xsd: Option<Box<Xsd>>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// Annotations before it.
    pub structured: Vec<StructuredAnnotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole field.
    pub span: Span,
}

/// `xsd_optional xsd_nillable xsd_attrs { … }`, which mean nothing here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Xsd {
    /// `xsd_optional`
    pub optional: bool,
    /// `xsd_nillable`
    pub nillable: bool,
    /// `xsd_attrs { … }`
    pub attributes: Option<Vec<Field>>,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// What it is.
    pub kind: TypeKind,
    /// `cpp_type "…"`, which means nothing here.
    pub cpp_type: Option<Box<Literal>>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// The whole type.
    pub span: Span,
}

/// What a type is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// A type of the language.
    Base(Base),
    /// `list<T>`
    List(Box<Type>),
    /// `set<T>`
    Set(Box<Type>),
    /// `map<K, V>`
    Map(Box<Type>, Box<Type>),
    /// A name, perhaps with the prefix of an include.
    Named(String),
}

/// The types of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// `bool`
    Bool,
    /// `byte`, the old name of `i8`
    Byte,
    /// `i8`
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
}

impl Base {
    /// Finds the type of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "bool" => Self::Bool,
            "byte" => Self::Byte,
            "i8" => Self::I8,
            "i16" => Self::I16,
            "i32" => Self::I32,
            "i64" => Self::I64,
            "double" => Self::Double,
            "string" => Self::String,
            "binary" => Self::Binary,
            "uuid" => Self::Uuid,
            _ => return None,
        })
    }
}

/// `enum E { A, B = 5 }`
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The name.
    pub name: Name,
    /// The values, those that could be read.
    pub values: Vec<EnumValue>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// Annotations before it.
    pub structured: Vec<StructuredAnnotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// `A = 5 (key = "value")`
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The name.
    pub name: Name,
    /// The number, when it is written.
    pub number: Option<(i64, Span)>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// Annotations before it.
    pub structured: Vec<StructuredAnnotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole value.
    pub span: Span,
}

/// `typedef i32 Id`
#[derive(Clone, Debug, PartialEq)]
pub struct Typedef {
    /// The type it stands for.
    pub ty: Type,
    /// The name.
    pub name: Name,
    /// Annotations of the name.
    pub annotations: Vec<Annotation>,
    /// Annotations before it.
    pub structured: Vec<StructuredAnnotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// `const i32 LIMIT = 5`
#[derive(Clone, Debug, PartialEq)]
pub struct Const {
    /// The type.
    pub ty: Type,
    /// The name.
    pub name: Name,
    /// The value.
    pub value: ConstValue,
    /// Annotations before it.
    pub structured: Vec<StructuredAnnotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// A value as written.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstValue {
    /// What it is.
    pub kind: ConstKind,
    /// The whole value.
    pub span: Span,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstKind {
    /// An integer.
    Int(i64),
    /// `true` or `false`, which are also the integers 1 and 0.
    Bool(bool),
    /// A floating-point number.
    Double(f64),
    /// A string.
    Literal(String),
    /// The name of a constant or an enum value.
    Ident(String),
    /// `[a, b]`
    List(Vec<ConstValue>),
    /// `{a: b, c: d}`
    Map(Vec<(ConstValue, ConstValue)>),
    /// `Name{field = value}`, of fbthrift.
    Struct(Name, Vec<FieldValue>),
}

/// `service S extends P { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The name.
    pub name: Name,
    /// The parent.
    pub extends: Option<Name>,
    /// The functions, those that could be read.
    pub functions: Vec<Function>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// Annotations before it.
    pub structured: Vec<StructuredAnnotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole definition.
    pub span: Span,
}

/// What fbthrift lets a function promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FunctionQualifier {
    /// `readonly`: a call changes nothing.
    Readonly,
    /// `idempotent`: a second call changes nothing more.
    Idempotent,
}

impl FunctionQualifier {
    /// Returns the keyword.
    #[must_use]
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::Readonly => "readonly",
            Self::Idempotent => "idempotent",
        }
    }
}

/// `oneway void name(1: i32 a) throws (1: E e)`
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The place of `oneway`, when it is there.
    pub oneway: Option<Span>,
    /// Whether the function may be called again, when it is written.
    pub qualifier: Option<(FunctionQualifier, Span)>,
    /// The type of the result; `None` for `void`.
    pub returns: Option<Type>,
    /// The name.
    pub name: Name,
    /// The arguments.
    pub args: Vec<Field>,
    /// The exceptions thrown.
    pub throws: Vec<Field>,
    /// The place of `throws`, when it is there.
    pub throws_span: Option<Span>,
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// Annotations before it.
    pub structured: Vec<StructuredAnnotation>,
    /// The doc comment.
    pub docs: Option<String>,
    /// The whole function.
    pub span: Span,
}
