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
        include,
        include,
        include,
        r#struct,
        list,
        r#const,
        service,
        extends,
        throws,
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
pub struct Page {
    pub id: super::shared::common::Id,
    pub notes: ::std::vec::Vec<notes::Note>,
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
    impl __thrift::Default for Page {
        #[inline]
        fn default() -> Self {
            Self {
                id: __thrift::Default::default(),
                notes: __thrift::Default::default(),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Clone for Page {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                id: __thrift::Clone::clone(&self.id),
                notes: __thrift::Clone::clone(&self.notes),
            }
        }
    }
    #[automatically_derived]
    impl __thrift::Debug for Page {
        #[inline]
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __f.debug_struct("Page")
                .field("id", &self.id)
                .field("notes", &self.notes)
                .finish()
        }
    }
    #[automatically_derived]
    impl __thrift::PartialEq for Page {
        #[inline]
        fn eq(&self, __other: &Self) -> __thrift::bool {
            self.id == __other.id && self.notes == __other.notes
        }
    }
    #[automatically_derived]
    impl __thrift::Eq for Page {}
    #[automatically_derived]
    impl __thrift::PartialOrd for Page {
        #[inline]
        fn partial_cmp(&self, __other: &Self) -> __thrift::Option<__thrift::Ordering> {
            __thrift::Some(__thrift::Ord::cmp(self, __other))
        }
    }
    #[automatically_derived]
    impl __thrift::Ord for Page {
        #[inline]
        fn cmp(&self, __other: &Self) -> __thrift::Ordering {
            match __thrift::Ord::cmp(&self.id, &__other.id) {
                __thrift::Ordering::Equal => {}
                __unequal => return __unequal,
            }
            match __thrift::Ord::cmp(&self.notes, &__other.notes) {
                __thrift::Ordering::Equal => {}
                __unequal => return __unequal,
            }
            __thrift::Ordering::Equal
        }
    }
    #[automatically_derived]
    impl __thrift::Hash for Page {
        #[inline]
        fn hash<__H: __thrift::Hasher>(&self, __state: &mut __H) {
            __thrift::Hash::hash(&self.id, __state);
            __thrift::Hash::hash(&self.notes, __state);
        }
    }
    #[automatically_derived]
    impl __thrift::Encode for Page {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
            let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
            __thrift::Encode::encode_field(&self.id, __out, &mut __fields, 1i16);
            __thrift::Encode::encode_field(&self.notes, __out, &mut __fields, 2i16);
            __out.struct_end(__fields);
        }
    }
    #[automatically_derived]
    impl<'__de> __thrift::Decode<'__de> for Page {
        const TTYPE: __thrift::TType = __thrift::TType::Struct;
        fn decode<__R: __thrift::Reader<'__de>>(
            __input: &mut __R,
        ) -> __thrift::ThriftResult<Self> {
            if const { <Self as __thrift::Decode<'__de>>::__FILLS } {
                return __thrift::filled(__input);
            }
            let mut __0 = __thrift::None;
            let mut __1 = __thrift::None;
            let mut __fields = __input.struct_begin()?;
            __thrift::Decode::__expected_optional(
                __input,
                &mut __fields,
                1i16,
                "id",
                &mut __0,
            )?;
            __thrift::Decode::__expected_optional(
                __input,
                &mut __fields,
                2i16,
                "notes",
                &mut __1,
            )?;
            while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
                match __id {
                    1i16 => {
                        __thrift::Decode::__optional_field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "id",
                            &mut __0,
                        )?
                    }
                    2i16 => {
                        __thrift::Decode::__optional_field(
                            __input,
                            &mut __fields,
                            __ttype,
                            "notes",
                            &mut __1,
                        )?
                    }
                    _ => __input.skip_field(&mut __fields, __ttype)?,
                }
            }
            __input.struct_end(__fields);
            __thrift::Ok(Self {
                id: match __0 {
                    __thrift::Some(__value) => __value,
                    __thrift::None => __thrift::Decode::__absent(__input, "id")?,
                },
                notes: match __1 {
                    __thrift::Some(__value) => __value,
                    __thrift::None => __thrift::Decode::__absent(__input, "notes")?,
                },
            })
        }
        const __FILLS: __thrift::bool = <super::shared::common::Id as __thrift::Decode<
            '_,
        >>::__FILLS && <::std::vec::Vec<notes::Note> as __thrift::Decode<'_>>::__FILLS;
        fn __blank() -> Self {
            Self {
                id: __thrift::Decode::__blank(),
                notes: __thrift::Decode::__blank(),
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
                    "notes",
                    &mut __place.notes,
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
                                "notes",
                                &mut __place.notes,
                            )?;
                    }
                    _ => __input.skip_field(&mut __fields, __ttype)?,
                }
            }
            __input.struct_end(__fields);
            if __seen0 != 3u64 {
                if __seen0 & 1u64 == 0 {
                    __place.id = __thrift::Decode::__absent(__input, "id")?;
                }
                if __seen0 & 2u64 == 0 {
                    __place.notes = __thrift::Decode::__absent(__input, "notes")?;
                }
            }
            __thrift::Ok(())
        }
        #[inline]
        fn __absent_heap() -> __thrift::usize {
            <super::shared::common::Id as __thrift::Decode<'_>>::__absent_heap()
                .saturating_add(
                    <::std::vec::Vec<
                        notes::Note,
                    > as __thrift::Decode<'_>>::__absent_heap(),
                )
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
pub static NOBODY: ::std::sync::LazyLock<super::shared::User> = {
    #[allow(unused_imports)]
    use ::thrift::private::{self as __thrift, Adapter as _, From as _};
    __thrift::LazyLock::new(|| super::shared::User {
        id: super::shared::common::Id {
            value: -1i64,
        },
        ..__thrift::Default::default()
    })
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
pub trait Users: super::shared::Base + ::core::marker::Send + ::core::marker::Sync {
    fn first(
        &self,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<super::shared::User, users::FirstError>,
    > + ::core::marker::Send;
}
/// What belongs to [`Users`].
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
pub mod users {
    /// Why `first` failed.
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
    pub enum FirstError {
        Denied(super::super::shared::Denied),
        /// Anything else that made the call fail.
        Thrift(::thrift::Error),
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
        impl __thrift::Debug for FirstError {
            #[inline]
            fn fmt(
                &self,
                __f: &mut __thrift::fmt::Formatter<'_>,
            ) -> __thrift::fmt::Result {
                match self {
                    Self::Denied(__value) => {
                        __f.debug_tuple("Denied").field(__value).finish()
                    }
                    Self::Thrift(__value) => {
                        __f.debug_tuple("Thrift").field(__value).finish()
                    }
                }
            }
        }
        #[automatically_derived]
        impl __thrift::MethodError for FirstError {
            fn undeclared(&self) -> __thrift::Option<&__thrift::Error> {
                match self {
                    Self::Thrift(__error) => __thrift::Some(__error),
                    Self::Denied(_) => __thrift::None,
                }
            }
            fn encode_exception<__W: __thrift::Writer>(
                &self,
                __out: &mut __W,
                mut __fields: &mut __W::Fields,
            ) {
                match self {
                    Self::Thrift(_) => {}
                    Self::Denied(__value) => {
                        __thrift::Encode::encode_field(
                            __value,
                            __out,
                            &mut __fields,
                            1i16,
                        );
                    }
                }
            }
            fn decode_exception<'__de, __R: __thrift::Reader<'__de>>(
                __input: &mut __R,
                __fields: &mut __R::Fields,
                __header: (__thrift::TType, __thrift::i16),
            ) -> __thrift::ThriftResult<__thrift::Option<Self>> {
                match __header.1 {
                    1i16 => {
                        __thrift::decode_declared(
                                __input,
                                __fields,
                                __header.0,
                                "denied",
                            )
                            .map(|__found| __found.map(Self::Denied))
                    }
                    _ => __thrift::Ok(__thrift::None),
                }
            }
        }
        #[automatically_derived]
        impl __thrift::From<__thrift::Error> for FirstError {
            fn from(__error: __thrift::Error) -> Self {
                Self::Thrift(__error)
            }
        }
        #[automatically_derived]
        impl __thrift::From<super::super::shared::Denied> for FirstError {
            fn from(__error: super::super::shared::Denied) -> Self {
                Self::Denied(__error)
            }
        }
        #[automatically_derived]
        impl __thrift::Display for FirstError {
            fn fmt(
                &self,
                __f: &mut __thrift::fmt::Formatter<'_>,
            ) -> __thrift::fmt::Result {
                match self {
                    Self::Denied(__error) => __thrift::Display::fmt(__error, __f),
                    Self::Thrift(__error) => __thrift::Display::fmt(__error, __f),
                }
            }
        }
        #[automatically_derived]
        impl __thrift::StdError for FirstError {
            fn source(&self) -> __thrift::Option<&(dyn __thrift::StdError + 'static)> {
                match self {
                    Self::Denied(__error) => __thrift::Some(__error),
                    Self::Thrift(__error) => __thrift::Some(__error),
                }
            }
        }
    };
}
/// Calls a [`Users`] through a channel.
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
#[allow(non_camel_case_types)]
#[derive(::core::clone::Clone)]
pub struct UsersClient<C = ::thrift::Client> {
    channel: C,
}
/// Answers calls with a handler that implements [`Users`].
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
#[allow(non_camel_case_types)]
pub struct UsersServer<H> {
    handler: ::std::sync::Arc<H>,
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
    #[allow(dead_code)]
    struct FirstArguments {}
    const _: () = {
        #[automatically_derived]
        impl __thrift::Encode for FirstArguments {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
                let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
                __out.struct_end(__fields);
            }
        }
        #[automatically_derived]
        impl<'__de> __thrift::Decode<'__de> for FirstArguments {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            fn decode<__R: __thrift::Reader<'__de>>(
                __input: &mut __R,
            ) -> __thrift::ThriftResult<Self> {
                __thrift::filled(__input)
            }
            const __FILLS: __thrift::bool = true;
            fn __blank() -> Self {
                Self {}
            }
            fn __fill<__R: __thrift::Reader<'__de>>(
                __place: &mut Self,
                __input: &mut __R,
            ) -> __thrift::ThriftResult<()> {
                let mut __fields = __input.struct_begin()?;
                while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)?
                {
                    match __id {
                        _ => __input.skip_field(&mut __fields, __ttype)?,
                    }
                }
                __input.struct_end(__fields);
                __thrift::Ok(())
            }
        }
    };
    impl<C> UsersClient<C> {
        /// A client that calls through `channel`.
        pub fn new(channel: C) -> Self {
            Self { channel }
        }
    }
    __thrift::if_net! {
        impl UsersClient { #[doc = r" Connects to a server, framed and in Binary."] #[doc
        = r""] #[doc = r" # Errors"] #[doc = r""] #[doc =
        r" Fails when the connection does."] pub async fn connect(endpoint : impl
        ::thrift::IntoEndpoint) -> ::core::result::Result < Self, ::thrift::Error > {
        __thrift::Ok(Self::new(__thrift::Client::connect(endpoint). await ?)) } }
    }
    impl<C> __thrift::Debug for UsersClient<C> {
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __f.debug_struct("UsersClient").finish_non_exhaustive()
        }
    }
    #[automatically_derived]
    impl<__C: ::thrift::service::Channel> Users for UsersClient<__C> {
        fn first(
            &self,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::shared::User, users::FirstError>,
        > + ::core::marker::Send {
            __thrift::call(&self.channel, ("Users", "first"), FirstArguments {})
        }
    }
    const _: () = {
        #[allow(dead_code)]
        struct FindArguments {
            id: super::shared::common::Id,
        }
        const _: () = {
            #[automatically_derived]
            impl __thrift::Encode for FindArguments {
                const TTYPE: __thrift::TType = __thrift::TType::Struct;
                fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
                    let __thrift::Some(mut __fields) = __out.struct_begin() else {
                        return
                    };
                    __thrift::Encode::encode_field(&self.id, __out, &mut __fields, 1i16);
                    __out.struct_end(__fields);
                }
            }
            #[automatically_derived]
            impl<'__de> __thrift::Decode<'__de> for FindArguments {
                const TTYPE: __thrift::TType = __thrift::TType::Struct;
                fn decode<__R: __thrift::Reader<'__de>>(
                    __input: &mut __R,
                ) -> __thrift::ThriftResult<Self> {
                    if const { <Self as __thrift::Decode<'__de>>::__FILLS } {
                        return __thrift::filled(__input);
                    }
                    let mut __0 = __thrift::None;
                    let mut __fields = __input.struct_begin()?;
                    __thrift::Decode::__expected_optional(
                        __input,
                        &mut __fields,
                        1i16,
                        "id",
                        &mut __0,
                    )?;
                    while let __thrift::Some((__ttype, __id)) = __input
                        .field(&mut __fields)?
                    {
                        match __id {
                            1i16 => {
                                __thrift::Decode::__optional_field(
                                    __input,
                                    &mut __fields,
                                    __ttype,
                                    "id",
                                    &mut __0,
                                )?
                            }
                            _ => __input.skip_field(&mut __fields, __ttype)?,
                        }
                    }
                    __input.struct_end(__fields);
                    __thrift::Ok(Self {
                        id: match __0 {
                            __thrift::Some(__value) => __value,
                            __thrift::None => __thrift::Decode::__absent(__input, "id")?,
                        },
                    })
                }
                const __FILLS: __thrift::bool = <super::shared::common::Id as __thrift::Decode<
                    '_,
                >>::__FILLS;
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
                    while let __thrift::Some((__ttype, __id)) = __input
                        .field(&mut __fields)?
                    {
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
                #[inline]
                fn __absent_heap() -> __thrift::usize {
                    <super::shared::common::Id as __thrift::Decode<'_>>::__absent_heap()
                }
            }
        };
        #[automatically_derived]
        impl<__C: ::thrift::service::Channel> super::shared::Base for UsersClient<__C> {
            fn find(
                &self,
                id: super::shared::common::Id,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<
                    super::shared::User,
                    super::shared::base::FindError,
                >,
            > + ::core::marker::Send {
                __thrift::call(&self.channel, ("Users", "find"), FindArguments { id })
            }
        }
    };
    impl<H> UsersServer<H> {
        /// A server that answers with `handler`.
        pub fn new(handler: H) -> Self {
            Self::from_arc(__thrift::Arc::new(handler))
        }
        /// A server that answers with a handler that others have too.
        pub fn from_arc(handler: ::std::sync::Arc<H>) -> Self {
            Self { handler }
        }
    }
    impl<H> __thrift::Clone for UsersServer<H> {
        fn clone(&self) -> Self {
            Self::from_arc(__thrift::Clone::clone(&self.handler))
        }
    }
    impl<H> __thrift::Debug for UsersServer<H> {
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __f.debug_struct("UsersServer").finish_non_exhaustive()
        }
    }
    impl<__H: Users + __thrift::Send + __thrift::Sync + 'static> UsersServer<__H> {
        #[doc(hidden)]
        pub fn __find(__name: &__thrift::str) -> __thrift::Option<__thrift::Method> {
            __thrift::find(const { &[__thrift::Method::new("first")] }, __name)
                .or_else(|| super::shared::BaseServer::<__H>::__find(__name))
        }
        #[doc(hidden)]
        pub async fn __dispatch(
            __handler: &__H,
            __request: &__thrift::Request,
        ) -> __thrift::Option<__thrift::Response> {
            match __request.method() {
                "first" => {
                    __thrift::answer(
                            __request,
                            |__arguments: FirstArguments| {
                                <__H as Users>::first(__handler)
                            },
                        )
                        .await
                }
                _ => {
                    super::shared::BaseServer::<__H>::__dispatch(__handler, __request)
                        .await
                }
            }
        }
    }
    #[automatically_derived]
    impl<__H: Users + __thrift::Send + __thrift::Sync + 'static> __thrift::Dispatch
    for UsersServer<__H> {
        fn dispatch(
            &self,
            __request: __thrift::Request,
        ) -> impl __thrift::Future<
            Output = __thrift::Option<__thrift::Response>,
        > + __thrift::Send {
            async move { Self::__dispatch(&self.handler, &__request).await }
        }
        fn describe(
            &self,
            __name: &__thrift::str,
        ) -> __thrift::Option<__thrift::Method> {
            __thrift::Some(Self::__find(__name)?.of("Users"))
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
pub mod notes {
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
    pub struct Note {
        pub by: super::super::shared::User,
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
        impl __thrift::Default for Note {
            #[inline]
            fn default() -> Self {
                Self {
                    by: __thrift::Default::default(),
                }
            }
        }
        #[automatically_derived]
        impl __thrift::Clone for Note {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    by: __thrift::Clone::clone(&self.by),
                }
            }
        }
        #[automatically_derived]
        impl __thrift::Debug for Note {
            #[inline]
            fn fmt(
                &self,
                __f: &mut __thrift::fmt::Formatter<'_>,
            ) -> __thrift::fmt::Result {
                __f.debug_struct("Note").field("by", &self.by).finish()
            }
        }
        #[automatically_derived]
        impl __thrift::PartialEq for Note {
            #[inline]
            fn eq(&self, __other: &Self) -> __thrift::bool {
                self.by == __other.by
            }
        }
        #[automatically_derived]
        impl __thrift::Eq for Note {}
        #[automatically_derived]
        impl __thrift::PartialOrd for Note {
            #[inline]
            fn partial_cmp(
                &self,
                __other: &Self,
            ) -> __thrift::Option<__thrift::Ordering> {
                __thrift::Some(__thrift::Ord::cmp(self, __other))
            }
        }
        #[automatically_derived]
        impl __thrift::Ord for Note {
            #[inline]
            fn cmp(&self, __other: &Self) -> __thrift::Ordering {
                match __thrift::Ord::cmp(&self.by, &__other.by) {
                    __thrift::Ordering::Equal => {}
                    __unequal => return __unequal,
                }
                __thrift::Ordering::Equal
            }
        }
        #[automatically_derived]
        impl __thrift::Hash for Note {
            #[inline]
            fn hash<__H: __thrift::Hasher>(&self, __state: &mut __H) {
                __thrift::Hash::hash(&self.by, __state);
            }
        }
        #[automatically_derived]
        impl __thrift::Encode for Note {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
                let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
                __thrift::Encode::encode_field(&self.by, __out, &mut __fields, 1i16);
                __out.struct_end(__fields);
            }
        }
        #[automatically_derived]
        impl<'__de> __thrift::Decode<'__de> for Note {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            fn decode<__R: __thrift::Reader<'__de>>(
                __input: &mut __R,
            ) -> __thrift::ThriftResult<Self> {
                if const { <Self as __thrift::Decode<'__de>>::__FILLS } {
                    return __thrift::filled(__input);
                }
                let mut __0 = __thrift::None;
                let mut __fields = __input.struct_begin()?;
                __thrift::Decode::__expected_optional(
                    __input,
                    &mut __fields,
                    1i16,
                    "by",
                    &mut __0,
                )?;
                while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)?
                {
                    match __id {
                        1i16 => {
                            __thrift::Decode::__optional_field(
                                __input,
                                &mut __fields,
                                __ttype,
                                "by",
                                &mut __0,
                            )?
                        }
                        _ => __input.skip_field(&mut __fields, __ttype)?,
                    }
                }
                __input.struct_end(__fields);
                __thrift::Ok(Self {
                    by: match __0 {
                        __thrift::Some(__value) => __value,
                        __thrift::None => __thrift::Decode::__absent(__input, "by")?,
                    },
                })
            }
            const __FILLS: __thrift::bool = <super::super::shared::User as __thrift::Decode<
                '_,
            >>::__FILLS;
            fn __blank() -> Self {
                Self {
                    by: __thrift::Decode::__blank(),
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
                        "by",
                        &mut __place.by,
                    )?;
                while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)?
                {
                    match __id {
                        1i16 => {
                            __seen0
                                |= __thrift::Decode::__field(
                                    __input,
                                    &mut __fields,
                                    (__ttype, 1u64),
                                    "by",
                                    &mut __place.by,
                                )?;
                        }
                        _ => __input.skip_field(&mut __fields, __ttype)?,
                    }
                }
                __input.struct_end(__fields);
                if __seen0 != 1u64 {
                    if __seen0 & 1u64 == 0 {
                        __place.by = __thrift::Decode::__absent(__input, "by")?;
                    }
                }
                __thrift::Ok(())
            }
            #[inline]
            fn __absent_heap() -> __thrift::usize {
                <super::super::shared::User as __thrift::Decode<'_>>::__absent_heap()
            }
        }
    };
}
