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
    type __Words = (r#struct, required, string, optional, string, optional);
};
/// A person who signed up.
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
    ::thrift::private::Eq,
    ::thrift::private::Hash,
    ::thrift::private::PartialOrd,
    ::thrift::private::Ord
)]
pub struct User {
    pub id: i32,
    pub name: ::std::string::String,
    pub email: ::core::option::Option<::std::string::String>,
    pub friend: ::core::option::Option<::std::boxed::Box<User>>,
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
    impl __thrift::Default for User {
        fn default() -> Self {
            Self {
                id: __thrift::Default::default(),
                name: __thrift::String::from("nobody"),
                email: __thrift::Default::default(),
                friend: __thrift::Default::default(),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Encode for User {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
            __thrift::Encode::encode_field(&self.id, __out, &mut __fields, 1i16);
            __thrift::Encode::encode_field(&self.name, __out, &mut __fields, 2i16);
            if let __thrift::Some(__value) = &self.email {
                __thrift::Encode::encode_field(__value, __out, &mut __fields, 3i16);
            }
            if let __thrift::Some(__value) = &self.friend {
                __thrift::Encode::encode_field(__value, __out, &mut __fields, 7i16);
            }
            __out.struct_end(__fields);
        }
    }
    #[automatically_derived]
    impl<'__de> __thrift::Decode<'__de> for User {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            let mut __0 = __thrift::None;
            let mut __1 = __thrift::None;
            let mut __2 = __thrift::None;
            let mut __3 = __thrift::None;
            let mut __fields = __input.struct_begin()?;
            while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
                match __id {
                    1i16 => {
                        __thrift::field(__input, &mut __fields, __ttype, "id", &mut __0)?
                    }
                    2i16 => {
                        __thrift::field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "name",
                            &mut __1,
                        )?
                    }
                    3i16 => {
                        __thrift::field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "email",
                            &mut __2,
                        )?
                    }
                    7i16 => {
                        __thrift::field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "friend",
                            &mut __3,
                        )?
                    }
                    _ => __input.skip_field(&mut __fields, __ttype)?,
                }
            }
            __input.struct_end(__fields);
            __thrift::Ok(Self {
                id: __thrift::required(__0, "id")?,
                name: __1.unwrap_or_else(|| __thrift::String::from("nobody")),
                email: __2,
                friend: __3,
            })
        }
    }
};
