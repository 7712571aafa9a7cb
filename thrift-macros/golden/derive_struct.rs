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
    impl<'a, T: __thrift::Encode> __thrift::Encode for Page<'a, T> {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
            __thrift::Encode::encode_field(&self.items, __out, &mut __fields, 1i16);
            if let __thrift::Some(__value) = &self.next {
                __thrift::Encode::encode_field(__value, __out, &mut __fields, 2i16);
            }
            __thrift::Encode::encode_field(&self.size, __out, &mut __fields, 3i16);
            __out.struct_end(__fields);
        }
    }
    #[automatically_derived]
    impl<'__de: 'a, 'a, T: __thrift::Decode<'__de>> __thrift::Decode<'__de>
    for Page<'a, T> {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            if const { <Self as __thrift::Decode<'__de>>::__FILLS } {
                return __thrift::filled(__input);
            }
            let mut __0 = __thrift::None;
            let mut __1 = __thrift::None;
            let mut __2 = __thrift::None;
            let mut __fields = __input.struct_begin()?;
            __thrift::Decode::__expected_optional(
                __input,
                &mut __fields,
                1i16,
                "items",
                &mut __0,
            )?;
            __thrift::Decode::__expected_optional(
                __input,
                &mut __fields,
                2i16,
                "next",
                &mut __1,
            )?;
            __thrift::Decode::__expected_optional(
                __input,
                &mut __fields,
                3i16,
                "size",
                &mut __2,
            )?;
            while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
                match __id {
                    1i16 => {
                        __thrift::Decode::__optional_field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "items",
                            &mut __0,
                        )?
                    }
                    2i16 => {
                        __thrift::Decode::__optional_field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "next",
                            &mut __1,
                        )?
                    }
                    3i16 => {
                        __thrift::Decode::__optional_field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "size",
                            &mut __2,
                        )?
                    }
                    _ => __input.skip_field(&mut __fields, __ttype)?,
                }
            }
            __input.struct_end(__fields);
            __thrift::Ok(Self {
                items: __thrift::required(__0, "items")?,
                next: __1,
                size: match __2 {
                    __thrift::Some(__value) => __value,
                    __thrift::None => 10,
                },
            })
        }
        const __FILLS: __thrift::bool = <Vec<T> as __thrift::Decode<'_>>::__FILLS
            && <i32 as __thrift::Decode<'_>>::__FILLS;
        fn __blank() -> Self {
            Self {
                items: __thrift::Decode::__blank(),
                next: __thrift::None,
                size: __thrift::Decode::__blank(),
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
                    "items",
                    &mut __place.items,
                )?;
            __thrift::Decode::__expected_optional(
                __input,
                &mut __fields,
                2i16,
                "next",
                &mut __place.next,
            )?;
            __seen0
                |= __thrift::Decode::__expected_field(
                    __input,
                    &mut __fields,
                    (3i16, 2u64),
                    "size",
                    &mut __place.size,
                )?;
            while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
                match __id {
                    1i16 => {
                        __seen0
                            |= __thrift::Decode::__field(
                                __input,
                                &mut __fields,
                                (__ttype, 1u64),
                                "items",
                                &mut __place.items,
                            )?;
                    }
                    2i16 => {
                        __thrift::Decode::__optional_field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "next",
                            &mut __place.next,
                        )?
                    }
                    3i16 => {
                        __seen0
                            |= __thrift::Decode::__field(
                                __input,
                                &mut __fields,
                                (__ttype, 2u64),
                                "size",
                                &mut __place.size,
                            )?;
                    }
                    _ => __input.skip_field(&mut __fields, __ttype)?,
                }
            }
            __input.struct_end(__fields);
            if __seen0 != 3u64 {
                if __seen0 & 1u64 == 0 {
                    return __thrift::missing("items");
                }
                if __seen0 & 2u64 == 0 {
                    __place.size = 10;
                }
            }
            __thrift::Ok(())
        }
        #[inline]
        fn __absent_heap() -> __thrift::usize {
            <Vec<T> as __thrift::Decode<'_>>::__absent_heap()
        }
    }
};
