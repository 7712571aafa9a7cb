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
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction
)]
const _: () = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, Adapter as _, From as _};
    #[automatically_derived]
    impl __thrift::Default for User {
        #[inline]
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
    impl __thrift::Clone for User {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                id: __thrift::Clone::clone(&self.id),
                name: __thrift::Clone::clone(&self.name),
                email: __thrift::Clone::clone(&self.email),
                friend: __thrift::Clone::clone(&self.friend),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Debug for User {
        #[inline]
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __f.debug_struct("User")
                .field("id", &self.id)
                .field("name", &self.name)
                .field("email", &self.email)
                .field("friend", &self.friend)
                .finish()
        }
    }
    #[automatically_derived]
    impl __thrift::PartialEq for User {
        #[inline]
        fn eq(&self, __other: &Self) -> __thrift::bool {
            self.id == __other.id && self.name == __other.name
                && self.email == __other.email && self.friend == __other.friend
        }
    }
    #[automatically_derived]
    impl __thrift::Eq for User {}
    #[automatically_derived]
    impl __thrift::PartialOrd for User {
        #[inline]
        fn partial_cmp(&self, __other: &Self) -> __thrift::Option<__thrift::Ordering> {
            __thrift::Some(__thrift::Ord::cmp(self, __other))
        }
    }
    #[automatically_derived]
    impl __thrift::Ord for User {
        #[inline]
        fn cmp(&self, __other: &Self) -> __thrift::Ordering {
            match __thrift::Ord::cmp(&self.id, &__other.id) {
                __thrift::Ordering::Equal => {}
                __unequal => return __unequal,
            }
            match __thrift::Ord::cmp(&self.name, &__other.name) {
                __thrift::Ordering::Equal => {}
                __unequal => return __unequal,
            }
            match __thrift::Ord::cmp(&self.email, &__other.email) {
                __thrift::Ordering::Equal => {}
                __unequal => return __unequal,
            }
            match __thrift::Ord::cmp(&self.friend, &__other.friend) {
                __thrift::Ordering::Equal => {}
                __unequal => return __unequal,
            }
            __thrift::Ordering::Equal
        }
    }
    #[automatically_derived]
    impl __thrift::Hash for User {
        #[inline]
        fn hash<__H: __thrift::Hasher>(&self, __state: &mut __H) {
            __thrift::Hash::hash(&self.id, __state);
            __thrift::Hash::hash(&self.name, __state);
            __thrift::Hash::hash(&self.email, __state);
            __thrift::Hash::hash(&self.friend, __state);
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
            __thrift::filled(__input)
        }
        const __FILLS: __thrift::bool = true;
        fn __blank() -> Self {
            Self {
                id: __thrift::Decode::__blank(),
                name: __thrift::Decode::__blank(),
                email: __thrift::None,
                friend: __thrift::None,
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
            __seen0
                |= __thrift::Decode::__expected_field(
                    __input,
                    &mut __fields,
                    (2i16, 2u64),
                    "name",
                    &mut __place.name,
                )?;
            __thrift::Decode::__expected_optional(
                __input,
                &mut __fields,
                3i16,
                "email",
                &mut __place.email,
            )?;
            __thrift::Decode::__expected_optional(
                __input,
                &mut __fields,
                7i16,
                "friend",
                &mut __place.friend,
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
                    2i16 => {
                        __seen0
                            |= __thrift::Decode::__field(
                                __input,
                                &mut __fields,
                                (__ttype, 2u64),
                                "name",
                                &mut __place.name,
                            )?;
                    }
                    3i16 => {
                        __thrift::Decode::__optional_field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "email",
                            &mut __place.email,
                        )?
                    }
                    7i16 => {
                        __thrift::Decode::__optional_field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "friend",
                            &mut __place.friend,
                        )?
                    }
                    _ => __input.skip_field(&mut __fields, __ttype)?,
                }
            }
            __input.struct_end(__fields);
            if __seen0 != 3u64 {
                if __seen0 & 1u64 == 0 {
                    return __thrift::missing("id");
                }
                if __seen0 & 2u64 == 0 {
                    __thrift::charge(__input, 6usize, "name")?;
                    __place.name = __thrift::String::from("nobody");
                }
            }
            __thrift::Ok(())
        }
        #[inline]
        fn __absent_heap() -> __thrift::usize {
            6usize
        }
    }
};
