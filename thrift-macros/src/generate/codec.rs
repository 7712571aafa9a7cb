//! What implementations of `Encode` and `Decode` are made of, whatever type they are for.

use proc_macro2::TokenStream;
use quote::quote;

use super::header::Header;

// impl __thrift::Encode for User {
//     const TTYPE: __thrift::TType = __thrift::TType::Struct;
//     fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) { … }
// }
pub(crate) fn impl_encode(
    header: &Header,
    ttype: &TokenStream,
    body: &TokenStream,
    schema: Option<&TokenStream>,
) -> TokenStream {
    let (ttype, encode) = (ttype_is(&quote!(__thrift::TType::#ttype)), encode(body));
    header.implement(&quote!(Encode), &quote!(#ttype #encode #schema))
}

// impl<'de> __thrift::Decode<'de> for User {
//     const TTYPE: __thrift::TType = __thrift::TType::Struct;
//     fn decode<__R: __thrift::Reader<'de>>(__input: &mut __R) -> __thrift::ThriftResult<Self> { … }
//     …
// }
pub(crate) fn impl_decode(
    header: &Header,
    ttype: &TokenStream,
    body: &TokenStream,
    blank: Option<&TokenStream>,
) -> TokenStream {
    let (ttype, decode) = (ttype_is(&quote!(__thrift::TType::#ttype)), decode(body));
    let blank = blank.map(|blank| {
        let (fills, blank) = (fills(&quote!(true)), self::blank(blank));
        quote!(#fills #blank)
    });
    header.implement(&quote!(Decode<'__de>), &quote!(#ttype #decode #blank))
}

// const TTYPE: __thrift::TType = …;
pub(crate) fn ttype_is(ttype: &TokenStream) -> TokenStream {
    quote!(const TTYPE: __thrift::TType = #ttype;)
}

// fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) { … }
pub(crate) fn encode(body: &TokenStream) -> TokenStream {
    quote! {
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            #body
        }
    }
}

// let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
// …
// __out.struct_end(__fields);
//
/// Writes fields, a struct of them.
pub(crate) fn written_struct(fields: &TokenStream) -> TokenStream {
    quote! {
        let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
        #fields
        __out.struct_end(__fields);
    }
}

// let mut __fields = __input.struct_begin()?;
// …
// while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
//     match __id {
//         1i16 => …,
//         _ => …,
//     }
// }
// __input.struct_end(__fields);
//
/// Reads a struct: its fields where they are expected, and then any.
pub(crate) fn read_struct(
    expected: &TokenStream,
    arms: &TokenStream,
    otherwise: &TokenStream,
) -> TokenStream {
    quote! {
        let mut __fields = __input.struct_begin()?;
        #expected
        while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
            match __id {
                #arms
                _ => #otherwise,
            }
        }
        __input.struct_end(__fields);
    }
}

/// Skips the field that was met.
pub(crate) fn skip_field() -> TokenStream {
    quote!(__input.skip_field(&mut __fields, __ttype)?)
}

// fn decode<__R: __thrift::Reader<'de>>(__input: &mut __R) -> __thrift::ThriftResult<Self> { … }
pub(crate) fn decode(body: &TokenStream) -> TokenStream {
    quote! {
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            #body
        }
    }
}

// const __FILLS: __thrift::bool = …;
//
/// Whether there is a blank.
pub(crate) fn fills(is_so: &TokenStream) -> TokenStream {
    quote!(const __FILLS: __thrift::bool = #is_so;)
}

// fn __blank() -> Self { … }
//
/// What a value is before it is read.
pub(crate) fn blank(value: &TokenStream) -> TokenStream {
    quote! {
        fn __blank() -> Self {
            #value
        }
    }
}

// fn __fill<__R: __thrift::Reader<'de>>(__place: &mut Self, __input: &mut __R) -> … { … }
pub(crate) fn fill(body: &TokenStream) -> TokenStream {
    quote! {
        fn __fill<__R: __thrift::Reader<'__de>>(
            __place: &mut Self,
            __input: &mut __R,
        ) -> __thrift::ThriftResult<()> {
            #body
        }
    }
}

// fn __absent_heap() -> usize { … }
pub(crate) fn absent_heap(heap: &TokenStream) -> TokenStream {
    quote! {
        #[inline]
        fn __absent_heap() -> __thrift::usize {
            #heap
        }
    }
}
