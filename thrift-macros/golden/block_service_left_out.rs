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
    type __Words = (exception, service, string, throws, service, void);
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
pub struct NotFound {
    pub id: i32,
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
    impl __thrift::Default for NotFound {
        #[inline]
        fn default() -> Self {
            Self {
                id: __thrift::Default::default(),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Clone for NotFound {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                id: __thrift::Clone::clone(&self.id),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Debug for NotFound {
        #[inline]
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __f.debug_struct("NotFound").field("id", &self.id).finish()
        }
    }
    #[automatically_derived]
    impl __thrift::PartialEq for NotFound {
        #[inline]
        fn eq(&self, __other: &Self) -> __thrift::bool {
            self.id == __other.id
        }
    }
    #[automatically_derived]
    impl __thrift::Eq for NotFound {}
    #[automatically_derived]
    impl __thrift::PartialOrd for NotFound {
        #[inline]
        fn partial_cmp(&self, __other: &Self) -> __thrift::Option<__thrift::Ordering> {
            __thrift::Some(__thrift::Ord::cmp(self, __other))
        }
    }
    #[automatically_derived]
    impl __thrift::Ord for NotFound {
        #[inline]
        fn cmp(&self, __other: &Self) -> __thrift::Ordering {
            match __thrift::Ord::cmp(&self.id, &__other.id) {
                __thrift::Ordering::Equal => {}
                __unequal => return __unequal,
            }
            __thrift::Ordering::Equal
        }
    }
    #[automatically_derived]
    impl __thrift::Hash for NotFound {
        #[inline]
        fn hash<__H: __thrift::Hasher>(&self, __state: &mut __H) {
            __thrift::Hash::hash(&self.id, __state);
        }
    }
    #[automatically_derived]
    impl __thrift::Encode for NotFound {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
            __thrift::Encode::encode_field(&self.id, __out, &mut __fields, 1i16);
            __out.struct_end(__fields);
        }
    }
    #[automatically_derived]
    impl<'__de> __thrift::Decode<'__de> for NotFound {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            __thrift::filled(__input)
        }
        const __FILLS: __thrift::bool = true;
        fn __blank() -> Self {
            Self {
                id: __thrift::Decode::__blank(),
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
                    "id",
                    &mut __place.id,
                )?;
            while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
                match __id {
                    1i16 => {
                        __seen0
                            |= __thrift::Decode::__field(
                                __input,
                                &mut __fields,
                                (__ttype, 1u64),
                                "id",
                                &mut __place.id,
                            )?;
                    }
                    _ => __input.skip_field(&mut __fields, __ttype)?,
                }
            }
            __input.struct_end(__fields);
            if __seen0 != 1u64 {
                if __seen0 & 1u64 == 0 {
                    __place.id = __thrift::Decode::__absent(__input, "id")?;
                }
            }
            __thrift::Ok(())
        }
    }
    #[automatically_derived]
    impl __thrift::Display for NotFound {
        #[inline]
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __thrift::Debug::fmt(self, __f)
        }
    }
    #[automatically_derived]
    impl __thrift::StdError for NotFound {}
};
#[cfg(any())]
pub trait Users {}
#[cfg(any())]
pub struct UsersClient;
#[cfg(any())]
pub struct UsersServer;
#[cfg(any())]
pub mod users {}
#[cfg(any())]
pub trait Plain {}
#[cfg(any())]
pub struct PlainClient;
#[cfg(any())]
pub struct PlainServer;
