//! The heap that declared defaults take, which is charged as what is read is.
//!
//! Sizes are those of a machine of 64 bits: on a smaller one they are an upper bound, and so is what
//! stands for the types of the user's.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::paths;
use crate::model::{DefaultValue, Field, Presence, Struct, Value};

/// A string or list in its place.
const ROW: usize = 24;
/// `Bytes` in its place.
const BYTES: usize = 32;
/// What an element is counted as whose type is the user's: larger than those of the standard library.
const UNKNOWN: usize = 128;
/// The counts of `Rc` and `Arc`, which a text of the user's type may have.
const COUNTS: usize = 16;

/// A number of bytes, part of which only the compiler knows.
#[derive(Default)]
struct Size {
    known: usize,
    /// What is to be added.
    more: Vec<TokenStream>,
}

impl Size {
    fn known(known: usize) -> Self {
        Self { known, more: Vec::new() }
    }

    fn unknown(size: TokenStream) -> Self {
        Self { known: 0, more: vec![size] }
    }

    fn plus(mut self, other: Self) -> Self {
        self.known = self.known.saturating_add(other.known);
        self.more.extend(other.more);
        self
    }

    fn sum(sizes: impl Iterator<Item = Self>) -> Self {
        sizes.fold(Self::default(), Self::plus)
    }

    /// So many of it.
    fn times(self, count: usize) -> Self {
        let more = self.more.into_iter().map(|size| quote!(#size.saturating_mul(#count)));
        Self { known: self.known.saturating_mul(count), more: more.collect() }
    }

    // 40usize.saturating_add(__thrift::size_of::<Point>())
    fn tokens(self) -> Option<TokenStream> {
        let Self { known, more } = self;
        match (known, &more[..]) {
            (0, []) => None,
            (0, [first, rest @ ..]) => Some(quote!(#first #(.saturating_add(#rest))*)),
            _ => Some(quote!(#known #(.saturating_add(#more))*)),
        }
    }
}

/// The heap of a declared default, if it takes any. What an expression takes is not known.
pub(crate) fn default(default: &DefaultValue) -> Option<TokenStream> {
    match default {
        DefaultValue::Value(value) => heap(value).tokens(),
        DefaultValue::Expr(_) => None,
    }
}

// fn __absent_heap() -> usize { 54usize.saturating_add(<Page as __thrift::Decode<'_>>::__absent_heap()) }
//
/// The heap of the default of a struct.
pub(crate) fn structure(item: &Struct) -> Option<TokenStream> {
    let heap = Size::sum(item.fields.iter().map(field)).tokens()?;
    Some(quote! {
        #[inline]
        fn __absent_heap() -> __thrift::usize {
            #heap
        }
    })
}

fn field(field: &Field) -> Size {
    match &field.default {
        Some(DefaultValue::Value(value)) => heap(value),
        Some(DefaultValue::Expr(_)) | None => {
            // What is adapted is no type of Thrift.
            if field.presence == Presence::Optional || field.adapter.is_some() {
                return Size::default();
            }
            let ty = &field.ty.rust;
            if is_flat(ty) {
                return Size::default();
            }
            let span = paths::at(field.ty.span);
            Size::unknown(quote_spanned! {span=>
                <#ty as __thrift::Decode<'_>>::__absent_heap()
            })
        }
    }
}

/// Whether a type is a word of the language whose values are nowhere on the heap.
fn is_flat(ty: &TokenStream) -> bool {
    let ty = ty.to_string();
    matches!(&ty[..], "bool" | "i8" | "i16" | "i32" | "i64" | "f64")
}

/// What a value has on the heap.
fn heap(value: &Value) -> Size {
    match value {
        Value::String(text) => Size::known(text.len()),
        Value::List(items) => row(items).plus(all(items)),
        Value::Set(items) => container("tree_heap", items.len(), element(items)).plus(all(items)),
        Value::Collected(items) => {
            container("collected_heap", items.len(), element(items)).plus(all(items))
        }
        Value::Map(pairs) => {
            container("tree_heap", pairs.len(), pair(pairs)).plus(all_pairs(pairs))
        }
        Value::CollectedPairs(pairs) => {
            container("collected_heap", pairs.len(), pair(pairs)).plus(all_pairs(pairs))
        }
        Value::Struct { ty, fields, rest } => {
            let rest = rest.then(|| absent(ty)).unwrap_or_default();
            Size::sum(fields.iter().map(|field| heap(&field.value))).plus(rest)
        }
        Value::Boxed(value) => width(value).plus(heap(value)),
        Value::Some(value) | Value::Total(value) | Value::Union { value, .. } => heap(value),
        Value::Converted(value) => converted(value),
        Value::Absent(ty) => absent(ty),
        // Bytes stay in the program.
        _ => Size::default(),
    }
}

/// The user's type may copy what it is made from.
fn converted(value: &Value) -> Size {
    match value {
        Value::String(text) => Size::known(text.len() + COUNTS),
        Value::Binary(bytes) => Size::known(bytes.len() + COUNTS),
        value => heap(value),
    }
}

fn absent(ty: &TokenStream) -> Size {
    Size::unknown(quote!(<#ty as __thrift::Decode<'_>>::__absent_heap()))
}

fn all(items: &[Value]) -> Size {
    Size::sum(items.iter().map(heap))
}

fn all_pairs(pairs: &[(Value, Value)]) -> Size {
    Size::sum(pairs.iter().map(|(key, item)| heap(key).plus(heap(item))))
}

/// The elements of a list.
fn row(items: &[Value]) -> Size {
    element(items).times(items.len())
}

/// The width of an element; all have the same type.
fn element(items: &[Value]) -> Size {
    items.first().map(width).unwrap_or_default()
}

/// The width of a pair, with what may be between its parts or behind them.
fn pair(pairs: &[(Value, Value)]) -> Size {
    let width = pairs.first().map(|(key, item)| width(key).plus(width(item)));
    width.unwrap_or_default().plus(Size::known(7))
}

// __thrift::tree_heap(3usize, 24usize)
fn container(function: &str, count: usize, width: Size) -> Size {
    let Some(width) = width.tokens().filter(|_| count > 0) else { return Size::default() };
    let function = Ident::new(function, Span::call_site());
    Size::unknown(quote!(__thrift::#function(#count, #width)))
}

/// What a value takes in its place.
fn width(value: &Value) -> Size {
    Size::known(match value {
        Value::Bool(_) | Value::I8(_) => 1,
        Value::I16(_) => 2,
        Value::I32(_) | Value::Enum { .. } => 4,
        Value::I64(_) | Value::Double(_) | Value::Boxed(_) => 8,
        Value::Uuid(_) => 16,
        Value::String(_) | Value::List(_) | Value::Set(_) | Value::Map(_) => ROW,
        Value::Binary(_) => BYTES,
        Value::Struct { ty, .. } | Value::Union { ty, .. } | Value::Absent(ty) => {
            return Size::unknown(quote!(__thrift::size_of::<#ty>()));
        }
        Value::Total(value) => return width(value),
        Value::Some(_)
        | Value::Converted(_)
        | Value::Collected(_)
        | Value::CollectedPairs(_)
        | Value::Natural => UNKNOWN,
    })
}
