//! A struct that is made blank and filled then.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::{absent_value, charge, old_ids, skipped};
use crate::generate::{codec, default, paths};
use crate::join::{each, separated};
use crate::model::{Field, Presence, Struct};

/// How many fields one word of bits tells of.
const BITS: usize = u64::BITS as usize;

/// A field with what is needed to fill it.
struct Place<'a> {
    field: &'a Field,
    /// Where it is read into.
    target: TokenStream,
    /// The bit that is set when it was read, if that must be known.
    bit: Option<Bit>,
}

/// A bit in one of the variables for them.
struct Bit {
    word: Ident,
    mask: u64,
}

impl Bit {
    fn new(index: usize) -> Self {
        Self { word: format_ident!("__seen{}", index / BITS), mask: 1 << (index % BITS) }
    }
}

// For `1: required i32 id, 2: string name = "x", 3: optional string email`:
//
//     const __FILLS: bool = true;
//     fn __blank() -> Self {
//         Self { id: __thrift::Decode::__blank(), name: __thrift::Decode::__blank(), email: None }
//     }
//     fn __fill<__R: __thrift::Reader<'__de>>(__place: &mut Self, __input: &mut __R) -> … {
//         let mut __seen0 = 0u64;
//         let mut __fields = __input.struct_begin()?;
//         __seen0 |= __thrift::Decode::__expected_field(__input, …, (1i16, 1u64), "id", &mut __place.id)?;
//         …
//         __thrift::Decode::__expected_optional(__input, &mut __fields, 3i16, "email", &mut __place.email)?;
//         while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
//             match __id {
//                 1i16 => __seen0 |= __thrift::Decode::__field(…, (__ttype, 1u64), "id", &mut __place.id)?,
//                 …
//                 3i16 => __thrift::Decode::__optional_field(…, __ttype, "email", &mut __place.email)?,
//                 _ => __input.skip_field(&mut __fields, __ttype)?,
//             }
//         }
//         __input.struct_end(__fields);
//         if __seen0 != 3u64 {
//             if __seen0 & 1u64 == 0 {
//                 return __thrift::Err(__thrift::missing("id"));
//             }
//             if __seen0 & 2u64 == 0 {
//                 __place.name = "x".into();
//             }
//         }
//         __thrift::Ok(())
//     }
pub(super) fn methods(item: &Struct, fills: &TokenStream) -> TokenStream {
    let (members, skipped) = (each(&item.fields, &blank), each(&item.skipped, &skipped));
    let fills = codec::fills(fills);
    let blank = codec::blank(&quote!(Self { #members #skipped }));
    let fill = codec::fill(&body(item));
    quote!(#fills #blank #fill)
}

fn blank(field: &Field) -> TokenStream {
    let member = &field.member;
    match field.presence {
        Presence::Optional => quote!(#member: __thrift::None,),
        Presence::Required | Presence::Unqualified => {
            let blank =
                quote_spanned!(paths::at(field.ty.span)=> #member: __thrift::Decode::__blank());
            quote!(#blank,)
        }
    }
}

fn body(item: &Struct) -> TokenStream {
    let places = places(item);
    let words = words(&places);
    let zero = each(&words, &|(word, _)| quote!(let mut #word = 0u64;));
    let adapted = each(&places, &|Place { field, target, .. }| match field.adapter {
        Some(_) => quote!(let mut #target = __thrift::None;),
        None => TokenStream::new(),
    });
    let expected = each(&item.fields_by_id(), &|(index, _)| expected(&places[*index]));
    let arms = each(&places, &arm);
    let read = codec::read_struct(&expected, &arms, &codec::skip_field());
    let absent = absent(&places, &words);
    let ends = each(&places, &end);
    quote!(#zero #adapted #read #absent #ends __thrift::Ok(()))
}

fn places(item: &Struct) -> Vec<Place<'_>> {
    let mut bits = 0;
    let mut places = Vec::new();
    for (index, field) in item.fields.iter().enumerate() {
        let (member, span) = (&field.member, paths::at(field.ty.span));
        let target = match &field.adapter {
            Some(_) => {
                let local = format_ident!("__{index}", span = span);
                quote!(#local)
            }
            None => quote_spanned!(span=> __place.#member),
        };
        let bit = (field.presence != Presence::Optional).then(|| {
            bits += 1;
            Bit::new(bits - 1)
        });
        places.push(Place { field, target, bit });
    }
    places
}

/// The variables for bits, each with what it is when all is read.
fn words(places: &[Place<'_>]) -> Vec<(Ident, u64)> {
    let mut words: Vec<(Ident, u64)> = Vec::new();
    for place in places {
        let Some(Bit { word, mask }) = &place.bit else { continue };
        match words.last_mut() {
            Some((last, all)) if last == word => *all |= mask,
            _ => words.push((word.clone(), *mask)),
        }
    }
    words
}

fn expected(Place { field, target, bit }: &Place<'_>) -> TokenStream {
    let (span, id, name) = (field.ty.span, field.id.value, &field.name);
    match bit {
        Some(Bit { word, mask }) => {
            let read = paths::expected_field(span, (id, *mask), name, target);
            quote!(#word |= #read;)
        }
        None => {
            let read = paths::expected_optional(span, id, name, target);
            quote!(#read;)
        }
    }
}

/// A field of another type than the declared one is an unknown field.
fn arm(Place { field, target, bit }: &Place<'_>) -> TokenStream {
    let id = field.id.value;
    let read = match bit {
        Some(Bit { word, mask }) => {
            let read = paths::decode_field(field.ty.span, *mask, &field.name, target);
            quote!(#word |= #read)
        }
        None => paths::decode_optional(field.ty.span, &field.name, target),
    };
    let old = old_ids(field);
    quote!(#id #old => #read,)
}

/// What becomes of fields that were not there.
fn absent(places: &[Place<'_>], words: &[(Ident, u64)]) -> Option<TokenStream> {
    if words.is_empty() {
        return None;
    }
    let some_is_absent = separated(words, &quote!(||), &|(word, all)| quote!(#word != #all));
    let each_absent = each(places, &if_absent);
    Some(quote!(if #some_is_absent { #each_absent }))
}

fn if_absent(Place { field, target, bit }: &Place<'_>) -> TokenStream {
    let Some(Bit { word, mask }) = bit else { return TokenStream::new() };
    let otherwise = match (field.presence, &field.default) {
        (Presence::Required, _) => {
            let missing = paths::missing(&field.name);
            quote!(return #missing;)
        }
        (_, Some(default)) => {
            let value = default::value(default);
            let charge = charge(field);
            quote!(#charge #target = #value;)
        }
        (_, None) => {
            let value = absent_value(field);
            quote!(#target = #value;)
        }
    };
    quote!(if #word & #mask == 0 { #otherwise })
}

/// What is done with an optional field when all are read.
fn end(Place { field, target, .. }: &Place<'_>) -> TokenStream {
    if field.presence != Presence::Optional {
        return TokenStream::new();
    }
    let member = &field.member;
    let adapted = field.adapter.as_ref().map(|adapter| {
        let value = paths::from_wire(adapter, target, &field.name);
        quote!(__place.#member = #value;)
    });
    let default = field.default.as_ref().map(|default| {
        let (value, charge) = (default::value(default), charge(field));
        quote! {
            if let __thrift::None = __place.#member {
                #charge
                __place.#member = __thrift::Some(#value);
            }
        }
    });
    quote!(#adapted #default)
}
