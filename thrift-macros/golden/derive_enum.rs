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
    impl __thrift::Encode for Level {
        const TTYPE: __thrift::TType = __thrift::TType::I32;
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            __out.i32(__thrift::ThriftEnum::number(self));
        }
    }
    #[automatically_derived]
    impl<'__de> __thrift::Decode<'__de> for Level {
        const TTYPE: __thrift::TType = __thrift::TType::I32;
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            __thrift::ThriftEnum::from_number(__input.i32()?)
        }
        const __FILLS: __thrift::bool = true;
        fn __blank() -> Self {
            Self::Low
        }
    }
    #[automatically_derived]
    impl __thrift::ThriftEnum for Level {
        const VALUES: &'static [Self] = &[Self::Low];
        #[inline]
        fn number(&self) -> __thrift::i32 {
            match *self {
                Self::Low => 1i32,
                Self::Other(__n) => __n,
            }
        }
        #[inline]
        fn from_number(__number: __thrift::i32) -> __thrift::ThriftResult<Self> {
            if __number == 1i32 {
                return __thrift::Ok(Self::Low);
            }
            __thrift::Ok(Self::Other(__number))
        }
        #[inline]
        fn name(&self) -> __thrift::Option<&'static __thrift::str> {
            match *self {
                Self::Low => __thrift::Some("Low"),
                Self::Other(_) => __thrift::None,
            }
        }
    }
};
