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
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, Adapter as _, From as _};
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
pub enum Choice {
    Number(i32),
    Words(::std::vec::Vec<::std::string::String>),
    /// A field that this program does not know, kept as it came.
    Unknown(::thrift::UnknownField),
}
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
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, Adapter as _, From as _};
    #[automatically_derived]
    impl __thrift::Clone for Choice {
        #[inline]
        fn clone(&self) -> Self {
            match self {
                Self::Number(__value) => Self::Number(__thrift::Clone::clone(__value)),
                Self::Words(__value) => Self::Words(__thrift::Clone::clone(__value)),
                Self::Unknown(__value) => Self::Unknown(__thrift::Clone::clone(__value)),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Debug for Choice {
        #[inline]
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            match self {
                Self::Number(__value) => {
                    __f.debug_tuple("Number").field(__value).finish()
                }
                Self::Words(__value) => __f.debug_tuple("Words").field(__value).finish(),
                Self::Unknown(__value) => {
                    __f.debug_tuple("Unknown").field(__value).finish()
                }
            }
        }
    }
    #[automatically_derived]
    impl __thrift::PartialEq for Choice {
        #[inline]
        fn eq(&self, __other: &Self) -> __thrift::bool {
            match (self, __other) {
                (Self::Number(__left), Self::Number(__right)) => __left == __right,
                (Self::Words(__left), Self::Words(__right)) => __left == __right,
                (Self::Unknown(__left), Self::Unknown(__right)) => __left == __right,
                _ => false,
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Eq for Choice {}
    #[automatically_derived]
    impl __thrift::PartialOrd for Choice {
        #[inline]
        fn partial_cmp(&self, __other: &Self) -> __thrift::Option<__thrift::Ordering> {
            __thrift::Some(__thrift::Ord::cmp(self, __other))
        }
    }
    #[automatically_derived]
    impl __thrift::Ord for Choice {
        #[inline]
        fn cmp(&self, __other: &Self) -> __thrift::Ordering {
            let __rank = |__value: &Self| match __value {
                Self::Number(_) => 0usize,
                Self::Words(_) => 1usize,
                Self::Unknown(_) => 2usize,
            };
            match (self, __other) {
                (Self::Number(__left), Self::Number(__right)) => {
                    __thrift::Ord::cmp(__left, __right)
                }
                (Self::Words(__left), Self::Words(__right)) => {
                    __thrift::Ord::cmp(__left, __right)
                }
                (Self::Unknown(__left), Self::Unknown(__right)) => {
                    __thrift::Ord::cmp(__left, __right)
                }
                _ => __thrift::Ord::cmp(&__rank(self), &__rank(__other)),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Hash for Choice {
        #[inline]
        fn hash<__H: __thrift::Hasher>(&self, __state: &mut __H) {
            __thrift::Hash::hash(&__thrift::discriminant(self), __state);
            match self {
                Self::Number(__value) => __thrift::Hash::hash(__value, __state),
                Self::Words(__value) => __thrift::Hash::hash(__value, __state),
                Self::Unknown(__value) => __thrift::Hash::hash(__value, __state),
            }
        }
    }
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
                let __known = match __header.1 {
                    1i16 => {
                        match __thrift::decode_declared(
                            __input,
                            &mut __fields,
                            __header.0,
                            "number",
                        )? {
                            __thrift::Some(__value) => {
                                __thrift::Some(Self::Number(__value))
                            }
                            __thrift::None => __thrift::None,
                        }
                    }
                    2i16 => {
                        match __thrift::decode_declared(
                            __input,
                            &mut __fields,
                            __header.0,
                            "words",
                        )? {
                            __thrift::Some(__value) => {
                                __thrift::Some(Self::Words(__value))
                            }
                            __thrift::None => __thrift::None,
                        }
                    }
                    _ => __thrift::None,
                };
                let __value = match __known {
                    __thrift::Some(__value) => __value,
                    __thrift::None => {
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
        const __FILLS: __thrift::bool = true;
        fn __blank() -> Self {
            Self::Unknown(__thrift::blank_unknown())
        }
    }
};
