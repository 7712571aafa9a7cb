#[allow(
    deprecated,
    unreachable_code,
    unused_mut,
    unused_qualifications,
    unused_variables,
    clippy::all,
    clippy::pedantic
)]
const _: () = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, From as _};
    #[allow(unused_imports)]
    use __thrift::idl::*;
    type __Words = (union, list, string);
};
#[allow(
    dead_code,
    deprecated,
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction
)]
#[derive(
    ::thrift::private::Clone,
    ::thrift::private::Debug,
    ::thrift::private::PartialEq,
    ::thrift::private::Eq,
    ::thrift::private::Hash,
    ::thrift::private::PartialOrd,
    ::thrift::private::Ord
)]
pub enum Choice {
    Number(i32),
    Words(::std::vec::Vec<::std::string::String>),
    /// A field that this program does not know, kept as it came.
    Unknown(::thrift::private::UnknownField),
}
#[allow(
    deprecated,
    unreachable_code,
    unused_mut,
    unused_qualifications,
    unused_variables,
    clippy::all,
    clippy::pedantic
)]
const _: () = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, From as _};
    #[automatically_derived]
    impl __thrift::Encode for Choice {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
            match self {
                Self::Number(__value) => {
                    __thrift::Encode::encode_field(__value, __out, &mut __fields, 1i16);
                }
                Self::Words(__value) => {
                    __thrift::Encode::encode_field(__value, __out, &mut __fields, 2i16);
                }
                Self::Unknown(__field) => {
                    __thrift::encode_unknown(__field, __out, &mut __fields)
                }
            }
            __out.struct_end(__fields);
        }
    }
    #[automatically_derived]
    impl<'__de> __thrift::Decode<'__de> for Choice {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            let mut __found = __thrift::None;
            let mut __fields = __input.struct_begin()?;
            while let __thrift::Some(__header) = __input.field(&mut __fields)? {
                let __value = match __header.1 {
                    1i16 => {
                        __thrift::variant(__input, &mut __fields, __header, "number")?
                            .map_or_else(Self::Unknown, Self::Number)
                    }
                    2i16 => {
                        __thrift::variant(__input, &mut __fields, __header, "words")?
                            .map_or_else(Self::Unknown, Self::Words)
                    }
                    _ => {
                        Self::Unknown(
                            __thrift::decode_unknown(__input, &mut __fields, __header)?,
                        )
                    }
                };
                __thrift::only(&mut __found, __value)?;
            }
            __input.struct_end(__fields);
            __thrift::chosen(__found)
        }
    }
};
