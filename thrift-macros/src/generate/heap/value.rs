//! The heap of values as they stand in an IDL.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Size;
use crate::join::list;
use crate::model::Value;

/// A string or list in its place.
const ROW: usize = 24;
/// `Bytes` in its place.
const BYTES: usize = 32;
/// What an element is counted as whose type is the user's: larger than those of the standard library.
const UNKNOWN: usize = 128;
/// The counts of `Rc` and `Arc`, which a text of the user's type may have.
const COUNTS: usize = 16;

impl Size {
    fn known(known: usize) -> Self {
        Self { known, more: Vec::new() }
    }

    /// So many of it.
    fn times(self, count: usize) -> Self {
        let more = list(&self.more, &|size| quote!(#size.saturating_mul(#count)));
        Self { known: self.known.saturating_mul(count), more }
    }
}

/// What a value has on the heap.
pub(super) fn heap(value: &Value) -> Size {
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
            Size::sum(fields, &|field| heap(&field.value)).plus(rest)
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
    Size::sum(items, &heap)
}

fn all_pairs(pairs: &[(Value, Value)]) -> Size {
    Size::sum(pairs, &|(key, item)| heap(key).plus(heap(item)))
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
