/// Calls a [`Base`] through a channel, and waits for the answers.
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
pub struct BaseBlockingClient<C = ::thrift::blocking::Client> {
    client: BaseClient<C>,
}
impl<C> BaseBlockingClient<C> {
    /// A client that calls through `channel`.
    pub fn new(channel: C) -> Self {
        Self {
            client: BaseClient { channel },
        }
    }
}
impl BaseClient<::thrift::blocking::Client> {
    /// Connects to a server, framed and in Binary, for calls that wait for their answers.
    ///
    /// # Errors
    ///
    /// Fails when the connection does.
    pub fn connect_blocking(
        endpoint: impl ::thrift::IntoEndpoint,
    ) -> ::core::result::Result<BaseBlockingClient, ::thrift::Error> {
        __thrift::BlockingClient::connect(endpoint).map(BaseBlockingClient::new)
    }
}
impl<C> __thrift::Debug for BaseBlockingClient<C> {
    fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
        __f.debug_struct("BaseBlockingClient").finish_non_exhaustive()
    }
}
#[allow(dead_code, missing_docs, unreachable_pub)]
impl<__C: ::thrift::service::Channel> BaseBlockingClient<__C> {
    pub fn ping(
        &self,
        cx: &::thrift::Context,
    ) -> ::core::result::Result<(), ::thrift::Error> {
        __thrift::block_on(<BaseClient<__C> as Base>::ping(&self.client, cx))
    }
}
/// Calls a [`Users`] through a channel, and waits for the answers.
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
pub struct UsersBlockingClient<C = ::thrift::blocking::Client> {
    client: UsersClient<C>,
}
impl<C> UsersBlockingClient<C> {
    /// A client that calls through `channel`.
    pub fn new(channel: C) -> Self {
        Self {
            client: UsersClient { channel },
        }
    }
}
impl UsersClient<::thrift::blocking::Client> {
    /// Connects to a server, framed and in Binary, for calls that wait for their answers.
    ///
    /// # Errors
    ///
    /// Fails when the connection does.
    pub fn connect_blocking(
        endpoint: impl ::thrift::IntoEndpoint,
    ) -> ::core::result::Result<UsersBlockingClient, ::thrift::Error> {
        __thrift::BlockingClient::connect(endpoint).map(UsersBlockingClient::new)
    }
}
impl<C> __thrift::Debug for UsersBlockingClient<C> {
    fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
        __f.debug_struct("UsersBlockingClient").finish_non_exhaustive()
    }
}
#[allow(dead_code, missing_docs, unreachable_pub)]
impl<__C: ::thrift::service::Channel> UsersBlockingClient<__C> {
    /// Looks up.
    pub fn get(
        &self,
        id: i32,
        cached: bool,
    ) -> ::core::result::Result<::std::string::String, users::GetError> {
        __thrift::block_on(<UsersClient<__C> as Users>::get(&self.client, id, cached))
    }
    pub fn touch(&self, id: i32) -> ::core::result::Result<(), ::thrift::Error> {
        __thrift::block_on(<UsersClient<__C> as Users>::touch(&self.client, id))
    }
    pub fn new_(&self, ping: i32) -> ::core::result::Result<i32, ::thrift::Error> {
        __thrift::block_on(<UsersClient<__C> as Users>::new(&self.client, ping))
    }
    pub fn ping(&self) -> ::core::result::Result<(), ::thrift::Error> {
        __thrift::block_on(<UsersClient<__C> as Users>::ping(&self.client))
    }
    pub fn ping_(
        &self,
        cx: &::thrift::Context,
    ) -> ::core::result::Result<(), ::thrift::Error> {
        __thrift::block_on(<UsersClient<__C> as Base>::ping(&self.client, cx))
    }
}
/// Calls a [`Written`] through a channel, and waits for the answers.
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
pub(crate) struct WrittenBlockingClient<C = ::thrift::blocking::Client> {
    client: WrittenClient<C>,
}
impl<C> WrittenBlockingClient<C> {
    /// A client that calls through `channel`.
    pub fn new(channel: C) -> Self {
        Self {
            client: WrittenClient { channel },
        }
    }
}
impl WrittenClient<::thrift::blocking::Client> {
    /// Connects to a server, framed and in Binary, for calls that wait for their answers.
    ///
    /// # Errors
    ///
    /// Fails when the connection does.
    pub fn connect_blocking(
        endpoint: impl ::thrift::IntoEndpoint,
    ) -> ::core::result::Result<WrittenBlockingClient, ::thrift::Error> {
        __thrift::BlockingClient::connect(endpoint).map(WrittenBlockingClient::new)
    }
}
impl<C> __thrift::Debug for WrittenBlockingClient<C> {
    fn fmt(&self, __f: &mut __thrift::fmt::Formatter<'_>) -> __thrift::fmt::Result {
        __f.debug_struct("WrittenBlockingClient").finish_non_exhaustive()
    }
}
#[allow(dead_code, missing_docs, unreachable_pub)]
impl<__C: ::thrift::service::Channel> WrittenBlockingClient<__C> {
    /// Looks up.
    #[cfg(all())]
    pub fn get(&self, cx: &Context, id: i32) -> Result<String> {
        __thrift::block_on(<WrittenClient<__C> as Written>::get(&self.client, cx, id))
    }
    #[deprecated]
    pub fn touch(&self) -> Result<()> {
        __thrift::block_on(<WrittenClient<__C> as Written>::touch(&self.client))
    }
}
