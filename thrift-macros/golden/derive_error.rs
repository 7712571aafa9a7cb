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
    impl __thrift::MethodError for GetError {
        fn undeclared(&self) -> __thrift::Option<&__thrift::Error> {
            match self {
                Self::Thrift(__error) => __thrift::Some(__error),
                Self::Missing(_) => __thrift::None,
            }
        }
        fn encode_exception<__W: __thrift::Writer>(
            &self,
            __out: &mut __W,
            mut __fields: &mut __W::Fields,
        ) {
            match self {
                Self::Thrift(_) => {}
                Self::Missing(__value) => {
                    __thrift::Encode::encode_field(__value, __out, &mut __fields, 1i16);
                }
            }
        }
        fn decode_exception<'__de, __R: __thrift::Reader<'__de>>(
            __input: &mut __R,
            __fields: &mut __R::Fields,
            __header: (__thrift::TType, __thrift::i16),
        ) -> __thrift::ThriftResult<__thrift::Option<Self>> {
            match __header.1 {
                1i16 => {
                    __thrift::decode_declared(__input, __fields, __header.0, "missing")
                        .map(|__found| __found.map(Self::Missing))
                }
                _ => __thrift::Ok(__thrift::None),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::From<__thrift::Error> for GetError {
        fn from(__error: __thrift::Error) -> Self {
            Self::Thrift(__error)
        }
    }
    #[automatically_derived]
    impl __thrift::From<NotFound> for GetError {
        fn from(__error: NotFound) -> Self {
            Self::Missing(__error)
        }
    }
    #[automatically_derived]
    impl __thrift::Display for GetError {
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            match self {
                Self::Missing(__error) => __thrift::Display::fmt(__error, __f),
                Self::Thrift(__error) => __thrift::Display::fmt(__error, __f),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::StdError for GetError {
        fn source(&self) -> __thrift::Option<&(dyn __thrift::StdError + 'static)> {
            match self {
                Self::Missing(__error) => __thrift::Some(__error),
                Self::Thrift(__error) => __thrift::Some(__error),
            }
        }
    }
};
