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
        exception,
        service,
        void,
        service,
        extends,
        string,
        throws,
        oneway,
        void,
        binary,
        set,
        double,
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
pub trait Base: ::core::marker::Send + ::core::marker::Sync {
    fn ping(
        &self,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::thrift::Error>,
    > + ::core::marker::Send;
}
/// Calls a [`Base`] through a channel.
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
pub struct BaseClient<C = ::thrift::Client> {
    channel: C,
}
/// Answers calls with a handler that implements [`Base`].
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
pub struct BaseServer<H> {
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
    struct PingArguments {}
    const _: () = {
        #[automatically_derived]
        impl __thrift::Encode for PingArguments {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
                let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
                __out.struct_end(__fields);
            }
        }
        #[automatically_derived]
        impl<'__de> __thrift::Decode<'__de> for PingArguments {
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
    impl<C> BaseClient<C> {
        /// A client that calls through `channel`.
        pub fn new(channel: C) -> Self {
            Self { channel }
        }
    }
    __thrift::if_net! {
        impl BaseClient { #[doc = r" Connects to a server, framed and in Binary."] #[doc
        = r""] #[doc = r" # Errors"] #[doc = r""] #[doc =
        r" Fails when the connection does."] pub async fn connect(endpoint : impl
        ::thrift::IntoEndpoint) -> ::core::result::Result < Self, ::thrift::Error > {
        __thrift::Ok(Self::new(__thrift::Client::connect(endpoint). await ?)) } }
    }
    impl<C> __thrift::Debug for BaseClient<C> {
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __f.debug_struct("BaseClient").finish_non_exhaustive()
        }
    }
    #[automatically_derived]
    impl<__C: ::thrift::service::Channel> Base for BaseClient<__C> {
        fn ping(
            &self,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::thrift::Error>,
        > + ::core::marker::Send {
            __thrift::call(&self.channel, ("Base", "ping"), PingArguments {})
        }
    }
    impl<H> BaseServer<H> {
        /// A server that answers with `handler`.
        pub fn new(handler: H) -> Self {
            Self::from_arc(__thrift::Arc::new(handler))
        }
        /// A server that answers with a handler that others have too.
        pub fn from_arc(handler: ::std::sync::Arc<H>) -> Self {
            Self { handler }
        }
    }
    impl<H> __thrift::Clone for BaseServer<H> {
        fn clone(&self) -> Self {
            Self::from_arc(__thrift::Clone::clone(&self.handler))
        }
    }
    impl<H> __thrift::Debug for BaseServer<H> {
        fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
            __f.debug_struct("BaseServer").finish_non_exhaustive()
        }
    }
    impl<__H: Base + __thrift::Send + __thrift::Sync + 'static> BaseServer<__H> {
        #[doc(hidden)]
        pub fn __find(__name: &__thrift::str) -> __thrift::Option<__thrift::Method> {
            __thrift::find(const { &[__thrift::Method::new("ping")] }, __name)
        }
        #[doc(hidden)]
        pub async fn __dispatch(
            __handler: &__H,
            __request: &__thrift::Request,
        ) -> __thrift::Option<__thrift::Response> {
            match __request.method() {
                "ping" => {
                    __thrift::answer(
                            __request,
                            |__arguments: PingArguments| {
                                <__H as Base>::ping(__handler)
                            },
                        )
                        .await
                }
                _ => __thrift::answer_unknown(__request),
            }
        }
    }
    #[automatically_derived]
    impl<__H: Base + __thrift::Send + __thrift::Sync + 'static> __thrift::Dispatch
    for BaseServer<__H> {
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
            __thrift::Some(Self::__find(__name)?.of("Base"))
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
pub trait Users: Base + ::core::marker::Send + ::core::marker::Sync {
    fn get(
        &self,
        id: i32,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<::std::string::String, users::GetError>,
    > + ::core::marker::Send;
    fn touch(
        &self,
        id: i32,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::thrift::Error>,
    > + ::core::marker::Send;
    fn draw(
        &self,
        sizes: ::std::collections::BTreeSet<::thrift::Total<f64>>,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<::thrift::Bytes, ::thrift::Error>,
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
    /// Why `get` failed.
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
    pub enum GetError {
        Missing(super::NotFound),
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
        impl __thrift::Debug for GetError {
            #[inline]
            fn fmt(
                &self,
                __f: &mut __thrift::fmt::Formatter<'_>,
            ) -> __thrift::fmt::Result {
                match self {
                    Self::Missing(__value) => {
                        __f.debug_tuple("Missing").field(__value).finish()
                    }
                    Self::Thrift(__value) => {
                        __f.debug_tuple("Thrift").field(__value).finish()
                    }
                }
            }
        }
        #[automatically_derived]
        impl __thrift::MethodError for GetError {
            fn undeclared(&self) -> __thrift::Option<&__thrift::Error> {
                match self {
                    Self::Thrift(__error) => __thrift::Some(__error),
                    Self::Missing(_) => __thrift::None,
                }
            }
            fn encode_exception<__W: __thrift::Writer>(
                &self,
                __out: &mut __W,
                mut __fields: &mut __W::Fields,
            ) {
                match self {
                    Self::Thrift(_) => {}
                    Self::Missing(__value) => {
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
                                "missing",
                            )
                            .map(|__found| __found.map(Self::Missing))
                    }
                    _ => __thrift::Ok(__thrift::None),
                }
            }
        }
        #[automatically_derived]
        impl __thrift::From<__thrift::Error> for GetError {
            fn from(__error: __thrift::Error) -> Self {
                Self::Thrift(__error)
            }
        }
        #[automatically_derived]
        impl __thrift::From<super::NotFound> for GetError {
            fn from(__error: super::NotFound) -> Self {
                Self::Missing(__error)
            }
        }
        #[automatically_derived]
        impl __thrift::Display for GetError {
            fn fmt(
                &self,
                __f: &mut __thrift::fmt::Formatter<'_>,
            ) -> __thrift::fmt::Result {
                match self {
                    Self::Missing(__error) => __thrift::Display::fmt(__error, __f),
                    Self::Thrift(__error) => __thrift::Display::fmt(__error, __f),
                }
            }
        }
        #[automatically_derived]
        impl __thrift::StdError for GetError {
            fn source(&self) -> __thrift::Option<&(dyn __thrift::StdError + 'static)> {
                match self {
                    Self::Missing(__error) => __thrift::Some(__error),
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
    struct GetArguments {
        id: i32,
    }
    const _: () = {
        #[automatically_derived]
        impl __thrift::Encode for GetArguments {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
                let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
                __thrift::Encode::encode_field(&self.id, __out, &mut __fields, 1i16);
                __out.struct_end(__fields);
            }
        }
        #[automatically_derived]
        impl<'__de> __thrift::Decode<'__de> for GetArguments {
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
                while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)?
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
        }
    };
    #[allow(dead_code)]
    struct TouchArguments {
        id: i32,
    }
    const _: () = {
        #[automatically_derived]
        impl __thrift::Encode for TouchArguments {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
                let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
                __thrift::Encode::encode_field(&self.id, __out, &mut __fields, 1i16);
                __out.struct_end(__fields);
            }
        }
        #[automatically_derived]
        impl<'__de> __thrift::Decode<'__de> for TouchArguments {
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
                while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)?
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
        }
    };
    #[allow(dead_code)]
    struct DrawArguments {
        sizes: ::std::collections::BTreeSet<::thrift::Total<f64>>,
    }
    const _: () = {
        #[automatically_derived]
        impl __thrift::Encode for DrawArguments {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
                let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
                __thrift::Encode::encode_field(&self.sizes, __out, &mut __fields, 1i16);
                __out.struct_end(__fields);
            }
        }
        #[automatically_derived]
        impl<'__de> __thrift::Decode<'__de> for DrawArguments {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            fn decode<__R: __thrift::Reader<'__de>>(
                __input: &mut __R,
            ) -> __thrift::ThriftResult<Self> {
                __thrift::filled(__input)
            }
            const __FILLS: __thrift::bool = true;
            fn __blank() -> Self {
                Self {
                    sizes: __thrift::Decode::__blank(),
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
                        "sizes",
                        &mut __place.sizes,
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
                                    "sizes",
                                    &mut __place.sizes,
                                )?;
                        }
                        _ => __input.skip_field(&mut __fields, __ttype)?,
                    }
                }
                __input.struct_end(__fields);
                if __seen0 != 1u64 {
                    if __seen0 & 1u64 == 0 {
                        __place.sizes = __thrift::Decode::__absent(__input, "sizes")?;
                    }
                }
                __thrift::Ok(())
            }
            #[inline]
            fn __absent_heap() -> __thrift::usize {
                <::std::collections::BTreeSet<
                    ::thrift::Total<f64>,
                > as __thrift::Decode<'_>>::__absent_heap()
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
        fn get(
            &self,
            id: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<::std::string::String, users::GetError>,
        > + ::core::marker::Send {
            __thrift::call(&self.channel, ("Users", "get"), GetArguments { id })
        }
        fn touch(
            &self,
            id: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::thrift::Error>,
        > + ::core::marker::Send {
            __thrift::call(
                &self.channel,
                __thrift::Method::new("touch").oneway().of("Users"),
                TouchArguments { id },
            )
        }
        fn draw(
            &self,
            sizes: ::std::collections::BTreeSet<::thrift::Total<f64>>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<::thrift::Bytes, ::thrift::Error>,
        > + ::core::marker::Send {
            __thrift::call(&self.channel, ("Users", "draw"), DrawArguments { sizes })
        }
    }
    const _: () = {
        #[allow(dead_code)]
        struct PingArguments {}
        const _: () = {
            #[automatically_derived]
            impl __thrift::Encode for PingArguments {
                const TTYPE: __thrift::TType = __thrift::TType::Struct;
                fn encode<__W: __thrift::Writer>(&self, __out: &mut __W) {
                    let __thrift::Some(mut __fields) = __out.struct_begin() else {
                        return
                    };
                    __out.struct_end(__fields);
                }
            }
            #[automatically_derived]
            impl<'__de> __thrift::Decode<'__de> for PingArguments {
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
                    while let __thrift::Some((__ttype, __id)) = __input
                        .field(&mut __fields)?
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
        #[automatically_derived]
        impl<__C: ::thrift::service::Channel> Base for UsersClient<__C> {
            fn ping(
                &self,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<(), ::thrift::Error>,
            > + ::core::marker::Send {
                __thrift::call(&self.channel, ("Users", "ping"), PingArguments {})
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
            __thrift::find(
                    const {
                        &[
                            __thrift::Method::new("get"),
                            __thrift::Method::new("touch").oneway(),
                            __thrift::Method::new("draw"),
                        ]
                    },
                    __name,
                )
                .or_else(|| BaseServer::<__H>::__find(__name))
        }
        #[doc(hidden)]
        pub async fn __dispatch(
            __handler: &__H,
            __request: &__thrift::Request,
        ) -> __thrift::Option<__thrift::Response> {
            match __request.method() {
                "get" => {
                    __thrift::answer(
                            __request,
                            |__arguments: GetArguments| {
                                <__H as Users>::get(__handler, __arguments.id)
                            },
                        )
                        .await
                }
                "touch" => {
                    __thrift::answer_oneway(
                            __request,
                            |__arguments: TouchArguments| {
                                <__H as Users>::touch(__handler, __arguments.id)
                            },
                        )
                        .await
                }
                "draw" => {
                    __thrift::answer(
                            __request,
                            |__arguments: DrawArguments| {
                                <__H as Users>::draw(__handler, __arguments.sizes)
                            },
                        )
                        .await
                }
                _ => BaseServer::<__H>::__dispatch(__handler, __request).await,
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
