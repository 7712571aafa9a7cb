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
#[derive(
    ::thrift::private::Clone,
    ::thrift::private::Debug,
    ::thrift::private::PartialEq,
    ::thrift::private::PartialOrd
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
    clippy::pedantic
)]
const _: () = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, From as _};
    #[automatically_derived]
    impl __thrift::Default for Point {
        fn default() -> Self {
            Self {
                x: __thrift::Default::default(),
                y: __thrift::Default::default(),
            }
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
            let mut __0 = __thrift::None;
            let mut __1 = __thrift::None;
            let mut __fields = __input.struct_begin()?;
            while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
                match __id {
                    1i16 => {
                        __thrift::field(__input, &mut __fields, __ttype, "x", &mut __0)?
                    }
                    2i16 => {
                        __thrift::field(__input, &mut __fields, __ttype, "y", &mut __1)?
                    }
                    _ => __input.skip_field(&mut __fields, __ttype)?,
                }
            }
            __input.struct_end(__fields);
            __thrift::Ok(Self {
                x: __thrift::Option::unwrap_or_default(__0),
                y: __1,
            })
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
    use ::thrift::private::{self as __thrift, From as _};
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
    use ::thrift::private::{self as __thrift, From as _};
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
    use ::thrift::private::{self as __thrift, From as _};
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
pub static TABLE: ::thrift::private::LazyLock<
    ::std::collections::BTreeMap<::std::string::String, ::std::vec::Vec<i64>>,
> = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, From as _};
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
pub static ORIGIN: ::thrift::private::LazyLock<Point> = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, From as _};
    __thrift::LazyLock::new(|| Point {
        x: -1i32,
        ..__thrift::Default::default()
    })
};
