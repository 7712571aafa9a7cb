//! The heap that declared defaults take, which is charged as what is read is.
//!
//! Sizes are those of a machine of 64 bits: on a smaller one they are an upper bound, and so is what
//! stands for the types of the user's.

#[cfg(feature = "idl")]
mod value;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{codec, paths};
use crate::join::each;
use crate::model::{DefaultValue, Field, Presence, Struct};

/// A number of bytes, part of which only the compiler knows.
#[derive(Default)]
struct Size {
    known: usize,
    /// What is to be added.
    more: Vec<TokenStream>,
}

impl Size {
    fn unknown(size: TokenStream) -> Self {
        Self { known: 0, more: vec![size] }
    }

    fn plus(mut self, other: Self) -> Self {
        self.known = self.known.saturating_add(other.known);
        self.more.extend(other.more);
        self
    }

    fn sum<T>(things: &[T], size: &dyn Fn(&T) -> Self) -> Self {
        let mut sum = Self::default();
        for thing in things {
            sum = sum.plus(size(thing));
        }
        sum
    }

    // 40usize.saturating_add(__thrift::size_of::<Point>())
    fn tokens(self) -> Option<TokenStream> {
        let Self { known, more } = self;
        let (first, rest) = match (known, &more[..]) {
            (0, []) => return None,
            (0, [first, rest @ ..]) => (first.clone(), rest),
            (_, more) => (quote!(#known), more),
        };
        let rest = each(rest, &|size| quote!(.saturating_add(#size)));
        Some(quote!(#first #rest))
    }
}

/// The heap of a declared default, if it takes any. What an expression takes is not known.
pub(crate) fn default(default: &DefaultValue) -> Option<TokenStream> {
    declared(default)?.tokens()
}

fn declared(default: &DefaultValue) -> Option<Size> {
    match default {
        #[cfg(feature = "idl")]
        DefaultValue::Value(value) => Some(value::heap(value)),
        DefaultValue::Expr(_) => None,
    }
}

// fn __absent_heap() -> usize { 54usize.saturating_add(<Page as __thrift::Decode<'_>>::__absent_heap()) }
//
/// The heap of the default of a struct.
pub(crate) fn structure(item: &Struct) -> Option<TokenStream> {
    let heap = Size::sum(&item.fields, &field).tokens()?;
    Some(codec::absent_heap(&heap))
}

fn field(field: &Field) -> Size {
    if let Some(size) = field.default.as_ref().and_then(declared) {
        return size;
    }
    // What is adapted is no type of Thrift.
    if field.presence == Presence::Optional || field.adapter.is_some() || is_flat(&field.ty.rust) {
        return Size::default();
    }
    let (ty, span) = (&field.ty.rust, paths::at(field.ty.span));
    Size::unknown(quote_spanned!(span=> <#ty as __thrift::Decode<'_>>::__absent_heap()))
}

/// Whether a type is a word of the language whose values are nowhere on the heap.
fn is_flat(ty: &TokenStream) -> bool {
    let ty = ty.to_string();
    matches!(&ty[..], "bool" | "i8" | "i16" | "i32" | "i64" | "f64")
}
