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
            let mut __0 = __thrift::None;
            let mut __1 = __thrift::None;
            let mut __2 = __thrift::None;
            let mut __fields = __input.struct_begin()?;
            __thrift::expected_field(__input, &mut __fields, 1i16, "items", &mut __0)?;
            __thrift::expected_field(__input, &mut __fields, 2i16, "next", &mut __1)?;
            __thrift::expected_field(__input, &mut __fields, 3i16, "size", &mut __2)?;
            while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
                match __id {
                    1i16 => {
                        __thrift::field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "items",
                            &mut __0,
                        )?
                    }
                    2i16 => {
                        __thrift::field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "next",
                            &mut __1,
                        )?
                    }
                    3i16 => {
                        __thrift::field(
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
    }
};
