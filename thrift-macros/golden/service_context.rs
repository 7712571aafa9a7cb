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
pub trait Users: ::core::marker::Send + ::core::marker::Sync {
    fn get(
        &self,
        cx_: &::thrift::Context,
        id: i32,
        cx: ::std::string::String,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<::std::string::String, ::thrift::Error>,
    > + ::core::marker::Send;
    fn touch(
        &self,
        id: i32,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<(), ::thrift::Error>,
    > + ::core::marker::Send;
}
#[automatically_derived]
impl<__C: ::thrift::service::Channel> Users for UsersClient<__C> {
    fn get(
        &self,
        cx_: &::thrift::Context,
        id: i32,
        cx: ::std::string::String,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<::std::string::String, ::thrift::Error>,
    > + ::core::marker::Send {
        __thrift::call_with_context(
            &self.channel,
            __thrift::CallContext::given(cx_),
            __thrift::Method::new("get").idempotent().of("Users"),
            GetArguments { id, cx },
        )
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
}
impl<__H: Users + __thrift::Send + __thrift::Sync + 'static> UsersServer<__H> {
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
                            <__H as Users>::get(
                                __handler,
                                __thrift::CallContext::got(__request.context()),
                                __arguments.id,
                                __arguments.cx,
                            )
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
            _ => __thrift::answer_unknown(__request),
        }
    }
}
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
trait Written {
    fn get(
        &self,
        context: &Context,
        id: i32,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send;
    fn name(
        &self,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send;
    fn touch(
        &self,
        cx: &thrift::Context,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send;
}
#[automatically_derived]
impl<__C: ::thrift::service::Channel> Written for WrittenClient<__C> {
    fn get(
        &self,
        context: &Context,
        id: i32,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send {
        __thrift::call_with_context(
            &self.channel,
            __thrift::CallContext::given(context),
            __thrift::Method::new("get").idempotent().of("Written"),
            GetArguments { id },
        )
    }
    fn name(
        &self,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send {
        __thrift::call(&self.channel, ("Written", "name"), NameArguments {})
    }
    fn touch(
        &self,
        cx: &thrift::Context,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        __thrift::call_with_context(
            &self.channel,
            __thrift::CallContext::given(cx),
            __thrift::Method::new("touch").oneway().of("Written"),
            TouchArguments {},
        )
    }
}
impl<__H: Written + __thrift::Send + __thrift::Sync + 'static> WrittenServer<__H> {
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
                            <__H as Written>::get(
                                __handler,
                                __thrift::CallContext::got(__request.context()),
                                __arguments.id,
                            )
                        },
                    )
                    .await
            }
            "name" => {
                __thrift::answer(
                        __request,
                        |__arguments: NameArguments| {
                            <__H as Written>::name(__handler)
                        },
                    )
                    .await
            }
            "touch" => {
                __thrift::answer_oneway(
                        __request,
                        |__arguments: TouchArguments| {
                            <__H as Written>::touch(
                                __handler,
                                __thrift::CallContext::got(__request.context()),
                            )
                        },
                    )
                    .await
            }
            _ => __thrift::answer_unknown(__request),
        }
    }
}
