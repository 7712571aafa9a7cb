//! Attributes of methods and arguments that contradict what they are on.

#[thrift::service]
trait Attributes {
    #[thrift(oneway)]
    async fn answered(&self) -> thrift::Result<i32>;
    async fn conditional(&self, #[cfg(any())] it: i32) -> thrift::Result<()>;
    async fn required(&self, #[thrift(required)] it: Option<i32>) -> thrift::Result<()>;
}

fn main() {}
