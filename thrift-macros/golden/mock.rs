/// A [`Base`] whose methods are closures, for tests.
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
#[derive(::core::clone::Clone, ::core::default::Default)]
pub struct BaseMock {
    on_ping: ::core::option::Option<
        ::std::sync::Arc<
            dyn ::core::ops::Fn(
                &::thrift::Context,
            ) -> ::core::result::Result<
                    (),
                    ::thrift::Error,
                > + ::core::marker::Send + ::core::marker::Sync,
        >,
    >,
}
impl BaseMock {
    /// A mock whose methods all fail, as long as they have no closures.
    #[must_use]
    pub fn new() -> Self {
        __thrift::Default::default()
    }
    /// Answers `ping` with what a closure returns.
    #[must_use]
    pub fn on_ping(
        mut self,
        answer: impl ::core::ops::Fn(
            &::thrift::Context,
        ) -> ::core::result::Result<
                (),
                ::thrift::Error,
            > + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> Self {
        self.on_ping = __thrift::Some(__thrift::Arc::new(answer));
        self
    }
}
impl __thrift::Debug for BaseMock {
    fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
        __f.debug_struct("BaseMock").finish_non_exhaustive()
    }
}
#[automatically_derived]
impl Base for BaseMock {
    fn ping(
        &self,
        cx: &::thrift::Context,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::thrift::Error>,
    > + ::core::marker::Send {
        async move {
            __thrift::mocked(
                "ping",
                self.on_ping.as_deref().map(|__answer| __answer(cx)),
            )
        }
    }
}
/// A [`Users`] whose methods are closures, for tests.
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
#[derive(::core::clone::Clone, ::core::default::Default)]
pub struct UsersMock {
    on_get: ::core::option::Option<
        ::std::sync::Arc<
            dyn ::core::ops::Fn(
                i32,
                bool,
            ) -> ::core::result::Result<
                    ::std::string::String,
                    users::GetError,
                > + ::core::marker::Send + ::core::marker::Sync,
        >,
    >,
    on_touch: ::core::option::Option<
        ::std::sync::Arc<
            dyn ::core::ops::Fn(
                i32,
            ) -> ::core::result::Result<
                    (),
                    ::thrift::Error,
                > + ::core::marker::Send + ::core::marker::Sync,
        >,
    >,
    on_ping: ::core::option::Option<
        ::std::sync::Arc<
            dyn ::core::ops::Fn(
            ) -> ::core::result::Result<
                    (),
                    ::thrift::Error,
                > + ::core::marker::Send + ::core::marker::Sync,
        >,
    >,
    on_ping_: ::core::option::Option<
        ::std::sync::Arc<
            dyn ::core::ops::Fn(
                &::thrift::Context,
            ) -> ::core::result::Result<
                    (),
                    ::thrift::Error,
                > + ::core::marker::Send + ::core::marker::Sync,
        >,
    >,
}
impl UsersMock {
    /// A mock whose methods all fail, as long as they have no closures.
    #[must_use]
    pub fn new() -> Self {
        __thrift::Default::default()
    }
    /// Answers `get` with what a closure returns.
    #[must_use]
    pub fn on_get(
        mut self,
        answer: impl ::core::ops::Fn(
            i32,
            bool,
        ) -> ::core::result::Result<
                ::std::string::String,
                users::GetError,
            > + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> Self {
        self.on_get = __thrift::Some(__thrift::Arc::new(answer));
        self
    }
    /// Answers `touch` with what a closure returns.
    #[must_use]
    pub fn on_touch(
        mut self,
        answer: impl ::core::ops::Fn(
            i32,
        ) -> ::core::result::Result<
                (),
                ::thrift::Error,
            > + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> Self {
        self.on_touch = __thrift::Some(__thrift::Arc::new(answer));
        self
    }
    /// Answers `Ping` with what a closure returns.
    #[must_use]
    pub fn on_ping(
        mut self,
        answer: impl ::core::ops::Fn(
        ) -> ::core::result::Result<
                (),
                ::thrift::Error,
            > + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> Self {
        self.on_ping = __thrift::Some(__thrift::Arc::new(answer));
        self
    }
    /// Answers `ping` with what a closure returns.
    #[must_use]
    pub fn on_ping_(
        mut self,
        answer: impl ::core::ops::Fn(
            &::thrift::Context,
        ) -> ::core::result::Result<
                (),
                ::thrift::Error,
            > + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> Self {
        self.on_ping_ = __thrift::Some(__thrift::Arc::new(answer));
        self
    }
}
impl __thrift::Debug for UsersMock {
    fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
        __f.debug_struct("UsersMock").finish_non_exhaustive()
    }
}
#[automatically_derived]
impl Users for UsersMock {
    fn get(
        &self,
        id: i32,
        cached: bool,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<::std::string::String, users::GetError>,
    > + ::core::marker::Send {
        async move {
            __thrift::mocked(
                "get",
                self.on_get.as_deref().map(|__answer| __answer(id, cached)),
            )
        }
    }
    fn touch(
        &self,
        id: i32,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::thrift::Error>,
    > + ::core::marker::Send {
        async move {
            __thrift::mocked(
                "touch",
                self.on_touch.as_deref().map(|__answer| __answer(id)),
            )
        }
    }
    fn ping(
        &self,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::thrift::Error>,
    > + ::core::marker::Send {
        async move {
            __thrift::mocked("Ping", self.on_ping.as_deref().map(|__answer| __answer()))
        }
    }
}
#[automatically_derived]
impl Base for UsersMock {
    fn ping(
        &self,
        cx: &::thrift::Context,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::thrift::Error>,
    > + ::core::marker::Send {
        async move {
            __thrift::mocked(
                "ping",
                self.on_ping_.as_deref().map(|__answer| __answer(cx)),
            )
        }
    }
}
