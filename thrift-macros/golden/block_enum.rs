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
    type __Words = (r#enum,);
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
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::default::Default
)]
pub struct Color(
    /// The number on the wire.
    pub i32,
);
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
#[allow(non_upper_case_globals)]
impl Color {
    pub const RED: Self = Self(1i32);
    pub const GREEN: Self = Self(2i32);
    pub const CRIMSON: Self = Self(1i32);
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
    impl __thrift::Encode for Color {
        const TTYPE: __thrift::TType = __thrift::TType::I32;
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            __out.i32(__thrift::ThriftEnum::number(self));
        }
    }
    #[automatically_derived]
    impl<'__de> __thrift::Decode<'__de> for Color {
        const TTYPE: __thrift::TType = __thrift::TType::I32;
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            __thrift::ThriftEnum::from_number(__input.i32()?)
        }
        const __FILLS: __thrift::bool = true;
        fn __blank() -> Self {
            Self(0)
        }
    }
    #[automatically_derived]
    impl __thrift::ThriftEnum for Color {
        const VALUES: &'static [Self] = &[Self::RED, Self::GREEN, Self::CRIMSON];
        #[inline]
        fn number(&self) -> __thrift::i32 {
            self.0
        }
        #[inline]
        fn from_number(__number: __thrift::i32) -> __thrift::ThriftResult<Self> {
            __thrift::Ok(Self(__number))
        }
        #[inline]
        fn name(&self) -> __thrift::Option<&'static __thrift::str> {
            match self.0 {
                1i32 => __thrift::Some("RED"),
                2i32 => __thrift::Some("GREEN"),
                _ => __thrift::None,
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Debug for Color {
        #[inline]
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __thrift::show_enum(__f, "Color", __thrift::ThriftEnum::name(self), self.0)
        }
    }
    #[automatically_derived]
    impl __thrift::Display for Color {
        #[inline]
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __thrift::show_enum(__f, "Color", __thrift::ThriftEnum::name(self), self.0)
        }
    }
    #[automatically_derived]
    impl __thrift::FromStr for Color {
        type Err = __thrift::Error;
        #[inline]
        fn from_str(__name: &__thrift::str) -> __thrift::ThriftResult<Self> {
            match __name {
                "RED" => __thrift::Ok(Self::RED),
                "GREEN" => __thrift::Ok(Self::GREEN),
                "CRIMSON" => __thrift::Ok(Self::CRIMSON),
                _ => __thrift::Err(__thrift::unknown_name("Color", __name)),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::From<__thrift::i32> for Color {
        #[inline]
        fn from(__number: __thrift::i32) -> Self {
            Self(__number)
        }
    }
    #[automatically_derived]
    impl __thrift::From<Color> for __thrift::i32 {
        #[inline]
        fn from(__value: Color) -> Self {
            __value.0
        }
    }
};
