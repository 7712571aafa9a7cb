//! Borrowed arguments, patterns, ids that no argument has, attributes that contradict.

#[thrift::service]
trait Arguments {
    async fn borrowed(&self, name: &str) -> thrift::Result<i32>;
    async fn mutable(&self, name: &mut String) -> thrift::Result<i32>;
    async fn context(&self, bytes: &'static [u8]) -> thrift::Result<i32>;
    async fn ignored(&self, _: i32) -> thrift::Result<i32>;
}

#[thrift::service]
trait Ids {
    async fn twice(&self, #[thrift(id = 2)] a: i32, b: i32) -> thrift::Result<i32>;
    async fn same(&self, #[thrift(id = 5)] a: i32, #[thrift(id = 5)] b: i32) -> thrift::Result<i32>;
    async fn zero(&self, #[thrift(id = 0)] a: i32) -> thrift::Result<i32>;
    async fn negative(&self, #[thrift(id = -1)] a: i32) -> thrift::Result<i32>;
    async fn large(&self, #[thrift(id = 40000)] a: i32) -> thrift::Result<i32>;
}

#[thrift::service]
trait Attributes {
    #[thrift(oneway)]
    async fn answered(&self) -> thrift::Result<i32>;
    #[thrift(oneway)]
    async fn listed(&self) -> thrift::Result<Vec<(i32, i32)>>;
    #[thrift(oneway)]
    async fn pair(&self) -> thrift::Result<(i32, i32)>;
    async fn conditional(&self, #[cfg(any())] it: i32) -> thrift::Result<()>;
    async fn conditionally(&self, #[cfg_attr(all(), allow(unused))] it: i32) -> thrift::Result<()>;
    async fn required(&self, #[thrift(required)] it: Option<i32>) -> thrift::Result<()>;
    async fn default(&self, #[thrift(required, default = 3)] it: i32) -> thrift::Result<()>;
}

struct Handler;

impl Arguments for Handler {
    async fn borrowed(&self, _: &str) -> thrift::Result<i32> {
        Ok(1)
    }
    async fn mutable(&self, _: &mut String) -> thrift::Result<i32> {
        Ok(1)
    }
    async fn context(&self, _: &'static [u8]) -> thrift::Result<i32> {
        Ok(1)
    }
    async fn ignored(&self, _: i32) -> thrift::Result<i32> {
        Ok(1)
    }
}

fn main() {
    let _ = ArgumentsServer::new(Handler);
}
