#[allow(
    unused_mut,
    unused_qualifications,
    unused_variables,
    clippy::all,
    clippy::pedantic
)]
const _: () = {
    #[allow(unused_imports)]
    use ::thrift::private as __thrift;
    trait __Number: __thrift::Sized {
        fn __number(&self) -> __thrift::i32;
        fn __of(__number: __thrift::i32) -> __thrift::ThriftResult<Self>;
    }
    #[automatically_derived]
    impl __thrift::Encode for Level {
        const TTYPE: __thrift::TType = __thrift::TType::I32;
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            __out.i32(<Self as __Number>::__number(self));
        }
    }
    #[automatically_derived]
    impl<'__de> __thrift::Decode<'__de> for Level {
        const TTYPE: __thrift::TType = __thrift::TType::I32;
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            <Self as __Number>::__of(__input.i32()?)
        }
    }
    #[automatically_derived]
    impl __Number for Level {
        fn __number(&self) -> __thrift::i32 {
            match self {
                Self::Low => 1i32,
                Self::Other(__number) => *__number,
            }
        }
        fn __of(__number: __thrift::i32) -> __thrift::ThriftResult<Self> {
            if __number == 1i32 {
                return __thrift::Ok(Self::Low);
            }
            __thrift::Ok(Self::Other(__number))
        }
    }
};
