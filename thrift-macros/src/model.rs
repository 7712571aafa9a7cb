//! What a macro input means, whichever notation it was written in.
//!
//! Made by [`lower`](crate::lower), checked by [`check`](crate::check), read by
//! [`generate`](crate::generate). Nothing in here can be wrong in a way that a generator would notice.
//!
//! What a derive or a trait has no use for, since its user declares the types, is there with the
//! feature `idl` alone.

#[cfg(feature = "idl")]
mod block;
#[cfg(all(feature = "idl", not(feature = "service")))]
mod named_service;
#[cfg(feature = "service")]
mod service;
mod undeclared;

use core::ops::RangeInclusive;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::ToTokens;

#[cfg(feature = "idl")]
pub(crate) use self::block::{
    Alias, Const, Declaration, Declared, FieldValue, Item, Model, Module, Order, Traits, Value,
};
#[cfg(all(feature = "idl", not(feature = "service")))]
pub(crate) use self::named_service::Service;
#[cfg(all(feature = "idl", feature = "service"))]
pub(crate) use self::service::Parent;
#[cfg(feature = "service")]
pub(crate) use self::service::{Ancestor, Context, Method, MethodErrors, Mistaken, Service};
use crate::syntax::Generics;

/// The lines of a doc comment, and whether the item is deprecated.
#[derive(Clone, Default)]
pub(crate) struct Docs {
    pub(crate) lines: Vec<String>,
    /// The reason, which may be empty.
    pub(crate) deprecated: Option<String>,
    pub(crate) description: Description,
}

/// What only the description of an item says.
#[derive(Clone, Default)]
pub(crate) struct Description {
    /// The name in the IDL; without one it is that in Rust.
    pub(crate) name: Option<String>,
    /// The doc comment as it was written; empty if there is none.
    pub(crate) docs: String,
    pub(crate) annotations: Vec<(String, String)>,
    /// What describes the type of a field or of a result, if its Rust type may not know enough.
    pub(crate) ty: Option<TokenStream>,
}

/// A struct or an exception.
pub(crate) struct Struct {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// What the text of an exception is; `None` for a struct.
    pub(crate) exception: Option<Text>,
    pub(crate) docs: Docs,
    #[cfg(feature = "idl")]
    pub(crate) declared: Declared,
    pub(crate) fields: Vec<Field>,
    /// The members that are not on the wire.
    pub(crate) skipped: Vec<Skipped>,
    /// The member that keeps the fields that are not declared; without one they are skipped.
    pub(crate) keeper: Option<Member>,
    /// What no field may be.
    pub(crate) reserved: Reserved,
    pub(crate) blank: Blank,
}

/// Whether there is a value of a type before anything of it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Blank {
    Never,
    /// If the types of all members have one that must be there.
    Perhaps,
    Always,
}

/// A member that is not on the wire.
pub(crate) struct Skipped {
    pub(crate) member: Member,
    /// What to underline if it has no default.
    pub(crate) span: Span,
    /// What it is in a value that was read, unless it is the default of its type.
    pub(crate) default: Option<TokenStream>,
}

/// The numbers and names that nothing may have, since something had them once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reserved {
    pub(crate) numbers: Vec<RangeInclusive<i64>>,
    pub(crate) names: Vec<String>,
}

/// A field of a Rust struct.
#[derive(Clone)]
pub(crate) enum Member {
    Named(Ident),
    /// By its place, as in a tuple.
    Unnamed(usize),
}

impl ToTokens for Member {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Named(ident) => ident.to_tokens(tokens),
            Self::Unnamed(index) => Literal::usize_unsuffixed(*index).to_tokens(tokens),
        }
    }
}

/// A struct of one member that is on the wire what that member is.
pub(crate) struct Newtype {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) member: Member,
    pub(crate) ty: Type,
}

/// The text of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    /// Its field `message`, if there is one, and all fields otherwise.
    Message,
    /// All fields, since `message` is something that cannot be shown.
    Fields,
}

impl Struct {
    /// The fields with their places in the struct, in the order in which they are written: that of
    /// their ids, as most implementations have it. The order of their declaration then never changes
    /// the bytes, and Compact has its short headers.
    pub(crate) fn fields_by_id(&self) -> Vec<(usize, &Field)> {
        // They are declared in that order, nearly always; that ids have 16 bits bounds what is moved
        // where they are not.
        let mut sorted: Vec<(usize, &Field)> = Vec::new();
        for (index, field) in self.fields.iter().enumerate() {
            let at = sorted.partition_point(|(_, before)| before.id.value <= field.id.value);
            sorted.insert(at, (index, field));
        }
        sorted
    }

    /// Whether it has a blank, when no more is known of its types than that macros can see.
    pub(crate) fn blank_of_unknown(&self) -> Blank {
        if self.keeper.is_some() {
            return Blank::Never;
        }
        let mut blank = Blank::Always;
        for field in &self.fields {
            if field.presence != Presence::Optional {
                let of_field = if field.adapter.is_some() { Blank::Never } else { Blank::Perhaps };
                blank = blank.min(of_field);
            }
        }
        blank
    }
}

