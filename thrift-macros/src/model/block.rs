//! What only an IDL says: items with their declarations, typedefs, constants and their values.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use thrift_idl::{SourceId, Span};

use super::{Docs, Enum, Member, Service, Struct, Type, Union};
use crate::syntax::Generics;

/// All that one `thrift!` block or file declares.
#[derive(Default)]
pub(crate) struct Model {
    /// The items of the block itself.
    pub(crate) items: Vec<Item>,
    /// Where the names of the items are, until they are checked.
    pub(crate) places: Vec<(SourceId, Span)>,
    /// The included files, each once, as modules beside those items.
    pub(crate) modules: Vec<Module>,
}

pub(crate) struct Module {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) items: Vec<Item>,
    /// Where the names of the items are, until they are checked.
    pub(crate) places: Vec<(SourceId, Span)>,
}

pub(crate) enum Item {
    Struct(Struct),
    Union(Union),
    Enum(Enum),
    Alias(Alias),
    Const(Const),
    Service(Service),
}

/// How something is declared in Rust, as far as annotations say.
#[derive(Clone)]
pub(crate) struct Declaration {
    pub(crate) visibility: TokenStream,
    /// Attributes, derives among them.
    pub(crate) attrs: TokenStream,
}

impl Default for Declaration {
    fn default() -> Self {
        Self { visibility: quote!(pub), attrs: TokenStream::new() }
    }
}

/// What a generated type can implement besides `Clone`, `Debug` and `PartialEq`.
#[derive(Clone, Copy)]
pub(crate) struct Traits {
    pub(crate) order: Order,
    /// `Default`: no field without a default inside.
    pub(crate) default: bool,
}

/// How values of a type compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Order {
    /// Whether they are equal, and no more is known: there is a type of the user's inside.
    Unknown,
    /// `PartialOrd`, and `TotalOrd`: there is a `double` inside.
    Partial,
    /// `Eq`, `Hash`, `PartialOrd` and `Ord`.
    Total,
}

/// How a struct or a union is declared, and what it implements.
pub(crate) struct Declared {
    pub(crate) declaration: Declaration,
    pub(crate) traits: Traits,
}

impl Default for Declared {
    fn default() -> Self {
        let traits = Traits { order: Order::Unknown, default: false };
        Self { declaration: Declaration::default(), traits }
    }
}

/// A typedef.
pub(crate) struct Alias {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) docs: Docs,
    pub(crate) declaration: Declaration,
    pub(crate) ty: Type,
}

pub(crate) struct Const {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) ty: Type,
    pub(crate) value: Value,
}

/// A constant value with all that is needed to write it as Rust.
pub(crate) enum Value {
    Bool(bool),
    I8(i8),
    I16(i16),
    I32(i32),
    I64(i64),
    Double(f64),
    String(String),
    Binary(Vec<u8>),
    Uuid([u8; 16]),
    Enum {
        ty: TokenStream,
        number: i32,
    },
    List(Vec<Value>),
    Set(Vec<Value>),
    Map(Vec<(Value, Value)>),
    /// With `rest`, fields that are not listed have the defaults of the struct.
    Struct {
        ty: TokenStream,
        fields: Vec<FieldValue>,
        rest: bool,
    },
    Union {
        ty: TokenStream,
        variant: Ident,
        value: Box<Value>,
    },
    Some(Box<Value>),
    Boxed(Box<Value>),
    /// As an element of a set or key of a map that has doubles inside.
    Total(Box<Value>),
    /// Of a type of the user's that is made from this value.
    Converted(Box<Value>),
    /// Of a container of the user's that is made from these elements.
    Collected(Vec<Value>),
    /// The same, of pairs.
    CollectedPairs(Vec<(Value, Value)>),
    /// The default of whatever type is expected.
    Natural,
    /// The default of the struct of this name.
    Absent(TokenStream),
}

pub(crate) struct FieldValue {
    pub(crate) member: Member,
    pub(crate) value: Value,
}
