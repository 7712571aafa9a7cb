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