pub(crate) struct Field {
    pub(crate) id: Id,
    pub(crate) member: Member,
    /// The name on the wire and in errors.
    pub(crate) name: String,
    pub(crate) docs: Docs,
    #[cfg(feature = "idl")]
    pub(crate) declaration: Declaration,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    /// The declared default, if there is one.
    pub(crate) default: Option<DefaultValue>,
    /// What turns the value into the one on the wire, and back.
    pub(crate) adapter: Option<Adapter>,
    /// Other ids that the field is read from.
    pub(crate) deprecated_ids: Vec<Id>,
    /// Not to be shown by `Debug`.
    #[cfg(feature = "idl")]
    pub(crate) redacted: bool,
}

/// The path of the functions `to_wire` and `from_wire`.
#[derive(Clone)]
pub(crate) struct Adapter {
    pub(crate) path: TokenStream,
    pub(crate) span: Span,
    /// The type of what is converted: that of the field, without its `Option`.
    pub(crate) rust: TokenStream,
    /// The name of the `TType` that the IDL says it is on the wire.
    #[cfg(feature = "idl")]
    pub(crate) ttype: Option<Ident>,
}

/// A field id with the token that wrote it.
#[derive(Clone, Copy)]
pub(crate) struct Id {
    pub(crate) value: i16,
    pub(crate) span: Span,
}

/// A Rust type; `span` is the token to underline when it has no Thrift encoding.
#[derive(Clone)]
pub(crate) struct Type {
    pub(crate) rust: TokenStream,
    pub(crate) span: Span,
    #[cfg(feature = "idl")]
    pub(crate) order: Order,
    /// What annotations put in the place of other types.
    pub(crate) replaced: Vec<Replaced>,
}

/// A type that an annotation gives, and what it must be on the wire.
#[derive(Clone)]
pub(crate) struct Replaced {
    pub(crate) rust: TokenStream,
    /// The name of the `TType`.
    pub(crate) ttype: Ident,
    pub(crate) span: Span,
}

/// Whether a field must, may or should be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// `T`: always written, an error when absent.
    Required,
    /// `Option<T>`: written if `Some`.
    Optional,
    /// `T`: always written, its default when absent.
    Unqualified,
}

pub(crate) enum DefaultValue {
    #[cfg(feature = "idl")]
    /// From an IDL: a value of the field's type without its `Option`.
    Value(Value),
    /// From an attribute: any expression of that type.
    Expr(TokenStream),
}

pub(crate) struct Union {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) docs: Docs,
    #[cfg(feature = "idl")]
    pub(crate) declared: Declared,
    pub(crate) variants: Vec<Variant>,
    /// The variant that takes unknown fields; without one they are errors.
    pub(crate) unknown: Option<Ident>,
    /// What no variant may be.
    pub(crate) reserved: Reserved,
}

/// A variant of a union, or a declared exception of a method.
#[derive(Clone)]
pub(crate) struct Variant {
    pub(crate) id: Id,
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) attrs: TokenStream,
    pub(crate) ty: Type,
}

pub(crate) struct Enum {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    #[cfg(feature = "idl")]
    pub(crate) declaration: Declaration,
    pub(crate) values: Vec<EnumValue>,
    pub(crate) form: EnumForm,
    /// What no value may be.
    pub(crate) reserved: Reserved,
}

/// How the numbers of an enum are kept in Rust.
pub(crate) enum EnumForm {
    #[cfg(feature = "idl")]
    /// A newtype over the number, declared by the expansion.
    Newtype,
    /// The user's own `enum`, with the variant that takes unknown numbers if there is one.
    Variants { unknown: Option<Ident> },
}

pub(crate) struct EnumValue {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) docs: Docs,
    #[cfg(feature = "idl")]
    pub(crate) attrs: TokenStream,
    pub(crate) number: Number,
}

/// The number of an enum value.
pub(crate) enum Number {
    Literal(i32),
    /// The discriminant of a variant, evaluated by the compiler.
    Discriminant,
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn fields_are_written_in_the_order_of_their_ids() {
        let span = Span::call_site();
        let field = |(index, value): (usize, i16)| {
            let ty = Type::undeclared(quote!(i32), span);
            Field::undeclared(Id { value, span }, Member::Unnamed(index), index.to_string(), ty)
        };
        let fields = [7, 3, 3, -1, 9].into_iter().enumerate().map(field).collect();
        let item = Struct::undeclared(Ident::new("S", span), Generics::default(), fields);
        let order: Vec<_> = item.fields_by_id().iter().map(|(index, _)| *index).collect();
        assert_eq!(order, [3, 1, 2, 0, 4]);
    }
}
