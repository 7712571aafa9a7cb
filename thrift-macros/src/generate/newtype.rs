//! The codec of newtypes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::structure::{decode_header, encode_header};
use super::{codec, paths, schema};
use crate::model::Newtype;

/// `Encode` and `Decode` of a newtype.
pub(crate) fn codec(item: &Newtype) -> TokenStream {
    let encode = encode(item);
    let decode = decode(item);
    quote!(#encode #decode)
}

// impl Encode for UserId {
//     const TTYPE: TType = <i64 as Encode>::TTYPE;
//     fn encode(&self, …) { Encode::encode(&self.0, __out) }
//     fn encode_field(&self, …) { Encode::encode_field(&self.0, __out, __fields, __id) }
// }
fn encode(item: &Newtype) -> TokenStream {
    let Newtype { ident, member, ty, .. } = item;
    let header = encode_header(ident, &item.generics, &[ty]);
    let inner = &ty.rust;
    let ttype = quote_spanned!(paths::at(ty.span)=> <#inner as __thrift::Encode>::TTYPE);
    let schema = schema::newtype(item);
    let write = quote_spanned! {paths::at(ty.span)=>
        __thrift::Encode::encode(&self.#member, __out)
    };
    let write_field = quote_spanned! {paths::at(ty.span)=>
        __thrift::Encode::encode_field(&self.#member, __out, __fields, __id)
    };
    let (ttype, encode) = (codec::ttype_is(&ttype), codec::encode(&quote!(#write;)));
    let items = quote! {
        #ttype
        #schema
        #encode

        fn encode_field<__W: __thrift::Writer>(
            &self,
            __out: &mut __W,
            __fields: &mut __W::Fields,
            __id: __thrift::i16,
        ) {
            #write_field;
        }
    };
    header.implement(&quote!(Encode), &items)
}

// impl<'de> Decode<'de> for UserId {
//     const TTYPE: TType = <i64 as Decode<'de>>::TTYPE;
//     const __FILLS: bool = <i64 as Decode<'de>>::__FILLS;
//     fn __blank() -> Self { Self { 0: Decode::__blank() } }
//     fn __absent_heap() -> usize { <i64 as Decode<'de>>::__absent_heap() }
//     fn __fill(…) -> Result<()> { Decode::__fill(&mut __place.0, __input) }
//     fn decode(…) -> Result<Self> { Ok(Self { 0: Decode::decode(__input)? }) }
//     fn decode_field(…) -> Result<Self> { Ok(Self { 0: Decode::decode_field(__input, __fields)? }) }
// }
fn decode(item: &Newtype) -> TokenStream {
    let Newtype { ident, member, ty, .. } = item;
    let header = decode_header(ident, &item.generics, &[ty]);
    let inner = &ty.rust;
    let span = paths::at(ty.span);
    let of_inner = quote_spanned!(span=> <#inner as __thrift::Decode<'__de>>);
    let ttype = codec::ttype_is(&quote_spanned!(span=> #of_inner::TTYPE));
    let fills = codec::fills(&quote_spanned!(span=> #of_inner::__FILLS));
    let heap = codec::absent_heap(&quote_spanned!(span=> #of_inner::__absent_heap()));
    let blank = quote_spanned!(span=> __thrift::Decode::__blank());
    let blank = codec::blank(&quote!(Self { #member: #blank }));
    let fill = codec::fill(&quote!(__thrift::Decode::__fill(&mut __place.#member, __input)));
    let read = |value: &TokenStream| quote!(__thrift::Ok(Self { #member: #value }));
    let decode = quote_spanned!(span=> __thrift::Decode::decode(__input)?);
    let decode = codec::decode(&read(&decode));
    let read_field =
        read(&quote_spanned!(span=> __thrift::Decode::decode_field(__input, __fields)?));
    let items = quote! {
        #ttype
        #fills
        #blank
        #heap
        #fill
        #decode

        fn decode_field<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
            __fields: &mut __R::Fields,
        ) -> __thrift::ThriftResult<Self> {
            #read_field
        }
    };
    header.implement(&quote!(Decode<'__de>), &items)
}
