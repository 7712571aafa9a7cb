//! What the user declares, of which the model has no more than a codec needs.

use proc_macro2::{Ident, Span, TokenStream};

use super::{
    Adapter, Blank, Docs, Enum, EnumForm, EnumValue, Field, Id, Member, Number, Presence, Reserved,
    Struct, Type, Union, Variant,
};
#[cfg(feature = "idl")]
use super::{Declaration, Declared, Order};
use crate::syntax::Generics;

impl Struct {
    /// Also one that is private to the expansion.
    pub(crate) fn undeclared(ident: Ident, generics: Generics, fields: Vec<Field>) -> Self {
        let mut item = Self {
            ident,
            generics,
            exception: None,
            docs: Docs::default(),
            #[cfg(feature = "idl")]
            declared: Declared::default(),
            fields,
            skipped: Vec::new(),
            keeper: None,
            reserved: Reserved::default(),
            blank: Blank::Always,
        };
        item.blank = item.blank_of_unknown();
        item
    }
}

impl Field {
    /// One of which nothing is said but its id, its name and its type.
    pub(crate) fn undeclared(id: Id, member: Member, name: String, ty: Type) -> Self {
        Self {
            id,
            member,
            name,
            docs: Docs::default(),
            #[cfg(feature = "idl")]
            declaration: Declaration::default(),
            ty,
            presence: Presence::Unqualified,
            default: None,
            adapter: None,
            deprecated_ids: Vec::new(),
            #[cfg(feature = "idl")]
            redacted: false,
        }
    }
}

impl Adapter {
    /// Of which only the compiler knows what it is on the wire.
    pub(crate) fn undeclared(path: TokenStream, span: Span, rust: TokenStream) -> Self {
        Self {
            path,
            span,
            rust,
            #[cfg(feature = "idl")]
            ttype: None,
        }
    }
}

impl Type {
    /// As it is written; how its values compare is not for a macro to know.
    pub(crate) fn undeclared(rust: TokenStream, span: Span) -> Self {
        Self {
            rust,
            span,
            #[cfg(feature = "idl")]
            order: Order::Unknown,
            replaced: Vec::new(),
        }
    }
}

impl Union {
    pub(crate) fn undeclared(ident: Ident, generics: Generics, variants: Vec<Variant>) -> Self {
        Self {
            ident,
            generics,
            docs: Docs::default(),
            #[cfg(feature = "idl")]
            declared: Declared::default(),
            variants,
            unknown: None,
            reserved: Reserved::default(),
        }
    }
}

impl Enum {
    pub(crate) fn undeclared(ident: Ident, values: Vec<EnumValue>, unknown: Option<Ident>) -> Self {
        Self {
            ident,
            docs: Docs::default(),
            #[cfg(feature = "idl")]
            declaration: Declaration::default(),
            values,
            form: EnumForm::Variants { unknown },
            reserved: Reserved::default(),
        }
    }
}

impl EnumValue {
    pub(crate) fn undeclared(ident: Ident, name: String, number: Number) -> Self {
        Self {
            ident,
            name,
            docs: Docs::default(),
            #[cfg(feature = "idl")]
            attrs: TokenStream::new(),
            number,
        }
    }
}
