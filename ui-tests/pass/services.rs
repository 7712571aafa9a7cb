//! Methods with names that the expansion has too, conditional methods, types out of macros.

#![deny(warnings)]

use thrift::Result;

mod idl {
    thrift::thrift! {
        service Nothing {}

        service Names extends Nothing {
            i32 new(1: i32 self)
            i32 connect(1: i32 channel)
            i32 dispatch(1: i32 handler)
            i32 clone(1: i32 request)
            i32 fmt(1: i32 __request, 2: i32 __arguments, 3: i32 __handler)
            void from_arc()
        }
    }
}

struct Handler;

impl idl::Nothing for Handler {}

impl idl::Names for Handler {
    async fn new(&self, it: i32) -> Result<i32> {
        Ok(it)
    }
    async fn connect(&self, it: i32) -> Result<i32> {
        Ok(it)
    }
    async fn dispatch(&self, it: i32) -> Result<i32> {
        Ok(it)
    }
    async fn clone(&self, it: i32) -> Result<i32> {
        Ok(it)
    }
    async fn fmt(&self, a: i32, b: i32, c: i32) -> Result<i32> {
        Ok(a + b + c)
    }
    async fn from_arc(&self) -> Result<()> {
        Ok(())
    }
}

#[thrift::service]
pub trait Conditional {
    #[cfg(any())]
    async fn gone(&self, it: NoSuchType) -> Result<()>;

    #[cfg(all())]
    #[deprecated]
    async fn here(&self, #[allow(unused)] it: i32) -> Result<()>;
}

impl Conditional for Handler {
    async fn here(&self, _it: i32) -> Result<()> {
        Ok(())
    }
}

macro_rules! service {
    ($name:ident, $argument:ty, $output:ty) => {
        #[thrift::service]
        pub(crate) trait $name {
            async fn get(&self, it: $argument) -> $output;
        }
    };
}

service!(FromMacro, Option<String>, Result<i32>);

impl FromMacro for Handler {
    async fn get(&self, it: Option<String>) -> Result<i32> {
        Ok(it.map_or(0, |_| 1))
    }
}

fn main() {
    let _ = idl::NamesServer::new(Handler);
    let _ = idl::NamesClient::new(());
    let _ = ConditionalServer::new(Handler);
    let _ = ConditionalClient::new(());
    let _ = FromMacroServer::new(Handler);
    let _ = FromMacroClient::new(());
}
