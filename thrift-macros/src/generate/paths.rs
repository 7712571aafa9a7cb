//! How expansions reach the core crate.
//!
//! Implementations do through its private module: `thrift-core/src/private.rs` lists all that they
//! may name. Declarations name what is public, since users read them.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{TokenStreamExt, quote, quote_spanned};

use crate::join::each;
use crate::model::{Adapter, Replaced, Type};

/// The path of the core crate: `::thrift` unless the user renamed it.
pub(crate) struct Krate(TokenStream);

impl Krate {
    pub(crate) fn new(path: TokenStream) -> Self {
        Self(path)
    }

    /// A type or trait of Rust or of the core crate, outside of [`anonymous`](Self::anonymous), at
    /// the token that stands for it in Thrift.
    ///
    /// These paths are in the signatures that editors show, and so they are what a user would
    /// write, as far as a module may have other items of the same name.
    pub(crate) fn builtin(&self, name: &str, span: Span) -> TokenStream {
        begun(span, &self.path(&Ident::new(name, at(span)), name))
    }

    fn path(&self, ident: &Ident, name: &str) -> TokenStream {
        let Self(krate) = self;
        let (root, module) = match name {
            "bool" | "i8" | "i16" | "i32" | "i64" | "f64" | "str" | "u8" => return quote!(#ident),
            "Clone" => ("core", "clone"),
            "PartialEq" | "Eq" | "PartialOrd" | "Ord" => ("core", "cmp"),
            "Default" => ("core", "default"),
            "Future" => ("core", "future"),
            "Fn" => ("core", "ops"),
            "Hash" => ("core", "hash"),
            "Copy" | "Send" | "Sync" => ("core", "marker"),
            "Option" => ("core", "option"),
            "Result" => ("core", "result"),
            "Box" => ("std", "boxed"),
            "String" => ("std", "string"),
            "Vec" => ("std", "vec"),
            "BTreeMap" | "BTreeSet" | "HashMap" | "HashSet" | "VecDeque" => ("std", "collections"),
            "Arc" | "LazyLock" => ("std", "sync"),
            "Channel" => return quote!(#krate::service::#ident),
            "OrderedFloat" => return quote!(#krate::#ident<f64>),
            _ => return quote!(#krate::#ident),
        };
        let root = Ident::new(root, Span::call_site());
        let module = Ident::new(module, Span::call_site());
        quote!(::#root::#module::#ident)
    }

    /// The module of all that implementations name, outside of [`anonymous`](Self::anonymous).
    pub(crate) fn private(&self) -> TokenStream {
        let Self(krate) = self;
        quote!(#krate::private)
    }

    /// The channel of blocking clients, as users name it.
    pub(crate) fn blocking_client(&self) -> TokenStream {
        let Self(krate) = self;
        quote!(#krate::blocking::Client)
    }

    // Implementations stand in
    //
    //     const _: () = {
    //         use ::thrift::private::{self as __thrift, Adapter as _, From as _};
    //         …
    //     };
    pub(crate) fn anonymous(&self, implementations: &TokenStream) -> TokenStream {
        let import = self.import();
        quote! {
            #[allow(
                deprecated,
                unreachable_code,
                unused_mut,
                unused_qualifications,
                unused_variables,
                clippy::all,
                clippy::pedantic,
                clippy::nursery,
                clippy::restriction
            )]
            const _: () = {
                #import
                #implementations
            };
        }
    }

    /// What the implementations and values in a block name. `String::from` needs its trait, which
    /// a user without a prelude does not have, and so do the functions of an adapter.
    pub(crate) fn import(&self) -> TokenStream {
        let private = self.private();
        quote! {
            #[allow(unused_imports)]
            use #private::{self as __thrift, Adapter as _, From as _};
        }
    }
}

impl Default for Krate {
    fn default() -> Self {
        Self(quote!(::thrift))
    }
}

/// A span that underlines the user's token, with names that resolve as the rest of the expansion
/// does: the token may come out of a `macro_rules!` macro, and its hygiene is not ours.
pub(crate) fn at(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// A path whose `::` in front is at the user's token, as its last word is: the compiler underlines
/// all from the first token to the last, and what is between them has no place.
pub(crate) fn begun(span: Span, path: &TokenStream) -> TokenStream {
    let mut begun = TokenStream::new();
    let mut is_in_front = true;
    for mut tree in path.clone() {
        is_in_front &= matches!(tree, TokenTree::Punct(_));
        if is_in_front {
            tree.set_span(at(span));
        }
        begun.append(tree);
    }
    begun
}

/// Writes `value` as a field. The span is that of its type, so that a type without encoding is
/// underlined where it was written.
pub(crate) fn encode_field(span: Span, value: &TokenStream, id: i16) -> TokenStream {
    quote_spanned!(at(span)=> __thrift::Encode::encode_field(#value, __out, &mut __fields, #id);)
}

/// Reads a field into its place if it is the next one: the bit if it was read, and 0 if not.
pub(crate) fn expected_field(
    span: Span,
    (id, bit): (i16, u64),
    name: &str,
    place: &TokenStream,
) -> TokenStream {
    quote_spanned! {at(span)=>
        __thrift::Decode::__expected_field(__input, &mut __fields, (#id, #bit), #name, &mut #place)?
    }
}

/// Reads an optional field into its place if it is the next one.
pub(crate) fn expected_optional(
    span: Span,
    id: i16,
    name: &str,
    place: &TokenStream,
) -> TokenStream {
    quote_spanned! {at(span)=>
        __thrift::Decode::__expected_optional(__input, &mut __fields, #id, #name, &mut #place)?
    }
}

/// Reads a field into its place: the bit if it was read, and 0 if not.
pub(crate) fn decode_field(span: Span, bit: u64, name: &str, place: &TokenStream) -> TokenStream {
    quote_spanned! {at(span)=>
        __thrift::Decode::__field(__input, &mut __fields, (__ttype, #bit), #name, &mut #place)?
    }
}

/// Reads an optional field into its place.
pub(crate) fn decode_optional(span: Span, name: &str, place: &TokenStream) -> TokenStream {
    quote_spanned! {at(span)=>
        __thrift::Decode::__optional_field(__input, &mut __fields, __ttype, #name, &mut #place)?
    }
}

/// Reads a field into its place, or keeps it.
pub(crate) fn decode_or_keep(span: Span, name: &str, place: &Ident) -> TokenStream {
    quote_spanned! {at(span)=>
        __thrift::field_or_keep(
            __input,
            &mut __fields,
            (__ttype, __id),
            #name,
            &mut #place,
            &mut __kept,
        )?
    }
}

/// Reads the field of a union: `Some`, or `None` with nothing read if the field has another type.
pub(crate) fn decode_variant(span: Span, name: &str) -> TokenStream {
    quote_spanned! {at(span)=>
        __thrift::decode_declared(__input, &mut __fields, __header.0, #name)?
    }
}

/// Reads a declared exception of a method: `Some`, or `None` with nothing read if the field has
/// another type.
pub(crate) fn decode_exception(span: Span, name: &str) -> TokenStream {
    quote_spanned!(at(span)=> __thrift::decode_declared(__input, __fields, __header.0, #name))
}

// &my::adapter::to_wire(value)
pub(crate) fn to_wire(adapter: &Adapter, value: &TokenStream) -> TokenStream {
    let Adapter { path, span, .. } = adapter;
    quote_spanned!(at(*span)=> &#path::to_wire(#value))
}

// __thrift::adapt(__0, "timeout", my::adapter::from_wire)?
pub(crate) fn from_wire(adapter: &Adapter, place: &TokenStream, name: &str) -> TokenStream {
    let Adapter { path, span, .. } = adapter;
    quote_spanned!(at(*span)=> __thrift::adapt(#place, #name, #path::from_wire)?)
}

// const _: () = __thrift::assert_wire(<Tags as __thrift::Encode>::TTYPE, __thrift::TType::Set);
//
// The compiler underlines what the annotation says.
fn assert_wire(Replaced { rust, ttype, span }: &Replaced) -> TokenStream {
    let found = quote_spanned!(at(*span)=> <#rust as __thrift::Encode>::TTYPE);
    assert_same(*span, &found, ttype)
}

// const _: () = ::core::assert!(same(<HashSet<i32> as Encode>::TTYPE, TType::Set), "…");
//
/// A type that an annotation gives must have the wire type of the one that it replaces.
pub(crate) fn assertions(ty: &Type) -> TokenStream {
    each(&ty.replaced, &assert_wire)
}

// const _: () = __thrift::assert_wire(
//     __thrift::wire_of::<_, Duration>(millis::from_wire),
//     __thrift::TType::I64,
// );
#[cfg(feature = "idl")]
pub(crate) fn assert_adapter(adapter: &Adapter) -> Option<TokenStream> {
    let Adapter { path, span, rust, ttype } = adapter;
    let ttype = ttype.as_ref()?;
    let found = quote_spanned!(at(*span)=> __thrift::wire_of::<_, #rust>(#path::from_wire));
    Some(assert_same(*span, &found, ttype))
}

// || __thrift::wire_schema::<_, Duration>(millis::from_wire)
pub(crate) fn wire_schema(Adapter { path, span, rust, .. }: &Adapter) -> TokenStream {
    quote_spanned!(at(*span)=> || __thrift::wire_schema::<_, #rust>(#path::from_wire))
}

fn assert_same(span: Span, found: &TokenStream, declared: &Ident) -> TokenStream {
    quote_spanned! {at(span)=>
        const _: () = __thrift::assert_wire(#found, __thrift::TType::#declared);
    }
}

pub(crate) fn required(place: &TokenStream, name: &str) -> TokenStream {
    quote!(__thrift::required(#place, #name)?)
}

/// The result when a required field was absent.
pub(crate) fn missing(name: &str) -> TokenStream {
    quote!(__thrift::missing(#name))
}

/// At the type, so that one that has no default is underlined.
pub(crate) fn absent(span: Span, name: &str) -> TokenStream {
    quote_spanned!(at(span)=> __thrift::Decode::__absent(__input, #name)?)
}

/// The same of a type that is another one on the wire.
pub(crate) fn adapted_absent(span: Span) -> TokenStream {
    quote_spanned!(at(span)=> __thrift::Absent::absent())
}
