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
    type __Words = (
        r#struct,
        optional,
        double,
        r#const,
        r#const,
        string,
        r#const,
        double,
        r#const,
        map,
        string,
        list,
        r#const,
    );
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
pub struct Point {
    pub x: i32,
    pub y: ::core::option::Option<f64>,
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
    impl __thrift::Default for Point {
        #[inline]
        fn default() -> Self {
            Self {
                x: __thrift::Default::default(),
                y: __thrift::Default::default(),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Clone for Point {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                x: __thrift::Clone::clone(&self.x),
                y: __thrift::Clone::clone(&self.y),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Debug for Point {
        #[inline]
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __f.debug_struct("Point").field("x", &self.x).field("y", &self.y).finish()
        }
    }
    #[automatically_derived]
    impl __thrift::PartialEq for Point {
        #[inline]
        fn eq(&self, __other: &Self) -> __thrift::bool {
            self.x == __other.x && self.y == __other.y
        }
    }
    #[automatically_derived]
    impl __thrift::PartialOrd for Point {
        #[inline]
        fn partial_cmp(&self, __other: &Self) -> __thrift::Option<__thrift::Ordering> {
            match __thrift::PartialOrd::partial_cmp(&self.x, &__other.x) {
                __thrift::Some(__thrift::Ordering::Equal) => {}
                __unequal => return __unequal,
            }
            match __thrift::PartialOrd::partial_cmp(&self.y, &__other.y) {
                __thrift::Some(__thrift::Ordering::Equal) => {}
                __unequal => return __unequal,
            }
            __thrift::Some(__thrift::Ordering::Equal)
        }
    }
    #[automatically_derived]
    impl __thrift::TotalOrd for Point {
        #[inline]
        fn total_cmp(&self, __other: &Self) -> __thrift::Ordering {
            match __thrift::Ord::cmp(&self.x, &__other.x) {
                __thrift::Ordering::Equal => {}
                __unequal => return __unequal,
            }
            match __thrift::TotalOrd::total_cmp(&self.y, &__other.y) {
                __thrift::Ordering::Equal => {}
                __unequal => return __unequal,
            }
            __thrift::Ordering::Equal
        }
        #[inline]
        fn total_hash<__H: __thrift::Hasher>(&self, __state: &mut __H) {
            __thrift::Hash::hash(&self.x, __state);
            __thrift::TotalOrd::total_hash(&self.y, __state);
        }
    }
    #[automatically_derived]
    impl __thrift::Encode for Point {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
            __thrift::Encode::encode_field(&self.x, __out, &mut __fields, 1i16);
            if let __thrift::Some(__value) = &self.y {
                __thrift::Encode::encode_field(__value, __out, &mut __fields, 2i16);
            }
            __out.struct_end(__fields);
        }
    }
    #[automatically_derived]
    impl<'__de> __thrift::Decode<'__de> for Point {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            __thrift::filled(__input)
        }
        const __FILLS: __thrift::bool = true;
        fn __blank() -> Self {
            Self {
                x: __thrift::Decode::__blank(),
                y: __thrift::None,
            }
        }
        fn __fill<__R: __thrift::Reader<'__de>>(
            __place: &mut Self,
            __input: &mut __R,
        ) -> __thrift::ThriftResult<()> {
            let mut __seen0 = 0u64;
            let mut __fields = __input.struct_begin()?;
            __seen0
                |= __thrift::Decode::__expected_field(
                    __input,
                    &mut __fields,
                    (1i16, 1u64),
                    "x",
                    &mut __place.x,
                )?;
            __thrift::Decode::__expected_optional(
                __input,
                &mut __fields,
                2i16,
                "y",
                &mut __place.y,
            )?;
            while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
                match __id {
                    1i16 => {
                        __seen0
                            |= __thrift::Decode::__field(
                                __input,
                                &mut __fields,
                                (__ttype, 1u64),
                                "x",
                                &mut __place.x,
                            )?;
                    }
                    2i16 => {
                        __thrift::Decode::__optional_field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "y",
                            &mut __place.y,
                        )?
                    }
                    _ => __input.skip_field(&mut __fields, __ttype)?,
                }
            }
            __input.struct_end(__fields);
            if __seen0 != 1u64 {
                if __seen0 & 1u64 == 0 {
                    __place.x = __thrift::Decode::__absent(__input, "x")?;
                }
            }
            __thrift::Ok(())
        }
    }
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
pub const LIMIT: i32 = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, Adapter as _, From as _};
    10i32
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
pub const NAME: &'static str = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, Adapter as _, From as _};
    "x"
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
pub const TENTH: f64 = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, Adapter as _, From as _};
    0.1f64
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
pub static TABLE: ::std::sync::LazyLock<
    ::std::collections::BTreeMap<::std::string::String, ::std::vec::Vec<i64>>,
> = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, Adapter as _, From as _};
    __thrift::LazyLock::new(|| __thrift::BTreeMap::from([
        (__thrift::String::from("a"), __thrift::Vec::from([1i64, 2i64])),
        (__thrift::String::from("b"), __thrift::Vec::new()),
    ]))
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
pub static ORIGIN: ::std::sync::LazyLock<Point> = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, Adapter as _, From as _};
    __thrift::LazyLock::new(|| Point {
        x: -1i32,
        ..__thrift::Default::default()
    })
};
